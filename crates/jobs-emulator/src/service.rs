//! What the service does for each operation: validate, act, answer.
//!
//! One file for each group of operations. An operation is a function of a [`Context`] and the
//! request's [`Members`]; it runs within one transaction, and only after everything that was due by
//! then has happened, so that answers never lag behind the clock.

mod access;
pub(crate) mod clusters;
pub(crate) mod current_user;
pub(crate) mod destinations;
pub(crate) mod error;
pub(crate) mod files;
mod iteration_stats;
pub(crate) mod jobs;
pub(crate) mod libraries;
mod local;
mod outbox;
pub(crate) mod output;
pub(crate) mod page_token;
pub(crate) mod parameters;
pub(crate) mod permissions;
pub(crate) mod policy_compliance;
pub(crate) mod policy_violations;
pub(crate) mod quota;
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
pub(crate) mod trigger_view;
pub(crate) mod version;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, Once, OnceLock, Weak};

use serde_json::Value;
use tokio::sync::{Notify, watch};

pub(crate) use self::error::ServiceError;
pub(crate) use self::outbox::Post;
pub use self::policy_violations::{PolicyChange, PolicyViolations};
use self::request::Members;
use self::version::ApiVersion;
use crate::clock::Clock;
use crate::engine::Millis;
use crate::engine::scheduler::Scheduler;
use crate::engine::workspace::{WorkspaceSettings, WorkspaceUrl};
use crate::execute::Simulator;
use crate::execute::local::Executor;
use crate::mappings::Mappings;
use crate::principal::Principal;
use crate::store::{Store, StoreError, Tables};

/// What an operation answers: the body, or an error.
pub(crate) type Answer = Result<Value, ServiceError>;

