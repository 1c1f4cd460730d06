//! Runs, beyond what single operations do: how they end and why, what they put out, what happens
//! meanwhile, and how to wait for many.

mod attempts;
#[cfg(feature = "client")]
mod cancel;
#[cfg(feature = "client")]
mod events;
#[cfg(feature = "client")]
mod failure;
mod outcome;
#[cfg(feature = "client")]
mod outputs;
#[cfg(feature = "client")]
mod repair;
#[cfg(feature = "client")]
mod wait;
#[cfg(feature = "client")]
mod wait_many;

#[cfg(feature = "client")]
pub use events::{RunChange, RunEvent, RunStanding, TaskStanding, ToldOfRun};
#[cfg(feature = "client")]
pub use failure::{FailedTask, RunFailure};
pub use outcome::{Cause, RunOutcome};
#[cfg(feature = "client")]
pub use outputs::{IterationOutput, RunOutputs, TaskOutput};
#[cfg(feature = "client")]
pub use wait::CancelGuard;
#[cfg(feature = "client")]
pub use wait_many::RunWatcher;
