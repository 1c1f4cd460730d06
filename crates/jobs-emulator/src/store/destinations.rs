//! Notification destinations.

use rusqlite::{OptionalExtension, Row, params};

use super::page::PageQuery;
use super::{Page, PageRequest, RowKey, StoreError, Tables, from_text, to_text};
use crate::engine::notification::{Config, NotificationDestination};

/// A notification destination, and where it stands in lists.
#[derive(Debug)]
pub(crate) struct DestinationRow {
    pub(crate) key: RowKey,
    pub(crate) destination: NotificationDestination,
}

const COLUMNS: &str =
    "SELECT created_time, number, id, display_name, config FROM notification_destinations";

impl DestinationRow {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let config = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
        Ok(Self {
            key: RowKey {
                time: row.get(0)?,
                id: row.get(1)?,
            },
            destination: NotificationDestination {
                id: row.get(2)?,
                display_name: row.get(3)?,
                config: Config::read(&from_text(config)?).map_err(StoreError::Damaged)?,
            },
        })
    }
}

impl Tables<'_> {
    /// Adds a destination, or puts it in the place of the one with its id.
    pub(crate) fn set_destination(
        &self,
        destination: &NotificationDestination,
        now: i64,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO notification_destinations (id, created_time, display_name, config)
                 VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE
                 SET display_name = excluded.display_name, config = excluded.config",
            )?
            .execute(params![
                destination.id,
                now,
                destination.display_name,
                to_text(&destination.config.stored())?
            ])?;
        Ok(())
    }

    /// The destination with this id.
    pub(crate) fn destination(
        &self,
        id: &str,
    ) -> Result<Option<NotificationDestination>, StoreError> {
        let sql = format!("{COLUMNS} WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([id], |row| Ok(DestinationRow::read(row)));
        let row = found.optional()?.transpose()?;
        Ok(row.map(|row| row.destination))
    }

    /// Removes a destination; tells whether it was there.
    pub(crate) fn remove_destination(&self, id: &str) -> Result<bool, StoreError> {
        let removed = self
            .connection
            .prepare_cached("DELETE FROM notification_destinations WHERE id = ?1")?
            .execute([id])?;
        Ok(removed > 0)
    }

    /// A page of the destinations.
    pub(crate) fn destinations(
        &self,
        wanted: &PageRequest,
    ) -> Result<Page<DestinationRow>, StoreError> {
        let query = PageQuery::new(COLUMNS, "created_time", "number");
        query.read(*self, wanted, DestinationRow::read)
    }
}
