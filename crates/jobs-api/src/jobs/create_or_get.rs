//! Making a job that may be there already.

use std::collections::BTreeMap;

use jobs_runtime::{Error, ErrorKind, Result, json};

use crate::Client;
use crate::operations::{CreateJob, ListJobs};
use crate::types::{BaseJob, JobId, JobSettings};

/// A job that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreatedOrFound {
    /// The job.
    pub job_id: JobId,
    /// Whether it was made; else it was there, and is as it was. Where the answer to making it was
    /// lost, a job that is there counts as made if its settings [mean](JobSettings::diff) the same.
    pub created: bool,
}

/// What a job is found by.
#[derive(Clone, Copy)]
enum Key<'a> {
    Name,
    /// The tag of this key, and the name if there is one.
    Tag(&'a str),
}

impl Key<'_> {
    /// The method that finds jobs by this.
    fn method(self) -> &'static str {
        match self {
            Self::Name => "create_or_get_by_name",
            Self::Tag(_) => "create_or_get_by_tag",
        }
    }

    /// The tag's value, if it counts and is there.
    fn value(self, tags: Option<&BTreeMap<String, String>>) -> Option<&str> {
        match self {
            Self::Name => None,
            Self::Tag(key) => tags?.get(key).map(String::as_str),
        }
    }

    /// Whether a job is the one that is asked for.
    fn is_of(self, candidate: &BaseJob, job: &CreateJob) -> bool {
        candidate.settings.as_ref().is_some_and(|settings| {
            (job.name.is_none() || job.name == settings.name)
                && self.value(job.tags.as_ref()) == self.value(settings.tags.as_ref())
        })
    }

    /// What the jobs that are found have in common.
    fn told(self, job: &CreateJob) -> String {
        let name = job.name.iter().map(|name| format!("the name `{name}`"));
        let tag = match self {
            Self::Name => None,
            Self::Tag(key) => self
                .value(job.tags.as_ref())
                .map(|value| format!("the tag `{key}: {value}`")),
        };
        name.chain(tag).collect::<Vec<_>>().join(" and ")
    }

    fn refused(self, message: impl std::fmt::Display) -> Error {
        Error::invalid_request(format!("{}: {message}", self.method()))
    }
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
            return Err(Key::Name.refused("the job has no name to be found by"));
        }
        self.create_or_get(job, Key::Name).await
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
        let (job, tag) = (job.into(), Key::Tag(key));
        if tag.value(job.tags.as_ref()).is_none() {
            let message = format!("the job has no tag `{key}` to be found by");
            return Err(tag.refused(message));
        }
        self.create_or_get(job, tag).await
    }

    async fn create_or_get(&self, job: CreateJob, key: Key<'_>) -> Result<CreatedOrFound> {
        let found = |job_id, created| CreatedOrFound { job_id, created };
        if let Some(job_id) = self.find(&job, key).await? {
            return Ok(found(job_id, false));
        }
        match self.create(job.clone()).await {
            Ok(created) => Ok(found(created.job_id, true)),
            // It may have been made though the answer was lost; and so may another, by somebody else.
            Err(error) if error.was_sent() && error.is_retryable() => {
                let Ok(Some(job_id)) = self.find(&job, key).await else {
                    return Err(error);
                };
                match self.is_as_asked(job_id, job).await {
                    Ok(is_as_asked) => Ok(found(job_id, is_as_asked)),
                    Err(_) => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Whether a job has the settings with which it was to be made.
    async fn is_as_asked(&self, job_id: JobId, mut job: CreateJob) -> Result<bool> {
        let there = self.get(job_id).await?.into_settings()?;
        // Permissions are no part of the settings.
        job.access_control_list = None;
        let json = json::to_vec(&job).map_err(Error::invalid_request)?;
        let asked: JobSettings = json::from_slice(&json).map_err(Error::invalid_request)?;
        Ok(JobSettings::diff(&there, &asked).is_empty())
    }

    /// The job that has the name and the tag of this one.
    async fn find(&self, job: &CreateJob, key: Key<'_>) -> Result<Option<JobId>> {
        let mut request = ListJobs::new().limit(100);
        request.name.clone_from(&job.name);
        let mut candidates = self.list(request).items();
        let mut found: Vec<JobId> = Vec::new();
        while let Some(candidate) = candidates.try_next().await? {
            if key.is_of(&candidate, job) {
                found.extend(candidate.job_id);
            }
        }
        match found.as_slice() {
            [] => Ok(None),
            [job_id] => Ok(Some(*job_id)),
            several => {
                let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
                let message = format!(
                    "{}: {} jobs have {} ({}): delete those that should not be, or tell them apart \
                     by a tag",
                    key.method(),
                    ids.len(),
                    key.told(job),
                    ids.join(", ")
                );
                Err(Error::new(ErrorKind::Conflict, message))
            }
        }
    }
}
