//! What waiting tasks and the run come to by what other tasks came to.

use super::{Ending, RunState, TaskPhase, TaskResult};
use crate::engine::condition::{self, Upstream};
use crate::engine::plan::Plan;

impl RunState {
    /// Whether a waiting task runs (`Some(None)`), ends without (`Some(Some(…))`), or waits on.
    pub(super) fn verdict(&self, plan: &Plan, task: usize) -> Option<Option<TaskResult>> {
        if plan.tasks[task].disabled {
            return Some(Some(TaskResult::Disabled));
        }
        let mut upstream = Vec::with_capacity(plan.tasks[task].dependencies.len());
        for dependency in &plan.tasks[task].dependencies {
            let attempt = &self.attempts[self.current[dependency.task]];
            if attempt.phase != TaskPhase::Terminated {
                return None;
            }
            let result = attempt.result.unwrap_or(TaskResult::Failed);
            let other_branch = result == TaskResult::Success
                && dependency.outcome.is_some()
                && attempt.output.condition.is_some()
                && dependency.outcome != attempt.output.condition;
            upstream.push(if other_branch {
                Upstream::Excluded
            } else {
                Upstream::of(result)
            });
        }
        Some(condition::decide(plan.tasks[task].run_if, &upstream))
    }

    /// What a run comes to whose tasks have all ended: its leaves decide.
    pub(super) fn ending(&self, plan: &Plan) -> Ending {
        let results: Vec<TaskResult> = self
            .latest()
            .map(|attempt| attempt.result.unwrap_or(TaskResult::Failed))
            .collect();
        let has_dependents = plan.has_dependents();
        let leaves = || {
            results
                .iter()
                .zip(&has_dependents)
                .filter(|(_, inner)| !**inner)
                .map(|(leaf, _)| *leaf)
        };
        let failed = |result: TaskResult| Upstream::of(result) == Upstream::Failed;
        let canceled = |result: TaskResult| Upstream::of(result) == Upstream::Canceled;
        if leaves().any(failed) {
            let culprit = results.iter().position(|result| {
                matches!(
                    result,
                    TaskResult::Failed | TaskResult::InternalError | TaskResult::TimedOut
                )
            });
            let task_key = culprit
                .map(|task| plan.tasks[task].key.clone())
                .unwrap_or_default();
            let result = culprit.map_or(TaskResult::Failed, |task| results[task]);
            let failure = culprit.and_then(|task| {
                let attempt = &self.attempts[self.current[task]];
                attempt.output.failure.clone()
            });
            let skipped_others = results.contains(&TaskResult::UpstreamFailed);
            Ending::Failed {
                task_key,
                result,
                skipped_others,
                failure,
            }
        } else if leaves().any(canceled) {
            Ending::Canceled
        } else if results
            .iter()
            .any(|result| failed(*result) || canceled(*result))
        {
            Ending::SuccessWithFailures
        } else {
            Ending::Success
        }
    }
}
