//! Runs are forgotten some time after their end.
//!
//! Nobody sees them from that moment on; they are removed as others start, a few at a time, so that
//! no step takes long and nothing happens by the clock when nothing runs.

use super::Scheduler;
use crate::engine::Millis;
use crate::store::{StoreError, Tables};

/// Most runs that are removed when one starts: more than one, so that they become fewer.
const MOST: usize = 8;

impl Scheduler {
    /// Whether a run that ended then is forgotten by now.
    pub(crate) fn is_forgotten(&self, ended: Option<Millis>, now: Millis) -> bool {
        let until = self.workspace.limits.forgotten_until(now);
        matches!((ended, until), (Some(ended), Some(until)) if ended <= until)
    }

    /// The end of the runs that are forgotten but still there, if there are any.
    pub(crate) fn forgotten_until(
        &self,
        tables: Tables<'_>,
        now: Millis,
    ) -> Result<Option<Millis>, StoreError> {
        let Some(until) = self.workspace.limits.forgotten_until(now) else {
            return Ok(None);
        };
        let first = tables.first_end()?;
        Ok(first.is_some_and(|end| end <= until).then_some(until))
    }

    /// Removes some of the runs that are forgotten.
    pub(super) fn remove_forgotten(
        &mut self,
        tables: Tables<'_>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(until) = self.workspace.limits.forgotten_until(now) else {
            return Ok(());
        };
        if until < self.nothing_ended_before {
            return Ok(());
        }
        let runs = tables.ended_runs(until, MOST)?;
        for run_id in &runs {
            tables.forget_run(*run_id)?;
        }
        if runs.len() < MOST {
            // What ends from now on ends later than now.
            self.nothing_ended_before = tables.first_end()?.unwrap_or(now);
        }
        Ok(())
    }
}
