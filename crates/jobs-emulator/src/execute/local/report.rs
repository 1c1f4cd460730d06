//! What a process left behind: its exit code, what it printed, and what `run_task.py` wrote down.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::ExitStatus;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Finished;
use super::process::Tail;
use crate::engine::state::{ExecutionResult, Output};
use crate::store::LocalOutput;

/// Longest value that a notebook exits with, in bytes: the rest is cut off.
const MAX_RESULT: usize = 5 * 1024 * 1024;

/// Longest error and trace, in bytes.
const MAX_TRACE: usize = 64 * 1024;

/// Most of what was written down that is read, in bytes.
const MAX_JOURNAL: u64 = 32 * 1024 * 1024;

/// Shortest token that is masked: shorter ones are words.
const MIN_SECRET: usize = 8;

/// One line of what was written down.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Event {
    key: Option<String>,
    value: Value,
    exit: Option<String>,
    error: Option<String>,
    trace: Option<String>,
}

/// What a process has come to that ended so, of its own or because it was stopped.
pub(super) fn finished(
    status: ExitStatus,
    tail: Tail,
    journal: &Path,
    was_stopped: bool,
    secret: Option<&str>,
) -> Finished {
    let shown = |text: String| match secret {
        Some(secret) if secret.len() >= MIN_SECRET => text.replace(secret, "[REDACTED]"),
        _ => text,
    };
    let mut values = Map::new();
    let (mut exit, mut error, mut trace) = (None, None, None);
    for event in events(journal) {
        if let Some(key) = event.key {
            values.insert(key, event.value);
        }
        exit = event.exit.or(exit);
        error = event.error.or(error);
        trace = event.trace.or(trace);
    }
    let succeeded = status.success();
    let error = (!succeeded && !was_stopped).then(|| error.unwrap_or_else(|| ending(status)));
    let trace = error.is_some().then_some(trace).flatten();
    let (logs, logs_truncated) = tail.text();
    let (result, result_truncated) = match exit {
        Some(exit) if exit.len() > MAX_RESULT => (Some(start_of(&exit, MAX_RESULT)), true),
        exit => (exit, false),
    };
    Finished {
        result: if succeeded {
            ExecutionResult::Success
        } else {
            ExecutionResult::Failed
        },
        output: Output {
            error: error.map(|error| shown(start_of(&error, MAX_TRACE))),
            error_trace: trace.map(|trace| shown(end_of(&trace, MAX_TRACE))),
            values,
            ..Output::default()
        },
        local: LocalOutput {
            logs: shown(logs),
            logs_truncated,
            result: result.map(shown),
            result_truncated,
        },
    }
}

/// What was written down, up to a line that cannot be read: the process may have been killed in it.
fn events(journal: &Path) -> Vec<Event> {
    let Ok(file) = File::open(journal) else {
        return Vec::new();
    };
    let lines = BufReader::new(file.take(MAX_JOURNAL)).lines();
    lines
        .map_while(Result::ok)
        .map_while(|line| serde_json::from_str(&line).ok())
        .collect()
}

/// Why a process failed that did not say it.
fn ending(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("The process exited with code {code}."),
        (None, Some(signal)) => format!("The process was killed by signal {signal}."),
        (None, None) => "The process ended.".to_owned(),
    }
}

fn start_of(text: &str, length: usize) -> String {
    let end = (0..=length.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    text[..end.unwrap_or_default()].to_owned()
}

fn end_of(text: &str, length: usize) -> String {
    let start = text.len().saturating_sub(length);
    let start = (start..=text.len()).find(|start| text.is_char_boundary(*start));
    text[start.unwrap_or_default()..].to_owned()
}
