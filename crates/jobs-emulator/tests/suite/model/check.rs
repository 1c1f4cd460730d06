//! Whether a round went as it must: each task by what became of those before it (3.5), each attempt
//! by its plan, its limits and what stopped it (3.10, 3.13), the run by its leaves (3.5).
//!
//! Every end follows from ends that were seen, so that nothing has to be computed ahead.

mod attempts;
mod iterations;

use self::attempts::Cut;
use super::drive::Round;
use super::entry::{self, Entry};
use super::plan::{Dependency, Kind, Plan, PlannedTask, Repair};
use super::rules::{Upstream, Verdict, run_results, verdict};

/// How long it takes to stop something that runs, at most.
const STOPPING: i64 = 10;

/// A round, with what the checks of its tasks share.
struct Checked<'a> {
    plan: &'a Plan,
    repair: Option<&'a Repair>,
    round: &'a Round,
    before: Option<&'a Round>,
    /// What stopped the whole run, if something did.
    stop: Option<Cut>,
}

/// Checks the rounds of a course, each by itself and with the one before.
pub(super) fn course(plan: &Plan, rounds: &[Round]) -> Result<(), String> {
    let mut before: Option<&Round> = None;
    for (number, (round, planned)) in rounds.iter().zip(&plan.rounds).enumerate() {
        let checked = Checked {
            plan,
            repair: planned.repair.as_ref(),
            round,
            before,
            stop: stop(plan, round),
        };
        checked
            .selection()
            .and_then(|()| checked.tasks())
            .and_then(|()| checked.run())
            .map_err(|wrong| format!("round {number}, begun at {}: {wrong}", round.begun))?;
        before = Some(round);
    }
    Ok(())
}

/// The first thing that stopped the whole run: a cancel, or the job's time limit (3.10).
fn stop(plan: &Plan, round: &Round) -> Option<Cut> {
    let cancel = round
        .cancels
        .iter()
        .find(|cancel| cancel.run_id == round.run.run_id);
    let cancel = cancel.map(|cancel| Cut::cancel(cancel.at));
    let limit = (plan.timeout_seconds > 0).then(|| Cut::limit(round.begun, plan.timeout_seconds));
    // A limit that the run did not reach stops nothing.
    let limit = limit.filter(|limit| limit.at <= round.run.end);
    cancel.into_iter().chain(limit).min_by_key(|cut| cut.at)
}

