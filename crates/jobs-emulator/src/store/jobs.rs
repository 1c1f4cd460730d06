//! Jobs.

use rusqlite::{OptionalExtension, Row, params};

use super::page::PageQuery;
use super::{Page, PageRequest, RowKey, StoreError, Tables, Viewers};

/// A saved job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JobRow {
    pub(crate) job_id: i64,
    pub(crate) created_time: i64,
    pub(crate) creator: String,
    /// The version of its settings.
    pub(crate) settings_id: i64,
    /// Whether its runs wait when too many are active, unless its settings say otherwise.
    pub(crate) queues: bool,
}

const COLUMNS: &str = "SELECT job_id, created_time, creator, settings_id, queues FROM jobs";

impl JobRow {
    /// Where it stands in lists.
    pub(crate) fn key(&self) -> RowKey {
        RowKey {
            time: self.created_time,
            id: self.job_id,
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            job_id: row.get(0)?,
            created_time: row.get(1)?,
            creator: row.get(2)?,
            settings_id: row.get(3)?,
            queues: row.get(4)?,
        })
    }
}

impl Tables<'_> {
    /// Adds a job of this name.
    pub(crate) fn add_job(&self, job: &JobRow, name: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO jobs (job_id, created_time, creator, settings_id, queues, name_key)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                job.job_id,
                job.created_time,
                job.creator,
                job.settings_id,
                job.queues,
                name.to_lowercase()
            ])?;
        Ok(())
    }

    /// How many jobs there are.
    pub(crate) fn count_jobs(&self) -> Result<u64, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM jobs")?;
        let count: i64 = statement.query_row([], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The job with this id.
    pub(crate) fn job(&self, job_id: i64) -> Result<Option<JobRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE job_id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([job_id], JobRow::read).optional()?)
    }

    /// The newest job with this name, whatever its case.
    pub(crate) fn job_named(&self, name: &str) -> Result<Option<JobRow>, StoreError> {
        let sql = format!(
            "{COLUMNS} WHERE name_key = ?1 ORDER BY created_time DESC, job_id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let name = name.to_lowercase();
        Ok(statement.query_row([name], JobRow::read).optional()?)
    }

    /// Gives a job another version of its settings, and its name.
    pub(crate) fn change_job(
        &self,
        job_id: i64,
        settings_id: i64,
        name: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE jobs SET settings_id = ?2, name_key = ?3 WHERE job_id = ?1")?
            .execute(params![job_id, settings_id, name.to_lowercase()])?;
        Ok(())
    }

    /// Removes a job; its runs stay.
    pub(crate) fn remove_job(&self, job_id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM jobs WHERE job_id = ?1")?
            .execute([job_id])?;
        self.retire_id(job_id)
    }

    /// A page of the jobs, of those with this name if one is given, whatever its case, and of those
    /// that these may see if they are.
    pub(crate) fn jobs(
        &self,
        name: Option<&str>,
        viewers: Option<&Viewers>,
        wanted: &PageRequest,
    ) -> Result<Page<JobRow>, StoreError> {
        let query = Self::jobs_query(name, viewers);
        query.read(*self, wanted, |row| Ok(JobRow::read(row)?))
    }

    pub(super) fn jobs_query(name: Option<&str>, viewers: Option<&Viewers>) -> PageQuery {
        let mut query = PageQuery::new(COLUMNS, "created_time", "job_id");
        if let Some(name) = name {
            query.and("name_key = ?", &[name.to_lowercase().into()]);
        }
        if let Some(viewers) = viewers {
            viewers.restrict(&mut query, "jobs.job_id");
        }
        query
    }
}
