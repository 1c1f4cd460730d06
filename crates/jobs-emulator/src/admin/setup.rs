//! What a workspace begins with.

use std::sync::Arc;

use super::faults::Faults;
use super::journal::Journal;
use super::rate_limit::RateLimits;
use super::tokens::Expiries;
use super::workspace::Controls;
use super::{Fault, NewJob, RateLimit};
use crate::clock::{Clock, ManualClock, SystemClock};
use crate::engine::Millis;
use crate::engine::notification::NotificationDestination;
use crate::engine::trigger::SqlResult;
use crate::engine::workspace::WorkspaceSettings;
use crate::execute::{LocalExecution, Simulator};
use crate::mappings::Mapping;
use crate::principal::Principal;
use crate::service::PolicyViolations;
use crate::tokens::RunTokens;

/// What a workspace begins with, and goes back to when it is reset.
pub(crate) struct Setup {
    pub(crate) time: Time,
    /// Who makes the jobs of the start, and whose tokens are that name nobody.
    pub(crate) user: Principal,
    pub(crate) simulator: Simulator,
    pub(crate) workspace: WorkspaceSettings,
    /// How tasks run on this machine, if they do, and the tokens with which they call back.
    pub(crate) local: Option<(LocalExecution, RunTokens)>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) rate_limits: Vec<RateLimit>,
    pub(crate) jobs: Vec<NewJob>,
    /// Storage locations that are folders.
    pub(crate) mappings: Vec<Mapping>,
    /// What the queries of SQL conditions come to.
    pub(crate) sql_results: Vec<SqlResult>,
    pub(crate) notification_destinations: Vec<NotificationDestination>,
    pub(crate) policy_violations: Vec<PolicyViolations>,
    /// Whether requests are refused for what only may be a mistake.
    pub(crate) strict: bool,
    /// Names of all operations.
    pub(crate) operations: Vec<&'static str>,
}

/// Where a workspace takes the time from.
#[derive(Clone, Debug)]
pub(crate) enum Time {
    /// The machine.
    Real,
    /// A clock of its own that stands until it is moved. It starts at this moment, in milliseconds
    /// since the epoch, or else at the real time.
    Virtual(Option<Millis>),
    /// A clock that others have too.
    Given(Arc<dyn Clock>),
}

impl Time {
    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        match self {
            Self::Real => Arc::new(SystemClock::default()),
            Self::Virtual(start) => {
                let start = start.unwrap_or_else(|| SystemClock::default().now());
                Arc::new(ManualClock::new(start))
            }
            Self::Given(clock) => Arc::clone(clock),
        }
    }
}

impl Setup {
    pub(super) fn controls(&self) -> Controls {
        Controls {
            faults: Faults::new(&self.faults),
            rate_limits: RateLimits::new(self.rate_limits.clone()),
            journal: Journal::default(),
            expiries: Expiries::default(),
            strict: self.strict,
        }
    }

    /// Says what is wrong with it, if anything is.
    pub(crate) fn check(&self) -> Result<(), String> {
        for destination in &self.notification_destinations {
            destination.check()?;
        }
        for fault in &self.faults {
            fault
                .check(&self.operations)
                .map_err(|error| format!("a fault cannot be: {error}"))?;
        }
        for limit in &self.rate_limits {
            limit
                .check(&self.operations)
                .map_err(|error| format!("a rate limit cannot be: {error}"))?;
        }
        for mapping in &self.mappings {
            mapping
                .check()
                .map_err(|error| format!("a mapping cannot be: {error}"))?;
        }
        Ok(())
    }
}
