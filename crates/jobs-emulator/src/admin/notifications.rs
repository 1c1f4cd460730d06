//! What somebody was told, where messages go, and what streams report.

use std::time::Duration;

use serde_json::json;

use super::endpoints::{AdminCall, Reply, done};
use super::{ControlError, Workspace};
use crate::clock;
use crate::engine::health::BACKLOG_METRICS;
use crate::engine::notification::{DeliveryState, Notification, NotificationDestination};
use crate::service::ServiceError;

/// How long a call waits for posts to end.
const SETTLE: Duration = Duration::from_secs(30);

impl Workspace {
    /// What somebody was told, the oldest first: the last 10,000 notifications, and those that are
    /// still to be posted.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub fn notifications(&self) -> Result<Vec<Notification>, ControlError> {
        Ok(self.notifications_after(0)?)
    }

    /// Forgets what somebody was told. What was not posted yet is not posted any more.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn clear_notifications(&self) -> Result<(), ControlError> {
        Ok(self.service().clear_notifications()?)
    }

    /// Ends when everything has been posted to notification destinations, or has failed for good.
    /// Posts are sent in real time, whatever the clock says: within a second unless a destination
    /// does not answer.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn deliveries_settled(&self) -> Result<(), ControlError> {
        Ok(self.service().settled().await?)
    }

    /// Adds a notification destination, or puts it in the place of the one with its id.
    ///
    /// # Errors
    ///
    /// When it says something that cannot be, or the database cannot be written.
    pub fn set_notification_destination(
        &self,
        destination: NotificationDestination,
    ) -> Result<(), ControlError> {
        destination.check().map_err(ControlError::new)?;
        let set = self.service().act(|context| {
            let (tables, now) = (context.tables, context.now);
            Ok(tables.set_destination(&destination, now)?)
        });
        Ok(set?)
    }

    /// Lets the streams of an active run or task run lag behind by this much from now on, by a
    /// metric such as `STREAMING_BACKLOG_BYTES`.
    ///
    /// # Errors
    ///
    /// When the run is not active, or there is no such metric.
    pub fn report_streaming_backlog(
        &self,
        run_id: i64,
        metric: &str,
        value: i64,
    ) -> Result<(), ControlError> {
        Ok(self.report_backlog(run_id, metric, value)?)
    }

    fn notifications_after(&self, number: u64) -> Result<Vec<Notification>, ServiceError> {
        self.service()
            .act(|context| Ok(context.tables.notifications(number)?))
    }

    fn report_backlog(&self, run_id: i64, metric: &str, value: i64) -> Result<(), ServiceError> {
        if !BACKLOG_METRICS.contains(&metric) {
            return Err(ServiceError::invalid(format!(
                "There is no metric '{metric}' of streams, but {}.",
                BACKLOG_METRICS.join(", ")
            )));
        }
        self.service().act(|context| {
            let (tables, now) = (context.tables, context.now);
            let key = if tables.run(run_id)?.is_some() {
                (run_id, None)
            } else {
                let job_run = tables.job_run_of(run_id)?;
                let job_run = job_run.ok_or_else(|| ServiceError::no_run(run_id))?;
                (job_run, Some(run_id))
            };
            let scheduler = &mut context.scheduler;
            if scheduler.report_backlog(tables, key, metric, value, now)? {
                return Ok(());
            }
            let message = format!("Run {run_id} is not active: it has no streams.");
            Err(ServiceError::invalid_state(message))
        })?;
        // What is reported may be due at once.
        self.service().act(|_| Ok(()))
    }
}

pub(super) fn list(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let after = call.members()?.integer("after")?.unwrap_or(0);
    let after = u64::try_from(after).unwrap_or(0);
    let notifications = call.workspace.notifications_after(after)?;
    Ok(Reply::Json(json!({ "notifications": notifications })))
}

pub(super) fn clear(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    call.workspace.service().clear_notifications()?;
    done()
}

/// Waits for posts to end, before [`settled`] tells of them.
pub(crate) async fn settle(workspace: &Workspace) -> Result<(), ServiceError> {
    let settled = workspace.service().settled();
    clock::within(SETTLE, settled).await.unwrap_or(Ok(()))
}

pub(super) fn settled(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let notifications = call.workspace.notifications_after(0)?;
    let is_pending = |one: &&Notification| {
        let delivery = one.delivery.as_ref();
        delivery.is_some_and(|delivery| delivery.state == DeliveryState::Pending)
    };
    let pending = notifications.iter().filter(is_pending).count();
    Ok(Reply::Json(json!({ "pending": pending })))
}

pub(super) fn set_destination(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let destination = call.document::<NotificationDestination>()?;
    let view = destination.view();
    call.workspace.service().act(|context| {
        let (tables, now) = (context.tables, context.now);
        Ok(tables.set_destination(&destination, now)?)
    })?;
    Ok(Reply::Json(view))
}

pub(super) fn report_backlog(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    let missing = |name: &str| ServiceError::invalid(format!("Missing required field: {name}."));
    let run_id = request
        .integer("run_id")?
        .ok_or_else(|| missing("run_id"))?;
    let metric = request.text("metric")?.ok_or_else(|| missing("metric"))?;
    let value = request.integer("value")?.ok_or_else(|| missing("value"))?;
    call.workspace.report_backlog(run_id, metric, value)?;
    done()
}
