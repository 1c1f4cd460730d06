//! Jobs: create, get, list, update, reset, delete.

use serde_json::{Map, Value, json};

use super::access::{self, Right};
use super::page_token::{self, ARRAY_PAGE, Limits};
use super::request::Members;
use super::settings::{self, KEYED_ARRAYS};
use super::{Answer, Context, ServiceError, permissions};
use crate::store::JobRow;

const LIMITS: Limits = Limits {
    default: 20,
    max: 100,
    zero: None,
};

/// `jobs/create`
pub(crate) fn create(context: &mut Context<'_>, request: &Members) -> Answer {
    let mut document = request.all().clone();
    let access_control_list = document.remove("access_control_list");
    let settings = checked(document)?;
    let name = settings::name(&settings).to_owned();
    let entries = permissions::for_new_job(context.caller, access_control_list.as_ref())?;
    let job = JobRow {
        job_id: context.scheduler.next_id(),
        created_time: context.now,
        creator: context.caller.name().to_owned(),
        settings_id: context.tables.add_settings(settings)?,
    };
    context.tables.add_job(&job, &name)?;
    context.tables.set_permissions(job.job_id, &entries)?;
    set_trigger(context, job.job_id, job.settings_id)?;
    Ok(json!({ "job_id": job.job_id }))
}

/// `jobs/get`
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request, Right::View)?;
    let mut settings = settings::filled(&*context.tables.settings(job.settings_id)?);
    let arrays = KEYED_ARRAYS.map(|(name, _)| name);
    let next = page_token::cut_arrays(&mut settings, &arrays, request)?;
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
    answer.insert("has_more".to_owned(), json!(next.is_some()));
    if let Some(token) = next {
        answer.insert("next_page_token".to_owned(), json!(token));
    }
    Ok(Value::Object(answer))
}

/// `jobs/list`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let wanted = page_token::list_page(request, "limit", &LIMITS)?;
    let expand = request.boolean("expand_tasks")?;
    let viewers = access::viewers(context)?;
    let name = request.text("name")?;
    let page = context.tables.jobs(name, viewers.as_ref(), &wanted)?;
    let mut jobs = Vec::with_capacity(page.rows.len());
    for job in &page.rows {
        let mut settings = settings::filled(&*context.tables.settings(job.settings_id)?);
        let mut has_more = false;
        for (name, _) in KEYED_ARRAYS {
            if !expand {
                settings.remove(name);
            } else if let Some(Value::Array(elements)) = settings.get_mut(name) {
                has_more |= elements.len() > ARRAY_PAGE;
                elements.truncate(ARRAY_PAGE);
            }
        }
        let mut item = head(job, settings);
        if expand {
            item.insert("has_more".to_owned(), json!(has_more));
        }
        jobs.push(Value::Object(item));
    }
    Ok(Value::Object(page_token::list_answer(
        "jobs",
        &page,
        JobRow::key,
        jobs,
    )))
}

/// `jobs/update`
pub(crate) fn update(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request, Right::Manage)?;
    let new = settings::normalised(request.object("new_settings")?.cloned().unwrap_or_default())?;
    let remove = request.texts("fields_to_remove")?.unwrap_or_default();
    let old = context.tables.settings(job.settings_id)?;
    let document = settings::updated(&old, &remove, &new);
    change(context, &job, &old, document)
}

/// `jobs/reset`
pub(crate) fn reset(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request, Right::Manage)?;
    let Some(new) = request.object("new_settings")? else {
        return Err(ServiceError::invalid("Run settings must be specified."));
    };
    let mut document = new.clone();
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
    context.tables.remove_job(job.job_id)?;
    context.tables.forget_settings(job.settings_id)?;
    context
        .scheduler
        .remove_trigger(context.tables, job.job_id)?;
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

/// Settings as they are stored, if the service takes them.
pub(crate) fn checked(document: Map<String, Value>) -> Result<Value, ServiceError> {
    let settings = Value::Object(settings::normalised(document)?);
    settings::validate(&settings)?;
    Ok(settings)
}

/// Gives a job other settings.
fn change(
    context: &mut Context<'_>,
    job: &JobRow,
    old: &Value,
    document: Map<String, Value>,
) -> Answer {
    let new = checked(document)?;
    let name = settings::name(&new).to_owned();
    let timeout_seconds = |settings: &Value| settings["timeout_seconds"].as_i64().unwrap_or(0);
    let (before, after) = (timeout_seconds(old), timeout_seconds(&new));
    let settings_id = context.tables.add_settings(new)?;
    context.tables.change_job(job.job_id, settings_id, &name)?;
    context.tables.forget_settings(job.settings_id)?;
    if before != after {
        // The one setting that reaches runs which are active already.
        context.scheduler.change_timeout(job.job_id, after);
    }
    set_trigger(context, job.job_id, settings_id)?;
    Ok(json!({}))
}

/// Lets the trigger of a job's settings work.
fn set_trigger(
    context: &mut Context<'_>,
    job_id: i64,
    settings_id: i64,
) -> Result<(), ServiceError> {
    let settings = context.tables.settings(settings_id)?;
    let (tables, now) = (context.tables, context.now);
    context
        .scheduler
        .set_trigger(tables, job_id, &settings, now)?;
    Ok(())
}

/// What gets and lists tell of a job.
fn head(job: &JobRow, settings: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([
        ("job_id".to_owned(), json!(job.job_id)),
        ("creator_user_name".to_owned(), json!(job.creator)),
        ("created_time".to_owned(), json!(job.created_time)),
        ("settings".to_owned(), Value::Object(settings)),
    ])
}
