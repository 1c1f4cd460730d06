//! What is still to be posted to notification destinations, and what became of it.
//!
//! A post is stored with the event that it tells of, and is there until it is known to have arrived
//! or to be in vain: whenever the process ends, it is sent at the next start, perhaps again.

use serde_json::{Value, json};

use super::{Core, Service, ServiceError};
use crate::engine::notification::{Config, Delivery, Notification, NotificationDestination};
use crate::webhook;

/// A message for a notification destination.
pub(crate) struct Post {
    notification: Notification,
    /// Which of the databases that were in this place has it.
    generation: u64,
    /// How to reach the destination, unless it is gone.
    pub(crate) config: Option<Config>,
}

impl Post {
    /// What is posted: the event, or to a chat what happened in words.
    pub(crate) fn body(&self) -> Value {
        if self.config.as_ref().is_some_and(Config::takes_events) {
            self.notification.payload.clone()
        } else {
            json!({ "text": self.notification.subject })
        }
    }
}

impl Service {
    /// Adds notification destinations, or puts them in the place of those with their ids, before
    /// anything that is due happens: what was left to be posted goes to them, not to where those of
    /// before were.
    pub(crate) fn set_destinations(
        &self,
        destinations: &[NotificationDestination],
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        self.with_core(|core| {
            core.store.transact(|tables| {
                let mut destinations = destinations.iter();
                destinations.try_for_each(|one| tables.set_destination(one, now))
            })?;
            self.post_if_needed(core);
            Ok(())
        })
    }

    /// Ids of the destinations that something is to be posted to.
    pub(crate) fn destinations_to_post_to(&self) -> Result<Vec<String>, ServiceError> {
        self.with_core(|core| {
            core.store
                .transact(|tables| Ok(tables.destinations_to_post_to()?))
        })
    }

    /// What is to be posted next to a destination.
    pub(crate) fn next_post(&self, destination: &str) -> Result<Option<Post>, ServiceError> {
        self.with_core(|core| {
            let generation = core.generation;
            core.store.transact(|tables| {
                let Some(notification) = tables.next_to_post(destination)? else {
                    return Ok(None);
                };
                let known = tables.destination(destination)?;
                Ok(Some(Post {
                    notification,
                    generation,
                    config: known.map(|destination| destination.config),
                }))
            })
        })
    }

    /// Notes what became of a post.
    pub(crate) fn end_post(&self, post: &Post, delivery: Delivery) -> Result<(), ServiceError> {
        self.with_core(|core| {
            // The number may be that of another one by now.
            if core.generation != post.generation {
                return Ok(());
            }
            core.store
                .transact(|tables| Ok(tables.end_post(&post.notification, delivery)?))
        })?;
        self.settled.send_modify(|times| *times += 1);
        Ok(())
    }

    /// Forgets what somebody was told, and what was still to be posted.
    pub(crate) fn clear_notifications(&self) -> Result<(), ServiceError> {
        self.act(|context| Ok(context.tables.clear_notifications()?))?;
        self.posts_are_gone();
        Ok(())
    }

    /// Ends when nothing is to be posted any more. Everything that is due has happened before.
    pub(crate) async fn settled(&self) -> Result<(), ServiceError> {
        self.act(|_| Ok(()))?;
        let mut settled = self.settled.subscribe();
        loop {
            let has_posts =
                self.with_core(|core| core.store.transact(|tables| Ok(tables.has_posts()?)))?;
            if !has_posts {
                return Ok(());
            }
            // The sender lives as long as `self`, which outlives the wait.
            let _ = settled.changed().await;
        }
    }

    /// Gets on its way what is to be posted since this was called before.
    pub(super) fn post_if_needed(&self, core: &mut Core) {
        if !core.scheduler.take_posts() {
            return;
        }
        self.poster
            .call_once(|| webhook::start(self.this.clone(), self.posts.subscribe()));
        self.posts.send_modify(|times| *times += 1);
    }

    /// Lets those look again who wait until nothing is to be posted.
    pub(super) fn posts_are_gone(&self) {
        self.settled.send_modify(|times| *times += 1);
    }
}
