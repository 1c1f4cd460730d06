//! Running again what failed.

use std::collections::BTreeMap;

use jobs_runtime::{Call, Error, ErrorKind, Result};

use crate::operations::{GetRun, RepairRun};
use crate::types::{RepairId, Run, RunId, RunParameters, RunResultState, RunTask};
use crate::{Client, RunOutcome};

impl Client {
    /// Makes ready to run again the tasks of a run that did not succeed, and those that were
    /// skipped because of them, with the parameters that the run had.
    ///
    /// What it gives is a call of [`repair_run`](Self::repair_run): await it, or its
    /// [`wait`](Call::wait) for the end of the repair. Its [`request`](Call::request) shows what
    /// it will send. If somebody else repairs the run meanwhile, the service refuses it.
    ///
    /// # Errors
    ///
    /// `InvalidArgument` if the run is active still or nothing in it failed, else as
    /// [`get_run`](Self::get_run).
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let repair = client.repair_failed(example.failed_run_id).await?;
    /// let run = repair.wait().await?;
    /// assert!(run.outcome().is_some_and(|outcome| outcome.is_success()));
    /// # Ok(())
    /// # });
    /// ```
    pub async fn repair_failed(&self, run_id: impl Into<RunId>) -> Result<Call<RepairRun>> {
        let run_id = run_id.into();
        let run = self
            .get_run(GetRun::new(run_id).include_history(true))
            .await?;
        Ok(self.repair_run(request(run_id, run)?))
    }
}

/// The request that repairs a run.
fn request(run_id: RunId, run: Run) -> Result<RepairRun> {
    let refuse = |why| {
        let message = format!("repair_failed: run {run_id} {why}");
        Err(Error::new(ErrorKind::InvalidArgument, message))
    };
    if run.outcome().is_none() {
        return refuse("has not ended: wait for it, or cancel it, before it is repaired");
    }
    let attempts = run.latest_attempts().into_iter();
    let keys: Vec<&str> = attempts
        .filter(|task| needs_repair(task))
        .map(|task| task.task_key.as_str())
        .collect();
    if keys.is_empty() {
        return refuse("has no task that failed: to run others again, name them in `rerun_tasks`");
    }
    let mut request = RepairRun::new(run_id).rerun_tasks(keys);
    request.latest_repair_id = latest_repair(&run);
    match run.overriding_parameters {
        Some(parameters) if has_older_kinds(&parameters) => older_kinds(&mut request, *parameters),
        parameters => {
            request.pipeline_params = parameters.and_then(|given| given.pipeline_params);
            let given = run.job_parameters.into_iter().flatten();
            let given: BTreeMap<String, String> = given
                .filter_map(|parameter| Some((parameter.name?, parameter.value?)))
                .collect();
            request.job_parameters = (!given.is_empty()).then_some(given);
        }
    }
    Ok(request)
}

/// Whether a repair is to run this task again: it did not succeed, and not because that was so
/// decided.
fn needs_repair(task: &RunTask) -> bool {
    let result = task
        .state
        .as_ref()
        .and_then(|state| state.result_state.as_ref());
    match task.outcome() {
        None | Some(RunOutcome::Succeeded | RunOutcome::SucceededWithFailures) => false,
        Some(RunOutcome::Skipped(cause)) => {
            let by_decision = [RunResultState::Excluded, RunResultState::Disabled];
            !result.is_some_and(|result| by_decision.contains(result))
                && !matches!(cause.code.as_str(), "EXCLUDED" | "DISABLED")
        }
        Some(_) => true,
    }
}

/// The repair that the next one must name; none before the first.
fn latest_repair(run: &Run) -> Option<RepairId> {
    run.repair_history
        .iter()
        .flatten()
        .rev()
        .find_map(|repair| repair.id)
}

/// Whether there are parameters that exclude job parameters.
fn has_older_kinds(given: &RunParameters) -> bool {
    let without_pipeline = RunParameters {
        pipeline_params: None,
        ..given.clone()
    };
    without_pipeline != RunParameters::new()
}

/// The service takes them only without job parameters, which therefore have their defaults.
fn older_kinds(request: &mut RepairRun, given: RunParameters) {
    request.pipeline_params = given.pipeline_params;
    request.notebook_params = given.notebook_params;
    request.python_params = given.python_params;
    request.python_named_params = given.python_named_params;
    request.jar_params = given.jar_params;
    request.spark_submit_params = given.spark_submit_params;
    request.sql_params = given.sql_params;
    request.dbt_commands = given.dbt_commands;
    request.extra = given.extra;
}
