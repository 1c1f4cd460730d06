//! The clock by which work is measured.

use std::time::Duration;

/// Processor time that this thread has taken: what else the machine does is not in it.
#[cfg(unix)]
pub fn now() -> Duration {
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID);
    time.expect("every Unix has this clock").into()
}

/// Time since the first call.
#[cfg(not(unix))]
pub fn now() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}
