//! What only the emulator has: it is set up, moved, disturbed and looked at, by admin calls below
//! `/api/emulator/` and by the library alike.
//!
//! `fault` · `rate_limit` · `tokens` (what goes wrong on purpose) · `journal` (what was asked) ·
//! `notifications` (who was told) · `policies` · `triggers` (what triggers watch) ·
//! `setup` (what it begins with) ·
//! `workspace` (all of it around one service) · `workspaces` (one, or one for each token) ·
//! `scenario` (all of it from a file) · `endpoints` (all of it over HTTP).

mod endpoints;
mod fault;
mod faults;
mod journal;
mod notifications;
mod policies;
mod rate_limit;
mod scenario;
mod setup;
mod tokens;
mod triggers;
mod workspace;
mod workspaces;

pub(crate) use self::endpoints::{AdminCall, MAX_SNAPSHOT, PREFIX, Reply, SETTLE, answer};
pub use self::fault::{Break, Fault, Moment};
pub(crate) use self::journal::Arrival;
pub use self::journal::JournalEntry;
pub(crate) use self::notifications::settle;
pub(crate) use self::rate_limit::Exceeded;
pub use self::rate_limit::RateLimit;
pub(crate) use self::scenario::{NewJob, Scenario, ScenarioError};
pub(crate) use self::setup::{Setup, Time};
pub use self::workspace::{ControlError, Workspace};
pub(crate) use self::workspaces::Workspaces;

/// Whether both name the same operation: `run_now` may be written `run-now`.
fn is_same_operation(one: &str, other: &str) -> bool {
    let plain = |byte: u8| if byte == b'-' { b'_' } else { byte };
    one.bytes().map(plain).eq(other.bytes().map(plain))
}

/// Refuses what is not the name of an operation.
fn known_operation(name: &str, operations: &[&'static str]) -> Result<(), String> {
    if operations
        .iter()
        .any(|known| is_same_operation(known, name))
    {
        return Ok(());
    }
    let mut known = operations.to_vec();
    known.sort_unstable();
    known.dedup();
    Err(format!(
        "operation: there is no operation '{name}', but {}",
        known.join(", ")
    ))
}
