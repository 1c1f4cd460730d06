//! Runs and task runs as the service shows them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::standing::Standing;
use super::{Context, ServiceError, iteration_stats, single_task};
use crate::engine::Millis;
use crate::engine::state::Attempt;
use crate::execute::{self, Scope};
use crate::settings;
use crate::store::{Cause, RunRow};

/// The arrays of a run that are read page by page.
pub(crate) const ARRAYS: [&str; 5] = [
    "tasks",
    "iterations",
    "job_clusters",
    "job_parameters",
    "repair_history",
];

/// A job run, with its tasks if they are wanted.
pub(crate) fn job_run(
    context: &Context<'_>,
    run: &RunRow,
    with_tasks: bool,
) -> Result<Map<String, Value>, ServiceError> {
    let settings = context.tables.settings(run.settings_id)?;
    let state = &run.state;
    let now = context.now;
    let mut view = head(context, run, run.run_id, run.run_id, 0);
    Standing::of_episode(run, state.episode()).write(&mut view);
    let queued_until = state.admitted.or(state.episode().ended).unwrap_or(now);
    let single_task = run.request.single_task;
    let times = match state.latest().next().filter(|_| single_task) {
        Some(attempt) => durations(attempt, now),
        // A run of several tasks tells its own length only; the parts are told by the tasks.
        None => [0; 3],
    };
    insert_times(
        &mut view,
        state.created,
        state.episode().ended.unwrap_or(0),
        times,
    );
    view.insert("run_duration".to_owned(), json!(state.run_duration(now)));
    view.insert(
        "queue_duration".to_owned(),
        json!(queued_until - state.created),
    );
    if !run.request.overriding_parameters.is_empty() {
        let overriding = Value::Object(run.request.overriding_parameters.clone());
        view.insert("overriding_parameters".to_owned(), overriding);
    }
    let parameters = job_parameters(context, run, &settings);
    if !parameters.is_empty() {
        view.insert("job_parameters".to_owned(), Value::Array(parameters));
    }
    for name in ["git_source", "schedule", "description"] {
        if let Some(value) = settings.get(name) {
            view.insert(name.to_owned(), value.clone());
        }
    }
    if with_tasks || single_task {
        if let Some(clusters) = settings.get("job_clusters") {
            view.insert("job_clusters".to_owned(), clusters.clone());
            super::settings::fill_clusters(&mut view);
        }
        let newest: HashMap<&str, usize> = state
            .latest()
            .map(|attempt| (attempt.task_key.as_str(), attempt.episode))
            .collect();
        // All attempts of the newest episode of each task.
        let shown = state.attempts.iter().filter(|attempt| {
            let episode = newest.get(attempt.task_key.as_str());
            attempt.iteration.is_none() && episode == Some(&attempt.episode)
        });
        view.insert("tasks".to_owned(), task_runs(context, run, shown)?);
    }
    single_task::show_run(&mut view, single_task, context.version);
    if !with_tasks {
        view.remove("tasks");
    }
    Ok(view)
}

/// A task run on its own, shown as a run.
pub(crate) fn task_run(
    context: &Context<'_>,
    run: &RunRow,
    attempt: &Attempt,
) -> Result<Map<String, Value>, ServiceError> {
    let number = attempt.number;
    let mut view = head(
        context,
        run,
        attempt.run_id,
        attempt.original_run_id,
        number,
    );
    Standing::of_attempt(attempt).write(&mut view);
    let times = durations(attempt, context.now);
    insert_times(
        &mut view,
        attempt.started,
        attempt.ended.unwrap_or(0),
        times,
    );
    let alone = std::iter::once(attempt);
    view.insert("tasks".to_owned(), task_runs(context, run, alone)?);
    if attempt.inputs.is_some() {
        let of = run.state.position(attempt.run_id).unwrap_or_default();
        let iterations = task_runs(context, run, run.state.iterations(of))?;
        view.insert("iterations".to_owned(), iterations);
    }
    let single_task = run.request.single_task;
    if single_task && attempt.retried > 0 {
        view.insert("trigger".to_owned(), json!("RETRY"));
    }
    single_task::show_run(&mut view, single_task, context.version);
    Ok(view)
}

