//! One service and everything that is done to it on purpose.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use super::faults::Faults;
use super::journal::Journal;
use super::rate_limit::RateLimits;
use super::setup::Setup;
use super::tokens::Expiries;
use super::{Fault, JournalEntry, RateLimit};
use crate::clock::{Clock, millis};
use crate::engine::Millis;
use crate::engine::limits::WorkspaceLimits;
use crate::execute::{Rule, Simulator};
use crate::mappings::Mappings;
use crate::service::request::Members;
use crate::service::{Service, ServiceError, jobs};
use crate::tokens::RunTokens;

/// The end of the year 9999, in milliseconds since the epoch: no clock is moved beyond it.
const END_OF_TIME: Millis = 253_402_300_799_999;

/// A workspace as a test holds it: its clock, its faults, its journal and what is stored in it.
/// Clones share the workspace.
#[derive(Clone)]
pub struct Workspace(Arc<Inner>);

struct Inner {
    service: Arc<Service>,
    clock: Arc<dyn Clock>,
    controls: Mutex<Controls>,
    driver: Mutex<Option<AbortHandle>>,
    setup: Arc<Setup>,
}

/// What may change while requests come.
#[derive(Debug)]
pub(crate) struct Controls {
    pub(crate) faults: Faults,
    pub(crate) rate_limits: RateLimits,
    pub(crate) journal: Journal,
    pub(crate) expiries: Expiries,
    /// Whether requests are refused for what only may be a mistake.
    pub(crate) strict: bool,
}

/// Why a workspace did not do what it was told.
#[derive(Debug)]
pub struct ControlError(String);

impl Workspace {
    /// Opens a workspace, of this token if of one, over a service that [`Service::open`] makes.
    pub(crate) fn open<E: From<ServiceError>>(
        setup: Arc<Setup>,
        token: Option<&str>,
        open: impl FnOnce(Arc<dyn Clock>, &Setup) -> Result<Arc<Service>, E>,
    ) -> Result<Self, E> {
        let clock = setup.time.clock();
        let service = open(Arc::clone(&clock), &setup)?;
        service.map_storage(Mappings::new(setup.mappings.clone()));
        service.set_destinations(&setup.notification_destinations)?;
        let workspace = Self(Arc::new(Inner {
            service,
            clock,
            controls: Mutex::new(setup.controls()),
            driver: Mutex::new(None),
            setup,
        }));
        if let Some((local, tokens)) = &workspace.0.setup.local {
            let tokens = token.map_or_else(|| tokens.clone(), RunTokens::only);
            workspace.0.service.run_locally(local.clone(), tokens)?;
        }
        workspace.prepare()?;
        Ok(workspace)
    }

