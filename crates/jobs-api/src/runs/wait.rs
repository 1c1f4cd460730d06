//! Waiting for runs that were started elsewhere or earlier, and not letting go of them.

use jobs_runtime::wait::{SendOnDrop, Wait};

use crate::Client;
use crate::operations::{CancelRun, GetRun, RepairRun, RunNow};
use crate::types::{RepairId, RepairRunResponse, RunId};

/// Cancels a run when it is dropped: see [`Client::cancel_on_drop`].
pub type CancelGuard = SendOnDrop<CancelRun>;

impl Client {
    /// Waits until a run has ended, whoever started it: after a restart, its id is all one needs.
    ///
    /// It ends as the wait of [`run_now`](Self::run_now) does: in the run, or in an error that holds
    /// the run if it did not succeed.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let run = client.wait_for_run(example.run_id).await?;
    /// assert!(run.outcome().is_some_and(|outcome| outcome.is_success()));
    /// # Ok(())
    /// # });
    /// ```
    ///
    /// For a while only, and then the run as it stands:
    ///
    /// ```
    /// use jobs_api::runtime::wait::WaitError;
    /// use std::time::Duration;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// let wait = client.wait_for_run(example.active_run_id);
    /// match wait.timeout(Duration::from_millis(20)).await {
    ///     Err(WaitError::TimedOut { last: Some(run), .. }) => println!("{:?}", run.status),
    ///     other => println!("{other:?}"),
    /// }
    /// # Ok(())
    /// # });
    /// ```
    pub fn wait_for_run<'a>(&self, run_id: impl Into<RunId>) -> Wait<'a, RunNow> {
        self.runtime().wait_for(GetRun::new(run_id))
    }

    /// Waits until a repair of a run has ended, whoever started it.
    ///
    /// It is not taken in by the end that the run had before: the run must tell of this repair.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::operations::RepairRun;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// let run_id = example.failed_run_id;
    /// let repair = RepairRun::new(run_id).rerun_all_failed_tasks(true);
    /// let repair_id = client.repair_run(repair).await?.repair_id;
    ///
    /// let run = client.wait_for_repair(run_id, repair_id).await?;
    /// assert!(run.outcome().is_some_and(|outcome| outcome.is_success()));
    /// # Ok(())
    /// # });
    /// ```
    pub fn wait_for_repair<'a>(
        &self,
        run_id: impl Into<RunId>,
        repair_id: impl Into<RepairId>,
    ) -> Wait<'a, RepairRun> {
        let answer = RepairRunResponse::new(repair_id);
        let started = self.runtime().started(RepairRun::new(run_id), answer);
        started.wait()
    }

    /// A guard that cancels a run when it is dropped, unless it is
    /// [disarmed](CancelGuard::disarm) before. Without one, nothing that is dropped stops a run.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let started = client.run_now(example.job_id).start().await?;
    /// let guard = client.cancel_on_drop(started.response.run_id);
    /// let run = started.wait().await?; // Should this fail or be dropped, the run is canceled.
    /// guard.disarm();
    /// # let _ = run;
    /// # Ok(())
    /// # });
    /// ```
    pub fn cancel_on_drop(&self, run_id: impl Into<RunId>) -> CancelGuard {
        self.cancel_run(CancelRun::new(run_id)).on_drop()
    }
}
