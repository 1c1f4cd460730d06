//! What holds of a run at every moment, and from one moment to the next: 3.3 and 3.4.

use std::collections::BTreeMap;

use super::entry::Entry;

/// Remembers what was seen of a run, its task runs and its iterations.
#[derive(Default)]
pub(super) struct Watch {
    seen: BTreeMap<i64, Entry>,
}

impl Watch {
    /// Takes a look at the run and at its task runs.
    pub(super) fn look(&mut self, run: &Entry, tasks: &[Entry]) -> Result<(), String> {
        for task in tasks {
            self.look_at_task(task)?;
        }
        agreement(run)
            .and_then(|()| {
                if run.result == "FAILED" && run.life != "INTERNAL_ERROR" {
                    Err("3.3: a failed run is an INTERNAL_ERROR".to_owned())
                } else {
                    Ok(())
                }
            })
            .map_err(|wrong| describe(run, wrong))?;
        if run.has_ended() != tasks.iter().all(Entry::has_ended) {
            return Err(describe(
                run,
                "it has ended, or its tasks have, not both".to_owned(),
            ));
        }
        let latest_end = tasks.iter().map(|task| task.end).max();
        if run.has_ended() && Some(run.end) != latest_end {
            return Err(describe(
                run,
                format!("it ends at {}, its tasks at {latest_end:?}", run.end),
            ));
        }
        self.next(run)
    }

    /// Takes a look at a task run or at an iteration.
    pub(super) fn look_at_task(&mut self, task: &Entry) -> Result<(), String> {
        agreement(task).map_err(|wrong| describe(task, wrong))?;
        self.next(task)
    }

    /// Forgets that the run has ended, since it is repaired.
    pub(super) fn repaired(&mut self, run_id: i64) {
        self.seen.remove(&run_id);
    }

    fn next(&mut self, now: &Entry) -> Result<(), String> {
        let Some(before) = self.seen.insert(now.run_id, now.clone()) else {
            return Ok(());
        };
        // What has ended does not change, and no member of it.
        if before.has_ended() && before != *now {
            return Err(describe(now, format!("it had ended as {}", before.whole)));
        }
        if rank(&now.life) < rank(&before.life) {
            return Err(describe(now, format!("3.4: it was {}", before.life)));
        }
        if before.start != 0 && before.start != now.start {
            return Err(describe(now, format!("its start was {}", before.start)));
        }
        Ok(())
    }
}

fn describe(entry: &Entry, wrong: String) -> String {
    let whole = &entry.whole;
    let name = if entry.key.is_empty() {
        "the run"
    } else {
        &entry.key
    };
    let state = &whole["state"];
    format!(
        "{name}, attempt {}: {wrong}\n  {state} {}",
        entry.attempt, whole["status"]
    )
}

/// 3.4: the order in which states follow each other.
fn rank(life: &str) -> u8 {
    match life {
        "QUEUED" | "BLOCKED" | "WAITING_FOR_RETRY" => 0,
        "PENDING" => 1,
        "RUNNING" => 2,
        "TERMINATING" => 3,
        _ => 4,
    }
}

/// 3.3: whether the older state, the newer status and the times say the same.
fn agreement(entry: &Entry) -> Result<(), String> {
    let text = |name: &str, inner: &str| {
        let status = &entry.whole["status"];
        let value = if inner.is_empty() {
            &status[name]
        } else {
            &status[name][inner]
        };
        value.as_str().unwrap_or_default().to_owned()
    };
    let code = text("termination_details", "code");
    let kind = text("termination_details", "type");
    let newer = match entry.life.as_str() {
        "WAITING_FOR_RETRY" => "WAITING",
        "TERMINATED" | "SKIPPED" | "INTERNAL_ERROR" => "TERMINATED",
        same => same,
    };
    if text("state", "") != newer {
        return Err(format!("3.3: {} is {newer} in the newer form", entry.life));
    }
    let ended = entry.has_ended();
    if ended == entry.result.is_empty() || ended == code.is_empty() || ended == kind.is_empty() {
        return Err("3.3: a result, a code and a type come with the end".to_owned());
    }
    if ended == (entry.end == 0) {
        return Err(format!("3.2: its end is {}", entry.end));
    }
    if (entry.life == "QUEUED" && entry.key.is_empty()) == text("queue_details", "code").is_empty()
    {
        return Err("3.3: what is queued says why".to_owned());
    }
    if ended && entry.has_run() && !entry.key.is_empty() {
        let parts = entry.setup + entry.execution + entry.cleanup;
        if entry.end - entry.start != parts {
            return Err(format!("3.2: from start to end it is not {parts} ms"));
        }
    }
    let stopped = &entry.whole["state"]["user_cancelled_or_timedout"];
    if stopped != matches!(entry.result.as_str(), "CANCELED" | "TIMEDOUT") {
        return Err(format!("3.3: `user_cancelled_or_timedout` is {stopped}"));
    }
    ending(entry, &code, &kind)
}

/// 3.3: the states, codes and types of each result.
fn ending(entry: &Entry, code: &str, kind: &str) -> Result<(), String> {
    let life = entry.life.as_str();
    let fits = match entry.result.as_str() {
        "" => true,
        "SUCCESS" => (life, code, kind) == ("TERMINATED", "SUCCESS", "SUCCESS"),
        "SUCCESS_WITH_FAILURES" => {
            (life, code, kind) == ("TERMINATED", "SUCCESS_WITH_FAILURES", "SUCCESS")
        }
        "FAILED" if life == "TERMINATED" => (code, kind) == ("RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
        "FAILED" => life == "INTERNAL_ERROR" && kind != "SUCCESS" && code != "SUCCESS",
        // By a user, or for a limit of the whole run.
        "CANCELED" if code == "CANCELED" => (life, kind) == ("TERMINATED", "CLIENT_ERROR"),
        "CANCELED" => (life, code, kind) == ("TERMINATED", "USER_CANCELED", "SUCCESS"),
        "TIMEDOUT" => (life, code, kind) == ("TERMINATED", "CANCELED", "CLIENT_ERROR"),
        "UPSTREAM_FAILED" | "UPSTREAM_CANCELED" | "EXCLUDED" => {
            (life, code) == ("SKIPPED", "SKIPPED")
        }
        "DISABLED" => (life, code) == ("SKIPPED", "DISABLED"),
        _ => false,
    };
    if fits {
        Ok(())
    } else {
        Err(format!(
            "3.3: {life} {} does not go with {code} {kind}",
            entry.result
        ))
    }
}
