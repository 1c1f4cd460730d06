//! How far the iterations of a for-each task are, in figures.

use std::collections::BTreeMap;

use jobs_api::types::{ForEachStats, ForEachTaskErrorMessageStats, ForEachTaskTaskRunStats};
use serde_json::{Value, json};

use crate::engine::state::{Attempt, TaskPhase, TaskResult};
use crate::store::RunRow;

/// Most error messages that are told.
const MESSAGES: usize = 3;

/// The figures of a for-each task's run. Of each iteration its latest attempt counts.
pub(super) fn of(run: &RunRow, attempt: &Attempt) -> Value {
    let position = run.state.position(attempt.run_id).unwrap_or_default();
    let iterations: Vec<&Attempt> = run.state.iterations(position).collect();
    let count = |wanted: &dyn Fn(&Attempt) -> bool| {
        let found = iterations.iter().filter(|attempt| wanted(attempt)).count();
        i64::try_from(found).unwrap_or(i64::MAX)
    };
    let ended = |attempt: &Attempt| attempt.phase == TaskPhase::Terminated;
    let succeeded = |attempt: &Attempt| attempt.result == Some(TaskResult::Success);
    let total = attempt.inputs.as_ref().map_or(0, Vec::len);
    let figures = ForEachTaskTaskRunStats::new()
        .total_iterations(i64::try_from(total).unwrap_or(i64::MAX))
        .scheduled_iterations(count(&|_| true))
        .active_iterations(count(&|attempt| !ended(attempt)))
        .completed_iterations(count(&ended))
        .succeeded_iterations(count(&succeeded))
        .failed_iterations(count(&|attempt| ended(attempt) && !succeeded(attempt)));
    json!(
        ForEachStats::new()
            .task_run_stats(figures)
            .error_message_stats(messages(&iterations))
    )
}

/// The messages that most iterations failed with.
fn messages(iterations: &[&Attempt]) -> Vec<ForEachTaskErrorMessageStats> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for attempt in iterations {
        let failed =
            attempt.phase == TaskPhase::Terminated && attempt.result != Some(TaskResult::Success);
        if let Some(error) = attempt.output.error.as_deref().filter(|_| failed) {
            *counts.entry(error).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, i64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| -count);
    let shown = counts.into_iter().take(MESSAGES);
    shown
        .map(|(message, count)| {
            ForEachTaskErrorMessageStats::new()
                .error_message(message)
                .count(count)
                .termination_category("RUN_EXECUTION_ERROR")
        })
        .collect()
}
