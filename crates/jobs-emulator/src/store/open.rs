//! Opening a database, and bringing one of an earlier emulator up to date.

use std::cell::RefCell;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::{MIGRATIONS, SCHEMA_VERSION, Store, StoreError};

/// Prepared statements that are kept; more than the code has.
const CACHED_STATEMENTS: usize = 192;

/// How long to wait for another process to let go of the database.
const LOCK_WAIT: Duration = Duration::from_millis(250);

/// How often to look for whoever has locked a file.
#[cfg(target_os = "linux")]
const LOOKS: u32 = 8;

/// Largest write-ahead log that is left behind, in bytes: it is read at the next start.
const LOG_SIZE: i64 = 8 * 1024 * 1024;

impl Store {
    /// Opens the database in this file, made if it is not there; in memory without a file.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, StoreError> {
        let Some(file) = file else {
            return Self::prepare(Connection::open_in_memory()?);
        };
        let opened = Connection::open(file).map_err(StoreError::from);
        opened
            .and_then(Self::prepare)
            .map_err(|error| StoreError::NotOpened {
                file: file.to_owned(),
                why: why_not(file, &error),
            })
    }

    fn prepare(mut connection: Connection) -> Result<Self, StoreError> {
        connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
        connection.busy_timeout(LOCK_WAIT)?;
        // One process at a time: what runs is kept in its memory as well.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // With the write-ahead log, what is committed has been handed to the system: it survives the
        // end of the process at any point. That it reaches the disk before it is acknowledged would
        // cost each request a wait, and only an end of the whole machine could tell.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "journal_size_limit", LOG_SIZE)?;
        migrate(&mut connection)?;
        Ok(Self {
            connection,
            settings: RefCell::default(),
        })
    }
}

pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).ok();
    let Some(left) = done.and_then(|done| MIGRATIONS.get(done..)) else {
        return Err(StoreError::Damaged(format!(
            "it has schema version {version}, of a newer emulator; this one knows {SCHEMA_VERSION}"
        )));
    };
    if version == 0 && has_tables(&transaction)? {
        return Err(StoreError::Damaged(
            "it is the database of another program".to_owned(),
        ));
    }
    for migration in left {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()?;
    Ok(())
}

fn has_tables(connection: &Connection) -> Result<bool, StoreError> {
    let mut statement = connection.prepare("SELECT 1 FROM sqlite_schema")?;
    Ok(statement.exists([])?)
}

/// Why a file could not be opened, for whoever named it.
fn why_not(file: &Path, error: &StoreError) -> String {
    let StoreError::Database(error) = error else {
        return error.what();
    };
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => match holder(file) {
            Some(process) if process == std::process::id() => {
                "it is locked: another emulator of this process has it open".to_owned()
            }
            Some(process) => format!("it is locked: process {process} has it open"),
            None => "it is locked: another process has it open".to_owned(),
        },
        Some(ErrorCode::NotADatabase) => "it is no SQLite database".to_owned(),
        Some(ErrorCode::ReadOnly) => "it cannot be written".to_owned(),
        Some(ErrorCode::CannotOpen) => not_to_be_had(file),
        _ => error.to_string(),
    }
}

/// Why the system gives no such file: the database says only that it does not.
fn not_to_be_had(file: &Path) -> String {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let error = match folder.map(fs::metadata) {
        Some(Ok(folder)) if !folder.is_dir() => {
            return "what it is to be in is no folder".to_owned();
        }
        Some(Err(error)) if error.kind() == ErrorKind::NotFound => {
            return "its folder is not there; make it first".to_owned();
        }
        Some(Err(error)) => error,
        _ if file.is_dir() => return "it is a folder".to_owned(),
        _ => match fs::OpenOptions::new().append(true).open(file) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return "it cannot be made in its folder".to_owned();
            }
            Err(error) => error,
            Ok(_) => return "the database cannot use it".to_owned(),
        },
    };
    error.to_string()
}

/// The process that has locked a file, where the system tells.
fn holder(file: &Path) -> Option<u32> {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt as _;

        let inode = std::fs::metadata(file).ok()?.ino().to_string();
        // The system lists locks in parts. One is left out if others go away between two parts.
        (0..LOOKS).find_map(|_| {
            let locks = std::fs::read_to_string("/proc/locks").ok()?;
            // As in `1: POSIX  ADVISORY  WRITE 1234 08:01:5678 0 EOF`.
            locks.lines().find_map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                let is_it = words.get(5)?.rsplit(':').next() == Some(&inode);
                is_it.then(|| words.get(4)?.parse().ok()).flatten()
            })
        })
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = file;
        None
    }
}

#[cfg(test)]
mod tests;
