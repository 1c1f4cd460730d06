//! How the triggers of jobs stand, what they have seen, and what their SQL conditions come to.

use rusqlite::{OptionalExtension, params};

use super::{StoreError, Tables, from_text, to_text};
use crate::engine::trigger::{SqlResult, TriggerState};
use crate::mappings::{Files, Stamp};

/// How a trigger stands. What it is, the settings of its job say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TriggerRow {
    pub(crate) trigger_id: i64,
    pub(crate) job_id: i64,
    /// Its place among the triggers of the job.
    pub(crate) position: usize,
    /// When it is looked at next.
    pub(crate) next: Option<i64>,
    pub(crate) state: TriggerState,
}

impl Tables<'_> {
    /// Adds a trigger of a job and tells its id.
    pub(crate) fn add_trigger(&self, job_id: i64) -> Result<i64, StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO triggers (job_id, position, next, state) VALUES (?1, 0, NULL, '{}')",
            )?
            .execute([job_id])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Notes how a trigger stands.
    pub(crate) fn save_trigger(
        &self,
        trigger_id: i64,
        position: usize,
        next: Option<i64>,
        state: &TriggerState,
    ) -> Result<(), StoreError> {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(
                "UPDATE triggers SET position = ?2, next = ?3, state = ?4 WHERE trigger_id = ?1",
            )?
            .execute(params![trigger_id, position, next, to_text(state)?])?;
        Ok(())
    }

    /// Forgets a trigger.
    pub(crate) fn remove_trigger(&self, trigger_id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM triggers WHERE trigger_id = ?1")?
            .execute([trigger_id])?;
        self.connection
            .prepare_cached("DELETE FROM trigger_files WHERE trigger_id = ?1")?
            .execute([trigger_id])?;
        Ok(())
    }

    /// All triggers, those of a job by their places.
    pub(crate) fn triggers(&self) -> Result<Vec<TriggerRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT trigger_id, job_id, position, next, state FROM triggers
             ORDER BY job_id, position",
        )?;
        let mut rows = statement.query([])?;
        let mut triggers = Vec::new();
        while let Some(row) = rows.next()? {
            let position: i64 = row.get(2)?;
            let state = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
            triggers.push(TriggerRow {
                trigger_id: row.get(0)?,
                job_id: row.get(1)?,
                position: usize::try_from(position).unwrap_or(usize::MAX),
                next: row.get(3)?,
                state: from_text(state)?,
            });
        }
        Ok(triggers)
    }

    /// The files that a trigger has seen.
    pub(crate) fn trigger_files(&self, trigger_id: i64) -> Result<Files, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT path, modified, size FROM trigger_files WHERE trigger_id = ?1",
        )?;
        let files = statement.query_map([trigger_id], |row| {
            let (modified, size) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, Stamp { modified, size }))
        })?;
        Ok(files.collect::<Result<_, _>>()?)
    }

    /// Notes that a trigger has seen a file as it is.
    pub(crate) fn save_trigger_file(
        &self,
        trigger_id: i64,
        path: &str,
        stamp: Stamp,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO trigger_files (trigger_id, path, modified, size)
                 VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (trigger_id, path) DO UPDATE
                 SET modified = excluded.modified, size = excluded.size",
            )?
            .execute(params![trigger_id, path, stamp.modified, stamp.size])?;
        Ok(())
    }

    /// Forgets a file that is gone.
    pub(crate) fn remove_trigger_file(
        &self,
        trigger_id: i64,
        path: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM trigger_files WHERE trigger_id = ?1 AND path = ?2")?
            .execute(params![trigger_id, path])?;
        Ok(())
    }

    /// Notes what a query comes to from now on.
    pub(crate) fn save_sql_result(&self, result: &SqlResult) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO sql_results (sql_query_id, document) VALUES (?1, ?2)
                 ON CONFLICT (sql_query_id) DO UPDATE SET document = excluded.document",
            )?
            .execute([&result.sql_query_id, &to_text(result)?])?;
        Ok(())
    }

    /// What a query comes to, if that was told.
    pub(crate) fn sql_result(&self, query_id: &str) -> Result<Option<SqlResult>, StoreError> {
        let text: Option<String> = self
            .connection
            .prepare_cached("SELECT document FROM sql_results WHERE sql_query_id = ?1")?
            .query_row([query_id], |row| row.get(0))
            .optional()?;
        text.map(|text| from_text(&text)).transpose()
    }
}
