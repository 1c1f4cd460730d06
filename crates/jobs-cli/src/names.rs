//! Jobs by their names.

use jobs_api::Client;
use jobs_api::operations::ListJobs;
use jobs_api::types::JobId;

use crate::failure::Failure;
use crate::flags::JOB;
use crate::members::Members;

/// Puts the id of a job in the place of its name, where a request has one.
pub(crate) async fn resolve(client: &Client, request: &mut Members) -> Result<(), Failure> {
    match request.scalar(JOB) {
        Some(name) if name.parse::<i64>().is_err() => {
            let id = find(client, &name).await?;
            request.set(JOB, &id.to_string())
        }
        _ => Ok(()),
    }
}

/// The id of the job that an argument names, by its id or its name.
pub(crate) async fn id(client: &Client, argument: &str) -> Result<JobId, Failure> {
    match argument.parse::<i64>() {
        Ok(id) => Ok(id.into()),
        Err(_) => find(client, argument).await,
    }
}

/// The id of the one job of this name.
pub(crate) async fn find(client: &Client, name: &str) -> Result<JobId, Failure> {
    match all(client, name).await?.as_slice() {
        [id] => Ok(*id),
        [] => Err(Failure::usage(format!(
            "there is no job named `{name}`; `jobs list` shows those there are"
        ))),
        ids => Err(several(name, ids)),
    }
}

/// The ids of all jobs of this name.
pub(crate) async fn all(client: &Client, name: &str) -> Result<Vec<JobId>, Failure> {
    let mut jobs = client.list(ListJobs::new().name(name)).items();
    let mut ids = Vec::new();
    while let Some(job) = jobs.try_next().await? {
        // The service ignores case.
        let is_called_so = job
            .settings
            .is_some_and(|settings| settings.name.as_deref() == Some(name));
        if is_called_so {
            ids.extend(job.job_id);
        }
    }
    Ok(ids)
}

/// That a name is that of several jobs.
pub(crate) fn several(name: &str, ids: &[JobId]) -> Failure {
    let listed: Vec<String> = ids.iter().map(ToString::to_string).collect();
    Failure::usage(format!(
        "{} jobs are named `{name}`: give the id of one of them, {}",
        ids.len(),
        listed.join(", ")
    ))
}
