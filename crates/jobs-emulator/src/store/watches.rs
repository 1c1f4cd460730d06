//! What is watched of active runs.

use rusqlite::params;

use super::{StoreError, Tables, from_text, to_text};
use crate::engine::health::Watch;

/// A job run, or with its id one of its task runs.
pub(crate) type WatchKey = (i64, Option<i64>);

impl Tables<'_> {
    /// Notes what is watched of a run.
    pub(crate) fn save_watch(&self, key: WatchKey, watch: &Watch) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO watches (job_run_id, task_run_id, document) VALUES (?1, ?2, ?3)
                 ON CONFLICT (job_run_id, task_run_id) DO UPDATE SET document = excluded.document",
            )?
            .execute(params![key.0, key.1.unwrap_or(0), to_text(watch)?])?;
        Ok(())
    }

    /// Watches a run no more.
    pub(crate) fn remove_watch(&self, key: WatchKey) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM watches WHERE job_run_id = ?1 AND task_run_id = ?2")?
            .execute([key.0, key.1.unwrap_or(0)])?;
        Ok(())
    }

    /// Everything that is watched.
    pub(crate) fn watches(&self) -> Result<Vec<(WatchKey, Watch)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT job_run_id, task_run_id, document FROM watches")?;
        let mut rows = statement.query([])?;
        let mut watches = Vec::new();
        while let Some(row) = rows.next()? {
            let task_run_id: i64 = row.get(1)?;
            let text = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            let key = (row.get(0)?, (task_run_id != 0).then_some(task_run_id));
            watches.push((key, from_text(text)?));
        }
        Ok(watches)
    }
}
