//! Jobs: create, get, list, update, reset, delete.

use serde_json::{Map, Value, json};

use super::access::{self, Right};
use super::page_token::{self, Limits, Rows};
use super::request::Members;
use super::settings::{self, Form, KEYED_ARRAYS};
use super::{Answer, Context, ServiceError, permissions, quota, single_task, trigger_view};
use crate::engine::scheduler::Scheduler;
use crate::settings::{SINGLE_TASK, is_single_task};
use crate::store::{JobRow, PageRequest, Viewers};

const LIMITS: Limits = Limits {
    rows: Rows::Jobs,
    default: 20,
    max: 100,
    zero: None,
};

/// `jobs/create`
pub(crate) fn create(context: &mut Context<'_>, request: &Members) -> Answer {
    let mut document = request.all().clone();
    let access_control_list = document.remove("access_control_list");
    context.version.check_tasks(&document)?;
    let settings = checked(document, None)?;
    let name = crate::settings::name(&settings).to_owned();
    let entries = permissions::for_new_job(context.caller, access_control_list.as_ref())?;
    quota::take_job(context)?;
    let job = JobRow {
        job_id: context.scheduler.next_id(),
        created_time: context.now,
        creator: context.caller.name().to_owned(),
        settings_id: context.tables.add_settings(settings)?,
        queues: context.version.queues_by_default(),
    };
    context.tables.add_job(&job, &name)?;
    context.tables.set_permissions(job.job_id, &entries)?;
    set_triggers(context, job.job_id, job.settings_id)?;
    Ok(json!({ "job_id": job.job_id }))
}

/// `jobs/get`
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request, Right::View)?;
    let mut settings = shown(context, &job)?;
    let pages = context.version.pages_objects();
    let next = if pages {
        let arrays = KEYED_ARRAYS.map(|(name, _)| name);
        page_token::cut_arrays(&mut settings, &arrays, request)?
    } else {
        page_token::first_of_arrays(&mut settings, &["tasks"]);
        None
    };
    let run_as = settings.get("run_as").and_then(|run_as| {
        run_as["user_name"]
            .as_str()
            .or_else(|| run_as["service_principal_name"].as_str())
    });
    let run_as = match run_as {
        Some(name) => json!(name),
        None => {
            let owner = permissions::owner(context, job.job_id)?;
            json!(owner.as_deref().unwrap_or(&job.creator))
        }
    };
    let mut answer = head(&job, settings);
    answer.insert("run_as_user_name".to_owned(), run_as);
    trigger_view::add(&mut answer, context, &job, request)?;
    if pages {
        answer.insert("has_more".to_owned(), json!(next.is_some()));
    }
    if let Some(token) = next {
        answer.insert("next_page_token".to_owned(), json!(token));
    }
    Ok(Value::Object(answer))
}

/// `jobs/list`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let viewers = access::viewers(context)?;
    if context.version.lists_in_full() {
        return list_in_full(context, viewers.as_ref());
    }
    let wanted = page_token::list_page(request, "limit", &LIMITS)?;
    let expand = request.boolean("expand_tasks")?;
    let name = request.text("name")?;
    let page = context.tables.jobs(name, viewers.as_ref(), &wanted)?;
    let mut jobs = Vec::with_capacity(page.rows.len());
    for job in &page.rows {
        let mut settings = shown(context, job)?;
        let arrays = KEYED_ARRAYS.map(|(name, _)| name);
        let mut has_more = false;
        if expand {
            has_more = page_token::first_of_arrays(&mut settings, &arrays);
        } else {
            settings.retain(|name, _| !arrays.contains(&name.as_str()));
        }
        let mut item = head(job, settings);
        if expand && context.version.pages_objects() {
            item.insert("has_more".to_owned(), json!(has_more));
        }
        jobs.push(Value::Object(item));
    }
    Ok(Value::Object(page_token::list_answer(
        LIMITS.rows,
        &page,
        JobRow::key,
        jobs,
    )))
}

/// All jobs at once, each with all of its settings.
fn list_in_full(context: &Context<'_>, viewers: Option<&Viewers>) -> Answer {
    let page = context.tables.jobs(None, viewers, &PageRequest::ALL)?;
    let mut jobs = Vec::with_capacity(page.rows.len());
    for job in &page.rows {
        jobs.push(Value::Object(head(job, shown(context, job)?)));
    }
    if jobs.is_empty() {
        return Ok(json!({}));
    }
    Ok(json!({ "jobs": jobs }))
}

/// `jobs/update`
pub(crate) fn update(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request, Right::Manage)?;
    let new = settings::normalised(request.object("new_settings")?.cloned().unwrap_or_default())?;
    context.version.check_tasks(&new)?;
    let remove = request.texts("fields_to_remove")?.unwrap_or_default();
    let old = context.tables.settings(job.settings_id)?;
    settings::check_removal(&remove)?;
    let merges = context.version.merges_arrays();
    let document = single_task::changeable(&old, &remove, &new);
    let document = settings::updated(document, &remove, &new, merges);
    change(context, &job, &old, document)
}

