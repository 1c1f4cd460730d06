//! Lists show what the caller may see.

use serde_json::{Value, json};

use super::{Stage, refusal};
use crate::common::{id, task};

impl Stage {
    /// Creates a job that these may see beside its owner; tells its id.
    async fn shared(&self, owner: &str, list: Value) -> i64 {
        let cluster = json!([{ "job_cluster_key": "k", "new_cluster": { "policy_id": "p" } }]);
        let job = json!({
            "tasks": [task("a", &[])],
            "job_clusters": cluster,
            "access_control_list": list,
        });
        let job = self.done(owner, "POST /api/2.2/jobs/create", job).await;
        id(&job, "job_id")
    }

    /// Ids of the jobs of all elements of a list, page by page.
    async fn listed(&self, caller: &str, path: &str, member: &str) -> Vec<i64> {
        let mut found = Vec::new();
        let mut token = String::new();
        loop {
            let request = format!("GET {path}&page_token={token}");
            let page = self.done(caller, &request, Value::Null).await;
            let elements = page[member].as_array().cloned().unwrap_or_default();
            found.extend(elements.iter().map(|element| id(element, "job_id")));
            match page["next_page_token"].as_str() {
                Some(next) => token = next.to_owned(),
                None => return found,
            }
        }
    }
}

/// Section 6: jobs, runs and compliance of jobs on which the caller, or a group of it, has any
/// level; admins see all. Pages are full nevertheless.
#[tokio::test]
async fn lists_show_what_the_caller_may_see() {
    let stage = Stage::new();
    let own = stage.shared("owner", json!([])).await;
    let group = json!([{ "group_name": "data", "permission_level": "CAN_VIEW" }]);
    let of_data = stage.shared("owner", group).await;
    let robot = json!([{ "service_principal_name": "robot", "permission_level": "CAN_MANAGE" }]);
    let of_robot = stage.shared("owner", robot).await;
    let all = json!([{ "group_name": "users", "permission_level": "CAN_MANAGE_RUN" }]);
    let of_all = stage.shared("owner", all).await;
    for job in [own, of_data, of_robot, of_all] {
        let body = json!({ "job_id": job });
        stage
            .done("owner", "POST /api/2.2/jobs/run-now", body)
            .await;
    }
    for (caller, expected) in [
        ("admin", vec![of_all, of_robot, of_data, own]),
        ("owner", vec![of_all, of_robot, of_data, own]),
        ("analyst", vec![of_all, of_data]),
        ("robot", vec![of_all, of_robot]),
        ("stranger", vec![of_all]),
    ] {
        for (path, member) in [
            ("/api/2.2/jobs/list?limit=1", "jobs"),
            ("/api/2.2/jobs/runs/list?limit=1", "runs"),
            (
                "/api/2.0/policies/jobs/list-compliance?policy_id=p&page_size=1",
                "jobs",
            ),
        ] {
            let listed = stage.listed(caller, path, member).await;
            assert_eq!(listed, expected, "{caller}: {path}");
        }
    }
}

/// Names are compared as they are, whatever is in them.
#[tokio::test]
async fn names_are_compared_as_they_are() {
    let odd = "ö\"'\\%{}\u{7}\u{2028}";
    let service = jobs_emulator::Emulator::builder()
        .principal("odd", jobs_emulator::Principal::user(odd))
        .principal("other", jobs_emulator::Principal::user("ö"))
        .in_process();
    let stage = Stage(service.unwrap());
    let job = stage.shared("odd", json!([])).await;
    let path = "/api/2.2/jobs/list?limit=9";
    assert_eq!(stage.listed("odd", path, "jobs").await, [job]);
    assert!(stage.listed("other", path, "jobs").await.is_empty());
}

/// Section 6: a one-time run is its creator's, and of those whom its list names.
#[tokio::test]
async fn one_time_runs_have_permissions_too() {
    let stage = Stage::new();
    let list = json!([{ "user_name": "viewer", "permission_level": "CAN_VIEW" }]);
    let body = json!({ "tasks": [task("a", &[])], "access_control_list": list });
    let submit = "POST /api/2.2/jobs/runs/submit";
    let run = id(&stage.done("owner", submit, body).await, "run_id");
    let get = format!("GET /api/2.2/jobs/runs/get?run_id={run}");
    let seen = stage.done("owner", &get, Value::Null).await;
    assert_eq!(seen["creator_user_name"], "owner");
    let job = id(&seen, "job_id");
    stage.done("viewer", &get, Value::Null).await;
    let answer = stage.ask("stranger", &get, Value::Null).await;
    assert_eq!(answer, refusal("view", "stranger", job));
    let cancel = "POST /api/2.2/jobs/runs/cancel";
    let answer = stage.ask("viewer", cancel, json!({ "run_id": run })).await;
    assert_eq!(answer, refusal("run", "viewer", job));
    stage.done("owner", cancel, json!({ "run_id": run })).await;
}

/// Section 6: cancelling all queued runs of the workspace reaches those that the caller could cancel
/// one by one.
#[tokio::test]
async fn all_queued_runs_are_those_of_the_caller() {
    let stage = Stage::new();
    let mut queued = Vec::new();
    for owner in ["owner", "manager"] {
        let job = stage.shared(owner, json!([])).await;
        for _ in 0..2 {
            let body = json!({ "job_id": job });
            let run = stage.done(owner, "POST /api/2.2/jobs/run-now", body).await;
            queued.push(id(&run, "run_id"));
        }
    }
    let body = json!({ "all_queued_runs": true });
    let cancel = "POST /api/2.2/jobs/runs/cancel-all";
    stage.done("owner", cancel, body).await;
    for (run, state) in [(queued[1], "TERMINATED"), (queued[3], "QUEUED")] {
        let get = format!("GET /api/2.2/jobs/runs/get?run_id={run}");
        let run = stage.done("admin", &get, Value::Null).await;
        assert_eq!(run["state"]["life_cycle_state"], state);
    }
}
