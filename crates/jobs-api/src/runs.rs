//! Runs, beyond what single operations do: how they end and why, what they put out, what happens
//! meanwhile, when what happened, and how to wait for many.

mod attempts;
#[cfg(feature = "client")]
mod cancel;
#[cfg(feature = "client")]
mod events;
#[cfg(feature = "client")]
mod failure;
mod iteration_counts;
mod outcome;
#[cfg(feature = "client")]
mod outputs;
#[cfg(feature = "client")]
mod repair;
#[cfg(feature = "client")]
mod standing;
mod state;
mod timeline;
#[cfg(feature = "client")]
mod triggered;
#[cfg(feature = "client")]
mod wait;
#[cfg(feature = "client")]
mod wait_many;

#[cfg(feature = "client")]
pub use events::{RunChange, RunEvent, ToldOfRun};
#[cfg(feature = "client")]
pub use failure::{FailedTask, RunFailure};
pub use iteration_counts::IterationCounts;
pub use outcome::{Cause, RunOutcome};
#[cfg(feature = "client")]
pub use outputs::{IterationOutput, RunOutputs, TaskOutput};
#[cfg(feature = "client")]
pub use standing::{RunStanding, TaskStanding};
pub use timeline::{Part, Phase, TaskSpan, Timeline};
#[cfg(feature = "client")]
pub use wait::CancelGuard;
#[cfg(feature = "client")]
pub use wait_many::RunWatcher;
