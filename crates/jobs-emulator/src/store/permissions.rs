//! Permissions of jobs.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{StoreError, Tables, from_text, to_text};

impl Tables<'_> {
    /// The direct entries of a job; none if the job never existed.
    pub(crate) fn permissions<T: DeserializeOwned>(
        &self,
        job_id: i64,
    ) -> Result<Option<T>, StoreError> {
        let text: Option<String> = self
            .connection
            .prepare_cached("SELECT document FROM permissions WHERE job_id = ?1")?
            .query_row([job_id], |row| row.get(0))
            .optional()?;
        text.map(|text| from_text(&text)).transpose()
    }

    /// Sets the direct entries of a job.
    pub(crate) fn set_permissions(
        &self,
        job_id: i64,
        entries: &impl Serialize,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO permissions (job_id, document) VALUES (?1, ?2)
                 ON CONFLICT (job_id) DO UPDATE SET document = excluded.document",
            )?
            .execute(params![job_id, to_text(entries)?])?;
        Ok(())
    }
}
