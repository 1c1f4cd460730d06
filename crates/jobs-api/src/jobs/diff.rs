//! What differs between two settings of jobs.

mod compare;
mod rules;

use std::fmt;

use jobs_runtime::json::{self, Hidden, Model, ObjectWriter, ReadError, Reader, Value};

use crate::types::JobSettings;
use compare::Comparison;

impl JobSettings {
    /// What differs between two settings in what they mean to the service.
    ///
    /// Settings come back from the service other than they were sent: with defaults in them, and
    /// lists in another order. None of that is a difference:
    ///
    /// - What is left out is its default: `max_concurrent_runs` is 1, `run_if` is `ALL_SUCCESS`,
    ///   `email_notifications` is empty, and so on. A list that is empty is one that is not there.
    /// - Tasks, job clusters, environments, parameters and the like are told by their keys and
    ///   names, whatever their order; addresses to notify and libraries have no order. In other
    ///   lists the order counts.
    /// - `format` and `git_source.git_snapshot` are the service's own. `run_as` stays what it is
    ///   where it is left out, so only two that are there can differ. Members of a cluster that
    ///   [`apply_policy_default_values`](crate::types::NewCluster::apply_policy_default_values)
    ///   leaves to its policy can be anything.
    ///
    /// Members that this version of the SDK does not know are compared as they are.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::types::JobSettings;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// let written = JobSettings::from_json(r#"{
    ///     "name": "nightly",
    ///     "tasks": [
    ///         {
    ///             "task_key": "report",
    ///             "depends_on": [{ "task_key": "ingest" }],
    ///             "notebook_task": { "notebook_path": "/etl/weekly" }
    ///         },
    ///         { "task_key": "ingest", "notebook_task": { "notebook_path": "/etl/ingest" } }
    ///     ]
    /// }"#)?;
    /// let there = client.get(example.job_id).await?.into_settings()?;
    /// let diff = JobSettings::diff(&there, &written);
    /// assert_eq!(
    ///     diff.to_string(),
    ///     r#"~ tasks[report].notebook_task.notebook_path: "/etl/report" → "/etl/weekly""#
    /// );
    /// # Ok(())
    /// # });
    /// ```
    #[must_use]
    pub fn diff(before: &Self, after: &Self) -> SettingsDiff {
        let [before, after] = [before, after].map(|settings| {
            // A number that is not finite has no JSON, and the service cannot have sent it.
            let json = json::to_vec(settings).unwrap_or_default();
            json::from_slice::<Value>(&json).unwrap_or_default()
        });
        SettingsDiff {
            changes: Comparison::of(&before, &after),
        }
    }
}

/// What differs between two settings: see [`JobSettings::diff`].
///
/// `Display` shows a line for each change.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SettingsDiff {
    /// The changes that lead from one to the other, by their paths.
    pub changes: Vec<SettingsChange>,
}

impl SettingsDiff {
    /// Whether the two mean the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl fmt::Display for SettingsDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, change) in self.changes.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{change}")?;
        }
        Ok(())
    }
}

/// One difference between two settings.
///
/// `Display` shows it with its values: `~ timeout_seconds: 0 → 60`, `+ tags.team: "data"`,
/// `- tasks[load]: {…}`. `Debug` hides the values, which may be secrets.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct SettingsChange {
    /// What has changed, as a person would look for it: `tasks[load].notebook_task.notebook_path`.
    /// Elements of lists without order are told by their values, and their path ends in `[]`.
    pub path: String,
    /// The value before; none if there was none. What was left out and has a default is the default.
    pub before: Option<Value>,
    /// The value after; none if there is none. What is left out and has a default is the default.
    pub after: Option<Value>,
}

impl fmt::Display for SettingsChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "~ {path}: {before} → {after}"),
            (None, Some(after)) => write!(f, "+ {path}: {after}"),
            (Some(before), None) => write!(f, "- {path}: {before}"),
            (None, None) => f.write_str(path),
        }
    }
}

impl fmt::Debug for SettingsChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = |value: &Option<Value>| value.is_some().then_some(Hidden);
        f.debug_struct("SettingsChange")
            .field("path", &self.path)
            .field("before", &hidden(&self.before))
            .field("after", &hidden(&self.after))
            .finish()
    }
}

impl Model for SettingsDiff {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "SettingsDiff"
    }

    fn read_member(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError> {
        match name {
            "changes" => value.read(&mut self.changes),
            _ => value.skip(),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("changes", &self.changes);
    }
}
json::impl_model!(SettingsDiff);

impl Model for SettingsChange {
    fn empty() -> Self {
        Self {
            path: String::new(),
            before: None,
            after: None,
        }
    }

    fn name(&self) -> &'static str {
        "SettingsChange"
    }

    fn read_member(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError> {
        match name {
            "path" => value.read(&mut self.path),
            "before" => value.read(&mut self.before),
            "after" => value.read(&mut self.after),
            _ => value.skip(),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("path", &self.path);
        object.member("before", &self.before);
        object.member("after", &self.after);
    }
}
json::impl_model!(SettingsChange);
