//! Repairs: tasks of a run that has ended, run again.

use serde_json::{Value, json};

use super::access::Right;
use super::request::Members;
use super::runs::run_of;
use super::{Answer, Context, ServiceError, parameters, selection};
use crate::engine::scheduler::NewRepair;
use crate::engine::state::{Attempt, TaskResult};
use crate::settings;
use crate::store::RunRow;

/// `jobs/runs/repair`
pub(crate) fn repair(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::ManageRun)?;
    let mut run = found.run;
    if found.task_run_id.is_some() {
        return Err(ServiceError::no_run(
            request.integer("run_id")?.unwrap_or(0),
        ));
    }
    if run.state.is_active() {
        let message = format!("Run {} is active and cannot be repaired.", run.run_id);
        return Err(ServiceError::invalid_state(message));
    }
    let latest = run.state.episode().repair_id;
    if latest.is_some() && request.integer("latest_repair_id")? != latest {
        return Err(ServiceError::invalid(
            "The latest repair ID needs to be provided in order to create a new repair",
        ));
    }
    // A repair takes the settings that the job has now; those of a one-time run cannot change.
    let job = context.tables.job(run.job_id)?;
    let settings_id = job.map_or(run.settings_id, |job| job.settings_id);
    let settings = context.tables.settings(settings_id)?;
    let given = parameters::read(request, &settings)?;
    if context.scheduler.workspace.repair_drops_parameters {
        run.request.job_parameters.clear();
        run.request.overriding_parameters.clear();
    }
    run.request.job_parameters.extend(given.job);
    run.request.overriding_parameters.extend(given.overriding);
    let tasks = tasks_to_repair(&run, &settings, request)?;
    // Switched off stays off, but for those that are named.
    if let Some(named) = request.texts("rerun_tasks")? {
        run.request.disabled.retain(|key| !named.contains(key));
    }
    let known = settings::positions(&settings);
    if let Some(lost) = tasks.iter().find(|key| !known.contains_key(*key)) {
        let message = format!("Task '{lost}' is not a task of the job any more.");
        return Err(ServiceError::invalid(message));
    }
    let new = NewRepair {
        run,
        settings_id,
        tasks,
    };
    let repair_id = context.scheduler.repair(context.tables, new, context.now)?;
    Ok(json!({ "repair_id": repair_id }))
}

/// The keys of the tasks that a repair runs again. Tasks that were not run because of one of them
/// are run as well, and on request all that depend on one.
fn tasks_to_repair(
    run: &RunRow,
    settings: &Value,
    request: &Members,
) -> Result<Vec<String>, ServiceError> {
    let named = request
        .texts("rerun_tasks")?
        .filter(|tasks| !tasks.is_empty());
    let all_failed = request.boolean("rerun_all_failed_tasks")?;
    let latest: Vec<&Attempt> = run.state.latest().collect();
    let mut tasks = match (named, all_failed) {
        (Some(_), true) => {
            let message = "Only one of rerun_tasks and rerun_all_failed_tasks can be specified.";
            return Err(ServiceError::invalid(message));
        }
        (None, false) => {
            let message = "One of rerun_tasks and rerun_all_failed_tasks must be specified.";
            return Err(ServiceError::invalid(message));
        }
        (Some(named), false) => named,
        (None, true) => latest
            .iter()
            .filter(|attempt| attempt.result.is_some_and(TaskResult::is_unsuccessful))
            .map(|attempt| attempt.task_key.clone())
            .collect(),
    };
    for (position, key) in tasks.iter().enumerate() {
        if tasks[..position].contains(key) {
            let message = format!("Task '{key}' is in rerun_tasks more than once.");
            return Err(ServiceError::invalid(message));
        }
        if !latest.iter().any(|attempt| attempt.task_key == *key) {
            return Err(ServiceError::invalid(format!(
                "Task '{key}' is not a task of the run."
            )));
        }
    }
    if tasks.is_empty() {
        return Err(ServiceError::invalid(
            "The run has no failed tasks to repair.",
        ));
    }
    let all_dependents = request.boolean("rerun_dependent_tasks")?;
    for key in selection::dependents(settings, &tasks) {
        let attempt = latest.iter().find(|attempt| attempt.task_key == key);
        let was_held_up = |attempt: &&&Attempt| {
            let result = attempt.result;
            matches!(
                result,
                Some(
                    TaskResult::UpstreamFailed
                        | TaskResult::UpstreamCanceled
                        | TaskResult::Disabled
                )
            )
        };
        if attempt
            .filter(|attempt| all_dependents || was_held_up(attempt))
            .is_some()
        {
            tasks.push(key);
        }
    }
    tasks.sort();
    tasks.dedup();
    Ok(tasks)
}