/// An operation of the service.
pub(crate) type Operation = fn(&mut Context<'_>, &Members) -> Answer;

/// The service: its database, what runs in it, and its clock.
#[derive(Debug)]
pub(crate) struct Service {
    /// None once it is closed.
    core: Mutex<Option<Core>>,
    clock: Arc<dyn Clock>,
    /// Who acts where nobody calls.
    user: Principal,
    /// Where users reach it; known once it listens.
    base_url: WorkspaceUrl,
    /// Told when something may be due earlier than before.
    changed: Notify,
    /// Itself, for the thread that posts.
    this: Weak<Self>,
    /// Whether that thread was started: when something is to be posted for the first time.
    poster: Once,
    /// Counts how often something new was to be posted.
    posts: watch::Sender<u64>,
    /// Counts how often something was posted, or is not to be any more.
    settled: watch::Sender<u64>,
    /// What runs tasks on this machine, where that is asked for.
    executor: OnceLock<Executor>,
}

struct Core {
    store: Store,
    scheduler: Scheduler,
    /// Counts how often everything that is stored was replaced.
    generation: u64,
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

/// How long to wait before the database is tried again, in milliseconds.
const PAUSE_AFTER_FAILURE: Millis = 1000;

/// How many events become one transaction when many are due: a month that passes at once is not to
/// be in memory, or in the write-ahead log, as a whole.
const EVENTS_AT_ONCE: usize = 1000;

impl Service {
    /// Opens the database and takes up the runs that are active in it. Nothing is posted before
    /// [`set_destinations`](Self::set_destinations) or a request.
    pub(crate) fn open(
        data: Option<&Path>,
        clock: Arc<dyn Clock>,
        user: Principal,
        simulator: Simulator,
        workspace: WorkspaceSettings,
    ) -> Result<Arc<Self>, StoreError> {
        let mut store = Store::open(data)?;
        let now = clock.now();
        let base_url = workspace.url.clone();
        let scheduler =
            store.transact(|tables| Scheduler::recover(simulator, workspace, tables, now))?;
        let core = Core {
            store,
            scheduler,
            generation: 0,
        };
        Ok(Arc::new_cyclic(|this| Self {
            core: Mutex::new(Some(core)),
            clock,
            user,
            base_url,
            changed: Notify::new(),
            executor: OnceLock::new(),
            this: this.clone(),
            poster: Once::new(),
            posts: watch::Sender::new(0),
            settled: watch::Sender::new(0),
        }))
    }

    /// Tells where users reach the service. Only the first call counts.
    pub(crate) fn set_base_url(&self, url: String) {
        self.base_url.set(url);
    }

    /// Tells which storage locations are folders from now on.
    pub(crate) fn map_storage(&self, mappings: Mappings) {
        let now = self.clock.now();
        if let Some(core) = &mut *self.core() {
            core.scheduler.map_storage(mappings, now);
        }
        self.changed.notify_one();
    }

    /// Changes how simulated tasks go from now on.
    pub(crate) fn change_simulator(&self, change: impl FnOnce(&mut Simulator)) {
        if let Some(core) = &mut *self.core() {
            change(&mut core.scheduler.simulator);
        }
    }

    /// Closes the database: when this returns, somebody else can open it. Whatever is asked for
    /// from then on is refused.
    pub(crate) fn close(&self) {
        drop(self.core().take());
        self.changed.notify_one();
        self.posts_are_gone();
    }

    /// The database and what runs in it, for as long as nobody else has them.
    fn core(&self) -> MutexGuard<'_, Option<Core>> {
        self.core.lock().unwrap_or_else(|poisoned| {
            // Whoever had it panicked: the transaction is taken back, what is in memory is not.
            let mut core = poisoned.into_inner();
            self.core.clear_poison();
            if let Some(core) = &mut *core {
                core.start_over(self.clock.now(), self.executor.get());
            }
            core
        })
    }

    /// Runs some work on the database and what runs in it, unless they are closed.
    fn with_core<T>(
        &self,
        work: impl FnOnce(&mut Core) -> Result<T, ServiceError>,
    ) -> Result<T, ServiceError> {
        work(self.core().as_mut().ok_or_else(ServiceError::stopped)?)
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
        self.with_core(|core| {
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
                            base_url: self.base_url.get(),
                        })
                    })
                });
            if done.as_ref().is_err_and(ServiceError::is_internal) {
                core.start_over(now, self.executor.get());
            }
            core.hand_over(self.executor.get());
            if core.scheduler.next_due() != due_before {
                self.changed.notify_one();
            }
            self.post_if_needed(core);
            done
        })
    }

    /// Lets runs go on by the clock, for as long as it is polled and the service is not closed.
    pub(crate) async fn drive(&self) {
        while let Ok(due) = self.with_core(|core| Ok(self.drive_once(core))) {
            match due {
                Some(due) => tokio::select! {
                    () = self.clock.sleep_until(due) => {}
                    () = self.changed.notified() => {}
                },
                None => self.changed.notified().await,
            }
        }
    }

    /// Lets everything happen that is due, and tells when to look again.
    fn drive_once(&self, core: &mut Core) -> Option<Millis> {
        let now = self.clock.now();
        let done = core.catch_up(now);
        self.post_if_needed(core);
        match done {
            Ok(()) => {
                core.hand_over(self.executor.get());
                core.scheduler.next_due()
            }
            Err(error) => {
                eprintln!("jobs-emulator: {error}");
                core.start_over(now, self.executor.get());
                Some(now.saturating_add(PAUSE_AFTER_FAILURE))
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

    /// Lets be done outside what is wanted done by what is stored.
    fn hand_over(&mut self, executor: Option<&Executor>) {
        if let Some(executor) = executor {
            executor.take(self.scheduler.take_orders());
        }
    }

    /// After a failure of the database: what is in memory may be ahead of what is stored, and only
    /// what is stored counts. What runs on this machine is lost with it.
    fn start_over(&mut self, now: Millis, executor: Option<&Executor>) {
        if let Some(executor) = executor {
            executor.abandon();
        }
        let simulator = self.scheduler.simulator.clone();
        let workspace = self.scheduler.workspace.clone();
        let mappings = self.scheduler.mappings().clone();
        let Self {
            store, scheduler, ..
        } = self;
        match store.transact(|tables| Scheduler::recover(simulator, workspace, tables, now)) {
            Ok(recovered) => {
                *scheduler = recovered;
                scheduler.map_storage(mappings, now);
            }
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
