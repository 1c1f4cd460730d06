//! An emulator, and what the tests put into it.

use std::error::Error;

use jobs_api::Client;
use jobs_api::operations::CreateJob;
use jobs_api::types::JobId;
use jobs_emulator::{Emulator, EmulatorBuilder, InProcess};
use jobs_runtime::json;
use serde_json::Value;

pub(crate) type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

/// An emulator whose tasks take a moment, and a client of it.
pub(crate) fn workspace(
    settings: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder,
) -> Result<(Client, InProcess)> {
    let emulator = Emulator::builder().task_duration(std::time::Duration::from_millis(2));
    let emulator = settings(emulator).in_process()?;
    Ok((jobs_tests::client(&emulator)?, emulator))
}

/// Makes a job of settings as JSON.
pub(crate) async fn create(client: &Client, settings: Value) -> Result<JobId> {
    let request: CreateJob = serde_json::from_value(settings)?;
    Ok(client.create(request).await?.job_id)
}

/// The settings of a job, as they are written.
pub(crate) async fn settings_text(client: &Client, job_id: JobId) -> Result<String> {
    let job = client.get(job_id).await?;
    Ok(String::from_utf8(json::to_vec(&job.settings)?)?)
}
