//! Waiting for many runs at once.

use jobs_runtime::wait::Polled;
use jobs_runtime::wait::many::{Listable, WaitMany, Watcher};

use super::standing::RunStanding;
use crate::Client;
use crate::operations::{GetRun, ListRuns, RunNow};
use crate::types::{BaseRun, JobId, Run, RunId};

/// The most runs that the service puts on a page.
const RUNS_PER_PAGE: i64 = 25;

/// A handle by which any number of tasks wait, each for a run of its own, and share requests: see
/// [`Client::run_watcher`].
pub type RunWatcher = Watcher<RunNow>;

impl Listable for RunNow {
    type Id = RunId;
    type Scope = JobId;
    type List = ListRuns;
    type Standing = RunStanding;

    fn poll_one(run_id: RunId) -> GetRun {
        GetRun::new(run_id)
    }

    fn list_active(job_id: Option<JobId>) -> ListRuns {
        let mut request = ListRuns::new().active_only(true).limit(RUNS_PER_PAGE);
        request.job_id = job_id;
        request
    }

    fn listed(run: &BaseRun) -> Option<(RunId, Option<JobId>)> {
        let run_id = run.run_id.filter(|_| run.outcome().is_none())?;
        Some((run_id, run.job_id))
    }

    fn scope(run: &Polled<Self>) -> Option<JobId> {
        let run: &Run = run;
        run.job_id
    }

    fn standing(run: &Polled<Self>) -> RunStanding {
        RunStanding::of(run)
    }

    fn listed_standing(run: &BaseRun) -> RunStanding {
        RunStanding::of_listed(run)
    }
}

impl Client {
    /// Waits for many runs at once, whoever started them: thousands are no burden to the service.
    ///
    /// It is a stream of ends, each of them as [`wait_for_run`](Self::wait_for_run) gives it. All
    /// share one scheduler, which looks up the active runs in lists where that takes fewer requests
    /// than to ask for each, and sends at most 50 requests a second.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let mut ends = client.wait_many([example.run_id, example.failed_run_id]);
    /// while let Some((run_id, end)) = ends.next().await {
    ///     match end {
    ///         Ok(run) => println!("{run_id}: {:?}", run.outcome()),
    ///         Err(error) => println!("{run_id}: {error}"),
    ///     }
    /// }
    /// # Ok(())
    /// # });
    /// ```
    ///
    /// What happens meanwhile can be told as well, a change at a time:
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let mut ends = client
    ///     .wait_many([example.run_id, example.failed_run_id])
    ///     .on_change(|run_id, run| println!("{run_id}: {}", run.state));
    /// while let Some((run_id, _)) = ends.next().await {
    ///     println!("{run_id} has ended");
    /// }
    /// # Ok(())
    /// # });
    /// ```
    ///
    /// More runs can be added on the way, and all ends be taken at once:
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let mut ends = client.wait_many([example.run_id]).any().within(example.job_id);
    /// ends.extend([client.run_now(example.job_id).await?.run_id]);
    /// for (run_id, end) in ends.all().await {
    ///     println!("{run_id}: {:?}", end?.outcome());
    /// }
    /// # Ok(())
    /// # });
    /// ```
    pub fn wait_many<I>(&self, run_ids: I) -> WaitMany<RunNow>
    where
        I: IntoIterator<Item: Into<RunId>>,
    {
        self.runtime()
            .wait_for_many(run_ids.into_iter().map(Into::into))
    }

    /// A handle by which any number of tasks wait, each for a run of its own: they share one
    /// scheduler, as the ends of [`wait_many`](Self::wait_many) do.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let watcher = client.run_watcher();
    /// let good = tokio::spawn(watcher.wait(example.run_id));
    /// let bad = tokio::spawn(watcher.wait_any(example.failed_run_id));
    /// assert!(good.await??.outcome().is_some_and(|outcome| outcome.is_success()));
    /// assert!(bad.await??.outcome().is_some_and(|outcome| !outcome.is_success()));
    /// # Ok(())
    /// # });
    /// ```
    #[must_use]
    pub fn run_watcher(&self) -> RunWatcher {
        self.runtime().watcher()
    }
}
