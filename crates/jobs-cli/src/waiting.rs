//! How to wait for a run, as the command line says.

use std::ops::RangeInclusive;
use std::time::Duration;

use clap::{ArgGroup, Args as _};
use jiff::SignedDuration;

use crate::globals::Globals;

/// Flags of commands that start work.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Waiting")]
pub(crate) struct WaitFlags {
    /// Wait until the run has ended, with a line for each change; the exit code tells how
    #[arg(long, short)]
    wait: bool,
    #[command(flatten)]
    how: HowFlags,
}

/// Flags of commands that wait.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Waiting")]
pub(crate) struct HowFlags {
    /// Wait, with a live view of what goes on; lines where standard error is no terminal
    #[arg(long, short)]
    follow: bool,
    /// Longest time to wait, such as 90s or 2h; the run goes on
    #[arg(long, value_name = "TIME", value_parser = duration)]
    timeout: Option<Duration>,
    /// Time between two looks at the run; from 1s to 10s if not given
    #[arg(long, value_name = "TIME", value_parser = duration)]
    interval: Option<Duration>,
    /// What Ctrl-C does to the run
    #[arg(long, value_name = "WHAT", default_value = "detach")]
    on_interrupt: OnInterrupt,
}

/// The flags that make commands wait.
const WAITS: &str = "waits";

/// Adds the flags of commands that start work. Those that say how to wait need the one that says so.
pub(crate) fn arguments(command: clap::Command) -> clap::Command {
    let waits = ArgGroup::new(WAITS).args(["wait", "follow"]).multiple(true);
    let mut command = WaitFlags::augment_args(command).group(waits);
    for name in ["timeout", "interval", "on_interrupt"] {
        command = command.mut_arg(name, |argument| argument.requires(WAITS));
    }
    command
}

/// What Ctrl-C does to a run that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OnInterrupt {
    /// The run goes on
    Detach,
    /// The run is canceled
    Cancel,
}

/// How to wait for a run.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) timeout: Option<Duration>,
    pub(crate) interval: Option<RangeInclusive<Duration>>,
    pub(crate) on_interrupt: OnInterrupt,
    /// Whether a live view is wanted, and would not be in the way.
    pub(crate) is_live: bool,
    /// The command that goes on waiting, but for the id of the run.
    pub(crate) resume: String,
    /// The command that shows what tasks have left, but for the id of the run.
    pub(crate) outputs: String,
}

impl WaitFlags {
    /// How to wait, if that is asked for.
    pub(crate) fn waiting(&self, globals: &Globals) -> Option<Waiting> {
        (self.wait || self.how.follow).then(|| self.how.waiting(globals))
    }
}

impl HowFlags {
    /// How to wait.
    pub(crate) fn waiting(&self, globals: &Globals) -> Waiting {
        Waiting {
            timeout: self.timeout,
            interval: self.interval.map(|time| time..=time),
            on_interrupt: self.on_interrupt,
            is_live: self.follow && globals.has_room(),
            resume: globals.command("runs wait"),
            outputs: globals.command("runs outputs"),
        }
    }
}

/// A time as people write it: `90s`, `1h 30m`, `2 hours`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let time: Result<SignedDuration, _> = text.parse();
    time.ok()
        .and_then(|time| Duration::try_from(time).ok())
        .ok_or_else(|| "it has to be a time, such as 90s or 2h".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_that_people_write() {
        for (text, seconds) in [("90s", 90), ("1h 30m", 5400), ("2 hours", 7200), ("0s", 0)] {
            assert_eq!(duration(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "90", "-1s", "soon"] {
            duration(text).unwrap_err();
        }
    }
}
