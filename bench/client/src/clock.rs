//! The clocks by which work is measured.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// What the clocks say at one moment.
#[derive(Clone, Copy)]
pub(crate) struct Times {
    /// Time since some fixed moment.
    pub(crate) wall: Duration,
    /// Time that processors have worked for this process, in the kernel as well.
    pub(crate) cpu: Duration,
}

/// What the clocks say now.
pub(crate) fn now() -> Times {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    Times {
        wall: START.elapsed(),
        cpu: cpu(),
    }
}

#[cfg(unix)]
fn cpu() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("every Unix tells it");
    let time = usage.user_time() + usage.system_time();
    Duration::from_micros(time.num_microseconds().unsigned_abs())
}

/// Not told on other systems.
#[cfg(not(unix))]
fn cpu() -> Duration {
    Duration::ZERO
}
