//! Runs: run now, submit, get, output, list, cancel, export, delete.

use serde_json::{Map, Value, json};

use super::access::{self, Right};
use super::page_token::{self, ARRAY_PAGE, Limits};
pub(crate) use super::repair::repair;
use super::request::Members;
use super::{
    Answer, Context, ServiceError, jobs, parameters, permissions, resolved_values, run_view,
    selection, settings,
};
use crate::engine::scheduler::NewRun;
use crate::engine::state::{Attempt, TaskPhase};
use crate::store::{RunFilter, RunRequest, RunRow};

const LIMITS: Limits = Limits {
    default: 20,
    max: 26,
    zero: Some(25),
};

/// Longest idempotency token, in characters.
const MAX_TOKEN: usize = 64;

/// `jobs/run-now`
pub(crate) fn run_now(context: &mut Context<'_>, request: &Members) -> Answer {
    jobs::require(context, request, Right::ManageRun)?;
    if let Some(run_id) = known_token(context, request, "run-now")? {
        return Ok(started(run_id));
    }
    let job = jobs::job_of(context, request, Right::ManageRun)?;
    let given = parameters::read(request)?;
    let settings = context.tables.settings(job.settings_id)?;
    let only = match request.texts("only")? {
        Some(selectors) if !selectors.is_empty() => Some(selection::select(&settings, &selectors)?),
        _ => None,
    };
    let queue = match request.value("queue").map(|queue| &queue["enabled"]) {
        Some(Value::Bool(enabled)) => *enabled,
        _ => settings::queues(&settings),
    };
    let new = NewRun {
        job_id: job.job_id,
        run_type: "JOB_RUN",
        settings_id: job.settings_id,
        request: RunRequest {
            run_name: settings::name(&settings).to_owned(),
            creator: context.caller.name().to_owned(),
            job_parameters: given.job,
            overriding_parameters: given.overriding,
            max_concurrent_runs: settings::max_concurrent_runs(&settings),
            ..RunRequest::default()
        },
        only,
        queue,
    };
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
    let single_task = single_task_form(&mut document, &run_name);
    if settings::tasks(&Value::Object(document.clone())).is_empty() {
        return Err(ServiceError::invalid("Run settings must be specified."));
    }
    let settings = jobs::checked(document)?;
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
        let settings = context.tables.settings(found.run.settings_id)?;
        resolved_values::add(&mut view, &found.run, &settings);
    }
    let next = page_token::cut_arrays(&mut view, &run_view::ARRAYS, request)?;
    view.insert("has_more".to_owned(), json!(next.is_some()));
    if let Some(token) = next {
        view.insert("next_page_token".to_owned(), json!(token));
    }
    Ok(Value::Object(view))
}

/// `jobs/runs/get-output`
pub(crate) fn get_output(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::View)?;
    let Some(attempt) = found.only_task_run() else {
        return Err(ServiceError::invalid(
            "Retrieving the output of runs with multiple tasks is not supported. Please retrieve \
             the output of each individual task run instead.",
        ));
    };
    let metadata = match found.task_run() {
        Some(attempt) => run_view::task_run(context, &found.run, attempt)?,
        None => run_view::job_run(context, &found.run, true)?,
    };
    let task = run_view::task_settings(context, &found.run, attempt)?;
    let mut answer = Map::from_iter([("metadata".to_owned(), Value::Object(metadata))]);
    let output = &attempt.output;
    if task.contains_key("notebook_task") {
        let mut notebook = json!({ "truncated": false });
        if let Some(value) = &output.value {
            notebook["result"] = json!(value);
        }
        answer.insert("notebook_output".to_owned(), notebook);
    }
    let has_logs = ["spark_python_task", "spark_jar_task", "python_wheel_task"];
    if attempt.ended.is_some() && has_logs.iter().any(|kind| task.contains_key(*kind)) {
        answer.insert(
            "logs".to_owned(),
            json!(output.value.as_deref().unwrap_or_default()),
        );
        answer.insert("logs_truncated".to_owned(), json!(false));
    }
    if let Some(run_id) = output.job_run {
        answer.insert("run_job_output".to_owned(), json!({ "run_id": run_id }));
    }
    for (name, text) in [
        ("error", &output.error),
        ("error_trace", &output.error_trace),
    ] {
        if let Some(text) = text {
            answer.insert(name.to_owned(), json!(text));
        }
    }
    Ok(Value::Object(answer))
}

