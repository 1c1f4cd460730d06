//! Where a thing stands, roughly.

use anstyle::{AnsiColor, Style};
use jobs_api::RunOutcome;

/// Where a thing stands, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Failed,
    Active,
    Waiting,
    Stopped,
    Succeeded,
}

impl Phase {
    /// All of them, the most telling first.
    pub(super) const ALL: [Self; 5] = [
        Self::Failed,
        Self::Active,
        Self::Waiting,
        Self::Stopped,
        Self::Succeeded,
    ];

    /// That of something in this state, which ended so if it has ended.
    pub(crate) fn of(state: &str, outcome: Option<&RunOutcome>) -> Self {
        match outcome {
            Some(outcome) if outcome.is_success() => Self::Succeeded,
            Some(RunOutcome::Canceled | RunOutcome::Skipped(_)) => Self::Stopped,
            Some(_) => Self::Failed,
            None if matches!(state, "" | "BLOCKED") => Self::Waiting,
            None => Self::Active,
        }
    }

    pub(crate) fn has_ended(self) -> bool {
        !matches!(self, Self::Active | Self::Waiting)
    }

    pub(super) fn mark(self) -> char {
        match self {
            Self::Failed => '✗',
            Self::Active => '●',
            Self::Waiting => '○',
            Self::Stopped => '-',
            Self::Succeeded => '✓',
        }
    }

    pub(super) fn style(self) -> Style {
        match self {
            Self::Failed => AnsiColor::Red.on_default(),
            Self::Active => AnsiColor::Cyan.on_default(),
            Self::Waiting | Self::Stopped => Style::new().dimmed(),
            Self::Succeeded => AnsiColor::Green.on_default(),
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Active => "active",
            Self::Waiting => "waiting",
            Self::Stopped => "stopped",
            Self::Succeeded => "succeeded",
        }
    }
}
