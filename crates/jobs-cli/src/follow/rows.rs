//! Several runs, a row each.

use std::collections::BTreeMap;

use jobs_api::runs::RunStanding;
use jobs_api::types::RunId;

use super::screen::now;
use super::tree::elapsed;
use crate::frame::{Frame, Phase, Row, Size};
use crate::terminal_text::one_line;
use crate::words::how;

/// What a live view shows of these runs.
pub(super) fn frame(runs: &[RunId], standings: &BTreeMap<RunId, RunStanding>, size: Size) -> Frame {
    let times = standings.values();
    let times = times.flat_map(|run| [run.start_time, run.end_time]);
    let now = now().max(times.flatten().max().unwrap_or(0));
    let rows = runs.iter().map(|run_id| match standings.get(run_id) {
        None => Row {
            phase: Phase::Waiting,
            depth: 0,
            name: run_id.to_string(),
            elapsed: None,
            words: "not looked at yet".to_owned(),
        },
        Some(run) => Row {
            phase: Phase::of(&run.state, run.outcome.as_ref()),
            depth: 0,
            name: match &run.run_name {
                Some(name) => format!("{run_id} {}", one_line(name)),
                None => run_id.to_string(),
            },
            elapsed: elapsed(run.start_time, run.end_time, now),
            words: one_line(&how(&run.state, run.outcome.as_ref())),
        },
    });
    let head = (format!("{} runs", runs.len()), String::new());
    Frame::new(head, rows.collect(), size)
}
