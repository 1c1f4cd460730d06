//! Limits of a workspace.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Millis;

/// The limits of a workspace. `None` is no limit.
///
/// ```
/// use jobs_emulator::WorkspaceLimits;
///
/// let limits = WorkspaceLimits::default().with("task_runs", Some(10)).unwrap();
/// assert_eq!(limits.task_runs, Some(10));
/// assert_eq!(limits.jobs, None, "there are no quotas unless asked for");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct WorkspaceLimits {
    /// Active task runs, but for those of run-job and for-each tasks, at which runs wait (2,000).
    pub task_runs: Option<u64>,
    /// Active runs of run-job and for-each tasks at which runs with such tasks wait (750).
    pub parent_task_runs: Option<u64>,
    /// Most runs of one job that wait; those beyond are skipped (10,000).
    pub queued_runs: Option<u64>,
    /// Most jobs (no limit; the service's is 12,000).
    pub jobs: Option<u64>,
    /// Most jobs and one-time runs that are made in an hour (no limit; the service's is 10,000).
    pub creations_per_hour: Option<u64>,
    /// Most task values of a run (250).
    pub task_values: Option<u64>,
    /// Most bytes of one task value as JSON (48 KiB).
    pub task_value_bytes: Option<u64>,
    /// Most iterations of a for-each task (5,000).
    pub iterations: Option<u64>,
    /// Most characters of the inputs of a for-each task that are written in its settings (10,000).
    pub inline_input_chars: Option<u64>,
    /// Most bytes of the inputs of a for-each task that references stand for (48 KiB).
    pub input_bytes: Option<u64>,
    /// Days after its end for which a run can be seen (60).
    pub retention_days: Option<u64>,
}

const DAY: Millis = 86_400_000;

impl Default for WorkspaceLimits {
    /// The limits of the service, without its quotas.
    fn default() -> Self {
        Self {
            task_runs: Some(2000),
            parent_task_runs: Some(750),
            queued_runs: Some(10_000),
            jobs: None,
            creations_per_hour: None,
            task_values: Some(250),
            task_value_bytes: Some(48 * 1024),
            iterations: Some(5000),
            inline_input_chars: Some(10_000),
            input_bytes: Some(48 * 1024),
            retention_days: Some(60),
        }
    }
}

impl WorkspaceLimits {
    /// The limits of the service, with its quotas: 12,000 jobs, and 10,000 jobs and one-time runs
    /// made in an hour.
    pub fn of_the_service() -> Self {
        Self {
            jobs: Some(12_000),
            creations_per_hour: Some(10_000),
            ..Self::default()
        }
    }

    /// With another value for the limit of this name.
    ///
    /// # Errors
    ///
    /// When there is no limit of this name.
    pub fn with(&self, name: &str, value: Option<u64>) -> Result<Self, String> {
        let changes = [(name.to_owned(), Value::from(value))];
        self.changed(changes.into_iter().collect())
    }

    /// With these members of a document in the place of its own.
    pub(crate) fn changed(&self, members: serde_json::Map<String, Value>) -> Result<Self, String> {
        let mut document = serde_json::to_value(self).map_err(|error| error.to_string())?;
        if let Value::Object(own) = &mut document {
            own.extend(members);
        }
        serde_json::from_value(document).map_err(|error| format!("limits: {error}"))
    }

    /// The end of the runs that are forgotten by now: it was then or before.
    pub(crate) fn forgotten_until(&self, now: Millis) -> Option<Millis> {
        let days = Millis::try_from(self.retention_days?).unwrap_or(Millis::MAX);
        Some(now.saturating_sub(days.saturating_mul(DAY)))
    }
}

/// Whether there is room for one more beside so many.
pub(crate) fn has_room(limit: Option<u64>, taken: usize) -> bool {
    limit.is_none_or(|limit| (taken as u64) < limit)
}

/// The limit that so many are beyond, if they are.
pub(crate) fn exceeded(limit: Option<u64>, count: usize) -> Option<u64> {
    limit.filter(|limit| count as u64 > *limit)
}
