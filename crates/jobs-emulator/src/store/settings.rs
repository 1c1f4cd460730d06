//! Versions of settings.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::OptionalExtension;
use serde_json::Value;

use super::{StoreError, Tables, from_text, to_text};

/// How much text of versions is kept in memory, in bytes; when there is more, all are dropped and read
/// again.
const CACHED_BYTES: usize = 8 * 1024 * 1024;

/// What a version takes beside its text, about.
const OVERHEAD: usize = 1024;

/// Versions of settings that were read lately.
#[derive(Debug, Default)]
pub(super) struct SettingsCache {
    versions: HashMap<i64, Arc<Value>>,
    bytes: usize,
}

impl SettingsCache {
    /// Forgets all versions.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn add(&mut self, settings_id: i64, document: Arc<Value>, length: usize) {
        if self.bytes + length > CACHED_BYTES {
            self.clear();
        }
        self.bytes += length + OVERHEAD;
        self.versions.insert(settings_id, document);
    }
}

impl Tables<'_> {
    /// Writes a new version and tells its id.
    pub(crate) fn add_settings(&self, document: Value) -> Result<i64, StoreError> {
        let text = to_text(&document)?;
        self.connection
            .prepare_cached("INSERT INTO settings (document) VALUES (?1)")?
            .execute([&text])?;
        let settings_id = self.connection.last_insert_rowid();
        let mut cached = self.settings.borrow_mut();
        cached.add(settings_id, Arc::new(document), text.len());
        Ok(settings_id)
    }

    /// Reads a version.
    pub(crate) fn settings(&self, settings_id: i64) -> Result<Arc<Value>, StoreError> {
        if let Some(cached) = self.settings.borrow().versions.get(&settings_id) {
            return Ok(Arc::clone(cached));
        }
        let text: Option<String> = self
            .connection
            .prepare_cached("SELECT document FROM settings WHERE settings_id = ?1")?
            .query_row([settings_id], |row| row.get(0))
            .optional()?;
        let text =
            text.ok_or_else(|| StoreError::Damaged(format!("settings {settings_id} are lost")))?;
        let document = Arc::new(from_text(&text)?);
        let mut cached = self.settings.borrow_mut();
        cached.add(settings_id, Arc::clone(&document), text.len());
        Ok(document)
    }

    /// Notes that a run points to this version, so that it is kept.
    pub(crate) fn use_settings(&self, settings_id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE settings SET used = 1 WHERE settings_id = ?1 AND NOT used")?
            .execute([settings_id])?;
        Ok(())
    }

    /// Removes a version that a job has left behind, unless a run points to it.
    pub(crate) fn forget_settings(&self, settings_id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM settings WHERE settings_id = ?1 AND NOT used")?
            .execute([settings_id])?;
        Ok(())
    }
}
