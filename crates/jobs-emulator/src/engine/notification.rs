//! Who is told what about runs: whom notification settings name for an occasion, and what they mute.

mod destination;

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::destination::Config;
pub use self::destination::NotificationDestination;
use super::Millis;
use super::state::{Ending, TaskResult};
use crate::settings::elements;

/// Id of the workspace.
const WORKSPACE_ID: &str = "1";

/// What somebody was told, as the journal of notifications shows it. Credentials are never in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Notification {
    /// Number of the notification, from 1.
    #[serde(default)]
    pub number: u64,
    /// When it happened, in milliseconds since the epoch by the emulator's clock.
    pub time: i64,
    /// How somebody is told.
    pub kind: NotificationKind,
    /// An e-mail address, or the id of a notification destination.
    pub recipient: String,
    /// What it is about, such as `jobs.on_failure`.
    pub event_type: String,
    /// The job, or that of a one-time run, which no list of jobs shows.
    pub job_id: i64,
    /// The job run; none if it is about the job itself.
    pub run_id: Option<i64>,
    /// The task, if it is about one.
    pub task_key: Option<String>,
    /// The task run, if it is about one.
    pub task_run_id: Option<i64>,
    /// What happened in one line.
    pub subject: String,
    /// What a webhook is posted.
    pub payload: Value,
    /// How far a post has come; none if nothing is posted.
    pub delivery: Option<Delivery>,
}

/// How somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum NotificationKind {
    /// An e-mail, which is sent to nobody: the journal is all.
    Email,
    /// A message to a notification destination.
    Webhook,
}

/// How far a post has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Delivery {
    /// Whether it has arrived.
    pub state: DeliveryState,
    /// Status of the last answer, if there was one.
    pub status: Option<u16>,
    /// Why it failed.
    pub error: Option<String>,
    /// How often it was sent.
    pub attempts: u32,
}

/// Whether a post has arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DeliveryState {
    /// It is on its way, or is to be sent again.
    #[default]
    Pending,
    /// The destination has taken it.
    Delivered,
    /// It is not sent again.
    Failed,
}

/// Something that those are told of who are named for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// It begins, perhaps again after a failed attempt.
    Start {
        is_retry: bool,
    },
    Success,
    Failure {
        why: Failure,
        /// Whether it is tried again.
        is_retried: bool,
    },
    DurationWarning,
    StreamingBacklog,
}

/// In which way something did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Failed,
    Skipped,
    Canceled,
    /// Not run because something before it was cancelled.
    UpstreamCanceled,
}

/// Those who are told of an occasion.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Recipients {
    pub(crate) emails: Vec<String>,
    /// Ids of notification destinations.
    pub(crate) destinations: Vec<String>,
}

/// What a notification is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) job_id: i64,
    pub(crate) job_name: &'a str,
    pub(crate) run_id: i64,
    /// Key and id of the task run, if it is about one.
    pub(crate) task: Option<(&'a str, i64)>,
}

impl Occasion {
    /// What the end of a run means to those who wait for it.
    pub(crate) fn of_ending(ending: &Ending) -> Self {
        Self::failure(match ending {
            Ending::Success | Ending::SuccessWithFailures => return Self::Success,
            Ending::Failed { .. } | Ending::TimedOut => Failure::Failed,
            Ending::Canceled => Failure::Canceled,
            Ending::MaxConcurrentRuns
            | Ending::QueueFull
            | Ending::WorkspaceFull
            | Ending::QueuedTooLong
            | Ending::NothingToRun => Failure::Skipped,
        })
    }

    /// What the end of a task run means; nothing for those that were left out on purpose.
    pub(crate) fn of_result(result: TaskResult, is_retried: bool) -> Option<Self> {
        let why = match result {
            TaskResult::Success => return Some(Self::Success),
            TaskResult::Excluded | TaskResult::Disabled => return None,
            TaskResult::Failed | TaskResult::InternalError | TaskResult::TimedOut => {
                Failure::Failed
            }
            TaskResult::Canceled => Failure::Canceled,
            TaskResult::UpstreamFailed => Failure::Skipped,
            TaskResult::UpstreamCanceled => Failure::UpstreamCanceled,
        };
        Some(Self::Failure { why, is_retried })
    }

    fn failure(why: Failure) -> Self {
        Self::Failure {
            why,
            is_retried: false,
        }
    }

