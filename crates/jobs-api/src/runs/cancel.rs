//! Stopping runs, and waiting until they have stopped.

use jobs_runtime::wait::Wait;
use jobs_runtime::{Error, Result};

use crate::operations::{CancelAllRuns, CancelRun, ListRuns};
use crate::types::{JobId, Run, RunId};
use crate::{Client, together};

impl Client {
    /// Cancels a run and waits until it has ended. A run that had ended before stays as it is: its
    /// [`outcome`](Run::outcome) tells whether it was canceled.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::RunOutcome;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// let run = client.cancel_and_wait(example.active_run_id).await?;
    /// assert_eq!(run.outcome(), Some(RunOutcome::Canceled));
    /// # Ok(())
    /// # });
    /// ```
    pub fn cancel_and_wait<'a>(&self, run_id: impl Into<RunId>) -> Wait<'a, CancelRun> {
        self.cancel_run(CancelRun::new(run_id)).wait_any()
    }

    /// Cancels all active runs of a job, queued ones included, without waiting for their end. New
    /// runs may start even so.
    ///
    /// # Errors
    ///
    /// As [`cancel_all_runs`](Self::cancel_all_runs).
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// client.cancel_all(example.job_id).await?;
    /// # Ok(())
    /// # });
    /// ```
    pub async fn cancel_all(&self, job_id: impl Into<JobId>) -> Result<()> {
        self.cancel_all_runs(CancelAllRuns::new().job_id(job_id))
            .await
    }

    /// Cancels all active runs of a job and waits until they have ended, eight at a time. It gives
    /// them as they ended: one may have done so before it could be canceled.
    ///
    /// # Errors
    ///
    /// When the runs cannot be listed or canceled, or how one of them stands cannot be had.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let run = client.get_run(example.active_run_id).await?;
    /// let job_id = run.job_id.ok_or("a run without a job")?;
    /// let canceled = client.cancel_all_and_wait(job_id).await?;
    /// assert_eq!(canceled.len(), 1);
    /// # Ok(())
    /// # });
    /// ```
    pub async fn cancel_all_and_wait(&self, job_id: impl Into<JobId>) -> Result<Vec<Run>> {
        let job_id = job_id.into();
        let mut runs = self.active_runs(job_id).await?;
        self.cancel_all(job_id).await?;
        // One may have begun between the two.
        for run_id in self.active_runs(job_id).await? {
            if !runs.contains(&run_id) {
                runs.push(run_id);
            }
        }
        let waits = runs.into_iter().map(async |run_id| {
            let wait = self.wait_for_run(run_id).any().await;
            wait.map_err(Error::from)
        });
        together::all(waits).await.into_iter().collect()
    }

    async fn active_runs(&self, job_id: JobId) -> Result<Vec<RunId>> {
        let request = ListRuns::new().job_id(job_id).active_only(true).limit(25);
        let mut runs = self.list_runs(request).items();
        let mut ids = Vec::new();
        while let Some(run) = runs.try_next().await? {
            ids.extend(run.run_id);
        }
        Ok(ids)
    }
}
