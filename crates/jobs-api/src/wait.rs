//! Waiting for a run that was started elsewhere or earlier.

use jobs_runtime::wait::Wait;

use crate::Client;
use crate::operations::{GetRun, RunNow};
use crate::types::RunId;

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
    pub fn wait_for_run<'a>(&self, run_id: impl Into<RunId>) -> Wait<'a, RunNow> {
        self.runtime().wait_for(GetRun::new(run_id))
    }
}
