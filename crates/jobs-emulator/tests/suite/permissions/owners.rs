//! Who owns a job, and who may give it away.

use serde_json::{Value, json};

use super::{Stage, refused};

fn list(entries: &[(&str, &str, &str)]) -> Value {
    let entry = |(member, name, level): &(&str, &str, &str)| {
        let mut entry = json!({ "permission_level": level });
        entry[*member] = json!(name);
        entry
    };
    let entries: Vec<Value> = entries.iter().map(entry).collect();
    json!({ "access_control_list": entries })
}

/// Section 6: exactly one owner, no group; only admins give a job to another.
#[tokio::test]
async fn owners_are_one_and_changed_by_admins() {
    let invalid = |message: &str| {
        let body = json!({ "error_code": "INVALID_PARAMETER_VALUE", "message": message });
        (400, body)
    };
    let one = "The job must have exactly one owner.";
    let kept = |name: &str| {
        refused(format!(
            "User {name} cannot change the owner of a job. Please contact an administrator."
        ))
    };
    let owner = ("user_name", "owner", "IS_OWNER");
    let other = ("user_name", "stranger", "IS_OWNER");
    let table = [
        ("PUT", "owner", vec![], invalid(one)),
        (
            "PUT",
            "admin",
            vec![("user_name", "owner", "CAN_MANAGE")],
            invalid(one),
        ),
        ("PUT", "owner", vec![owner, other], invalid(one)),
        ("PATCH", "admin", vec![other], invalid(one)),
        (
            "PATCH",
            "owner",
            vec![("user_name", "owner", "CAN_MANAGE")],
            invalid(one),
        ),
        (
            "PUT",
            "admin",
            vec![("group_name", "data", "IS_OWNER")],
            invalid("A group cannot be the owner of a job."),
        ),
        ("PUT", "owner", vec![other], kept("owner")),
        (
            "PUT",
            "manager",
            vec![("user_name", "manager", "IS_OWNER")],
            kept("manager"),
        ),
        (
            "PATCH",
            "owner",
            vec![other, ("user_name", "owner", "CAN_VIEW")],
            kept("owner"),
        ),
    ];
    let stage = Stage::new();
    let (job, _) = stage.job().await;
    let path = format!("/api/2.0/permissions/jobs/{job}");
    let get = format!("GET {path}");
    let before = stage.done("admin", &get, Value::Null).await;
    for (method, caller, entries, expected) in table {
        let answer = stage
            .ask(caller, &format!("{method} {path}"), list(&entries))
            .await;
        assert_eq!(answer, expected, "{method} {caller} {entries:?}");
        assert_eq!(stage.done("admin", &get, Value::Null).await, before);
    }
    // A manager may change all other entries; those that are not named are taken away.
    let entries = list(&[owner, ("user_name", "manager", "CAN_MANAGE")]);
    stage.done("manager", &format!("PUT {path}"), entries).await;
    let get_job = format!("GET /api/2.2/jobs/get?job_id={job}");
    assert_eq!(stage.ask("viewer", &get_job, Value::Null).await.0, 403);
    // An admin gives the job to a service principal, as which it runs from then on.
    let robot = ("service_principal_name", "robot", "IS_OWNER");
    stage
        .done("admin", &format!("PUT {path}"), list(&[robot]))
        .await;
    let seen = stage.done("robot", &get_job, Value::Null).await;
    assert_eq!(seen["run_as_user_name"], "robot");
    assert_eq!(seen["creator_user_name"], "owner");
    assert_eq!(stage.ask("owner", &get_job, Value::Null).await.0, 403);
}

/// Section 6: admins have `CAN_MANAGE` on every job, inherited; it cannot be taken away.
#[tokio::test]
async fn admins_inherit_can_manage() {
    let stage = Stage::new();
    let (job, _) = stage.job().await;
    let put = format!("PUT /api/2.0/permissions/jobs/{job}");
    let entries = list(&[
        ("user_name", "owner", "IS_OWNER"),
        ("group_name", "admins", "CAN_VIEW"),
    ]);
    let answer = stage.done("owner", &put, entries).await;
    let expected = json!([
        {
            "user_name": "owner",
            "display_name": "owner",
            "all_permissions": [{ "permission_level": "IS_OWNER", "inherited": false }],
        },
        {
            "group_name": "admins",
            "all_permissions": [
                { "permission_level": "CAN_VIEW", "inherited": false },
                {
                    "permission_level": "CAN_MANAGE",
                    "inherited": true,
                    "inherited_from_object": ["/jobs/"],
                },
            ],
        },
    ]);
    assert_eq!(answer["access_control_list"], expected);
    let body = json!({ "job_id": job });
    stage.done("admin", "POST /api/2.2/jobs/delete", body).await;
}

/// Section 6: who creates a job owns it; only an admin creates one for another.
#[tokio::test]
async fn jobs_belong_to_their_creators() {
    let stage = Stage::new();
    let create = "POST /api/2.2/jobs/create";
    for (caller, member) in [
        ("stranger", "user_name"),
        ("robot", "service_principal_name"),
    ] {
        let job = stage.done(caller, create, json!({})).await;
        let get = format!("GET /api/2.2/jobs/get?job_id={}", job["job_id"]);
        let seen = stage.done(caller, &get, Value::Null).await;
        assert_eq!(seen["creator_user_name"], caller);
        assert_eq!(seen["run_as_user_name"], caller);
        let get = format!("GET /api/2.0/permissions/jobs/{}", job["job_id"]);
        let list = stage.done(caller, &get, Value::Null).await["access_control_list"].clone();
        assert_eq!(list[0][member], caller);
        assert_eq!(
            list[0]["all_permissions"][0]["permission_level"],
            "IS_OWNER"
        );
    }
    let for_owner = list(&[("user_name", "owner", "IS_OWNER")]);
    assert_eq!(
        stage.ask("stranger", create, for_owner.clone()).await.0,
        403
    );
    stage.done("owner", create, for_owner.clone()).await;
    let job = stage.done("admin", create, for_owner).await;
    let body = json!({ "job_id": job["job_id"] });
    stage
        .done("owner", "POST /api/2.2/jobs/run-now", body)
        .await;
}
