//! What triggers watch, told by whoever tests: files, tables, models, SQL conditions. And triggers
//! that fire because they are told to.

use serde_json::json;

use super::endpoints::{AdminCall, Reply, done};
use super::{ControlError, Workspace};
use crate::engine::trigger::{ModelEvent, SqlResult, TableUpdate};
use crate::service::{Context, ServiceError, trigger_view};
use crate::store::StoreError;

impl Workspace {
    /// A file arrives: `url` is its own, below the location that triggers watch. Tells how many
    /// triggers do. It counts as new each time.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn file_arrives(&self, url: impl AsRef<str>) -> Result<usize, ControlError> {
        let url = url.as_ref();
        Ok(self.notice(|context| context.scheduler.add_file(context.tables, url, context.now))?)
    }

    /// A table is updated. Tells how many triggers watch it.
    ///
    /// # Errors
    ///
    /// When its name has not the three parts of a table's name, or the database cannot be written.
    pub fn update_table(&self, update: TableUpdate) -> Result<usize, ControlError> {
        update.check().map_err(ServiceError::invalid)?;
        Ok(self.notice(|context| {
            context
                .scheduler
                .update_table(context.tables, &update, context.now)
        })?)
    }

    /// Something happens to a model. Tells how many triggers wait for that.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn update_model(&self, event: ModelEvent) -> Result<usize, ControlError> {
        Ok(self.notice(|context| {
            context
                .scheduler
                .update_model(context.tables, &event, context.now)
        })?)
    }

    /// Says what the query of an SQL condition comes to from now on.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn set_sql_result(&self, result: SqlResult) -> Result<(), ControlError> {
        let service = self.service();
        Ok(service.act(|context| Ok(context.tables.save_sql_result(&result)?))?)
    }

    /// Lets the trigger of a job fire now as if it were due, the first one that is not paused, and
    /// tells the id of the run.
    ///
    /// # Errors
    ///
    /// When the job has no trigger at work, or nothing comes of it: its SQL condition may say no,
    /// or a run of a continuous job may be active.
    pub fn fire_trigger(&self, job_id: i64) -> Result<i64, ControlError> {
        Ok(self.fire(job_id, None)?)
    }

    fn fire(&self, job_id: i64, position: Option<usize>) -> Result<i64, ServiceError> {
        let fired = self.service().act(|context| {
            let (tables, now) = (context.tables, context.now);
            if tables.job(job_id)?.is_none() {
                return Err(ServiceError::no_job(job_id));
            }
            Ok(context.scheduler.fire(tables, job_id, position, now)?)
        })?;
        match fired {
            Some(Ok(run_id)) => Ok(run_id),
            Some(Err(why)) => Err(ServiceError::invalid_state(format!(
                "The trigger of job {job_id} does not start a run: {why}"
            ))),
            None => Err(ServiceError::invalid_state(format!(
                "Job {job_id} has no such trigger, or it is paused."
            ))),
        }
    }

    /// Lets triggers see something; those that are due by that have fired when it returns.
    fn notice(
        &self,
        see: impl FnOnce(&mut Context<'_>) -> Result<usize, StoreError>,
    ) -> Result<usize, ServiceError> {
        let seen = self.service().act(|context| Ok(see(context)?))?;
        self.service().act(|_| Ok(()))?;
        Ok(seen)
    }

    /// Sets what the queries of the start come to.
    pub(super) fn set_sql_results(&self) -> Result<(), ServiceError> {
        let results = &self.setup().sql_results;
        if results.is_empty() {
            return Ok(());
        }
        self.service().act(|context| {
            for result in results {
                context.tables.save_sql_result(result)?;
            }
            Ok(())
        })
    }
}

/// How the triggers of a job stand.
pub(super) fn list(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    let job_id = request.integer("job_id")?.unwrap_or(0);
    let triggers = call.workspace.service().act(|context| {
        if context.tables.job(job_id)?.is_none() {
            return Err(ServiceError::no_job(job_id));
        }
        Ok(trigger_view::all(context, job_id))
    })?;
    Ok(Reply::Json(json!({ "triggers": triggers })))
}

pub(super) fn fire(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    let job_id = request.integer("job_id")?.unwrap_or(0);
    let position = request.integer("position")?;
    // No trigger has a negative place.
    let position = position.map(|position| usize::try_from(position).unwrap_or(usize::MAX));
    let run_id = call.workspace.fire(job_id, position)?;
    Ok(Reply::Json(json!({ "run_id": run_id })))
}

pub(super) fn file_arrives(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    let url = request
        .text("url")?
        .ok_or_else(|| ServiceError::invalid("Missing required field: url, where the file is"))?;
    seen(call.workspace.file_arrives(url))
}

pub(super) fn update_table(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    seen(call.workspace.update_table(call.document()?))
}

pub(super) fn update_model(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    seen(call.workspace.update_model(call.document()?))
}

pub(super) fn set_sql_result(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let set = call.workspace.set_sql_result(call.document()?);
    set.map_err(|error| ServiceError::invalid(error.to_string()))?;
    done()
}

fn seen(triggers: Result<usize, ControlError>) -> Result<Reply, ServiceError> {
    let triggers = triggers.map_err(|error| ServiceError::invalid(error.to_string()))?;
    Ok(Reply::Json(json!({ "triggers": triggers })))
}