    /// The member of notification settings that names those who are told.
    fn member(self) -> &'static str {
        match self {
            Self::Start { .. } => "on_start",
            Self::Success => "on_success",
            Self::Failure { .. } => "on_failure",
            Self::DurationWarning => "on_duration_warning_threshold_exceeded",
            Self::StreamingBacklog => "on_streaming_backlog_exceeded",
        }
    }

    /// What happened, as the end of a sentence.
    fn words(self) -> &'static str {
        match self {
            Self::Start { .. } => "started",
            Self::Success => "succeeded",
            Self::Failure { why, .. } => match why {
                Failure::Failed => "failed",
                Failure::Skipped | Failure::UpstreamCanceled => "was skipped",
                Failure::Canceled => "was canceled",
            },
            Self::DurationWarning => "exceeds its duration threshold",
            Self::StreamingBacklog => "exceeds its streaming backlog threshold",
        }
    }

    fn is_skip(self) -> bool {
        let skips = [Failure::Skipped, Failure::UpstreamCanceled];
        matches!(self, Self::Failure { why, .. } if skips.contains(&why))
    }

    /// Whether settings of a job or task keep it from everybody.
    fn is_muted(self, settings: &Value) -> bool {
        let is_set = |name: &str| settings["notification_settings"][name] == true;
        if self.is_skip() && is_set("no_alert_for_skipped_runs") {
            return true;
        }
        match self {
            Self::Start { is_retry } => is_retry && is_set("alert_on_last_attempt"),
            Self::Failure { why, is_retried } => {
                let stops = [Failure::Canceled, Failure::UpstreamCanceled];
                is_retried && is_set("alert_on_last_attempt")
                    || stops.contains(&why) && is_set("no_alert_for_canceled_runs")
            }
            Self::Success | Self::DurationWarning | Self::StreamingBacklog => false,
        }
    }
}

impl Recipients {
    /// Those whom the settings of a job or a task name, each once.
    pub(crate) fn of(settings: &Value, occasion: Occasion) -> Self {
        let mut recipients = Self::default();
        if occasion.is_muted(settings) {
            return recipients;
        }
        let member = occasion.member();
        let emails = &settings["email_notifications"];
        // The older switch, which knows of e-mails only.
        if !(occasion.is_skip() && emails["no_alert_for_skipped_runs"] == true) {
            recipients.emails = texts(elements(emails, member).iter());
        }
        let webhooks = elements(&settings["webhook_notifications"], member);
        recipients.destinations = texts(webhooks.iter().map(|webhook| &webhook["id"]));
        recipients
    }

    /// All addresses that the settings of a job name, for whatever occasion.
    pub(crate) fn addresses(settings: &Value) -> Vec<String> {
        let lists = settings["email_notifications"].as_object();
        let lists = lists.into_iter().flat_map(|lists| lists.values());
        texts(lists.filter_map(Value::as_array).flatten())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.emails.is_empty() && self.destinations.is_empty()
    }
}

/// Whether the settings of a job or a task name anybody.
pub(crate) fn names_somebody(settings: &Value) -> bool {
    ["email_notifications", "webhook_notifications"]
        .into_iter()
        .filter_map(|name| settings[name].as_object())
        .flat_map(|lists| lists.values())
        .any(|list| list.as_array().is_some_and(|list| !list.is_empty()))
}

/// The texts among some values, each once, in their order.
fn texts<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for text in values.filter_map(Value::as_str) {
        if !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
    }
    texts
}

impl Notification {
    /// What one recipient is told.
    pub(crate) fn new(
        time: Millis,
        occasion: Occasion,
        about: Subject<'_>,
        kind: NotificationKind,
        recipient: String,
    ) -> Self {
        let event_type = format!("jobs.{}", occasion.member());
        let Subject {
            job_id,
            job_name,
            run_id,
            task,
        } = about;
        let mut payload = json!({
            "event_type": event_type,
            "workspace_id": WORKSPACE_ID,
            "run": { "run_id": run_id.to_string() },
            "job": { "job_id": job_id.to_string(), "name": job_name },
        });
        if let Some((task_key, task_run_id)) = task {
            payload["task"] = json!({ "task_key": task_key });
            payload["run"] = json!({
                "run_id": task_run_id.to_string(),
                "parent_run_id": run_id.to_string(),
            });
        }
        Self {
            number: 0,
            time,
            kind,
            recipient,
            event_type,
            job_id,
            run_id: Some(run_id),
            task_key: task.map(|(key, _)| key.to_owned()),
            task_run_id: task.map(|(_, id)| id),
            subject: format!("{about} {}", occasion.words()),
            payload,
            delivery: None,
        }
    }

    /// What somebody is told whose address is in the settings of a job that is deleted.
    pub(crate) fn of_deletion(
        time: Millis,
        job_id: i64,
        job_name: &str,
        recipient: String,
    ) -> Self {
        let event_type = "jobs.on_delete";
        Self {
            number: 0,
            time,
            kind: NotificationKind::Email,
            recipient,
            event_type: event_type.to_owned(),
            job_id,
            run_id: None,
            task_key: None,
            task_run_id: None,
            subject: format!("Job {job_name} was deleted"),
            payload: json!({
                "event_type": event_type,
                "workspace_id": WORKSPACE_ID,
                "job": { "job_id": job_id.to_string(), "name": job_name },
            }),
            delivery: None,
        }
    }
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((task_key, _)) = self.task {
            write!(f, "Task {task_key} of run ")?;
        } else {
            f.write_str("Run ")?;
        }
        write!(f, "{} of job {}", self.run_id, self.job_name)
    }
}

impl Delivery {
    /// A post that comes to nothing.
    pub(crate) fn failed(error: impl Into<String>) -> Self {
        Self {
            state: DeliveryState::Failed,
            error: Some(error.into()),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests;
