//! Giving a job the settings that it is to have.

use jobs_runtime::Result;

use super::SettingsDiff;
use crate::Client;
use crate::types::{JobId, JobSettings};

impl Client {
    /// Gives a job these settings in place of all it has, if they [mean](JobSettings::diff) anything
    /// else, and tells what has changed. If nothing has, nothing is written.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit): `Conflict` if somebody else has changed the job meanwhile.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let mut settings = client.get(example.job_id).await?.into_settings()?;
    /// settings.timeout_seconds = Some(3600);
    /// let diff = client.apply(example.job_id, settings.clone()).await?;
    /// assert_eq!(diff.to_string(), "~ timeout_seconds: 0 → 3600");
    ///
    /// let again = client.apply(example.job_id, settings).await?;
    /// assert!(again.is_empty());
    /// # Ok(())
    /// # });
    /// ```
    pub async fn apply(
        &self,
        job_id: impl Into<JobId>,
        settings: JobSettings,
    ) -> Result<SettingsDiff> {
        let mut diff = SettingsDiff::default();
        let change = |there: &mut JobSettings| {
            diff = JobSettings::diff(there, &settings);
            if !diff.is_empty() {
                *there = settings;
            }
        };
        self.edit(job_id, change).await?;
        Ok(diff)
    }
}
