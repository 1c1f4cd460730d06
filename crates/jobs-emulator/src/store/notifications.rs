//! What somebody was told, and what is still to be posted.

use rusqlite::{OptionalExtension, params};

use super::{StoreError, Tables, from_text, to_text};
use crate::engine::notification::{Delivery, DeliveryState, Notification};

/// How many notifications are kept beside those that are still to be posted.
const KEPT: i64 = 10_000;

/// How many are kept in all.
const MOST: i64 = 100_000;

impl Tables<'_> {
    /// Adds a notification. One whose delivery is pending is to be posted from now on.
    pub(crate) fn add_notification(&self, notification: &Notification) -> Result<(), StoreError> {
        let delivery = notification.delivery.as_ref();
        let is_pending = delivery.is_some_and(|one| one.state == DeliveryState::Pending);
        let destination = is_pending.then_some(&notification.recipient);
        self.connection
            .prepare_cached("INSERT INTO notifications (destination, document) VALUES (?1, ?2)")?
            .execute(params![destination, to_text(notification)?])?;
        // Numbers are given one by one, so that one leaves at most for one that comes.
        let newest = self.connection.last_insert_rowid();
        self.connection
            .prepare_cached(
                "DELETE FROM notifications
                 WHERE number = ?1 AND destination IS NULL OR number = ?2",
            )?
            .execute([newest - KEPT, newest - MOST])?;
        Ok(())
    }

    /// All notifications with greater numbers than this one, the oldest first.
    pub(crate) fn notifications(&self, after: u64) -> Result<Vec<Notification>, StoreError> {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(
            "SELECT number, document FROM notifications WHERE number > ?1 ORDER BY number",
        )?;
        let mut rows = statement.query([after])?;
        let mut notifications = Vec::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            let mut notification: Notification = from_text(text)?;
            notification.number = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
            notifications.push(notification);
        }
        Ok(notifications)
    }

    /// Forgets all notifications, those that are still to be posted as well.
    pub(crate) fn clear_notifications(&self) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM notifications")?
            .execute([])?;
        Ok(())
    }

    /// Ids of the destinations that something is still to be posted to.
    pub(crate) fn destinations_to_post_to(&self) -> Result<Vec<String>, StoreError> {
        // From one id to the next: what waits for one destination is not gone through.
        let mut statement = self.connection.prepare_cached(
            "WITH RECURSIVE waiting (id) AS (
                 SELECT min(destination) FROM notifications WHERE destination IS NOT NULL
                 UNION ALL
                 SELECT (SELECT min(destination) FROM notifications WHERE destination > id)
                 FROM waiting WHERE id IS NOT NULL)
             SELECT id FROM waiting WHERE id IS NOT NULL",
        )?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The oldest notification that is still to be posted to this destination.
    pub(crate) fn next_to_post(
        &self,
        destination: &str,
    ) -> Result<Option<Notification>, StoreError> {
        let found: Option<(i64, String)> = self
            .connection
            .prepare_cached(
                "SELECT number, document FROM notifications WHERE destination = ?1
                 ORDER BY number LIMIT 1",
            )?
            .query_row([destination], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((number, text)) = found else {
            return Ok(None);
        };
        let mut notification: Notification = from_text(&text)?;
        notification.number = u64::try_from(number).unwrap_or(0);
        Ok(Some(notification))
    }

    /// Whether anything is still to be posted.
    pub(crate) fn has_posts(&self) -> Result<bool, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT 1 FROM notifications WHERE destination IS NOT NULL LIMIT 1")?;
        Ok(statement.exists([])?)
    }

    /// Notes what became of the post of a notification, if it is still there.
    pub(crate) fn end_post(
        &self,
        notification: &Notification,
        delivery: Delivery,
    ) -> Result<(), StoreError> {
        let number = i64::try_from(notification.number).unwrap_or(0);
        let document = Notification {
            number: 0,
            delivery: Some(delivery),
            ..notification.clone()
        };
        self.connection
            .prepare_cached(
                "UPDATE notifications SET destination = NULL, document = ?2 WHERE number = ?1",
            )?
            .execute(params![number, to_text(&document)?])?;
        self.connection
            .prepare_cached(
                "DELETE FROM notifications
                 WHERE number = ?1 AND number <= (SELECT max(number) FROM notifications) - ?2",
            )?
            .execute([number, KEPT])?;
        Ok(())
    }
}
