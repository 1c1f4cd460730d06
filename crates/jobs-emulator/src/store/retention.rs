//! Runs that are kept no longer.

use rusqlite::{OptionalExtension, params};

use super::{StoreError, Tables};
use crate::engine::Millis;

impl Tables<'_> {
    /// When a job run ended, `None` within while it is active; none if there is no such run.
    pub(crate) fn end_of_run(&self, run_id: i64) -> Result<Option<Option<Millis>>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT end_time FROM runs WHERE run_id = ?1")?;
        Ok(statement.query_row([run_id], |row| row.get(0)).optional()?)
    }

    /// When the run ended that ended first of those in the store.
    pub(crate) fn first_end(&self) -> Result<Option<Millis>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT end_time FROM runs WHERE end_time IS NOT NULL ORDER BY end_time LIMIT 1",
        )?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// The runs that ended by this moment, the first ones, but no more than so many.
    pub(crate) fn ended_runs(&self, until: Millis, most: usize) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT run_id FROM runs WHERE end_time <= ?1 ORDER BY end_time LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let ids = statement.query_map(params![until, most], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Removes a run with all that was kept for it alone: its idempotency token, and the settings
    /// and permissions of a one-time run.
    pub(crate) fn forget_run(&self, run_id: i64) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT job_id, settings_id FROM runs
             WHERE run_id = ?1 AND run_type = 'SUBMIT_RUN'",
        )?;
        let one_time: Option<(i64, i64)> = statement
            .query_row([run_id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        self.remove_run(run_id)?;
        self.connection
            .prepare_cached("DELETE FROM idempotency_tokens WHERE run_id = ?1")?
            .execute([run_id])?;
        if let Some((job_id, settings_id)) = one_time {
            self.remove_permissions(job_id)?;
            self.connection
                .prepare_cached("DELETE FROM settings WHERE settings_id = ?1")?
                .execute([settings_id])?;
        }
        Ok(())
    }
}
