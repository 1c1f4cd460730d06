//! Jobs that do not comply with their cluster policies.

use jobs_emulator::PolicyViolations;
use serde_json::{Value, json};

use crate::common::Service;

const BASE: &str = "/api/2.0/policies/jobs";

async fn job(service: &Service, name: &str) -> i64 {
    let cluster = json!({ "policy_id": "p", "spark_version": "15.4", "num_workers": 8 });
    let cluster = json!({ "job_cluster_key": "main", "new_cluster": cluster });
    service
        .create(json!({ "name": name, "job_clusters": [cluster] }))
        .await
}

async fn compliance(service: &Service, job_id: i64) -> Value {
    let path = format!("{BASE}/get-compliance?job_id={job_id}");
    service.send("GET", &path, "").await.1
}

async fn enforce(service: &Service, job_id: i64, validate_only: bool) -> Value {
    let body = json!({ "job_id": job_id, "validate_only": validate_only });
    let path = format!("{BASE}/enforce-compliance");
    service.send("POST", &path, &body.to_string()).await.1
}

/// 1.18: a job that lacks something, what enforcing would change, and that it then does.
#[tokio::test]
async fn enforcing_a_policy_changes_the_job() {
    let service = Service::start();
    let job_id = job(&service, "nightly").await;
    let body = json!({
        "job_id": job_id,
        "policy_id": "p",
        "violations": { "main.num_workers": "must be at most 4" },
        "changes": [{ "field": "main.num_workers", "new_value": 4 }],
    });
    let path = "/api/emulator/policy-compliance";
    let (status, answer) = service.send("POST", path, &body.to_string()).await;
    assert_eq!((status, answer), (200, json!({})));
    let lacks = json!({
        "is_compliant": false,
        "violations": { "main.num_workers": "must be at most 4" },
    });
    assert_eq!(compliance(&service, job_id).await, lacks);

    let workers =
        |settings: &Value| settings["job_clusters"][0]["new_cluster"]["num_workers"].clone();
    for validate_only in [true, false] {
        let answer = enforce(&service, job_id, validate_only).await;
        assert_eq!(answer["has_changes"], true);
        let change = json!({
            "field": "main.num_workers", "previous_value": "8", "new_value": "4",
        });
        assert_eq!(answer["job_cluster_changes"], json!([change]));
        assert_eq!(workers(&answer["settings"]), 4);
        let stored = service.get(&format!("get?job_id={job_id}")).await;
        let expected = if validate_only { 8 } else { 4 };
        assert_eq!(workers(&stored["settings"]), expected);
        let is_compliant = compliance(&service, job_id).await["is_compliant"].clone();
        assert_eq!(is_compliant, !validate_only);
    }
    let again = enforce(&service, job_id, false).await;
    assert_eq!(again["has_changes"], false);
    assert_eq!(again["job_cluster_changes"], json!([]));
}

/// 1.18: lists tell of the policy that they are asked for.
#[tokio::test]
async fn lists_tell_who_complies_with_a_policy() {
    let service = Service::start();
    let mut jobs = Vec::new();
    for number in 0..3 {
        jobs.push(job(&service, &format!("job{number}")).await);
    }
    let workspace = service.handle.workspace();
    let by = |job_id, policy| {
        PolicyViolations::of_job_id(job_id)
            .policy(policy)
            .violation("main.x", policy)
    };
    workspace.set_policy_violations(by(jobs[0], "p")).unwrap();
    workspace.set_policy_violations(by(jobs[1], "q")).unwrap();
    let any = PolicyViolations::of_job("JOB2").violation("main.y", "any");
    workspace.set_policy_violations(any).unwrap();
    let list = async |policy: &str| {
        let path = format!("{BASE}/list-compliance?policy_id={policy}");
        let (_, page) = service.send("GET", &path, "").await;
        let jobs = page["jobs"].as_array().cloned().unwrap_or_default();
        let short = |job: &Value| (job["job_id"].as_i64(), job["violations"].clone());
        jobs.iter().map(short).collect::<Vec<_>>()
    };
    assert_eq!(
        list("p").await,
        [
            (Some(jobs[2]), json!({ "main.y": "any" })),
            (Some(jobs[1]), json!({})),
            (Some(jobs[0]), json!({ "main.x": "p" })),
        ]
    );
    assert_eq!(list("q").await, [(Some(jobs[1]), json!({ "main.x": "q" }))]);
    // Without violations a job complies again.
    let none = PolicyViolations::of_job_id(jobs[0]).policy("p");
    workspace.set_policy_violations(none).unwrap();
    assert_eq!(compliance(&service, jobs[0]).await["is_compliant"], true);
}

#[tokio::test]
async fn violations_that_cannot_be() {
    let service = Service::start();
    let job_id = job(&service, "nightly").await;
    for (violations, says) in [
        (
            PolicyViolations::of_job("daily"),
            "no job with the name 'daily'",
        ),
        (PolicyViolations::of_job_id(7), "Job 7 does not exist."),
        (PolicyViolations::default(), "one of job_id and job_name"),
        (
            PolicyViolations::of_job_id(job_id).change("other.num_workers", 1),
            "'other.num_workers'",
        ),
    ] {
        let workspace = service.handle.workspace();
        let error = workspace.set_policy_violations(violations).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
}

/// R22.2: violations from a scenario file, at the start and after a reset.
#[tokio::test]
async fn a_scenario_has_violations() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("s.yaml");
    let scenario = "
jobs:
  - name: nightly
policy_compliance:
  - job_name: nightly
    violations: { main.num_workers: must be at most 4 }
";
    std::fs::write(&file, scenario).unwrap();
    let service = Service::with(|builder| builder.scenario_file(file));
    for _ in 0..2 {
        let jobs = service.get("list").await;
        let job_id = jobs["jobs"][0]["job_id"].as_i64().unwrap();
        assert_eq!(compliance(&service, job_id).await["is_compliant"], false);
        enforce(&service, job_id, false).await;
        service.handle.workspace().reset().unwrap();
    }
}
