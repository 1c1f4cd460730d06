//! The whole database as bytes, and back.

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, MAIN_DB};

use super::{SCHEMA_VERSION, Store, StoreError};

/// Where a database says by which means it is written and read: one byte each.
const FILE_FORMAT: std::ops::Range<usize> = 18..20;

/// Rollback journal: a database of bytes has no write-ahead log beside it.
const WITHOUT_LOG: u8 = 1;

/// Why there is no database in a snapshot.
#[derive(Debug)]
pub(crate) enum SnapshotError {
    Store(StoreError),
    NotASnapshot(String),
}

impl Store {
    /// The database as a file would have it.
    pub(crate) fn snapshot(&mut self) -> Result<Vec<u8>, StoreError> {
        let mut bytes = self.connection.serialize(MAIN_DB)?.to_vec();
        if let Some(format) = bytes.get_mut(FILE_FORMAT) {
            format.fill(WITHOUT_LOG);
        }
        Ok(bytes)
    }

    /// A database in memory that has what the snapshot has.
    pub(crate) fn from_snapshot(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let not_one = |error: rusqlite::Error| SnapshotError::NotASnapshot(error.to_string());
        let mut connection = Connection::open_in_memory().map_err(StoreError::from)?;
        connection
            .deserialize_read_exact(MAIN_DB, bytes, bytes.len(), false)
            .map_err(not_one)?;
        let version: i64 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(not_one)?;
        if version != SCHEMA_VERSION {
            return Err(SnapshotError::NotASnapshot(format!(
                "it has schema version {version}, not {SCHEMA_VERSION}"
            )));
        }
        let found: String = connection
            .pragma_query_value(None, "quick_check", |row| row.get(0))
            .map_err(not_one)?;
        if found != "ok" {
            return Err(SnapshotError::NotASnapshot(found));
        }
        let schema = |connection: &Connection| -> rusqlite::Result<Vec<String>> {
            let mut statement = connection.prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name",
            )?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        let expected = Self::open(None)?;
        let expected = schema(&expected.connection).map_err(StoreError::from)?;
        if schema(&connection).map_err(not_one)? != expected {
            return Err(SnapshotError::NotASnapshot(
                "it has other tables".to_owned(),
            ));
        }
        Ok(Self {
            connection,
            settings: super::RefCell::default(),
        })
    }

    /// Puts everything that another database has in the place of everything here: all or nothing.
    pub(crate) fn replace_with(&mut self, source: &Self) -> Result<(), StoreError> {
        self.settings.borrow_mut().clear();
        // A negative number of pages: all in one step, for which nobody else can be waiting.
        let backup = Backup::new(&source.connection, &mut self.connection)?;
        match backup.step(-1)? {
            StepResult::Done => Ok(()),
            _ => Err(StoreError::Damaged("it is in use".to_owned())),
        }
    }
}

impl From<StoreError> for SnapshotError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
