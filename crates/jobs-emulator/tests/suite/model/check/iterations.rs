//! For-each tasks and their iterations: 3.7.

use super::super::entry::{self, Entry};
use super::super::plan::{Kind, PlannedTask};
use super::attempts::Cut;
use super::{Checked, STOPPING};

impl Checked<'_> {
    pub(super) fn for_each(&self, task: &PlannedTask, new: &[&Entry]) -> Result<(), String> {
        let Kind::ForEach {
            concurrency,
            iterations: planned,
            timeout_seconds,
        } = &task.kind
        else {
            return Ok(());
        };
        let [entry] = new else {
            return Err("3.7: retries are those of the iterations".to_owned());
        };
        let all = self
            .round
            .iterations
            .get(&entry.run_id)
            .map_or(&[][..], Vec::as_slice);
        let limit = (*timeout_seconds > 0).then(|| Cut::limit(entry.start, *timeout_seconds));
        let cuts = self
            .stop
            .clone()
            .into_iter()
            .chain(self.cancel_of(entry.run_id))
            .chain(limit);
        let cut = cuts
            .filter(|cut| cut.at <= entry.end)
            .min_by_key(|cut| cut.at);
        self.stats(entry, all, planned.len())?;
        self.kept(task, all)?;
        let new: Vec<&Entry> = all.iter().filter(|one| one.start >= entry.start).collect();
        for one in &new {
            let at_once = new
                .iter()
                .filter(|other| other.start <= one.start && one.start < other.end);
            if at_once.count() > *concurrency {
                return Err(format!("3.7: more than {concurrency} run at {}", one.start));
            }
            let freed = all.iter().any(|other| other.end == one.start);
            if one.attempt == 0 && one.start != entry.start && !freed {
                return Err(format!(
                    "3.7: an iteration begins at {} for no reason",
                    one.start
                ));
            }
        }
        let end = all
            .iter()
            .map(|one| one.end)
            .max()
            .unwrap_or_default()
            .max(entry.start);
        let right = match &cut {
            Some(cut) if cut.at < end => vec![cut.result],
            _ => {
                let failed = all.iter().any(|one| one.result != "SUCCESS");
                let by_iterations = if failed { "FAILED" } else { "SUCCESS" };
                std::iter::once(by_iterations)
                    .chain(cut.as_ref().map(|cut| cut.result))
                    .collect()
            }
        };
        if !right.contains(&entry.result.as_str()) {
            return Err(format!("3.7: it must be {right:?}"));
        }
        match &cut {
            Some(cut) => {
                let late = new.iter().find(|one| one.start > cut.at);
                if let Some(late) = late {
                    return Err(format!(
                        "3.13: an iteration begins at {} after {cut:?}",
                        late.start
                    ));
                }
                if entry.end > cut.at + STOPPING {
                    return Err(format!("3.13: it ends late after {cut:?}"));
                }
            }
            None if all.len() != planned.len() => {
                return Err(format!(
                    "3.7: {} iterations of {}",
                    all.len(),
                    planned.len()
                ));
            }
            None if entry.end != end => return Err(format!("3.7: it must end at {end}")),
            None => {}
        }
        Ok(())
    }

    /// 3.7: a repair of a for-each task that failed runs the iterations again that did not succeed,
    /// and no other.
    fn kept(&self, task: &PlannedTask, all: &[Entry]) -> Result<(), String> {
        let Some(before) = self.before else {
            return Ok(());
        };
        let last = entry::attempts(&before.tasks, &task.key).pop();
        let Some(last) = last.filter(|last| last.result != "SUCCESS") else {
            return Ok(());
        };
        for one in before.iterations.get(&last.run_id).into_iter().flatten() {
            let is_kept = all.iter().any(|now| now.run_id == one.run_id);
            if is_kept != (one.result == "SUCCESS") {
                let (run_id, result) = (one.run_id, &one.result);
                return Err(format!(
                    "3.7: iteration {run_id} was {result}, kept: {is_kept}"
                ));
            }
        }
        Ok(())
    }

    /// 3.7: the figures of the task are those of its iterations.
    fn stats(&self, entry: &Entry, all: &[Entry], total: usize) -> Result<(), String> {
        let figures = &entry.whole["for_each_task"]["stats"]["task_run_stats"];
        let count = |what: &dyn Fn(&Entry) -> bool| all.iter().filter(|one| what(one)).count();
        let succeeded = count(&|one| one.result == "SUCCESS");
        for (name, wanted) in [
            ("total_iterations", total),
            ("active_iterations", 0),
            ("succeeded_iterations", succeeded),
            ("completed_iterations", all.len()),
            ("failed_iterations", all.len() - succeeded),
        ] {
            if figures[name].as_u64() != u64::try_from(wanted).ok() {
                return Err(format!("3.7: `{name}` is not {wanted} in {figures}"));
            }
        }
        Ok(())
    }
}
