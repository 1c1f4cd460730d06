//! One attempt for all who want the same thing at the same time.

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::Result;
use crate::error::Error;

/// Attempts at something that many want: one at a time, and all who wait for it share how it
/// ends, also when it fails.
///
/// The caller that begins an attempt carries it on. If that caller goes away, the next in line
/// begins anew: nobody waits for somebody who is gone.
pub(super) struct Flight<T> {
    turn: tokio::sync::Mutex<()>,
    landed: Mutex<Landed<T>>,
}

struct Landed<T> {
    /// How many attempts have ended.
    count: u64,
    /// How the last one did.
    outcome: Option<Result<T>>,
}

impl<T: Clone> Flight<T> {
    pub(super) fn new() -> Self {
        Self {
            turn: tokio::sync::Mutex::new(()),
            landed: Mutex::new(Landed {
                count: 0,
                outcome: None,
            }),
        }
    }

    /// The outcome of the attempt that is under way, or else of this one.
    pub(super) async fn join<F>(&self, attempt: impl FnOnce() -> F) -> Result<T>
    where
        F: Future<Output = Result<T>>,
    {
        let arrived = self.landed().count;
        let _turn = self.turn.lock().await;
        if let Some(outcome) = self.since(arrived) {
            return outcome;
        }
        let outcome = attempt().await;
        let mut landed = self.landed();
        landed.count += 1;
        landed.outcome = Some(copy(&outcome));
        outcome
    }

    /// The outcome of an attempt that has ended after this many had.
    fn since(&self, arrived: u64) -> Option<Result<T>> {
        let landed = self.landed();
        let outcome = landed.outcome.as_ref()?;
        (landed.count > arrived).then(|| copy(outcome))
    }

    fn landed(&self) -> MutexGuard<'_, Landed<T>> {
        self.landed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn copy<T: Clone>(outcome: &Result<T>) -> Result<T> {
    match outcome {
        Ok(value) => Ok(value.clone()),
        Err(error) => Err(Error::like(error)),
    }
}

/// Something that is found out once, by whoever needs it first. Failures are not remembered.
pub(super) struct Learned<T> {
    value: OnceLock<T>,
    flight: Flight<T>,
}

impl<T: Clone> Learned<T> {
    pub(super) fn new() -> Self {
        Self {
            value: OnceLock::new(),
            flight: Flight::new(),
        }
    }

    /// What is known by now.
    pub(super) fn get(&self) -> Option<&T> {
        self.value.get()
    }

    /// What is known, or else what this finds out.
    pub(super) async fn get_or_find<F>(&self, find: impl FnOnce() -> F) -> Result<T>
    where
        F: Future<Output = Result<T>>,
    {
        if let Some(value) = self.get() {
            return Ok(value.clone());
        }
        self.flight
            .join(|| async {
                // Another may have found it between the look and the turn.
                if let Some(value) = self.get() {
                    return Ok(value.clone());
                }
                let value = find().await?;
                Ok(self.value.get_or_init(|| value).clone())
            })
            .await
    }
}
