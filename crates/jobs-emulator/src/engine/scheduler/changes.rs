//! Triggers that watch: what they see, by looking at a folder or by being told.

use super::armed::Armed;
use super::triggers::Verdict;
use super::{ActiveRun, Scheduler};
use crate::engine::Millis;
use crate::engine::state::Ending;
use crate::engine::trigger::{Changes, ModelEvent, POLL, TableUpdate, Trigger, Watched};
use crate::mappings::Mappings;
use crate::store::{StoreError, Tables};

/// What the files of a location have come to since they were looked at before.
#[derive(Default)]
struct Arrivals {
    /// How many are new.
    new: usize,
    /// Whether others were written again.
    changed: bool,
}

impl Scheduler {
    /// Which storage locations are folders from now on.
    pub(crate) fn map_storage(&mut self, mappings: Mappings, now: Millis) {
        self.mappings = mappings;
        for job_id in self.triggers.jobs() {
            let mut triggers = self.triggers.take(job_id);
            for armed in &mut triggers {
                if armed.next.is_none() && self.is_polled(armed) {
                    armed.next = Some(now);
                }
            }
            self.triggers.set(job_id, triggers);
        }
    }

    /// Which storage locations are folders.
    pub(crate) fn mappings(&self) -> &Mappings {
        &self.mappings
    }

    /// A table was updated. Tells how many triggers watch it.
    pub(crate) fn update_table(
        &mut self,
        tables: Tables<'_>,
        update: &TableUpdate,
        now: Millis,
    ) -> Result<usize, StoreError> {
        self.notice(tables, self.triggers.jobs(), now, |watched, changes| {
            let table = watched.sees_table(update, now);
            let sees = table.is_some();
            if let Some(table) = table {
                Changes::add_table(changes, table, now);
            }
            sees
        })
    }

    /// Something happened to a model. Tells how many triggers wait for that.
    pub(crate) fn update_model(
        &mut self,
        tables: Tables<'_>,
        event: &ModelEvent,
        now: Millis,
    ) -> Result<usize, StoreError> {
        let sees = |watched: &Watched| watched.sees_model(event);
        self.notice(tables, self.triggers.jobs(), now, count_if(sees, now))
    }

    /// A new file has this URL. Tells how many triggers watch where it is.
    pub(crate) fn add_file(
        &mut self,
        tables: Tables<'_>,
        url: &str,
        now: Millis,
    ) -> Result<usize, StoreError> {
        let sees = |watched: &Watched| watched.sees_file(url);
        self.notice(tables, self.triggers.jobs(), now, count_if(sees, now))
    }

    /// After the end of a run: other jobs may wait for it.
    pub(super) fn complete(
        &mut self,
        tables: Tables<'_>,
        run: &ActiveRun,
        now: Millis,
    ) -> Result<(), StoreError> {
        let waiting = self.triggers.waiting_for(run.job_id);
        let ended_well = matches!(
            run.state.episode().ending,
            Some(Ending::Success | Ending::SuccessWithFailures)
        );
        if waiting.is_empty() || !ended_well {
            return Ok(());
        }
        let sees = |watched: &Watched| *watched == Watched::Job(run.job_id);
        self.notice(tables, waiting, now, count_if(sees, now))?;
        Ok(())
    }

    /// Lets the triggers of these jobs see something. Tells how many did.
    fn notice(
        &mut self,
        tables: Tables<'_>,
        jobs: Vec<i64>,
        now: Millis,
        mut see: impl FnMut(&Watched, &mut Option<Changes>) -> bool,
    ) -> Result<usize, StoreError> {
        let mut seen = 0;
        for job_id in jobs {
            let is_watching = |armed: &Armed| armed.watched().is_some();
            if !self.triggers.of(job_id).iter().any(is_watching) {
                continue;
            }
            let mut triggers = self.triggers.take(job_id);
            let before = seen;
            for armed in &mut triggers {
                let Trigger::Watch(watch) = &armed.configured.trigger else {
                    continue;
                };
                if armed.configured.paused || !see(&watch.what, &mut armed.state.changes) {
                    continue;
                }
                seen += 1;
                let due = watch.due(&armed.state).map(|due| due.max(now));
                armed.next = [due, armed.next.filter(|_| self.is_polled(armed))]
                    .into_iter()
                    .flatten()
                    .min();
            }
            if seen == before {
                self.triggers.set(job_id, triggers);
            } else {
                self.keep(tables, job_id, triggers)?;
            }
        }
        Ok(seen)
    }