    /// The time by its clock, in milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.0.clock.now()
    }

    /// Lets so much time pass at once. When it returns, everything that became due has happened,
    /// each thing at its own moment.
    ///
    /// # Errors
    ///
    /// When the clock is the machine's, or would be beyond the year 9999.
    pub fn advance(&self, time: Duration) -> Result<(), ControlError> {
        if self.now().saturating_add(millis(time)) > END_OF_TIME {
            return Err(ControlError(format!(
                "the time cannot be moved by {} ms, beyond the year 9999",
                time.as_millis()
            )));
        }
        if !self.0.clock.move_by(time) {
            return Err(ControlError(
                "the time is the machine's: start the emulator with a virtual clock".to_owned(),
            ));
        }
        Ok(self.0.service.act(|_| Ok(()))?)
    }

    /// Adds a rule for simulated tasks; of those that match, the last one added counts.
    pub fn add_outcome(&self, rule: Rule) {
        let change = |simulator: &mut Simulator| simulator.add_rule(rule);
        self.0.service.change_simulator(change);
    }

    /// Adds a fault and tells its id. Of those that hit a request, the first one added counts.
    ///
    /// # Errors
    ///
    /// When it names an operation that is not there, or says something that cannot be.
    pub fn add_fault(&self, fault: Fault) -> Result<u64, ControlError> {
        fault
            .check(&self.0.setup.operations)
            .map_err(ControlError)?;
        Ok(self.controls().faults.add(fault))
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.controls().faults.remove(None);
    }

    /// Sets the limits, in place of those that were set.
    ///
    /// # Errors
    ///
    /// When one names an operation that is not there, or says something that cannot be.
    pub fn set_rate_limits(&self, limits: Vec<RateLimit>) -> Result<(), ControlError> {
        for limit in &limits {
            limit
                .check(&self.0.setup.operations)
                .map_err(ControlError)?;
        }
        self.controls().rate_limits = RateLimits::new(limits);
        Ok(())
    }

    /// Sets the limits of the workspace. Runs that waited for a lower limit start.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn set_limits(&self, limits: WorkspaceLimits) -> Result<(), ControlError> {
        Ok(self.change_limits(limits)?)
    }

    pub(super) fn change_limits(&self, limits: WorkspaceLimits) -> Result<(), ServiceError> {
        self.0.service.act(|context| {
            let (tables, now) = (context.tables, context.now);
            Ok(context.scheduler.set_limits(tables, limits, now)?)
        })
    }

    pub(super) fn limits(&self) -> Result<WorkspaceLimits, ServiceError> {
        let service = &self.0.service;
        service.act(|context| Ok(context.scheduler.workspace.limits.clone()))
    }

    /// Refuses, or lets through as the service does, what may be a mistake: see
    /// [`EmulatorBuilder::strict`](crate::EmulatorBuilder::strict).
    pub fn set_strict(&self, strict: bool) {
        self.controls().strict = strict;
    }

    /// Lets a token end after this time.
    pub fn expire_token(&self, token: impl Into<String>, after: Duration) {
        let moment = self.now().saturating_add(millis(after));
        self.controls().expiries.set(token.into(), moment);
    }

    /// The requests that came, the oldest first: the last 10,000, or 16 MiB of them.
    pub fn journal(&self) -> Vec<JournalEntry> {
        self.controls().journal.entries(0, None)
    }

    /// Forgets the requests that came.
    pub fn clear_journal(&self) {
        self.controls().journal.clear();
    }

    /// Everything that is stored, jobs and runs, as a SQLite database. Rules, faults, the journal
    /// and the time are not part of it.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub fn snapshot(&self) -> Result<Vec<u8>, ControlError> {
        Ok(self.0.service.snapshot()?)
    }

    /// Puts what a snapshot has in the place of everything that is stored. Runs that were active
    /// in it go on.
    ///
    /// # Errors
    ///
    /// When it is not a snapshot of this version, or the database cannot be written: then
    /// everything is as before.
    pub fn restore(&self, snapshot: &[u8]) -> Result<(), ControlError> {
        Ok(self.0.service.restore(snapshot)?)
    }

    /// Goes back to how it started: no runs, the jobs, rules, faults and limits of the start, an
    /// empty journal. The time stays, and numbers of requests go on.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn reset(&self) -> Result<(), ControlError> {
        let setup = &self.0.setup;
        let (simulator, workspace) = (setup.simulator.clone(), setup.workspace.clone());
        self.0.service.reset(simulator, workspace)?;
        let destinations = &setup.notification_destinations;
        self.0.service.set_destinations(destinations)?;
        {
            let mut controls = self.controls();
            // Requests that are not answered yet must not be taken for later ones.
            let mut journal = std::mem::take(&mut controls.journal);
            journal.clear();
            *controls = Controls {
                journal,
                ..self.0.setup.controls()
            };
        }
        Ok(self.prepare()?)
    }

    pub(crate) fn service(&self) -> &Service {
        &self.0.service
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    pub(crate) fn setup(&self) -> &Setup {
        &self.0.setup
    }

    pub(crate) fn controls(&self) -> MutexGuard<'_, Controls> {
        // Every change of it is whole: it can be used after a panic.
        let controls = self.0.controls.lock();
        controls.unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets runs go on by the clock between requests, until [`stop`](Self::stop).
    pub(super) fn drive(&self, runtime: &Handle) {
        let service = Arc::clone(&self.0.service);
        let driver = runtime.spawn(async move { service.drive().await });
        self.replace_driver(Some(driver.abort_handle()));
    }

    /// Ends what goes on without requests.
    pub(super) fn stop(&self) {
        self.replace_driver(None);
        self.0.service.stop_locally();
    }

    /// Stops, and lets go of the database, whoever may still have the workspace.
    pub(super) fn close(&self) {
        self.stop();
        self.0.service.close();
    }

    fn replace_driver(&self, driver: Option<AbortHandle>) {
        let held = self.0.driver.lock();
        let old = std::mem::replace(&mut *held.unwrap_or_else(PoisonError::into_inner), driver);
        if let Some(old) = old {
            old.abort();
        }
    }

    /// Makes what it begins with.
    fn prepare(&self) -> Result<(), ServiceError> {
        self.set_sql_results()?;
        self.create_jobs()?;
        let mut violations = self.0.setup.policy_violations.iter();
        violations.try_for_each(|one| self.set_violations(one))
    }

    /// Makes the jobs that it begins with, but for those that are there by name.
    fn create_jobs(&self) -> Result<(), ServiceError> {
        for job in &self.0.setup.jobs {
            let by_name = Members::new(
                [("name".to_owned(), Value::from(&*job.name))]
                    .into_iter()
                    .collect(),
            );
            let strict = self.0.setup.strict;
            let create = Members::of_members("create", strict, job.settings.clone());
            self.0
                .service
                .act(|context| {
                    let create = create?;
                    let known = jobs::list(context, &by_name)?;
                    if known["jobs"].is_array() {
                        return Ok(());
                    }
                    jobs::create(context, &create).map(drop)
                })
                .map_err(|error| ServiceError {
                    message: format!("{}: job '{}': {}", job.place, job.name, error.message),
                    ..error
                })?;
        }
        Ok(())
    }
}

impl Drop for Inner {
    /// What posts and what runs tasks have the service as well, for moments: the database is not to
    /// be open longer for that.
    fn drop(&mut self) {
        self.service.stop_locally();
        self.service.close();
    }
}

impl fmt::Debug for Workspace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workspace")
            .field("clock", &self.0.clock)
            .finish_non_exhaustive()
    }
}

impl ControlError {
    pub(super) fn new(message: String) -> Self {
        Self(message)
    }
}

impl From<ServiceError> for ControlError {
    fn from(error: ServiceError) -> Self {
        Self(error.message)
    }
}

impl fmt::Display for ControlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ControlError {}
