//! R9.3: whatever an operation says when a thing does not exist, it is the same kind of error.

use std::collections::BTreeSet;
use std::error::Error;

use jobs_api::operations::*;
use jobs_api::types::{JobId, JobSettings, RunId};
use jobs_api::{Client, ErrorKind};
use jobs_emulator::Emulator;
use jobs_runtime::operation::Operation;
use serde_json::Value;

const JOB: JobId = JobId(404_404);
const RUN: RunId = RunId(404_404);

/// What names no single thing: it makes one, or lists those that match.
const NAMES_NOTHING: [&str; 5] = ["create", "list", "submit", "list_runs", "list_compliance"];

/// Calls an operation on a thing that does not exist; tells which operation that was.
async fn check<O: Operation>(client: &Client, request: O) -> &'static str {
    let name = O::INFO.name;
    let Err(error) = client.runtime().call(request).await else {
        panic!("{name}: a thing that does not exist is there");
    };
    assert_eq!(
        error.kind(),
        ErrorKind::NotFound,
        "{name}: does the spec lack `x-jobs-not-found`? {error}"
    );
    assert!(error.is_not_found(), "{name}");
    assert!(!error.is_retryable(), "{name}");
    assert_eq!(error.attempts(), 1, "{name}");
    assert_eq!(error.operation(), Some(name));
    assert!(error.message().contains("404404"), "{name}: {error}");
    // As the service gave it: each family of operations has its own way.
    let raw = match error.status() {
        Some(400) => "INVALID_PARAMETER_VALUE",
        Some(404) => "RESOURCE_DOES_NOT_EXIST",
        status => panic!("{name}: status {status:?}"),
    };
    assert_eq!(error.code(), Some(raw), "{name}");
    name
}

/// Names of all operations of the spec.
fn operations() -> Result<BTreeSet<String>, Box<dyn Error>> {
    let spec: Value = serde_yaml::from_str(include_str!("../../spec/openapi.yaml"))?;
    let paths = spec["paths"].as_object().ok_or("no paths")?;
    let operations = paths
        .values()
        .filter_map(Value::as_object)
        .flat_map(|path| path.values())
        .filter_map(|operation| operation.get("operationId")?.as_str());
    Ok(operations.map(str::to_owned).collect())
}

fn client() -> Result<Client, Box<dyn Error>> {
    let emulator = Emulator::builder().in_process()?;
    Ok(jobs_tests::client(&emulator)?)
}

// R9.3, D10
#[tokio::test]
async fn every_operation_tells_that_a_thing_does_not_exist() {
    let client = client().expect("a client");
    let checked = BTreeSet::from([
        check(&client, GetJob::new(JOB)).await,
        check(
            &client,
            UpdateJob::new(JOB).new_settings(JobSettings::new().name("n")),
        )
        .await,
        check(&client, ResetJob::new(JOB, JobSettings::new())).await,
        check(&client, DeleteJob::new(JOB)).await,
        check(&client, RunNow::new(JOB)).await,
        check(&client, CancelAllRuns::new().job_id(JOB)).await,
        check(&client, GetRun::new(RUN)).await,
        check(&client, GetRunOutput::new(RUN)).await,
        check(&client, ExportRun::new(RUN)).await,
        check(&client, CancelRun::new(RUN)).await,
        check(&client, RepairRun::new(RUN)).await,
        check(&client, DeleteRun::new(RUN)).await,
        check(&client, GetPermissions::new(JOB)).await,
        check(&client, SetPermissions::new(JOB)).await,
        check(&client, UpdatePermissions::new(JOB)).await,
        check(&client, GetPermissionLevels::new(JOB)).await,
        check(&client, GetCompliance::new(JOB)).await,
        check(&client, EnforceCompliance::new(JOB)).await,
    ]);
    let known = operations().expect("the spec");
    for name in &known {
        let is_checked = checked.contains(name.as_str());
        let names_nothing = NAMES_NOTHING.contains(&name.as_str());
        assert!(is_checked != names_nothing, "put `{name}` into this test");
    }
    assert_eq!(known.len(), checked.len() + NAMES_NOTHING.len());
}

// R9.3: the pattern is not so wide that other errors pass for it.
#[tokio::test]
async fn what_is_wrong_in_another_way_is_not_taken_for_missing() {
    let client = client().expect("a client");
    let job_id = client.create(CreateJob::new()).await.expect("a job").job_id;
    let error = client
        .update(UpdateJob::new(job_id).new_settings(JobSettings::new().max_concurrent_runs(-1)))
        .await
        .expect_err("no such number");
    assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
}
