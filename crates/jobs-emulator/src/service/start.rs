//! Starting runs: run now and submit, each at most once by its idempotency token.

use serde_json::{Value, json};

use super::access::Right;
use super::request::Members;
use super::settings::{check_targets, keep_one_time};
use super::{
    Answer, Context, ServiceError, jobs, parameters, permissions, quota, selection, single_task,
};
use crate::engine::scheduler::NewRun;
use crate::settings;
use crate::store::RunRequest;

/// Longest idempotency token, in characters.
const MAX_TOKEN: usize = 64;

/// `jobs/run-now`
pub(crate) fn run_now(context: &mut Context<'_>, request: &Members) -> Answer {
    jobs::require(context, request, Right::ManageRun)?;
    if let Some(run_id) = known_token(context, request, "run-now")? {
        return Ok(started(run_id));
    }
    let job = jobs::job_of(context, request, Right::ManageRun)?;
    let settings = context.tables.settings(job.settings_id)?;
    let given = parameters::read(request, &settings)?;
    let of_job = &settings["performance_target"];
    check_targets(
        request.text("duration_target")?.unwrap_or_default(),
        request.value("performance_target").unwrap_or(of_job),
    )?;
    let only = match request.texts("only")? {
        Some(selectors) if !selectors.is_empty() => Some(selection::select(&settings, &selectors)?),
        _ => None,
    };
    let creator = context.caller.name().to_owned();
    let mut new = NewRun::of_job(&job, &settings, creator);
    new.request.job_parameters = given.job;
    new.request.overriding_parameters = given.overriding;
    new.only = only;
    if let Some(queue) = request.object("queue")? {
        let enabled = queue.get("enabled").and_then(Value::as_bool);
        new.queue = enabled
            .ok_or_else(|| ServiceError::invalid("Missing required field: queue.enabled."))?;
    }
    let (tables, now) = (context.tables, context.now);
    let run_id = if context.scheduler.is_continuous(job.job_id) {
        let restarted = context.scheduler.restart(tables, new, now)?;
        restarted.ok_or_else(|| {
            ServiceError::conflict(
                "A concurrent request to run the continuous job is already in progress. Please \
                 wait for it to complete before issuing a new request.",
            )
        })?
    } else {
        context.scheduler.start(tables, new, now)?
    };
    keep_token(context, request, "run-now", run_id)?;
    Ok(started(run_id))
}

/// `jobs/runs/submit`
pub(crate) fn submit(context: &mut Context<'_>, request: &Members) -> Answer {
    if let Some(run_id) = known_token(context, request, "submit")? {
        return Ok(json!({ "run_id": run_id }));
    }
    let mut document = request.all().clone();
    document.remove("idempotency_token");
    let access_control_list = document.remove("access_control_list");
    let entries = permissions::for_new_job(context.caller, access_control_list.as_ref())?;
    let run_name = request
        .text("run_name")?
        .unwrap_or(settings::UNTITLED)
        .to_owned();
    context.version.check_tasks(&document)?;
    let key = single_task::task_key(&run_name);
    let single_task = single_task::gather(&mut document, Some(&key))?;
    keep_one_time(&mut document);
    let settings = jobs::checked_tasks(document, single_task)?;
    if settings::tasks(&settings).is_empty() {
        return Err(ServiceError::invalid("Run settings must be specified."));
    }
    quota::take_creation(context)?;
    let new = NewRun {
        job_id: context.scheduler.next_id(),
        run_type: "SUBMIT_RUN",
        settings_id: context.tables.add_settings(settings)?,
        request: RunRequest {
            run_name,
            creator: context.caller.name().to_owned(),
            max_concurrent_runs: 1,
            single_task,
            ..RunRequest::default()
        },
        only: None,
        queue: true,
    };
    context.tables.set_permissions(new.job_id, &entries)?;
    let run_id = context.scheduler.start(context.tables, new, context.now)?;
    keep_token(context, request, "submit", run_id)?;
    Ok(json!({ "run_id": run_id }))
}

fn started(run_id: i64) -> Value {
    json!({ "run_id": run_id, "number_in_job": run_id })
}

/// The run that this request has started before, by its token.
fn known_token(
    context: &Context<'_>,
    request: &Members,
    operation: &str,
) -> Result<Option<i64>, ServiceError> {
    let Some(token) = request.text("idempotency_token")? else {
        return Ok(None);
    };
    if token.chars().count() > MAX_TOKEN {
        return Err(ServiceError::invalid(format!(
            "The idempotency token is longer than {MAX_TOKEN} characters."
        )));
    }
    let Some(run_id) = context.tables.run_of_token(operation, token)? else {
        return Ok(None);
    };
    match context.tables.end_of_run(run_id)? {
        Some(ended) if context.scheduler.is_forgotten(ended, context.now) => {
            // With the run its token is forgotten.
            context.tables.forget_run(run_id)?;
            return Ok(None);
        }
        Some(_) => return Ok(Some(run_id)),
        None => {}
    }
    Err(ServiceError::invalid(format!(
        "The run that was started with this idempotency token, {run_id}, has been deleted."
    )))
}

fn keep_token(
    context: &Context<'_>,
    request: &Members,
    operation: &str,
    run_id: i64,
) -> Result<(), ServiceError> {
    if let Some(token) = request.text("idempotency_token")? {
        context.tables.add_token(operation, token, run_id)?;
    }
    Ok(())
}
