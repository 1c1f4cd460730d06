//! Permissions of jobs.

use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::page::PageQuery;
use super::{StoreError, Tables, from_text, to_text};

/// Those for whom a list is made: it shows what hangs on jobs on which one of them has an entry.
#[derive(Clone, Debug)]
pub(crate) struct Viewers(Vec<SqlValue>);

impl Viewers {
    /// Of members `principal` of entries.
    pub(crate) fn new(
        principals: impl IntoIterator<Item = impl Serialize>,
    ) -> Result<Self, StoreError> {
        let principals = principals.into_iter();
        let texts = principals.map(|principal| to_text(&principal).map(SqlValue::from));
        texts.collect::<Result<_, _>>().map(Self)
    }

    /// Adds to a query that the job with the id of this column is one of theirs.
    pub(super) fn restrict(&self, query: &mut PageQuery, job_id: &'static str) {
        // Both sides are the same writer's text, whatever is in the names.
        let principals = vec!["?"; self.0.len()].join(", ");
        let condition = format!(
            "EXISTS (SELECT 1 FROM permissions, json_each(permissions.document) AS entry
                     WHERE permissions.job_id = {job_id}
                     AND json_extract(entry.value, '$.principal') IN ({principals}))"
        );
        query.and(&condition, &self.0);
    }
}

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
