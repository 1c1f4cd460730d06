//! Making a job that may be there already.

use jobs_runtime::{Error, ErrorKind, Result};

use crate::Client;
use crate::operations::{CreateJob, ListJobs};
use crate::types::{BaseJob, JobId};

/// A job that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreatedOrFound {
    /// The job.
    pub job_id: JobId,
    /// Whether it was made; else it was there, and is as it was.
    pub created: bool,
}

impl Client {
    /// Gives the job of this name, or makes it. Upper and lower case are the same to the service,
    /// but not here.
    ///
    /// It is the best that can be had, not a guarantee: the service takes any number of jobs of
    /// one name, and making a job has no token. Two programs that do this at the same time may
    /// make two jobs; what they have in common is better told by
    /// [a tag](Self::create_or_get_by_tag), for others may use the name.
    ///
    /// # Errors
    ///
    /// `Conflict` if several jobs have the name, `InvalidArgument` if the request has none. If the
    /// answer to making the job is lost and it is not there, the loss.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::operations::CreateJob;
    /// use jobs_api::types::Task;
    ///
    /// # jobs_tests::example(async |client, _| {
    /// let job = CreateJob::new().name("hourly").task(Task::notebook("a", "/a"));
    /// let first = client.create_or_get_by_name(job.clone()).await?;
    /// let second = client.create_or_get_by_name(job).await?;
    /// assert!(first.created && !second.created);
    /// assert_eq!(first.job_id, second.job_id);
    /// # Ok(())
    /// # });
    /// ```
    pub async fn create_or_get_by_name(&self, job: impl Into<CreateJob>) -> Result<CreatedOrFound> {
        let job = job.into();
        if job.name.is_none() {
            return Err(refused("the job has no name to be found by"));
        }
        self.create_or_get(job, None).await
    }

    /// Gives the job whose tag of this key has the value that it has in `job`, or makes it. Where
    /// `job` has a name, only jobs of that name count, which spares reading the list of all.
    ///
    /// A value that nobody else uses, such as a fingerprint of what the job is made from, makes
    /// sure that the job is one's own. As for the rest, see
    /// [`create_or_get_by_name`](Self::create_or_get_by_name).
    ///
    /// # Errors
    ///
    /// As there, and `InvalidArgument` if `job` has no such tag.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::operations::CreateJob;
    /// use jobs_api::types::Task;
    ///
    /// # jobs_tests::example(async |client, _| {
    /// let job = CreateJob::new().name("hourly").tag("made_by", "deploy-7f3a");
    /// let job = job.task(Task::notebook("a", "/a"));
    /// let job_id = client.create_or_get_by_tag("made_by", job).await?.job_id;
    /// # client.get(job_id).await?;
    /// # Ok(())
    /// # });
    /// ```
    pub async fn create_or_get_by_tag(
        &self,
        key: &str,
        job: impl Into<CreateJob>,
    ) -> Result<CreatedOrFound> {
        let job = job.into();
        if !job.tags.as_ref().is_some_and(|tags| tags.contains_key(key)) {
            return Err(refused(format!(
                "the job has no tag `{key}` to be found by"
            )));
        }
        self.create_or_get(job, Some(key)).await
    }

    async fn create_or_get(&self, job: CreateJob, tag: Option<&str>) -> Result<CreatedOrFound> {
        let found = |job_id, created| CreatedOrFound { job_id, created };
        if let Some(job_id) = self.find(&job, tag).await? {
            return Ok(found(job_id, false));
        }
        match self.create(job.clone()).await {
            Ok(created) => Ok(found(created.job_id, true)),
            // It may have been made though the answer was lost.
            Err(error) if error.was_sent() && error.is_retryable() => {
                match self.find(&job, tag).await {
                    Ok(Some(job_id)) => Ok(found(job_id, true)),
                    _ => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// The job that has the name and the tag of this one.
    async fn find(&self, job: &CreateJob, tag: Option<&str>) -> Result<Option<JobId>> {
        let mut request = ListJobs::new().limit(100);
        request.name.clone_from(&job.name);
        let mut candidates = self.list(request).items();
        let mut found: Vec<JobId> = Vec::new();
        while let Some(candidate) = candidates.try_next().await? {
            if is_like(&candidate, job, tag) {
                found.extend(candidate.job_id);
            }
        }
        match found.as_slice() {
            [] => Ok(None),
            [job_id] => Ok(Some(*job_id)),
            several => {
                let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
                Err(Error::new(
                    ErrorKind::Conflict,
                    format!(
                        "create_or_get: {} jobs are like it ({}): delete those that should not be, \
                         or tell them apart by a tag",
                        ids.len(),
                        ids.join(", ")
                    ),
                ))
            }
        }
    }
}

fn is_like(candidate: &BaseJob, job: &CreateJob, tag: Option<&str>) -> bool {
    let Some(settings) = &candidate.settings else {
        return false;
    };
    let value = |tags: &Option<std::collections::BTreeMap<String, String>>| {
        tags.as_ref()?.get(tag?).cloned()
    };
    (job.name.is_none() || job.name == settings.name) && value(&job.tags) == value(&settings.tags)
}

fn refused(message: impl std::fmt::Display) -> Error {
    Error::invalid_request(format!("create_or_get: {message}"))
}
