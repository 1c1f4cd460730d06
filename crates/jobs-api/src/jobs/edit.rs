//! Changing a job without losing what others changed.

use jobs_runtime::{Error, ErrorKind, Result};

use crate::Client;
use crate::operations::ResetJob;
use crate::types::{JobId, JobSettings};

impl Client {
    /// Changes the settings of a job: reads them whole, lets `change` change them, and writes them
    /// back. It gives whether there was anything to change; if not, nothing is written.
    ///
    /// Before it writes it reads the job once more. If somebody else has changed it meanwhile,
    /// nothing is written: to overwrite that change would be to lose it. The service cannot do the
    /// two in one step, so a change in the moment between them is overwritten after all.
    ///
    /// # Errors
    ///
    /// `Conflict` if somebody else has changed the job meanwhile: call it again. Else as
    /// [`get`](Self::get) and [`reset`](Self::reset) do.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let changed = client.edit(example.job_id, |settings| {
    ///     settings.max_concurrent_runs = Some(3);
    ///     for task in settings.tasks.iter_mut().flatten() {
    ///         task.max_retries = Some(2);
    ///     }
    /// });
    /// assert!(changed.await?);
    /// # Ok(())
    /// # });
    /// ```
    pub async fn edit(
        &self,
        job_id: impl Into<JobId>,
        change: impl FnOnce(&mut JobSettings),
    ) -> Result<bool> {
        let job_id = job_id.into();
        let read = self.whole_settings(job_id).await?;
        let mut changed = read.clone();
        change(&mut changed);
        if changed == read {
            return Ok(false);
        }
        if self.whole_settings(job_id).await? != read {
            return Err(Error::new(
                ErrorKind::Conflict,
                format!(
                    "edit: job {job_id} was changed by somebody else while it was edited; nothing \
                     was written: edit it again"
                ),
            ));
        }
        self.reset(ResetJob::new(job_id, *changed)).await?;
        Ok(true)
    }

    async fn whole_settings(&self, job_id: JobId) -> Result<Box<JobSettings>> {
        self.get(job_id).await?.into_settings().map(Box::new)
    }
}