    /// What a trigger that begins to watch has seen already, and when it looks next.
    pub(super) fn begin_watch(
        &self,
        tables: Tables<'_>,
        armed: &mut Armed,
        now: Millis,
    ) -> Result<Option<Millis>, StoreError> {
        if !self.is_polled(armed) {
            return Ok(None);
        }
        if let Err(why) = self.arrivals(tables, armed)? {
            armed.state.fail(now, why);
        }
        Ok(Some(now.saturating_add(POLL)))
    }

    /// Looks whether a trigger that watches fires, and says when it looks next. No real time passes
    /// until `now`, so that a folder is the same until then.
    pub(super) fn look_around(
        &self,
        tables: Tables<'_>,
        armed: &mut Armed,
        at: Millis,
        now: Millis,
    ) -> Result<Verdict, StoreError> {
        let polled = self.is_polled(armed);
        let mut failure = None;
        if polled {
            match self.arrivals(tables, armed)? {
                Ok(arrivals) if arrivals.new > 0 => {
                    Changes::add(&mut armed.state.changes, arrivals.new, at);
                }
                Ok(arrivals) => {
                    if let (true, Some(changes)) = (arrivals.changed, &mut armed.state.changes) {
                        changes.latest = at;
                    }
                }
                Err(why) => failure = Some(Verdict::Fails(why)),
            }
        }
        let Trigger::Watch(watch) = &armed.configured.trigger else {
            return Ok(Verdict::Waits("It does not watch.".to_owned()));
        };
        let due = watch.due(&armed.state);
        let later = due.filter(|due| *due > at);
        armed.next = if polled {
            let unchanged_until = now.max(at).saturating_add(1);
            let wanted = later.map_or(unchanged_until, |due| due.min(unchanged_until));
            Some(next_poll(at, wanted))
        } else {
            later
        };
        if let Some(failure) = failure {
            return Ok(failure);
        }
        Ok(match (due, later) {
            (None, _) => Verdict::Waits("Nothing that it waits for has changed.".to_owned()),
            (_, Some(_)) => Verdict::Waits("It waits for its time after changes.".to_owned()),
            (Some(_), None) => {
                let changes = armed.state.changes.take();
                let count = changes.as_ref().map_or(0, |changes| changes.count);
                Verdict::Fires {
                    with: watch.fired(changes, at),
                    why: watch.what.describe(count),
                }
            }
        })
    }

    /// What has become of the files where a trigger watches; from now on it has seen them. What is
    /// there when it looks for the first time is not new. Or why that cannot be told.
    fn arrivals(
        &self,
        tables: Tables<'_>,
        armed: &mut Armed,
    ) -> Result<Result<Arrivals, String>, StoreError> {
        let Some(Watched::Files(url)) = armed.watched() else {
            return Ok(Ok(Arrivals::default()));
        };
        let files = self.mappings.files(url);
        let trigger_id = armed.trigger_id;
        let is_first = !std::mem::replace(&mut armed.state.knows_files, true);
        let files = match files {
            Ok(files) => files,
            Err(why) => return Ok(Err(why)),
        };
        let mut known = tables.trigger_files(trigger_id)?;
        let mut arrivals = Arrivals::default();
        for (path, stamp) in files {
            match known.remove(&path) {
                Some(seen) if seen == stamp => continue,
                Some(_) => arrivals.changed = true,
                None => arrivals.new += 1,
            }
            tables.save_trigger_file(trigger_id, &path, stamp)?;
        }
        for path in known.keys() {
            tables.remove_trigger_file(trigger_id, path)?;
        }
        if is_first {
            return Ok(Ok(Arrivals::default()));
        }
        Ok(Ok(arrivals))
    }

    /// Whether a trigger has a folder to look at.
    fn is_polled(&self, armed: &Armed) -> bool {
        matches!(armed.watched(), Some(Watched::Files(url)) if self.mappings.has(url))
    }
}

/// Counts what is seen.
fn count_if(
    sees: impl Fn(&Watched) -> bool,
    now: Millis,
) -> impl FnMut(&Watched, &mut Option<Changes>) -> bool {
    move |watched, changes| {
        let sees = sees(watched);
        if sees {
            Changes::add(changes, 1, now);
        }
        sees
    }
}

/// The first moment after this one to look at a folder, not before the wanted one.
fn next_poll(at: Millis, wanted: Millis) -> Millis {
    let steps = wanted.saturating_sub(at).saturating_add(POLL - 1) / POLL;
    at.saturating_add(steps.max(1).saturating_mul(POLL))
}