/// `jobs/reset`
pub(crate) fn reset(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request, Right::Manage)?;
    let Some(new) = request.object("new_settings")? else {
        return Err(ServiceError::invalid("Run settings must be specified."));
    };
    let mut document = new.clone();
    context.version.check_tasks(&document)?;
    let old = context.tables.settings(job.settings_id)?;
    // Whom a job runs as outlives a reset that does not mention it.
    if let (false, Some(run_as)) = (document.contains_key("run_as"), old.get("run_as")) {
        document.insert("run_as".to_owned(), run_as.clone());
    }
    change(context, &job, &old, document)
}

/// `jobs/delete`
pub(crate) fn delete(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request, Right::Manage)?;
    let settings = context.tables.settings(job.settings_id)?;
    Scheduler::tell_deletion(context.tables, job.job_id, &settings, context.now)?;
    context.tables.remove_job(job.job_id)?;
    context.tables.clear_violations(job.job_id)?;
    context.tables.forget_settings(job.settings_id)?;
    context
        .scheduler
        .remove_triggers(context.tables, job.job_id)?;
    for run_id in context.scheduler.active_runs(Some(job.job_id), false) {
        context
            .scheduler
            .cancel(context.tables, run_id, context.now)?;
    }
    Ok(json!({}))
}

/// The job that a request names by `job_id`, if the caller has this right on it. Without a
/// `job_id` it is job 0, which never exists.
pub(crate) fn job_of(
    context: &Context<'_>,
    request: &Members,
    right: Right,
) -> Result<JobRow, ServiceError> {
    let job_id = require(context, request, right)?;
    context
        .tables
        .job(job_id)?
        .ok_or_else(|| ServiceError::no_job(job_id))
}

/// The id of the job that a request names, if the caller has this right on it.
pub(crate) fn require(
    context: &Context<'_>,
    request: &Members,
    right: Right,
) -> Result<i64, ServiceError> {
    let job_id = request.integer("job_id")?.unwrap_or(0);
    access::require(context, job_id, right)?;
    Ok(job_id)
}

/// Settings as they are stored, if the service takes them. Their only task, if they are in the
/// single-task form, has this key; without one, that of their name.
pub(crate) fn checked(
    mut document: Map<String, Value>,
    task_key: Option<&str>,
) -> Result<Value, ServiceError> {
    let single_task = single_task::gather(&mut document, task_key)?;
    checked_tasks(document, single_task)
}

/// The same for settings with a list of tasks, which may have come in the single-task form.
pub(super) fn checked_tasks(
    document: Map<String, Value>,
    single_task: bool,
) -> Result<Value, ServiceError> {
    let mut settings = settings::normalised(document)?;
    settings.remove("format");
    let form = if single_task {
        settings.insert("format".to_owned(), json!(SINGLE_TASK));
        Form::SingleTask
    } else {
        Form::Tasks
    };
    let settings = Value::Object(settings);
    settings::validate(&settings, form)?;
    settings::validate_references(&settings)?;
    Ok(settings)
}

/// The settings of a job as the called version of the API shows them.
fn shown(context: &Context<'_>, job: &JobRow) -> Result<Map<String, Value>, ServiceError> {
    let stored = context.tables.settings(job.settings_id)?;
    let mut settings = settings::filled(&stored);
    let is_single = is_single_task(&stored);
    single_task::show(&mut settings, is_single, context.version);
    Ok(settings)
}

/// Gives a job other settings.
pub(super) fn change(
    context: &mut Context<'_>,
    job: &JobRow,
    old: &Value,
    document: Map<String, Value>,
) -> Answer {
    let new = checked(document, single_task::key_of(old))?;
    let name = crate::settings::name(&new).to_owned();
    let timeout_seconds = |settings: &Value| {
        let task = is_single_task(settings).then(|| &settings["tasks"][0]);
        let limit = &task.unwrap_or(settings)["timeout_seconds"];
        limit.as_i64().unwrap_or(0)
    };
    let (before, after) = (timeout_seconds(old), timeout_seconds(&new));
    let settings_id = context.tables.add_settings(new)?;
    context.tables.change_job(job.job_id, settings_id, &name)?;
    context.tables.forget_settings(job.settings_id)?;
    if before != after {
        // The one setting that reaches runs which are active already.
        context.scheduler.change_timeout(job.job_id, after);
    }
    set_triggers(context, job.job_id, settings_id)?;
    Ok(json!({}))
}

/// Lets the triggers of a job's settings work.
fn set_triggers(
    context: &mut Context<'_>,
    job_id: i64,
    settings_id: i64,
) -> Result<(), ServiceError> {
    let settings = context.tables.settings(settings_id)?;
    let (tables, now) = (context.tables, context.now);
    context
        .scheduler
        .set_triggers(tables, job_id, &settings, now)?;
    Ok(())
}

/// What gets and lists tell of a job.
fn head(job: &JobRow, settings: Map<String, Value>) -> Map<String, Value> {
    let mut head = Map::from_iter([
        ("job_id".to_owned(), json!(job.job_id)),
        ("creator_user_name".to_owned(), json!(job.creator)),
        ("created_time".to_owned(), json!(job.created_time)),
    ]);
    for name in ["budget_policy_id", "usage_policy_id"] {
        if let Some(policy) = settings.get(name) {
            head.insert(format!("effective_{name}"), policy.clone());
        }
    }
    head.insert("settings".to_owned(), Value::Object(settings));
    head
}
