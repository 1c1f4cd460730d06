//! Runs that did not succeed: why, and what their tasks say of it.

use std::error::Error as StdError;
use std::fmt;

use jobs_runtime::Result;
use jobs_runtime::wait::WaitError;

use crate::types::{Run, RunId, RunOutput, RunTask};
use crate::{Client, RunOutcome, together};

/// A run that was waited for and ended without success, found in the error of the wait.
#[derive(Clone, Debug)]
pub struct RunFailure<'e> {
    run: &'e Run,
    outcome: RunOutcome,
    client: Client,
}

/// A task that failed, and what it left behind.
#[derive(Debug)]
#[non_exhaustive]
pub struct FailedTask {
    /// Key of the task. That of a run without tasks, in the form of old, is empty.
    pub task_key: String,
    /// For an iteration of a for-each task, its place among the iterations, from 0.
    pub iteration: Option<usize>,
    /// The run of the task; none if it never came to one.
    pub run_id: Option<RunId>,
    /// Which attempt it was, from 0, counted over retries and repairs.
    pub attempt: i64,
    /// How it ended.
    pub outcome: RunOutcome,
    /// What it left behind, or why that cannot be had; none if it never came to a run.
    pub output: Result<Option<RunOutput>>,
}

impl<'e> RunFailure<'e> {
    /// The failure in an error: that of a wait, or any whose causes lead there, such as
    /// [`Error`](crate::Error). None if the error is another, or the time to wait was up.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::RunFailure;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// # let job_id = client.get_run(example.failed_run_id).await?.job_id.ok_or("no job")?;
    /// let error = client.run_now(job_id).wait().await.expect_err("it fails");
    /// let failure = RunFailure::of(&error).ok_or("another error")?;
    /// println!("{failure}"); // run 17 failed: …; see https://…
    /// for task in failure.failed_tasks().await {
    ///     println!("{}: {}", task.task_key, task.error().unwrap_or("no error"));
    ///     println!("{}", task.error_trace().unwrap_or_default());
    /// #   assert_eq!(task.error(), Some("no data"));
    /// }
    /// # Ok(())
    /// # });
    /// ```
    pub fn of(error: &'e (dyn StdError + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(WaitError::Failed { last, client, .. }) = error.downcast_ref() {
                let run: &Run = last;
                return Some(Self {
                    run,
                    outcome: run.outcome()?,
                    client: Client::from(client.clone()),
                });
            }
            next = error.source();
        }
        None
    }

    /// The run, whole.
    #[must_use]
    pub const fn run(&self) -> &'e Run {
        self.run
    }

    /// How it ended.
    #[must_use]
    pub const fn outcome(&self) -> &RunOutcome {
        &self.outcome
    }

    /// Address of the run's page in the workspace.
    #[must_use]
    pub fn url(&self) -> Option<&'e str> {
        self.run.run_page_url.as_deref()
    }

    /// Asks for what its failed tasks say: see [`Client::failed_tasks`].
    pub async fn failed_tasks(&self) -> Vec<FailedTask> {
        self.client.failed_tasks(self.run).await
    }
}

impl fmt::Display for RunFailure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.run.run_id {
            Some(run_id) => write!(f, "run {run_id} ")?,
            None => f.write_str("the run ")?,
        }
        let outcome = self.outcome.to_string();
        f.write_str(outcome.trim_end_matches('.'))?;
        match self.url() {
            Some(url) => write!(f, "; see {url}"),
            None => Ok(()),
        }
    }
}

impl FailedTask {
    /// The task's error in one line, if it gave one.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.output.as_ref().ok()?.as_ref()?.error.as_deref()
    }

    /// The stack trace of the error, if the task gave one.
    #[must_use]
    pub fn error_trace(&self) -> Option<&str> {
        self.output.as_ref().ok()?.as_ref()?.error_trace.as_deref()
    }
}

impl Client {
    /// The tasks of a run that failed in their latest attempt, in the run's order, each with its
    /// output: one request for each, eight at a time.
    ///
    /// Of a for-each task, its failed iterations are given in its place. Tasks that were canceled
    /// or skipped did not fail. The run is to be read whole, as [`get_run`](Self::get_run) does. An
    /// output that cannot be had does not hide the others: it is an error in its place.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let run = client.get_run(example.failed_run_id).await?;
    /// let failed = client.failed_tasks(&run).await;
    /// assert_eq!(failed[0].task_key, "report");
    /// assert_eq!(failed[0].error(), Some("no data"));
    /// # Ok(())
    /// # });
    /// ```
    pub async fn failed_tasks(&self, run: &Run) -> Vec<FailedTask> {
        let attempts = run.latest_attempts();
        let failures: Vec<Failure> = if attempts.is_empty() {
            // A run of a single task in the form of old is the run of its task.
            Failure::of_run(run).into_iter().collect()
        } else {
            let failures = attempts.into_iter().filter_map(|task| {
                let failure = Failure::of_task(task.task_key.clone(), task)?;
                Some(self.with_iterations(failure, task.for_each_task.is_some()))
            });
            together::all(failures)
                .await
                .into_iter()
                .flatten()
                .collect()
        };
        let outputs = failures.into_iter().map(|failure| self.read(failure));
        together::all(outputs).await
    }

    /// The failed iterations in place of their for-each task, if there are any.
    async fn with_iterations(&self, failure: Failure, is_for_each: bool) -> Vec<Failure> {
        if is_for_each
            && let Some(run_id) = failure.run_id
            && let Ok(run) = self.get_run(run_id).await
        {
            let iterations = run.iterations.iter().flatten().enumerate();
            let failed: Vec<Failure> = iterations
                .filter_map(|(index, iteration)| {
                    let failure = Failure::of_task(failure.task_key.clone(), iteration)?;
                    Some(Failure {
                        iteration: Some(index),
                        ..failure
                    })
                })
                .collect();
            if !failed.is_empty() {
                return failed;
            }
        }
        vec![failure]
    }

    async fn read(&self, failure: Failure) -> FailedTask {
        let output = match failure.run_id {
            Some(run_id) => self.get_run_output(run_id).await.map(Some),
            None => Ok(None),
        };
        FailedTask {
            task_key: failure.task_key,
            iteration: failure.iteration,
            run_id: failure.run_id,
            attempt: failure.attempt,
            outcome: failure.outcome,
            output,
        }
    }
}

/// A task that failed, before it is asked for its output.
struct Failure {
    task_key: String,
    iteration: Option<usize>,
    run_id: Option<RunId>,
    attempt: i64,
    outcome: RunOutcome,
}

impl Failure {
    fn of_task(task_key: String, task: &RunTask) -> Option<Self> {
        Some(Self {
            task_key,
            iteration: None,
            run_id: task.run_id,
            attempt: task.attempt_number.unwrap_or(0),
            outcome: task.outcome().filter(is_failure)?,
        })
    }

    fn of_run(run: &Run) -> Option<Self> {
        Some(Self {
            task_key: String::new(),
            iteration: None,
            run_id: run.run_id,
            attempt: run.attempt_number.unwrap_or(0),
            outcome: run.outcome().filter(is_failure)?,
        })
    }
}

const fn is_failure(outcome: &RunOutcome) -> bool {
    !outcome.is_success() && !matches!(outcome, RunOutcome::Skipped(_) | RunOutcome::Canceled)
}
