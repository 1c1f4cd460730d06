//! Runs that tasks start of other jobs.

use jobs_runtime::Result;

use crate::Client;
use crate::types::{Run, RunId};

impl Client {
    /// The run of another job that a run-job task has started, as it stands; none if the task has
    /// started none, or runs no job. `task_run_id` is that of the task's own run.
    ///
    /// # Errors
    ///
    /// When the output of the task, or the run, cannot be had.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let run = client.get_run(example.run_id).await?;
    /// for task in run.tasks.iter().flatten().filter_map(|task| task.run_id) {
    ///     if let Some(other) = client.triggered_run(task).await? {
    ///         println!("{}", other.run_page_url.as_deref().unwrap_or_default());
    ///     }
    /// }
    /// # Ok(())
    /// # });
    /// ```
    pub async fn triggered_run(&self, task_run_id: impl Into<RunId>) -> Result<Option<Run>> {
        let output = self.get_run_output(task_run_id.into()).await?;
        match output.run_job_output.and_then(|output| output.run_id) {
            Some(run_id) => self.get_run(run_id).await.map(Some),
            None => Ok(None),
        }
    }
}
