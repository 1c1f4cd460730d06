//! Runs: get, list, cancel, delete.

use serde_json::{Value, json};

use super::access::{self, Right};
use super::page_token::{self, Limits, Rows};
pub(crate) use super::repair::repair;
use super::request::Members;
use super::{Answer, Context, ServiceError, jobs, resolved_values, run_view};
use crate::engine::state::Attempt;
use crate::store::{RunFilter, RunRow};

/// `jobs/runs/get`
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::View)?;
    let mut view = match found.task_run() {
        Some(attempt) => run_view::task_run(context, &found.run, attempt)?,
        None => run_view::job_run(context, &found.run, true)?,
    };
    if request.boolean("include_history")? {
        let history = run_view::repair_history(&found.run);
        view.insert("repair_history".to_owned(), Value::Array(history));
    }
    if request.boolean("include_resolved_values")? {
        resolved_values::add(&mut view, &found.run);
    }
    if !context.version.pages_objects() {
        // All iterations are shown at once.
        page_token::first_of_arrays(&mut view, &["tasks"]);
        return Ok(Value::Object(view));
    }
    let next = page_token::cut_arrays(&mut view, &run_view::ARRAYS, request)?;
    view.insert("has_more".to_owned(), json!(next.is_some()));
    if let Some(token) = next {
        view.insert("next_page_token".to_owned(), json!(token));
    }
    Ok(Value::Object(view))
}

/// `jobs/runs/list`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let version = context.version;
    let limits = Limits {
        rows: Rows::Runs,
        default: 20,
        max: version.max_run_page(),
        zero: Some(version.full_run_page()),
    };
    let wanted = page_token::list_page(request, "limit", &limits)?;
    let expand = request.boolean("expand_tasks")?;
    // Both at once is let through unless strict, as the service was seen to do.
    let active = match (
        request.boolean("active_only")?,
        request.boolean("completed_only")?,
    ) {
        (true, true) if request.is_strict() => {
            let message = "Only one of active_only and completed_only can be set.";
            return Err(ServiceError::invalid(message));
        }
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    };
    let filter = RunFilter {
        job_id: request.integer("job_id")?,
        active,
        run_type: request.text("run_type")?.map(str::to_owned),
        from: request.integer("start_time_from")?,
        to: request.integer("start_time_to")?,
        ended_after: context
            .scheduler
            .forgotten_until(context.tables, context.now)?,
        viewers: access::viewers(context)?,
    };
    let mut page = context.tables.runs(&filter, &wanted)?;
    let mut runs = Vec::with_capacity(page.rows.len());
    for run in &mut page.rows {
        if expand || run.request.single_task {
            context.tables.read_attempts(run)?;
        }
        let mut view = run_view::job_run(context, run, expand)?;
        let has_more = page_token::first_of_arrays(&mut view, &run_view::ARRAYS);
        if expand && version.pages_objects() {
            view.insert("has_more".to_owned(), json!(has_more));
        }
        runs.push(Value::Object(view));
    }
    Ok(Value::Object(page_token::list_answer(
        Rows::Runs,
        &page,
        RunRow::key,
        runs,
    )))
}

/// `jobs/runs/cancel`
pub(crate) fn cancel(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::ManageRun)?;
    let (tables, now) = (context.tables, context.now);
    let run_id = found.run.run_id;
    match found.task_run_id {
        Some(task_run_id) => {
            context
                .scheduler
                .cancel_task_run(tables, run_id, task_run_id, now)?;
        }
        None => context.scheduler.cancel(tables, run_id, now)?,
    }
    Ok(json!({}))
}

/// `jobs/runs/cancel-all`
pub(crate) fn cancel_all(context: &mut Context<'_>, request: &Members) -> Answer {
    let queued_only = request.boolean("all_queued_runs")?;
    let job_id = match request.integer("job_id")? {
        Some(_) => Some(jobs::job_of(context, request, Right::ManageRun)?.job_id),
        None if queued_only => None,
        None => {
            let message = "One of job_id and all_queued_runs must be specified.";
            return Err(ServiceError::invalid(message));
        }
    };
    // The queued ones first: none of them is to start because a running one makes room.
    let mut runs = context.scheduler.active_runs(job_id, true);
    if !queued_only {
        runs.extend(context.scheduler.active_runs(job_id, false));
    }
    for run_id in runs {
        if job_id.is_none() && !may_manage(context, run_id)? {
            continue;
        }
        context
            .scheduler
            .cancel(context.tables, run_id, context.now)?;
    }
    Ok(json!({}))
}

/// `jobs/runs/delete`
pub(crate) fn delete(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::Manage)?;
    let run_id = found.run.run_id;
    if found.task_run_id.is_some() {
        return Err(ServiceError::no_run(
            request.integer("run_id")?.unwrap_or(0),
        ));
    }
    if found.run.state.is_active() {
        let message = format!("Run {run_id} is active and cannot be deleted.");
        return Err(ServiceError::invalid_state(message));
    }
    context.tables.remove_run(run_id)?;
    Ok(json!({}))
}

/// A run that a request names, or one of its task runs.
pub(super) struct Found {
    pub(super) run: RunRow,
    /// Set when the id is that of a task run.
    pub(super) task_run_id: Option<i64>,
}

impl Found {
    /// The task run that the request names, if it names one.
    pub(super) fn task_run(&self) -> Option<&Attempt> {
        let position = self.run.state.position(self.task_run_id?)?;
        self.run.state.attempts.get(position)
    }

    /// The task run that the request names, or the only one of a run in the single-task form.
    pub(super) fn only_task_run(&self) -> Option<&Attempt> {
        let single = || {
            self.run
                .state
                .latest()
                .next()
                .filter(|_| self.run.request.single_task)
        };
        self.task_run().or_else(single)
    }
}

/// Whether the caller may cancel this run.
fn may_manage(context: &Context<'_>, run_id: i64) -> Result<bool, ServiceError> {
    if context.caller.is_admin() {
        return Ok(true);
    }
    let Some(run) = context.tables.run(run_id)? else {
        return Ok(false);
    };
    access::is_allowed(context, run.job_id, Right::ManageRun)
}

/// The run or task run that a request names by `run_id`, if the caller has this right on its job.
pub(super) fn run_of(
    context: &Context<'_>,
    request: &Members,
    right: Right,
) -> Result<Found, ServiceError> {
    let found = find_run(context, request)?;
    access::require(context, found.run.job_id, right)?;
    Ok(found)
}

fn find_run(context: &Context<'_>, request: &Members) -> Result<Found, ServiceError> {
    let run_id = request.integer("run_id")?.unwrap_or(0);
    let found = find_in_store(context, run_id)?;
    let ended = found.run.state.ended();
    if context.scheduler.is_forgotten(ended, context.now) {
        return Err(ServiceError::no_run(run_id));
    }
    Ok(found)
}

fn find_in_store(context: &Context<'_>, run_id: i64) -> Result<Found, ServiceError> {
    if let Some(run) = context.tables.run(run_id)? {
        return Ok(Found {
            run,
            task_run_id: None,
        });
    }
    let job_run = match context.tables.job_run_of(run_id)? {
        Some(job_run_id) => context.tables.run(job_run_id)?,
        None => None,
    };
    Ok(Found {
        run: job_run.ok_or_else(|| ServiceError::no_run(run_id))?,
        task_run_id: Some(run_id),
    })
}
