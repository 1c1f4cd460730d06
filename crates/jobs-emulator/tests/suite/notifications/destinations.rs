//! Notification destinations as the product has them, and by the emulator's own means.

use jobs_emulator::{Emulator, Principal};
use serde_json::json;

use super::webhooks::{Receiver, job, settled};
use crate::common::Service;
use crate::control::program::refusal;

const PATH: &str = "/api/2.0/notification-destinations";

/// What clients of the product create is posted to; nothing that is secret is told again.
#[tokio::test]
async fn destinations_are_managed_as_in_the_product() {
    let receiver = Receiver::start(&[]);
    let service = Service::start();
    let body = json!({
        "display_name": "pager",
        "config": { "generic_webhook": {
            "url": receiver.url, "username": "ada", "password": "canary-secret",
        }},
    });
    let (status, made) = service.send("POST", PATH, &body.to_string()).await;
    assert_eq!(status, 200, "{made}");
    assert_eq!(made["destination_type"], "WEBHOOK");
    assert_eq!(
        made["config"],
        json!({ "generic_webhook": { "url_set": true, "username_set": true, "password_set": true } })
    );
    let id = made["id"].as_str().unwrap();
    assert_eq!(id.len(), 36, "a UUID");
    let one = format!("{PATH}/{id}");
    assert_eq!(service.send("GET", &one, "").await.1, made);
    let (_, renamed) = service
        .send("PATCH", &one, r#"{ "display_name": "bell" }"#)
        .await;
    assert_eq!(renamed["display_name"], "bell");
    assert_eq!(renamed["config"], made["config"], "the rest stays");

    let job_id = service.create(job(&[id])).await;
    service.run_now(job_id).await;
    settled(&service).await;
    assert_eq!(receiver.taken().len(), 1);
    let requests = format!("{:?}", service.handle.journal());
    assert!(!requests.contains("canary") && !requests.contains(&receiver.url));

    let (_, list) = service.send("GET", PATH, "").await;
    let item = json!({ "id": id, "display_name": "bell", "destination_type": "WEBHOOK" });
    assert_eq!(list, json!({ "results": [item] }));
    assert_eq!(service.send("DELETE", &one, "").await, (200, json!({})));
    assert_eq!(service.send("GET", &one, "").await.0, 404);
    for (method, path, body, says) in [
        ("POST", PATH, "{}", "config"),
        (
            "POST",
            PATH,
            r#"{ "config": { "email": { "addresses": ["a"] } } }"#,
            "display_name",
        ),
        (
            "POST",
            PATH,
            r#"{ "config": {}, "display_name": "x" }"#,
            "exactly one of",
        ),
        ("PATCH", one.as_str(), "{}", "does not exist"),
    ] {
        let (status, error) = service.send(method, path, body).await;
        assert!(status >= 400 && error.to_string().contains(says), "{error}");
    }
}

/// Pages of destinations, the newest first.
#[tokio::test]
async fn destinations_are_listed_by_pages() {
    let service = Service::start();
    for number in 0..5 {
        let body = json!({
            "display_name": format!("d{number}"),
            "config": { "email": { "addresses": ["a@example.com"] } },
        });
        service.send("POST", PATH, &body.to_string()).await;
    }
    let (mut names, mut token) = (Vec::new(), String::new());
    loop {
        let path = format!("{PATH}?page_size=2&page_token={token}");
        let (_, page) = service.send("GET", &path, "").await;
        for item in page["results"].as_array().unwrap() {
            names.push(item["display_name"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next_page_token"].as_str() else {
            break;
        };
        token = next.to_owned();
    }
    assert_eq!(names, ["d4", "d3", "d2", "d1", "d0"]);
}

/// A list of addresses gets e-mails, a chat gets words, and what has no address is in the journal.
#[tokio::test]
async fn destinations_of_other_kinds() {
    let receiver = Receiver::start(&[]);
    let service = Service::start();
    for (id, config) in [
        (
            "list",
            json!({ "email": { "addresses": ["a@example.com", "b@example.com"] } }),
        ),
        ("chat", json!({ "slack": { "url": receiver.url } })),
        (
            "pager",
            json!({ "pagerduty": { "integration_key": "canary-key" } }),
        ),
    ] {
        let body = json!({ "id": id, "config": config });
        let path = "/api/emulator/notification-destinations";
        let (status, answer) = service.send("POST", path, &body.to_string()).await;
        assert_eq!(status, 200, "{answer}");
    }
    let job_id = service.create(job(&["list", "chat", "pager"])).await;
    let run_id = service.run_now(job_id).await;
    let told: Vec<_> = settled(&service)
        .await
        .into_iter()
        .map(|one| (one.recipient, one.delivery.is_some()))
        .collect();
    let expected = [
        ("a@example.com", false),
        ("b@example.com", false),
        ("chat", true),
        ("pager", false),
    ];
    assert_eq!(told, expected.map(|(to, posted)| (to.to_owned(), posted)));
    let words = json!({ "text": format!("Run {run_id} of job nightly started") });
    assert_eq!(receiver.taken()[0].body, words);
}

/// Only admins change destinations; everybody may see them.
#[tokio::test]
async fn destinations_are_changed_by_admins() {
    let service = Service::with(|builder| {
        builder
            .principal("root", Principal::user("root").admin())
            .principal("token", Principal::user("ada"))
    });
    let body = r#"{ "display_name": "x", "config": { "email": { "addresses": ["a"] } } }"#;
    let (status, error) = service.send("POST", PATH, body).await;
    assert_eq!(
        (status, &error["error_code"]),
        (403, &json!("PERMISSION_DENIED"))
    );
    assert_eq!(service.send("GET", PATH, "").await, (200, json!({})));
}

/// R22.2: destinations and violations of policies from a scenario file; what is wrong is told with
/// its line.
#[tokio::test]
async fn a_scenario_has_destinations() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("s.yaml");
    let receiver = Receiver::start(&[]);
    let url = &receiver.url;
    let scenario = format!(
        "notification_destinations:\n  - {{ id: hook, url: '{url}', username: ada, password: canary-p }}\n"
    );
    std::fs::write(&file, scenario).unwrap();
    let scenario_file = file.clone();
    let service = Service::with(|builder| builder.scenario_file(scenario_file));
    for _ in 0..2 {
        let job_id = service.create(job(&["hook"])).await;
        service.run_now(job_id).await;
        settled(&service).await;
        // What the scenario says is there after a reset as well.
        service.handle.workspace().reset().unwrap();
    }
    assert_eq!(receiver.taken().len(), 2);
    std::fs::write(
        &file,
        "notification_destinations:\n  - { id: hook, url: canary }\n",
    )
    .unwrap();
    let error = Emulator::builder().scenario_file(&file).in_process();
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("s.yaml:2: ") && error.contains("http://"),
        "{error}"
    );
    assert!(!error.contains("canary"));
}

/// R22.2: a destination from the command line that cannot be is refused without telling it.
#[test]
fn the_program_refuses_a_destination_without_an_address() {
    for given in ["hook", "hook=canary", "=http://localhost/"] {
        let error = refusal(&["--notification-destination", given]);
        assert!(!error.contains("canary"), "{error}");
    }
}
