//! A Databricks Jobs service (API 2.2) on one machine, with an embedded database.
//!
//! It answers all operations of the Jobs API as a workspace does, to any client that speaks HTTP:
//! jobs are kept, runs go through their states, tasks wait for each other, fail, are retried and
//! repaired. Tasks are simulated: they take their time and end as [`Rule`]s say, without running any
//! code. Only where it is asked for ([`EmulatorBuilder::run_local`]), Python tasks run for real.
//!
//! Start it on a socket with [`Emulator::start`], or in the same process with
//! [`EmulatorBuilder::in_process`]: then it is a transport for the clients of `jobs-api`. Time comes
//! from a [`Clock`]: with a [`ManualClock`] hours pass at once.
//!
//! Inside, from the ground: `settings` (what they say) · `engine::state` (the state machine of a run,
//! pure) · `store` (SQLite) · `execute` (how simulated tasks go, and processes that run others) ·
//! `mappings` (folders that files arrive in) · `engine::scheduler` (drives them by the clock) ·
//! `service` (one file for each group of operations) · `webhook` (posts messages) · `principal` and
//! `tokens` (who calls) · `admin` (clock, faults, journal, scenarios) · `api` (HTTP) ·
//! `program` (the command line).

mod admin;
mod api;
mod clock;
mod depth;
mod emulator;
mod engine;
mod execute;
// Generated files keep the style of the generator.
#[rustfmt::skip]
#[warn(clippy::pedantic)]
mod generated;
mod mappings;
mod principal;
pub mod program;
mod service;
mod settings;
mod shape;
mod store;
mod tokens;
mod webhook;

pub use self::admin::{Break, ControlError, Fault, JournalEntry, Moment, RateLimit, Workspace};
pub use self::clock::{Clock, ManualClock, Sleep, SystemClock};
pub use self::emulator::{Emulator, EmulatorBuilder, InProcess, StartError};
pub use self::engine::limits::WorkspaceLimits;
pub use self::engine::notification::{
    Delivery, DeliveryState, Notification, NotificationDestination, NotificationKind,
};
pub use self::engine::trigger::{ModelCondition, ModelEvent, SqlResult, TableUpdate};
pub use self::execute::{LocalExecution, Rule, TaskOutcome};
pub use self::principal::Principal;
pub use self::service::{PolicyChange, PolicyViolations};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
