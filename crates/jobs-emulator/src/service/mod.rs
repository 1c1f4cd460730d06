//! What the service does for each operation: validate, act, answer.
//!
//! One file for each group of operations. An operation is a function of a [`Context`] and the
//! request's [`Members`]; it runs within one transaction, and only after everything that was due by
//! then has happened, so that answers never lag behind the clock.

mod access;
pub(crate) mod clusters;
pub(crate) mod current_user;
pub(crate) mod error;
mod iteration_stats;
pub(crate) mod jobs;
pub(crate) mod libraries;
pub(crate) mod output;
pub(crate) mod page_token;
pub(crate) mod parameters;
pub(crate) mod permissions;
pub(crate) mod policy_compliance;
mod repair;
pub(crate) mod request;
mod resolved_values;
pub(crate) mod run_view;
pub(crate) mod runs;
pub(crate) mod selection;
pub(crate) mod settings;
mod single_task;
mod snapshot;
mod standing;
pub(crate) mod start;
pub(crate) mod version;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use serde_json::Value;
use tokio::sync::Notify;

pub(crate) use self::error::ServiceError;
use self::request::Members;
use self::version::ApiVersion;
use crate::clock::Clock;
use crate::engine::Millis;
use crate::engine::scheduler::Scheduler;
use crate::execute::Simulator;
use crate::principal::Principal;
use crate::store::{Store, StoreError, Tables};

/// What an operation answers: the body, or an error.
pub(crate) type Answer = Result<Value, ServiceError>;

/// An operation of the service.
pub(crate) type Operation = fn(&mut Context<'_>, &Members) -> Answer;

/// The service: its database, what runs in it, and its clock.
#[derive(Debug)]
pub(crate) struct Service {
    core: Mutex<Core>,
    clock: Arc<dyn Clock>,
    /// Who acts where nobody calls.
    user: Principal,
    /// Where users reach it; known once it listens.
    base_url: OnceLock<String>,
    /// Told when something may be due earlier than before.
    changed: Notify,
}

struct Core {
    store: Store,
    scheduler: Scheduler,
}

/// What an operation acts on.
pub(crate) struct Context<'a> {
    pub(crate) tables: Tables<'a>,
    pub(crate) scheduler: &'a mut Scheduler,
    pub(crate) now: Millis,
    /// The version of the Jobs API that is called.
    pub(crate) version: ApiVersion,
    /// Who calls.
    pub(crate) caller: &'a Principal,
    /// Where users reach the service, without a slash at the end.
    pub(crate) base_url: &'a str,
}

/// Where users reach a service that listens nowhere.
const NOWHERE: &str = "http://jobs-emulator.localhost";

/// How long to wait before the database is tried again, in milliseconds.
const PAUSE_AFTER_FAILURE: Millis = 1000;

/// How many events become one transaction when many are due: a month that passes at once is not to
/// be in memory, or in the write-ahead log, as a whole.
const EVENTS_AT_ONCE: usize = 1000;

impl Service {
    /// Opens the database and takes up the runs that are active in it.
    pub(crate) fn open(
        data: Option<&Path>,
        clock: Arc<dyn Clock>,
        user: Principal,
        simulator: Simulator,
    ) -> Result<Self, StoreError> {
        let mut store = Store::open(data)?;
        let now = clock.now();
        let scheduler = store.transact(|tables| Scheduler::recover(simulator, tables, now))?;
        Ok(Self {
            core: Mutex::new(Core { store, scheduler }),
            clock,
            user,
            base_url: OnceLock::new(),
            changed: Notify::new(),
        })
    }

    /// Tells where users reach the service. Only the first call counts.
    pub(crate) fn set_base_url(&self, url: String) {
        self.base_url.get_or_init(|| url);
    }

    /// Changes how simulated tasks go from now on.
    pub(crate) fn change_simulator(&self, change: impl FnOnce(&mut Simulator)) {
        let mut core = self.core();
        change(&mut core.scheduler.simulator);
    }

    /// The database and what runs in it, for as long as nobody else has them.
    fn core(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(|poisoned| {
            // Whoever had it panicked: the transaction is taken back, what is in memory is not.
            let mut core = poisoned.into_inner();
            self.core.clear_poison();
            core.start_over(self.clock.now());
            core
        })
    }

    /// Runs an operation for this caller; without one, for those whom it answers to as well.
    pub(crate) fn run(
        &self,
        operation: Operation,
        version: ApiVersion,
        caller: Option<&Principal>,
        request: &Members,
    ) -> Answer {
        let caller = caller.unwrap_or(&self.user);
        self.act_for(caller, version, |context| operation(context, request))
    }

    /// Runs some work of the emulator's own in one transaction, after everything that was due has
    /// happened.
    pub(crate) fn act<T>(
        &self,
        work: impl FnOnce(&mut Context<'_>) -> Result<T, ServiceError>,
    ) -> Result<T, ServiceError> {
        self.act_for(&self.user, ApiVersion::default(), work)
    }

    fn act_for<T>(
        &self,
        caller: &Principal,
        version: ApiVersion,
        work: impl FnOnce(&mut Context<'_>) -> Result<T, ServiceError>,
    ) -> Result<T, ServiceError> {
        let mut core = self.core();
        let core = &mut *core;
        let now = self.clock.now();
        let due_before = core.scheduler.next_due();
        let done = core
            .catch_up(now)
            .map_err(ServiceError::from)
            .and_then(|()| {
                core.store.transact(|tables| {
                    work(&mut Context {
                        tables,
                        scheduler: &mut core.scheduler,
                        now,
                        version,
                        caller,
                        base_url: self.base_url.get().map_or(NOWHERE, String::as_str),
                    })
                })
            });
        if done.as_ref().is_err_and(ServiceError::is_internal) {
            core.start_over(now);
        }
        if core.scheduler.next_due() != due_before {
            self.changed.notify_one();
        }
        done
    }

    /// Lets runs go on by the clock, for as long as it is polled.
    pub(crate) async fn drive(&self) {
        loop {
            let due = {
                let mut core = self.core();
                let now = self.clock.now();
                match core.catch_up(now) {
                    Ok(()) => core.scheduler.next_due(),
                    Err(error) => {
                        eprintln!("jobs-emulator: {error}");
                        core.start_over(now);
                        Some(now.saturating_add(PAUSE_AFTER_FAILURE))
                    }
                }
            };
            match due {
                Some(due) => tokio::select! {
                    () = self.clock.sleep_until(due) => {}
                    () = self.changed.notified() => {}
                },
                None => self.changed.notified().await,
            }
        }
    }
}

impl Core {
    /// Lets everything happen that is due.
    fn catch_up(&mut self, now: Millis) -> Result<(), StoreError> {
        while self.scheduler.next_due().is_some_and(|due| due <= now) {
            let scheduler = &mut self.scheduler;
            self.store
                .transact(|tables| scheduler.run_due(tables, now, EVENTS_AT_ONCE))?;
        }
        Ok(())
    }

    /// After a failure of the database: what is in memory may be ahead of what is stored, and only
    /// what is stored counts.
    fn start_over(&mut self, now: Millis) {
        let simulator = self.scheduler.simulator.clone();
        let Self { store, scheduler } = self;
        match store.transact(|tables| Scheduler::recover(simulator, tables, now)) {
            Ok(recovered) => *scheduler = recovered,
            Err(error) => eprintln!("jobs-emulator: cannot take up active runs: {error}"),
        }
    }
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
