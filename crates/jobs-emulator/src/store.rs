//! The database: jobs, runs and task runs as the JSON they came as, and the columns to find them.
//!
//! Every operation of the service is one transaction: [`Store::transact`].

mod clusters;
mod compliance;
mod destinations;
mod files;
mod jobs;
mod local_outputs;
mod notifications;
mod open;
mod page;
mod permissions;
mod retention;
mod runs;
mod settings;
pub(crate) mod snapshot;
mod triggers;
mod watches;

use std::cell::RefCell;
use std::fmt;
use std::path::PathBuf;

use rusqlite::{Connection, ErrorCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use self::clusters::{ClusterRow, ClusterState, LibraryRow};
pub(crate) use self::destinations::DestinationRow;
pub(crate) use self::files::{FileKind, FileRow, Place, parent};
pub(crate) use self::jobs::JobRow;
pub(crate) use self::local_outputs::LocalOutput;
pub(crate) use self::page::{Direction, Page, PageRequest, RowKey};
pub(crate) use self::permissions::Viewers;
pub(crate) use self::runs::{Cause, Parent, RunFilter, RunRequest, RunRow};
use self::settings::SettingsCache;
pub(crate) use self::watches::WatchKey;

/// Version of the schema that this code reads and writes.
const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// What leads from each version of the schema to the next, from none to the first on.
const MIGRATIONS: &[&str] = &[
    include_str!("store/schema.sql"),
    include_str!("store/triggers.sql"),
    include_str!("store/clusters.sql"),
    include_str!("store/lists.sql"),
    include_str!("store/ids.sql"),
    include_str!("store/versions.sql"),
    include_str!("store/retention.sql"),
    include_str!("store/event_triggers.sql"),
    include_str!("store/notifications.sql"),
    include_str!("store/files.sql"),
    include_str!("store/local_outputs.sql"),
];

/// An open database.
pub(crate) struct Store {
    connection: Connection,
    settings: RefCell<SettingsCache>,
}

/// The tables, within a transaction.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a> {
    connection: &'a Connection,
    settings: &'a RefCell<SettingsCache>,
}

/// Why the database could not be opened, read or written.
#[derive(Debug)]
pub(crate) enum StoreError {
    Database(rusqlite::Error),
    /// What is stored is not what this code writes.
    Damaged(String),
    /// The file cannot be used.
    NotOpened {
        file: PathBuf,
        why: String,
    },
}

impl Store {
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

#[cfg(test)]
impl Store {
    /// Lets the database have room for so many pages more, as a disk might.
    pub(crate) fn leave_room(&self, pages: i64) {
        let read = |name| {
            self.connection
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        };
        let most = read("page_count").expect("a number") + pages;
        self.connection
            .pragma_update_and_check(None, "max_page_count", most, |_| Ok(()))
            .expect("a limit");
    }
}

impl Tables<'_> {
    /// The greatest id that was ever given; 0 if there is none.
    pub(crate) fn greatest_id(&self) -> Result<i64, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT max(coalesce((SELECT max(job_id) FROM jobs), 0),
                        coalesce((SELECT max(run_id) FROM runs), 0),
                        coalesce((SELECT max(job_id) FROM runs), 0),
                        coalesce((SELECT max(run_id) FROM task_runs), 0),
                        (SELECT max(greatest_id) FROM deleted),
                        coalesce((SELECT max(object_id) FROM files), 0))",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Notes that the thing with this id is no more, so that no other gets its id.
    fn retire_id(&self, id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE deleted SET greatest_id = ?1 WHERE greatest_id < ?1")?
            .execute([id])?;
        Ok(())
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

impl StoreError {
    /// Whether there is no room for what was to be written, which may pass.
    pub(crate) fn is_full(&self) -> bool {
        let Self::Database(error) = self else {
            return false;
        };
        error.sqlite_error_code() == Some(ErrorCode::DiskFull)
    }

    fn what(&self) -> String {
        match self {
            Self::Database(error) => error.to_string(),
            Self::Damaged(what) => what.clone(),
            Self::NotOpened { file, why } => format!("cannot open {}: {why}", file.display()),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "database: {}", self.what())
    }
}

impl std::error::Error for StoreError {}

#[cfg(test)]
mod tests;
