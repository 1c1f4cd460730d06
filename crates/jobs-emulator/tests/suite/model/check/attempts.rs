//! Attempts by their plan, their limits and what stopped them: 3.10 and 3.13.

use super::super::entry::Entry;
use super::super::plan::{Attempt, Ending, Limits, PREPARES, PlannedTask};
use super::{Checked, STOPPING};

/// Something that stops what runs.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub(super) at: i64,
    /// What it makes of what runs.
    pub(super) result: &'static str,
}

impl Cut {
    pub(super) fn cancel(at: i64) -> Self {
        Self {
            at,
            result: "CANCELED",
        }
    }

    pub(super) fn limit(since: i64, seconds: i64) -> Self {
        Self {
            at: since + seconds * 1000,
            result: "TIMEDOUT",
        }
    }

    /// Whether what it keeps from beginning may have this result.
    pub(super) fn explains(&self, result: &str) -> bool {
        match self.result {
            "CANCELED" => matches!(result, "CANCELED" | "UPSTREAM_CANCELED"),
            // The facts do not say what becomes of tasks that a time limit keeps from running.
            _ => matches!(
                result,
                "TIMEDOUT" | "UPSTREAM_FAILED" | "UPSTREAM_CANCELED" | "CANCELED"
            ),
        }
    }
}

/// How an attempt may end.
struct Ends {
    results: Vec<&'static str>,
    at: std::ops::RangeInclusive<i64>,
}

impl Checked<'_> {
    pub(super) fn notebook(
        &self,
        task: &PlannedTask,
        planned: &[Attempt],
        new: &[&Entry],
    ) -> Result<(), String> {
        let of = |entry: &Entry| {
            let number = usize::try_from(entry.attempt).unwrap_or(usize::MAX);
            planned.get(number).copied().unwrap_or_default()
        };
        self.attempts(&task.limits, new, |entry| {
            (of(entry).millis, results(of(entry).ends))
        })
    }

    /// 3.8: the task ends as the other run does.
    pub(super) fn run_job(
        &self,
        task: &PlannedTask,
        planned: Attempt,
        new: &[&Entry],
    ) -> Result<(), String> {
        let results = if planned.ends == Ending::Success {
            "SUCCESS"
        } else {
            "FAILED"
        };
        self.attempts(&task.limits, new, |_| (planned.millis, results))
    }

    /// 3.6: a condition succeeds and tells its outcome; one that cannot be decided fails.
    pub(super) fn condition(&self, outcome: Option<bool>, new: &[&Entry]) -> Result<(), String> {
        let result = if outcome.is_some() {
            "SUCCESS"
        } else {
            "FAILED"
        };
        let millis = Attempt::default().millis;
        self.attempts(&Limits::default(), new, |_| (millis, result))?;
        let wanted = outcome.map(|outcome| if outcome { "true" } else { "false" });
        for entry in new {
            let told = entry.whole["condition_task"]["outcome"].as_str();
            if told != wanted.filter(|_| entry.result == "SUCCESS") {
                return Err(format!("3.6: its outcome is {wanted:?}, it tells {told:?}"));
            }
        }
        Ok(())
    }

    /// The attempts of this round, given how long each takes and how it ends.
    fn attempts(
        &self,
        limits: &Limits,
        new: &[&Entry],
        planned: impl Fn(&Entry) -> (i64, &'static str),
    ) -> Result<(), String> {
        let mut before: Option<&Entry> = None;
        for (retries, entry) in (0..).zip(new) {
            if let Some(before) = before {
                if entry.attempt != before.attempt + 1 {
                    return Err("3.10: attempts are counted one by one".to_owned());
                }
                let due = before
                    .end
                    .max(before.start + limits.min_retry_interval_millis);
                if !entry.has_run() {
                    return self.stopped_waiting(entry, before.end..=due);
                }
                if entry.start != due {
                    return Err(format!("3.10: the next attempt is due at {due}"));
                }
            }
            let (millis, result) = planned(entry);
            let cuts = self.cuts(entry, limits);
            let ends = ends(entry.start, millis, result, &cuts);
            if !ends.results.contains(&entry.result.as_str()) || !ends.at.contains(&entry.end) {
                return Err(format!(
                    "3.10, 3.13: attempt {} must end as {:?} at {:?}; what may stop it: {cuts:?}",
                    entry.attempt, ends.results, ends.at
                ));
            }
            self.retry(limits, retries, entry, new.len() > retries + 1)?;
            before = Some(entry);
        }
        Ok(())
    }

    /// What may stop an attempt.
    fn cuts(&self, entry: &Entry, limits: &Limits) -> Vec<Cut> {
        let limit =
            (limits.timeout_seconds > 0).then(|| Cut::limit(entry.start, limits.timeout_seconds));
        let cancel = self.cancel_of(entry.run_id);
        self.stop
            .clone()
            .into_iter()
            .chain(cancel)
            .chain(limit)
            .collect()
    }

    /// An attempt that did not begin must have been stopped before it was due.
    fn stopped_waiting(
        &self,
        entry: &Entry,
        waited: std::ops::RangeInclusive<i64>,
    ) -> Result<(), String> {
        let mut cuts = self
            .cancel_of(entry.run_id)
            .into_iter()
            .chain(self.stop.clone());
        let fits = |cut: &Cut| {
            waited.contains(&cut.at)
                && (entry.result == cut.result || cut.explains(&entry.result))
                && entry.end >= cut.at
        };
        if cuts.any(|cut| fits(&cut)) {
            Ok(())
        } else {
            Err(format!(
                "3.10: nothing kept the attempt from beginning, which waited {waited:?}"
            ))
        }
    }

    /// 3.10: whether a next attempt must follow.
    fn retry(
        &self,
        limits: &Limits,
        retries: usize,
        entry: &Entry,
        follows: bool,
    ) -> Result<(), String> {
        let left = limits.max_retries < 0
            || usize::try_from(limits.max_retries).is_ok_and(|most| retries < most);
        let retried = match entry.result.as_str() {
            "FAILED" => true,
            "TIMEDOUT" => limits.retry_on_timeout,
            _ => false,
        };
        let stop = self.stop.as_ref().map(|stop| stop.at);
        if stop == Some(entry.end) {
            return Ok(()); // Either may have come first.
        }
        let wanted = left && retried && stop.is_none_or(|stop| stop > entry.end);
        if wanted == follows {
            Ok(())
        } else {
            Err(format!(
                "3.10: after attempt {} the next follows: {follows}",
                entry.attempt
            ))
        }
    }
}

/// How what began at a moment ends, by its plan or by the first thing that stops it.
fn ends(start: i64, millis: i64, planned: &'static str, cuts: &[Cut]) -> Ends {
    let end = start + PREPARES + millis;
    let cuts: Vec<&Cut> = cuts.iter().filter(|cut| cut.at <= end).collect();
    let Some(first) = cuts.iter().map(|cut| cut.at).min() else {
        return Ends {
            results: vec![planned],
            at: end..=end,
        };
    };
    // Another may come while it is being stopped.
    let mut results: Vec<_> = cuts
        .iter()
        .filter(|cut| cut.at <= first + STOPPING)
        .map(|cut| cut.result)
        .collect();
    if first == end {
        results.push(planned);
    }
    let first = first.max(start);
    Ends {
        results,
        at: first..=first + STOPPING,
    }
}

fn results(ending: Ending) -> &'static str {
    match ending {
        Ending::Success => "SUCCESS",
        Ending::Failed | Ending::InternalError => "FAILED",
        Ending::TimedOut => "TIMEDOUT",
    }
}
