//! Jobs: create, get, list, update, reset, delete.

use serde_json::{Map, Value, json};

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
    let entries = permissions::for_new_job(context.identity, access_control_list.as_ref())?;
    let job = JobRow {
        job_id: context.scheduler.next_id(),
        created_time: context.now,
        creator: context.identity.user_name.clone(),
        settings_id: context.tables.add_settings(settings)?,
    };
    context.tables.add_job(&job, &name)?;
    context.tables.set_permissions(job.job_id, &entries)?;
    Ok(json!({ "job_id": job.job_id }))
}

/// `jobs/get`
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request)?;
    let mut settings = settings::filled(&*context.tables.settings(job.settings_id)?);
    let arrays = KEYED_ARRAYS.map(|(name, _)| name);
    let next = page_token::cut_arrays(&mut settings, &arrays, request)?;
    let run_as = settings.get("run_as").and_then(|run_as| {
        run_as["user_name"]
            .as_str()
            .or_else(|| run_as["service_principal_name"].as_str())
    });
    let run_as = json!(run_as.unwrap_or(&job.creator));
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
    let page = context.tables.jobs(request.text("name")?, &wanted)?;
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
    let job = job_of(context, request)?;
    let new = settings::normalised(request.object("new_settings")?.cloned().unwrap_or_default())?;
    let remove = request.texts("fields_to_remove")?.unwrap_or_default();
    let old = context.tables.settings(job.settings_id)?;
    let document = settings::updated(&old, &remove, &new);
    change(context, &job, &old, document)
}

/// `jobs/reset`
pub(crate) fn reset(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = job_of(context, request)?;
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
    let job = job_of(context, request)?;
    context.tables.remove_job(job.job_id)?;
    context.tables.forget_settings(job.settings_id)?;
    for run_id in context.scheduler.active_runs(Some(job.job_id), false) {
        context
            .scheduler
            .cancel(context.tables, run_id, context.now)?;
    }
    Ok(json!({}))
}

/// The job that a request names by `job_id`. Without one it is job 0, which never exists.
pub(crate) fn job_of(context: &Context<'_>, request: &Members) -> Result<JobRow, ServiceError> {
    let job_id = request.integer("job_id")?.unwrap_or(0);
    context
        .tables
        .job(job_id)?
        .ok_or_else(|| ServiceError::no_job(job_id))
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
    Ok(json!({}))
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