/// The original run and its repairs.
pub(crate) fn repair_history(run: &RunRow) -> Vec<Value> {
    let episodes = run.state.episodes.iter().enumerate();
    episodes
        .map(|(number, episode)| {
            let mut item = Map::new();
            let kind = if number == 0 { "ORIGINAL" } else { "REPAIR" };
            item.insert("type".to_owned(), json!(kind));
            if let Some(repair_id) = episode.repair_id {
                item.insert("id".to_owned(), json!(repair_id));
            }
            item.insert("start_time".to_owned(), json!(episode.started));
            item.insert("end_time".to_owned(), json!(episode.ended.unwrap_or(0)));
            Standing::of_episode(run, episode).write(&mut item);
            let task_runs = run
                .state
                .attempts
                .iter()
                .filter(|attempt| attempt.episode == number && attempt.iteration.is_none());
            let ids: Vec<i64> = task_runs.map(|attempt| attempt.run_id).collect();
            item.insert("task_run_ids".to_owned(), json!(ids));
            Value::Object(item)
        })
        .collect()
}

/// The settings of the task of a task run.
pub(crate) fn task_settings(
    context: &Context<'_>,
    run: &RunRow,
    attempt: &Attempt,
) -> Result<Map<String, Value>, ServiceError> {
    let settings = context.tables.settings(attempt.settings)?;
    let positions = settings::positions(&settings);
    let spec = spec(run, attempt, &settings, &positions);
    Ok(spec.and_then(Value::as_object).cloned().unwrap_or_default())
}

/// The settings of the task of a task run, in the version that it runs with.
fn spec<'a>(
    run: &RunRow,
    attempt: &Attempt,
    settings: &'a Value,
    positions: &HashMap<String, usize>,
) -> Option<&'a Value> {
    let of_task = |key: &str| Some(&settings["tasks"][*positions.get(key)?]);
    match attempt.iteration {
        None => of_task(&attempt.task_key),
        Some(iteration) => {
            let parent = run.state.attempts.get(iteration.of)?;
            Some(&of_task(&parent.task_key)?["for_each_task"]["task"])
        }
    }
}

/// What job runs and task runs begin with.
fn head(
    context: &Context<'_>,
    run: &RunRow,
    run_id: i64,
    original_run_id: i64,
    attempt: u32,
) -> Map<String, Value> {
    let parent = run.request.parent.as_ref();
    let members = json!({
        "job_id": run.job_id,
        "run_id": run_id,
        "job_run_id": run.run_id,
        "number_in_job": run_id,
        "original_attempt_run_id": original_run_id,
        "attempt_number": attempt,
        "creator_user_name": run.request.creator,
        "run_name": run.request.run_name,
        "run_page_url": page_url(context, run.job_id, run_id),
        "run_type": run.run_type,
        "trigger": match run.request.cause {
            _ if parent.is_some() => "RUN_JOB_TASK",
            Cause::OneTime => "ONE_TIME",
            Cause::Periodic => "PERIODIC",
            Cause::Continuous => "CONTINUOUS",
            Cause::ContinuousRestart => "CONTINUOUS_RESTART",
            Cause::FileArrival => "FILE_ARRIVAL",
            Cause::Table => "TABLE",
            Cause::Model => "MODEL",
            Cause::JobCompletion => "JOB_COMPLETION",
        },
        "format": "MULTI_TASK",
    });
    let Value::Object(mut members) = members else {
        return Map::new();
    };
    if let Some(parent) = parent {
        let info = json!({ "run_id": parent.task_run_id });
        members.insert("trigger_info".to_owned(), info);
    }
    let trigger = run.request.trigger.as_ref();
    if let Some(satisfied) = trigger.and_then(|fired| fired.sql_satisfied) {
        let condition = json!({ "condition_evaluation_satisfied": satisfied });
        let info = json!({ "sql_condition": condition });
        members.insert("trigger_info".to_owned(), info);
    }
    members
}

fn page_url(context: &Context<'_>, job_id: i64, run_id: i64) -> String {
    format!("{}/?o=1#job/{job_id}/run/{run_id}", context.base_url)
}