impl<'a> Checked<'a> {
    /// The attempts of a task that this round began.
    fn new_attempts(&self, key: &str) -> Vec<&'a Entry> {
        let mut attempts = entry::attempts(&self.round.tasks, key);
        attempts.retain(|entry| !self.round.old.contains(&entry.run_id));
        attempts
    }

    /// 3.9: a repair runs again what it names, what depends on that if told to, and nothing that
    /// has nothing to do with it.
    fn selection(&self) -> Result<(), String> {
        let rerun = |key: &str| !self.new_attempts(key).is_empty();
        let (Some(repair), Some(before)) = (self.repair, self.before) else {
            let left_out = self.plan.tasks.iter().find(|task| !rerun(&task.key));
            return left_out.map_or(Ok(()), |task| Err(format!("{} is not there", task.key)));
        };
        let last = |key: &str| {
            let result = entry::attempts(&before.tasks, key)
                .last()
                .map(|entry| entry.result.as_str());
            result.unwrap_or_default()
        };
        let mut named = repair.tasks.clone();
        if named.is_empty() {
            let failed = self.plan.tasks.iter().map(|task| task.key.clone());
            named = failed.filter(|key| has_failed(last(key))).collect();
        }
        let dependents = self.plan.dependents(&named);
        for task in &self.plan.tasks {
            let key = &task.key;
            let must = named.contains(key) || (repair.dependents && dependents.contains(key));
            // Whether those that were held up by what is named are run again is not said.
            let may = must || (dependents.contains(key) && last(key) != "SUCCESS");
            match rerun(key) {
                true if !may => return Err(format!("3.9: {key} runs again, {named:?} are named")),
                false if must => return Err(format!("3.9: {key} does not run again")),
                _ => {}
            }
        }
        Ok(())
    }

    fn tasks(&self) -> Result<(), String> {
        for task in &self.plan.tasks {
            let new = self.new_attempts(&task.key);
            let checked = match (new.is_empty(), self.before) {
                (true, Some(before)) => self.stays(task, before),
                _ => self.task(task, &new),
            };
            checked.map_err(|wrong| {
                let seen = entry::attempts(&self.round.tasks, &task.key);
                let seen: Vec<String> = seen.iter().map(|entry| short(entry)).collect();
                format!("{}: {wrong}\n  {}", task.key, seen.join("\n  "))
            })?;
        }
        Ok(())
    }

    /// What is not run again stays as it was.
    fn stays(&self, task: &PlannedTask, before: &Round) -> Result<(), String> {
        let now = entry::attempts(&self.round.tasks, &task.key);
        if now == entry::attempts(&before.tasks, &task.key) {
            Ok(())
        } else {
            Err("3.9: it changes without being run again".to_owned())
        }
    }

    fn task(&self, task: &PlannedTask, new: &[&Entry]) -> Result<(), String> {
        let Some((first, more)) = new.split_first() else {
            return Err("it has no task run".to_owned());
        };
        let settled = self.settled(task)?;
        let verdict = self.verdict(task)?;
        if !first.has_run() {
            if !more.is_empty() {
                return Err("it did not run, and has further attempts".to_owned());
            }
            return self.not_run(task, first, settled, &verdict);
        }
        if !verdict.runs {
            return Err(format!(
                "3.5: it runs, but can only be {:?}",
                verdict.skipped
            ));
        }
        if first.start != settled {
            return Err(format!("3.5: it can begin at {settled}"));
        }
        if self.stop.as_ref().is_some_and(|stop| stop.at < settled) {
            return Err("3.13: it begins after the run was stopped".to_owned());
        }
        match &task.kind {
            Kind::Notebook(planned) => self.notebook(task, planned, new),
            Kind::RunJob(planned) => self.run_job(task, *planned, new),
            Kind::Condition(outcome) => self.condition(*outcome, new),
            Kind::ForEach { .. } => self.for_each(task, new),
        }
    }

    /// When all that a task depends on has ended.
    fn settled(&self, task: &PlannedTask) -> Result<i64, String> {
        let mut at = self.round.begun;
        for on in &task.depends_on {
            at = at.max(self.last(&on.key)?.end);
        }
        Ok(at)
    }

    fn last(&self, key: &str) -> Result<&'a Entry, String> {
        let attempts = entry::attempts(&self.round.tasks, key);
        let last = attempts.last().copied();
        last.ok_or_else(|| format!("{key} has no task run"))
    }

    /// 3.5: what may become of a task by what became of those before it.
    fn verdict(&self, task: &PlannedTask) -> Result<Verdict, String> {
        let named = self
            .repair
            .is_some_and(|repair| repair.tasks.contains(&task.key));
        // Whether one that was named before, and did not succeed, is still switched off is not said.
        let was_named = self.before.is_some_and(|before| {
            let before = entry::attempts(&before.tasks, &task.key);
            before.last().is_some_and(|last| last.result != "DISABLED")
        });
        if task.disabled && !named && !was_named {
            return Ok(Verdict {
                runs: false,
                skipped: vec!["DISABLED"],
            });
        }
        let upstream: Vec<Upstream> = task
            .depends_on
            .iter()
            .map(|on| self.upstream(on))
            .collect::<Result<_, String>>()?;
        let mut verdict = verdict(task.run_if, &upstream);
        // Whether a branch that is not taken excludes what has other things to run for is not said.
        let excluded = upstream.contains(&Upstream::Excluded);
        if excluded && task.depends_on.iter().any(|on| on.outcome.is_some()) {
            verdict.skipped.push("EXCLUDED");
        }
        if task.disabled && !named {
            verdict.skipped.push("DISABLED");
        }
        Ok(verdict)
    }

    /// 3.6: a branch that is not taken counts as excluded.
    fn upstream(&self, on: &Dependency) -> Result<Upstream, String> {
        let last = self.last(&on.key)?;
        let upstream = Upstream::of(&last.result)?;
        let outcome = last.whole["condition_task"]["outcome"].as_str();
        Ok(match on.outcome {
            Some(wanted) if upstream == Upstream::Succeeded => {
                if outcome == Some(if wanted { "true" } else { "false" }) {
                    Upstream::Succeeded
                } else {
                    Upstream::Excluded
                }
            }
            _ => upstream,
        })
    }

    /// A task without a task run that began.
    fn not_run(
        &self,
        task: &PlannedTask,
        entry: &Entry,
        settled: i64,
        verdict: &Verdict,
    ) -> Result<(), String> {
        let result = entry.result.as_str();
        if let Some(cancel) = self.cancel_of(entry.run_id) {
            return if result == "CANCELED" && entry.end == cancel.at {
                Ok(())
            } else {
                Err(format!("3.13: it was cancelled at {}", cancel.at))
            };
        }
        if entry.start != 0 {
            return Err("3.3: it did not run, but has a start".to_owned());
        }
        // When a task is told to be switched off is not said.
        let off = result == "DISABLED" && entry.end == self.round.begun;
        if verdict.skipped.contains(&result) && (off || entry.end == settled) {
            return Ok(());
        }
        if let Some(stop) = self.stop.as_ref().filter(|stop| stop.at <= settled) {
            let fits = stop.explains(result) && (stop.at..=self.round.run.end).contains(&entry.end);
            return if fits {
                Ok(())
            } else {
                Err(format!("it was not begun at {stop:?}"))
            };
        }
        if verdict.runs && verdict.skipped.is_empty() {
            return Err(format!("3.5: it must run ({:?})", task.run_if));
        }
        Err(format!("3.5: {verdict:?} at {settled}"))
    }

    fn cancel_of(&self, run_id: i64) -> Option<Cut> {
        let cancel = self
            .round
            .cancels
            .iter()
            .find(|cancel| cancel.run_id == run_id);
        cancel.map(|cancel| Cut::cancel(cancel.at))
    }

    /// 3.5: the result of the run by its leaves, or by what stopped it.
    fn run(&self) -> Result<(), String> {
        let result = self.round.run.result.as_str();
        let last = |key: &str| self.last(key).map(|entry| entry.result.as_str());
        let keys = self.plan.tasks.iter().map(|task| task.key.as_str());
        let all = keys.map(last).collect::<Result<Vec<_>, _>>()?;
        let leaves = self
            .plan
            .leaves()
            .into_iter()
            .map(last)
            .collect::<Result<Vec<_>, _>>()?;
        let mut right = run_results(&leaves, &all);
        if let Some(stop) = &self.stop {
            // It may have come in the moment of the end.
            if stop.at < self.round.run.end {
                right = vec![stop.result];
            } else {
                right.push(stop.result);
            }
        }
        if right.contains(&result) {
            Ok(())
        } else {
            Err(format!(
                "3.5: the run is {result}, not {right:?}, its leaves being {leaves:?}"
            ))
        }
    }
}

fn has_failed(result: &str) -> bool {
    !matches!(result, "SUCCESS" | "EXCLUDED" | "DISABLED")
}

fn short(entry: &Entry) -> String {
    format!(
        "{} {}: {} {}, {} to {}",
        entry.run_id, entry.attempt, entry.life, entry.result, entry.start, entry.end
    )
}
