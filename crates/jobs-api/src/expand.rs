//! Lists of jobs and runs with all that is in them.

use jobs_runtime::page::Ahead;

use crate::operations::{GetRun, ListJobs, ListRuns};
use crate::types::{BaseJob, BaseRun, Job, Run};
use crate::{Client, Result};

/// How many jobs or runs are read whole at the same time.
const AT_ONCE: usize = 8;

impl Client {
    /// Lists jobs with their tasks and clusters, all of them: a list by itself has the first 100
    /// of each array, and `has_more` set where it was cut. Those jobs are read whole, up to 8 at
    /// the same time.
    ///
    /// A job that is deleted meanwhile is given as the list had it, with `has_more` still set; all
    /// others are whole.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::operations::ListJobs;
    ///
    /// # jobs_tests::example(async |client, _| {
    /// let mut jobs = client.list_expanded(ListJobs::new().name("nightly"));
    /// while let Some(job) = jobs.try_next().await? {
    ///     let tasks = job.settings.and_then(|settings| settings.tasks);
    ///     println!("{:?} has {} tasks", job.job_id, tasks.unwrap_or_default().len());
    /// }
    /// # Ok(())
    /// # });
    /// ```
    pub fn list_expanded(&self, request: impl Into<ListJobs>) -> Ahead<ListJobs, BaseJob> {
        let client = self.clone();
        let items = self.list(request.into().expand_tasks(true)).items();
        items.map_ahead(AT_ONCE, move |job| whole_job(client.clone(), job))
    }

    /// Lists runs with their tasks and clusters, all of them: as
    /// [`list_expanded`](Self::list_expanded) lists jobs.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::operations::ListRuns;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// let mut runs = client.list_runs_expanded(ListRuns::new().job_id(example.job_id));
    /// while let Some(run) = runs.try_next().await? {
    ///     println!("{:?} has {} tasks", run.run_id, run.tasks.unwrap_or_default().len());
    /// }
    /// # Ok(())
    /// # });
    /// ```
    pub fn list_runs_expanded(&self, request: impl Into<ListRuns>) -> Ahead<ListRuns, BaseRun> {
        let client = self.clone();
        let items = self.list_runs(request.into().expand_tasks(true)).items();
        items.map_ahead(AT_ONCE, move |run| whole_run(client.clone(), run))
    }
}

async fn whole_job(client: Client, mut job: BaseJob) -> Result<BaseJob> {
    if job.has_more == Some(true)
        && let Some(job_id) = job.job_id
    {
        match client.get(job_id).await {
            Ok(whole) => complete_job(&mut job, whole),
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(job)
}

/// Takes over the arrays that a list cuts.
fn complete_job(job: &mut BaseJob, whole: Job) {
    if let Some(read) = whole.settings {
        let settings = job.settings.get_or_insert_default();
        settings.tasks = read.tasks;
        settings.job_clusters = read.job_clusters;
        settings.parameters = read.parameters;
        settings.environments = read.environments;
        job.has_more = Some(false);
    }
}

async fn whole_run(client: Client, mut run: BaseRun) -> Result<BaseRun> {
    if run.has_more == Some(true)
        && let Some(run_id) = run.run_id
    {
        let mut request = GetRun::new(run_id);
        request.include_history = run.repair_history.as_ref().map(|_| true);
        match client.get_run(request).await {
            Ok(whole) => complete_run(&mut run, whole),
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(run)
}

/// Takes over the arrays that a list cuts.
fn complete_run(run: &mut BaseRun, whole: Run) {
    run.tasks = whole.tasks;
    run.job_clusters = whole.job_clusters;
    run.job_parameters = whole.job_parameters;
    if run.repair_history.is_some() {
        run.repair_history = whole.repair_history;
    }
    run.has_more = Some(false);
}