/// Task runs of a run, with the settings that each runs with.
fn task_runs<'a>(
    context: &Context<'_>,
    run: &'a RunRow,
    attempts: impl Iterator<Item = &'a Attempt>,
) -> Result<Value, ServiceError> {
    let mut versions: HashMap<i64, (Arc<Value>, HashMap<String, usize>)> = HashMap::new();
    let mut views = Vec::new();
    for attempt in attempts {
        let (settings, positions) = match versions.entry(attempt.settings) {
            Entry::Occupied(version) => version.into_mut(),
            Entry::Vacant(version) => {
                let settings = context.tables.settings(attempt.settings)?;
                let positions = settings::positions(&settings);
                version.insert((settings, positions))
            }
        };
        let spec = spec(run, attempt, settings, positions).and_then(Value::as_object);
        let from_git = settings["git_source"].is_object();
        let spec = spec.cloned().unwrap_or_default();
        views.push(task(context, run, attempt, spec, from_git));
    }
    Ok(Value::Array(views))
}

fn task(
    context: &Context<'_>,
    run: &RunRow,
    attempt: &Attempt,
    mut view: Map<String, Value>,
    from_git: bool,
) -> Value {
    super::settings::fill_task(&mut view, from_git);
    view.remove("health");
    if let (Some(outcome), Some(Value::Object(condition))) =
        (attempt.output.condition, view.get_mut("condition_task"))
    {
        condition.insert("outcome".to_owned(), json!(outcome.to_string()));
    }
    if let (Some(_), Some(Value::Object(each))) = (&attempt.inputs, view.get_mut("for_each_task")) {
        each.insert("stats".to_owned(), iteration_stats::of(run, attempt));
    }
    if let (Some(_), Some(cluster_id)) = (attempt.running, view.get("existing_cluster_id")) {
        let instance = json!({ "cluster_id": cluster_id });
        view.insert("cluster_instance".to_owned(), instance);
    }
    view.insert("run_id".to_owned(), json!(attempt.run_id));
    view.insert("attempt_number".to_owned(), json!(attempt.number));
    view.insert(
        "run_page_url".to_owned(),
        json!(page_url(context, run.job_id, attempt.run_id)),
    );
    Standing::of_attempt(attempt).write(&mut view);
    let times = durations(attempt, context.now);
    insert_times(
        &mut view,
        attempt.started,
        attempt.ended.unwrap_or(0),
        times,
    );
    Value::Object(view)
}

/// How long a task run was set up, executed and cleaned up.
fn durations(attempt: &Attempt, now: Millis) -> [Millis; 3] {
    if attempt.started == 0 {
        return [0; 3];
    }
    let end = attempt.ended.unwrap_or(now);
    let stopped = attempt.stopping.map_or(end, |(since, _)| since);
    let running = attempt.running.unwrap_or(stopped);
    [running - attempt.started, stopped - running, end - stopped]
}

fn insert_times(view: &mut Map<String, Value>, start: Millis, end: Millis, parts: [Millis; 3]) {
    view.insert("start_time".to_owned(), json!(start));
    view.insert("end_time".to_owned(), json!(end));
    let names = ["setup_duration", "execution_duration", "cleanup_duration"];
    for (name, part) in names.into_iter().zip(parts) {
        view.insert(name.to_owned(), json!(part));
    }
}

/// All job parameters of a run: those that the job declares, then those that only the run has.
fn job_parameters(context: &Context<'_>, run: &RunRow, settings: &Value) -> Vec<Value> {
    let given = &run.request.job_parameters;
    let raw = settings::effective_parameters(settings, given);
    let resolved = execute::job_parameters(&Scope {
        job_id: run.job_id,
        run_id: run.run_id,
        request: &run.request,
        parameters: &raw,
        state: &run.state,
        attempt: None,
        tasks: None,
        workspace_url: context.base_url,
    });
    let declared = settings::elements(settings, "parameters");
    let mut parameters: Vec<Value> = declared
        .iter()
        .map(|parameter| {
            let name = settings::key(parameter, "name");
            let mut view = json!({ "name": name, "default": parameter["default"] });
            // Also where nothing was given, but the default has references.
            if let Some(value) = resolved.get(name)
                && (given.contains_key(name) || *value != view["default"])
            {
                view["value"] = value.clone();
            }
            view
        })
        .collect();
    let is_declared = |name: &str| {
        declared
            .iter()
            .any(|parameter| settings::key(parameter, "name") == name)
    };
    let others = resolved.iter().filter(|(name, _)| !is_declared(name));
    parameters.extend(others.map(|(name, value)| json!({ "name": name, "value": value })));
    parameters
}
