//! What an update can remove, by name.

use std::fmt;

use crate::operations::UpdateJob;

macro_rules! job_fields {
    ($($variant:ident = $wire:literal),* $(,)?) => {
        /// A setting of a job, or one element of a list among them, for
        /// [`UpdateJob::remove`] and [`UpdateJob::fields_to_remove`].
        ///
        /// It is a type so that no name is misspelt: there may be no error for one that is not known.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum JobField {
            $(
                #[doc = concat!("`", $wire, "`")]
                $variant,
            )*
            /// The task with this key.
            Task(String),
            /// The job cluster with this key.
            JobCluster(String),
            /// A setting that this version of the SDK does not know, as the service calls it.
            Other(String),
        }

        impl JobField {
            /// All settings that this version of the SDK knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name of a setting; none for one element of a list.
            #[must_use]
            pub fn name(&self) -> Option<&str> {
                match self {
                    $(Self::$variant => Some($wire),)*
                    Self::Other(name) => Some(name),
                    Self::Task(_) | Self::JobCluster(_) => None,
                }
            }
        }
    };
}

job_fields! {
    Name = "name",
    Description = "description",
    Tasks = "tasks",
    JobClusters = "job_clusters",
    Environments = "environments",
    Parameters = "parameters",
    Schedule = "schedule",
    Trigger = "trigger",
    Continuous = "continuous",
    Triggers = "triggers",
    MaxConcurrentRuns = "max_concurrent_runs",
    Queue = "queue",
    TimeoutSeconds = "timeout_seconds",
    RunAs = "run_as",
    GitSource = "git_source",
    EmailNotifications = "email_notifications",
    WebhookNotifications = "webhook_notifications",
    NotificationSettings = "notification_settings",
    Health = "health",
    Tags = "tags",
    PerformanceTarget = "performance_target",
    DurationTarget = "duration_target",
    EnvironmentVariables = "environment_variables",
    BudgetPolicyId = "budget_policy_id",
    UsagePolicyId = "usage_policy_id",
    ParentPath = "parent_path",
    EditMode = "edit_mode",
    Deployment = "deployment",
    Format = "format",
}

impl fmt::Display for JobField {
    /// As the service calls it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Task(key) => write!(f, "tasks/{key}"),
            Self::JobCluster(key) => write!(f, "job_clusters/{key}"),
            field => f.write_str(field.name().unwrap_or_default()),
        }
    }
}

impl From<JobField> for String {
    fn from(field: JobField) -> Self {
        field.to_string()
    }
}

impl UpdateJob {
    /// Removes a setting, or one element of a list among them; it goes back to its default.
    ///
    /// An update that neither sets nor removes anything is an error when it is sent.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::jobs::JobField;
    /// use jobs_api::operations::UpdateJob;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// let update = UpdateJob::new(example.job_id)
    ///     .remove(JobField::Schedule)
    ///     .remove(JobField::Task("report".to_owned()));
    /// client.update(update).await?;
    ///
    /// let nothing = client.update(UpdateJob::new(example.job_id)).await;
    /// assert!(nothing.is_err());
    /// # Ok(())
    /// # });
    /// ```
    #[must_use]
    pub fn remove(mut self, field: JobField) -> Self {
        let fields = self.fields_to_remove.get_or_insert_default();
        fields.push(field.into());
        self
    }
}
