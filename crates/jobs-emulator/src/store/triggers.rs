//! How the triggers of jobs stand.

use rusqlite::params;

use super::{StoreError, Tables};

/// How a trigger at work stands. What it is, the settings of its job say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TriggerRow {
    pub(crate) job_id: i64,
    /// When it fires next.
    pub(crate) next: Option<i64>,
    /// How many runs in a row have failed, of a continuous job.
    pub(crate) failures: u32,
}

impl Tables<'_> {
    /// Notes how a trigger stands.
    pub(crate) fn save_trigger(&self, trigger: &TriggerRow) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO triggers (job_id, next, failures) VALUES (?1, ?2, ?3)
                 ON CONFLICT (job_id) DO UPDATE
                 SET next = excluded.next, failures = excluded.failures",
            )?
            .execute(params![trigger.job_id, trigger.next, trigger.failures])?;
        Ok(())
    }

    /// Forgets the trigger of a job, if it has one.
    pub(crate) fn remove_trigger(&self, job_id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM triggers WHERE job_id = ?1")?
            .execute([job_id])?;
        Ok(())
    }

    /// All triggers at work.
    pub(crate) fn triggers(&self) -> Result<Vec<TriggerRow>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT job_id, next, failures FROM triggers ORDER BY job_id")?;
        let rows = statement.query_map([], |row| {
            Ok(TriggerRow {
                job_id: row.get(0)?,
                next: row.get(1)?,
                failures: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