/// `jobs/runs/list`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let wanted = page_token::list_page(request, "limit", &LIMITS)?;
    let expand = request.boolean("expand_tasks")?;
    // Both at once is let through, as the service was seen to do.
    let active = match (
        request.boolean("active_only")?,
        request.boolean("completed_only")?,
    ) {
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
        viewers: access::viewers(context)?,
    };
    let mut page = context.tables.runs(&filter, &wanted)?;
    let mut runs = Vec::with_capacity(page.rows.len());
    for run in &mut page.rows {
        if expand || run.request.single_task {
            context.tables.read_attempts(run)?;
        }
        let mut view = run_view::job_run(context, run, expand)?;
        let mut has_more = false;
        for name in run_view::ARRAYS {
            if let Some(Value::Array(elements)) = view.get_mut(name) {
                has_more |= elements.len() > ARRAY_PAGE;
                elements.truncate(ARRAY_PAGE);
            }
        }
        if expand {
            view.insert("has_more".to_owned(), json!(has_more));
        }
        runs.push(Value::Object(view));
    }
    Ok(Value::Object(page_token::list_answer(
        "runs",
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

/// `jobs/runs/export`
pub(crate) fn export(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::View)?;
    let Some(attempt) = found.only_task_run() else {
        return Err(ServiceError::invalid(
            "Exporting runs with multiple tasks is not supported. Please export each individual \
             task run instead.",
        ));
    };
    let task = run_view::task_settings(context, &found.run, attempt)?;
    let path = task
        .get("notebook_task")
        .map(|task| settings::key(task, "notebook_path"));
    let Some(path) = path else {
        return Err(ServiceError::invalid(
            "Only runs of notebook tasks can be exported.",
        ));
    };
    let views = match request.text("views_to_export")?.unwrap_or("CODE") {
        "CODE" | "ALL" => {
            let name = path.rsplit('/').next().unwrap_or(path);
            let content = notebook_html(path, attempt);
            json!([{ "name": name, "type": "NOTEBOOK", "content": content }])
        }
        "DASHBOARDS" => json!([]),
        other => {
            let message = format!("Invalid views_to_export {other}.");
            return Err(ServiceError::invalid(message));
        }
    };
    Ok(json!({ "views": views }))
}

/// A run that a request names, or one of its task runs.
pub(super) struct Found {
    pub(super) run: RunRow,
    /// Set when the id is that of a task run.
    pub(super) task_run_id: Option<i64>,
}

impl Found {
    /// The task run that the request names, if it names one.
    fn task_run(&self) -> Option<&Attempt> {
        let position = self.run.state.position(self.task_run_id?)?;
        self.run.state.attempts.get(position)
    }

    /// The task run that the request names, or the only one of a run in the single-task form.
    fn only_task_run(&self) -> Option<&Attempt> {
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
    let run = job_run.ok_or_else(|| ServiceError::no_run(run_id))?;
    Ok(Found {
        run,
        task_run_id: Some(run_id),
    })
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
    if context.tables.has_run(run_id)? {
        return Ok(Some(run_id));
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

/// Turns the single-task form, where the task stands at the root, into one task that is named
/// after the run. Tells whether it was that form.
fn single_task_form(document: &mut Map<String, Value>, run_name: &str) -> bool {
    let is_task = |name: &str| name.ends_with("_task");
    if document.contains_key("tasks") || !document.keys().any(|name| is_task(name)) {
        return false;
    }
    let of_task = [
        "new_cluster",
        "existing_cluster_id",
        "libraries",
        "timeout_seconds",
    ];
    let names: Vec<String> = document
        .keys()
        .filter(|name| is_task(name) || of_task.contains(&name.as_str()))
        .cloned()
        .collect();
    let mut task = Map::new();
    for name in names {
        if let Some(value) = document.remove(&name) {
            task.insert(name, value);
        }
    }
    let fits = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    let key: String = run_name
        .chars()
        .map(|character| if fits(character) { character } else { '_' })
        .take(100)
        .collect();
    task.insert("task_key".to_owned(), json!(key));
    document.insert("tasks".to_owned(), json!([task]));
    true
}

/// What a notebook looks like in an export: its path and what it left behind.
fn notebook_html(path: &str, attempt: &Attempt) -> String {
    let state = match attempt.phase {
        TaskPhase::Terminated => "ended",
        _ => "active",
    };
    let result = attempt
        .output
        .value
        .as_deref()
        .or(attempt.output.error.as_deref());
    format!(
        "<!DOCTYPE html><html><head><title>{path}</title></head><body><h1>{path}</h1>\
         <p>Task {key}, run {run_id}, {state}</p><pre>{result}</pre></body></html>",
        path = escape(path),
        key = escape(&attempt.task_key),
        run_id = attempt.run_id,
        result = escape(result.unwrap_or_default()),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
