//! From a job as it is read to the requests that write one.

use jobs_runtime::{Error, Result};

use crate::operations::{CreateJob, ResetJob, UpdateJob};
use crate::types::{Job, JobId, JobSettings};

impl Job {
    /// The settings as they can be written: all of them, members that this version of the SDK does
    /// not know included, but for what only the service writes (`git_source.git_snapshot`).
    ///
    /// # Errors
    ///
    /// When there are no settings, or this is one page of the job only: what is on the others would
    /// be lost. [`get`](crate::Client::get) reads a job whole.
    pub fn into_settings(self) -> Result<JobSettings> {
        let name = self
            .job_id
            .map_or("a job".to_owned(), |id| format!("job {id}"));
        let continues = self.next_page_token.is_some_and(|token| !token.is_empty());
        if continues || self.has_more == Some(true) {
            return Err(Error::invalid_request(format!(
                "{name} was read in part, its arrays continue on further pages: read it whole with \
                 `client.get(job_id)`, whose answer has all of them"
            )));
        }
        let Some(mut settings) = self.settings else {
            return Err(Error::invalid_request(format!(
                "{name} came without settings: read it with `client.get(job_id)`"
            )));
        };
        if let Some(git_source) = &mut settings.git_source {
            git_source.git_snapshot = None;
        }
        Ok(*settings)
    }

    /// The request that makes another job like this one.
    ///
    /// Permissions are no settings and are not in it.
    ///
    /// # Errors
    ///
    /// As [`into_settings`](Self::into_settings).
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let job = client.get(example.job_id).await?;
    /// let copy = client.create(job.into_create()?.name("nightly, copied")).await?;
    /// assert_ne!(copy.job_id, example.job_id);
    /// # Ok(())
    /// # });
    /// ```
    pub fn into_create(self) -> Result<CreateJob> {
        self.into_settings().map(CreateJob::from)
    }

    /// The request that gives the job these settings in place of all it has.
    ///
    /// Between reading and writing nobody else may change the job:
    /// [`edit`](crate::Client::edit) looks after that.
    ///
    /// # Errors
    ///
    /// As [`into_settings`](Self::into_settings), and when it is not known which job this is.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let mut reset = client.get(example.job_id).await?.into_reset()?;
    /// reset.new_settings.max_concurrent_runs = Some(3);
    /// client.reset(reset).await?;
    /// # Ok(())
    /// # });
    /// ```
    pub fn into_reset(self) -> Result<ResetJob> {
        let job_id = known_id(self.job_id)?;
        Ok(self.into_settings()?.into_reset(job_id))
    }

    /// The request that gives the job these settings, and leaves others as they are.
    ///
    /// # Errors
    ///
    /// As [`into_reset`](Self::into_reset).
    pub fn into_update(self) -> Result<UpdateJob> {
        let job_id = known_id(self.job_id)?;
        Ok(self.into_settings()?.into_update(job_id))
    }
}

fn known_id(job_id: Option<JobId>) -> Result<JobId> {
    job_id.ok_or_else(|| {
        Error::invalid_request(
            "a job without `job_id` cannot be written back: use `into_settings`, and \
             `ResetJob::new` with the id",
        )
    })
}

impl JobSettings {
    /// The request that gives a job these settings in place of all it has.
    pub fn into_reset(self, job_id: impl Into<JobId>) -> ResetJob {
        ResetJob::new(job_id, self)
    }

    /// The request that gives a job these settings, and leaves others as they are. Tasks, job
    /// clusters, environments and parameters are added, or replace those of the same key.
    pub fn into_update(self, job_id: impl Into<JobId>) -> UpdateJob {
        UpdateJob::new(job_id).new_settings(self)
    }
}

impl TryFrom<Job> for CreateJob {
    type Error = Error;

    fn try_from(job: Job) -> Result<Self> {
        job.into_create()
    }
}

impl TryFrom<Job> for ResetJob {
    type Error = Error;

    fn try_from(job: Job) -> Result<Self> {
        job.into_reset()
    }
}

impl TryFrom<Job> for UpdateJob {
    type Error = Error;

    fn try_from(job: Job) -> Result<Self> {
        job.into_update()
    }
}
