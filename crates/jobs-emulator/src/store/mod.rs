//! The database: jobs, runs and task runs as the JSON they came as, and the columns to find them.
//!
//! Every operation of the service is one transaction: [`Store::transact`].

mod jobs;
mod page;
mod permissions;
mod runs;
mod settings;
pub(crate) mod snapshot;
mod triggers;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use self::jobs::JobRow;
pub(crate) use self::page::{Direction, Page, PageRequest, RowKey};
pub(crate) use self::permissions::Viewers;
pub(crate) use self::runs::{Cause, Parent, RunFilter, RunRequest, RunRow};
pub(crate) use self::triggers::TriggerRow;

/// Version of the schema that this code reads and writes.
const SCHEMA_VERSION: i64 = 2;

/// What leads from each version of the schema to the next, from none to the first on.
const MIGRATIONS: [&str; 2] = [include_str!("schema.sql"), include_str!("triggers.sql")];

/// Prepared statements that are kept; more than the code has.
const CACHED_STATEMENTS: usize = 64;

/// How long to wait for another process to let go of the database.
const LOCK_WAIT: Duration = Duration::from_millis(250);

/// An open database.
pub(crate) struct Store {
    connection: Connection,
    settings: SettingsCache,
}

/// Versions of settings that were read lately.
type SettingsCache = RefCell<HashMap<i64, Arc<Value>>>;

/// The tables, within a transaction.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a> {
    connection: &'a Connection,
    settings: &'a SettingsCache,
}

/// Why the database could not be opened, read or written.
#[derive(Debug)]
pub(crate) enum StoreError {
    Database(rusqlite::Error),
    /// What is stored is not what this code writes.
    Damaged(String),
}

impl Store {
    /// Opens the database in this file, made if it is not there; in memory without a file.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, StoreError> {
        let mut connection = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
        connection.busy_timeout(LOCK_WAIT)?;
        // One process at a time: what runs is kept in its memory as well.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // With the write-ahead log, what is committed survives the end of the process at any point.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        migrate(&mut connection)?;
        Ok(Self {
            connection,
            settings: RefCell::default(),
        })
    }

    /// Runs the work in one transaction: all of it happens, or with an error nothing does.
    pub(crate) fn transact<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(Tables<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self.connection.transaction().map_err(StoreError::from)?;
        let done = work(Tables {
            connection: &transaction,
            settings: &self.settings,
        });
        match done {
            Ok(done) => {
                transaction.commit().map_err(StoreError::from)?;
                Ok(done)
            }
            Err(error) => {
                // Dropping the transaction takes it back; so must the versions that it wrote be.
                self.settings.borrow_mut().clear();
                Err(error)
            }
        }
    }
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).ok();
    let Some(left) = done.and_then(|done| MIGRATIONS.get(done..)) else {
        return Err(StoreError::Damaged(format!(
            "the database has schema version {version}, this emulator knows {SCHEMA_VERSION}"
        )));
    };
    for migration in left {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()?;
    Ok(())
}

impl Tables<'_> {
    /// The greatest id in use; 0 if there is none.
    pub(crate) fn greatest_id(&self) -> Result<i64, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT max(coalesce((SELECT max(job_id) FROM jobs), 0),
                        coalesce((SELECT max(run_id) FROM runs), 0),
                        coalesce((SELECT max(job_id) FROM runs), 0),
                        coalesce((SELECT max(run_id) FROM task_runs), 0))",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }
}

fn to_text(document: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|error| StoreError::Damaged(error.to_string()))
}

fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(error.to_string()))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => write!(f, "database: {error}"),
            Self::Damaged(what) => write!(f, "database: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

#[cfg(test)]
mod tests;
