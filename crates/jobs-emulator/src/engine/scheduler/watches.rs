//! Health rules at work: active runs that are watched, when to look at them, and who is then told.

use std::collections::{BTreeSet, HashMap};

use super::{ActiveRun, Scheduler};
use crate::engine::Millis;
use crate::engine::health::{self, Watch};
use crate::engine::notification::{Occasion, Recipients};
use crate::store::{StoreError, Tables, WatchKey};

/// The runs that are watched.
#[derive(Debug, Default)]
pub(super) struct Watches {
    of_runs: HashMap<WatchKey, Watch>,
    /// When to look at them.
    due: BTreeSet<(Millis, WatchKey)>,
}

impl Watches {
    /// When to look at the next one.
    pub(super) fn next_due(&self) -> Option<Millis> {
        self.due.first().map(|(at, _)| *at)
    }

    fn set(&mut self, key: WatchKey, watch: Watch) {
        self.take(key);
        self.due.extend(watch.due().map(|at| (at, key)));
        self.of_runs.insert(key, watch);
    }

    fn take(&mut self, key: WatchKey) -> Option<Watch> {
        let watch = self.of_runs.remove(&key)?;
        if let Some(at) = watch.due() {
            self.due.remove(&(at, key));
        }
        Some(watch)
    }
}

impl Scheduler {
    /// Watches how long a run or task run takes that begins now, if somebody wants to know.
    pub(super) fn watch_duration(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: Option<usize>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get(&run_id) else {
            return Ok(());
        };
        let settings = run.notification_settings(attempt);
        let Some(limit) = health::duration_limit(settings) else {
            return Ok(());
        };
        if Recipients::of(settings, Occasion::DurationWarning).is_empty() {
            return Ok(());
        }
        let key = run.watch_key(attempt);
        self.keep_watch(tables, key, Watch::until(now.saturating_add(limit)))
    }

    /// Takes up how far the streams of a run or a task run lag behind. What a task run's streams do
    /// concerns its job run as well. Tells whether the run is active.
    pub(crate) fn report_backlog(
        &mut self,
        tables: Tables<'_>,
        (run_id, task_run_id): WatchKey,
        metric: &str,
        value: i64,
        now: Millis,
    ) -> Result<bool, StoreError> {
        let Some(run) = self.active.get(&run_id) else {
            return Ok(false);
        };
        let attempt = task_run_id.and_then(|id| run.state.position(id));
        let concerned = [None].into_iter().chain(attempt.map(Some));
        let mut watched = Vec::new();
        for attempt in concerned {
            let settings = run.notification_settings(attempt);
            let is_heard = !Recipients::of(settings, Occasion::StreamingBacklog).is_empty();
            if let Some(limit) = health::limit(settings, metric).filter(|_| is_heard) {
                watched.push((run.watch_key(attempt), limit));
            }
        }
        for (key, limit) in watched {
            let mut watch = self.watches.take(key).unwrap_or_default();
            watch.report(metric, limit, value, now);
            self.keep_watch(tables, key, watch)?;
        }
        Ok(true)
    }

    /// Looks at the run that is due first.
    pub(super) fn look_at_watch(&mut self, tables: Tables<'_>) -> Result<(), StoreError> {
        let Some((at, key)) = self.watches.due.first().copied() else {
            return Ok(());
        };
        let Some(mut watch) = self.watches.take(key) else {
            return Ok(());
        };
        let took_too_long = watch.takes_too_long(at);
        let lags_behind = watch.lags_behind(at);
        self.keep_watch(tables, key, watch)?;
        let run = self.active.get(&key.0);
        let attempt = run.zip(key.1).and_then(|(run, id)| run.state.position(id));
        for (is_so, occasion) in [
            (took_too_long, Occasion::DurationWarning),
            (lags_behind, Occasion::StreamingBacklog),
        ] {
            if is_so {
                self.tell(tables, key.0, attempt, occasion, at)?;
            }
        }
        Ok(())
    }

    /// Watches a run or a task run that has ended no more.
    pub(super) fn forget_watch(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: Option<usize>,
    ) -> Result<(), StoreError> {
        let key = self.active.get(&run_id).map(|run| run.watch_key(attempt));
        match key.filter(|key| self.watches.take(*key).is_some()) {
            Some(key) => tables.remove_watch(key),
            None => Ok(()),
        }
    }

    /// Takes up what is watched of the active runs in the store.
    pub(super) fn recover_watches(&mut self, tables: Tables<'_>) -> Result<(), StoreError> {
        for (key, watch) in tables.watches()? {
            self.watches.set(key, watch);
        }
        Ok(())
    }

    fn keep_watch(
        &mut self,
        tables: Tables<'_>,
        key: WatchKey,
        watch: Watch,
    ) -> Result<(), StoreError> {
        tables.save_watch(key, &watch)?;
        self.watches.set(key, watch);
        Ok(())
    }
}

impl ActiveRun {
    fn watch_key(&self, attempt: Option<usize>) -> WatchKey {
        let task_run_id = attempt.map(|attempt| self.state.attempts[attempt].run_id);
        (self.run_id, task_run_id)
    }
}
