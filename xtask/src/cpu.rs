//! Processor time: what other work of the machine does not count in. None where the system does
//! not tell.

use std::time::Duration;

/// That of this process.
pub(crate) fn own() -> Option<Duration> {
    time::of(time::Who::RUSAGE_SELF)
}

/// That of all processes that this one has waited for, and of those that they have.
pub(crate) fn children() -> Option<Duration> {
    time::of(time::Who::RUSAGE_CHILDREN)
}

#[cfg(unix)]
mod time {
    use std::time::Duration;

    pub(super) use nix::sys::resource::UsageWho as Who;
    use nix::sys::resource::getrusage;
    use nix::sys::time::TimeValLike;

    pub(super) fn of(who: Who) -> Option<Duration> {
        let usage = getrusage(who).ok()?;
        let time = usage.user_time() + usage.system_time();
        u64::try_from(time.num_microseconds())
            .ok()
            .map(Duration::from_micros)
    }
}

#[cfg(not(unix))]
mod time {
    use std::time::Duration;

    #[expect(non_camel_case_types, reason = "named as where they are real")]
    pub(super) enum Who {
        RUSAGE_SELF,
        RUSAGE_CHILDREN,
    }

    pub(super) fn of(_: Who) -> Option<Duration> {
        None
    }
}
