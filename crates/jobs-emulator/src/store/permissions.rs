//! Permissions of jobs.

use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension, params, params_from_iter};
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
        let principals = self.placeholders();
        let condition = format!(
            "EXISTS (SELECT 1 FROM permission_entries
                     WHERE principal IN ({principals}) AND job_id = {job_id})"
        );
        query.and(&condition, &self.0);
    }

    /// Both sides of a comparison are the same writer's text, whatever is in the names.
    fn placeholders(&self) -> String {
        vec!["?"; self.0.len()].join(", ")
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

    /// The jobs on which they have entries; none if there are more than this many.
    pub(super) fn jobs_of(
        &self,
        viewers: &Viewers,
        most: usize,
    ) -> Result<Option<Vec<i64>>, StoreError> {
        let sql = format!(
            "SELECT DISTINCT job_id FROM permission_entries WHERE principal IN ({}) LIMIT {}",
            viewers.placeholders(),
            most + 1,
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(params_from_iter(&viewers.0), |row| row.get(0))?;
        let jobs = found.collect::<Result<Vec<i64>, _>>()?;
        Ok((jobs.len() <= most).then_some(jobs))
    }

    /// Sets the direct entries of a job.
    pub(crate) fn set_permissions(
        &self,
        job_id: i64,
        entries: &impl Serialize,
    ) -> Result<(), StoreError> {
        self.remove_permissions(job_id)?;
        let document = to_text(entries)?;
        self.connection
            .prepare_cached("INSERT INTO permissions (job_id, document) VALUES (?1, ?2)")?
            .execute(params![job_id, document])?;
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO permission_entries (principal, job_id)
                 SELECT json_extract(entry.value, '$.principal'), ?1 FROM json_each(?2) AS entry",
            )?
            .execute(params![job_id, document])?;
        Ok(())
    }

    /// Removes the direct entries of a job.
    pub(super) fn remove_permissions(&self, job_id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "DELETE FROM permission_entries WHERE job_id = ?1 AND principal IN (
                     SELECT json_extract(entry.value, '$.principal')
                     FROM permissions, json_each(permissions.document) AS entry
                     WHERE permissions.job_id = ?1)",
            )?
            .execute([job_id])?;
        self.connection
            .prepare_cached("DELETE FROM permissions WHERE job_id = ?1")?
            .execute([job_id])?;
        Ok(())
    }
}
