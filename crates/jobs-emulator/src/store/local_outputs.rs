//! What task runs left behind that were run on this machine.

use rusqlite::{OptionalExtension, params};

use super::{StoreError, Tables};

/// What a task run left behind, beside what its state tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LocalOutput {
    /// What it printed: the end of it.
    pub(crate) logs: String,
    /// Whether it printed more.
    pub(crate) logs_truncated: bool,
    /// What a notebook exited with: the beginning of it.
    pub(crate) result: Option<String>,
    /// Whether it exited with more.
    pub(crate) result_truncated: bool,
}

impl Tables<'_> {
    /// What a task run left behind, if it was run on this machine and has ended.
    pub(crate) fn local_output(&self, run_id: i64) -> Result<Option<LocalOutput>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT logs, logs_truncated, result, result_truncated FROM local_outputs
             WHERE run_id = ?1",
        )?;
        let row = statement.query_row([run_id], |row| {
            Ok(LocalOutput {
                logs: row.get(0)?,
                logs_truncated: row.get(1)?,
                result: row.get(2)?,
                result_truncated: row.get(3)?,
            })
        });
        Ok(row.optional()?)
    }

    /// Keeps what a task run left behind.
    pub(crate) fn add_local_output(
        &self,
        run_id: i64,
        output: &LocalOutput,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO local_outputs
                 (run_id, logs, logs_truncated, result, result_truncated)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                run_id,
                output.logs,
                output.logs_truncated,
                output.result,
                output.result_truncated
            ])?;
        Ok(())
    }
}
