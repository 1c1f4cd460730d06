//! Quotas: how many jobs there may be, and how many may be made in an hour.

use std::collections::VecDeque;

use super::{Context, ServiceError};
use crate::engine::Millis;
use crate::engine::limits::has_room;

const HOUR: Millis = 3_600_000;

/// When jobs and one-time runs were made in the last hour. It is not kept over a restart.
#[derive(Debug, Default)]
pub(crate) struct Creations(VecDeque<Millis>);

/// Counts one more job, or refuses it.
pub(crate) fn take_job(context: &mut Context<'_>) -> Result<(), ServiceError> {
    if let Some(most) = context.scheduler.workspace.limits.jobs
        && context.tables.count_jobs()? >= most
    {
        return Err(ServiceError::job_quota(format!(
            "The quota for the number of jobs has been reached. The current quota is {most}."
        )));
    }
    take_creation(context)
}

/// Counts one more job or one-time run that is made, or refuses it.
pub(crate) fn take_creation(context: &mut Context<'_>) -> Result<(), ServiceError> {
    let now = context.now;
    let Some(most) = context.scheduler.workspace.limits.creations_per_hour else {
        return Ok(());
    };
    let Creations(creations) = &mut context.scheduler.creations;
    while creations.front().is_some_and(|at| *at + HOUR <= now) {
        creations.pop_front();
    }
    if !has_room(Some(most), creations.len()) {
        return Err(ServiceError::creation_quota(format!(
            "The quota for the number of jobs created in an hour has been reached. The current \
             quota is {most}."
        )));
    }
    creations.push_back(now);
    Ok(())
}
