//! How a run ended, in one value.

use std::fmt;

use crate::types::{
    BaseRun, Run, RunLifeCycleState, RunLifecycleStateV2State, RunResultState, RunState, RunStatus,
    RunTask, TerminationCodeCode, TerminationDetails, TerminationTypeType,
};

/// How a run ended.
///
/// The service says it twice, in `status` and in the older `state`; where both speak, `status`
/// decides. A run that failed by its own code is told apart from one that the platform failed. What
/// this version does not know is never taken for a success.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunOutcome {
    /// All tasks did what they should.
    Succeeded,
    /// Some tasks failed, but none at the end of the graph: the service counts it as a success.
    SucceededWithFailures,
    /// The run's own code or configuration failed.
    Failed(Cause),
    /// It took longer than its time limit.
    TimedOut,
    /// Someone canceled it.
    Canceled,
    /// It never ran.
    Skipped(Cause),
    /// The platform failed.
    InternalError(Cause),
    /// The cloud provider failed.
    CloudFailure(Cause),
    /// It ended in a way that this version of the SDK does not know.
    Unknown(Cause),
}

/// Why a run ended as it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cause {
    /// The service's word for it, such as `RUN_EXECUTION_ERROR`; empty if it gave none.
    pub code: String,
    /// What the service says of it; empty if nothing.
    pub message: String,
}

impl RunOutcome {
    /// Whether the service counts the run as a success.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self, Self::Succeeded | Self::SucceededWithFailures)
    }

    /// A word for programs to tell outcomes apart by, such as `timed_out`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::SucceededWithFailures => "succeeded_with_failures",
            Self::Failed(_) => "failed",
            Self::TimedOut => "timed_out",
            Self::Canceled => "canceled",
            Self::Skipped(_) => "skipped",
            Self::InternalError(_) => "internal_error",
            Self::CloudFailure(_) => "cloud_failure",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Why, for outcomes that have a cause.
    #[must_use]
    pub const fn cause(&self) -> Option<&Cause> {
        match self {
            Self::Failed(cause)
            | Self::Skipped(cause)
            | Self::InternalError(cause)
            | Self::CloudFailure(cause)
            | Self::Unknown(cause) => Some(cause),
            Self::Succeeded | Self::SucceededWithFailures | Self::TimedOut | Self::Canceled => None,
        }
    }

    /// The outcome of what has this status and state; none while it has not ended.
    #[must_use]
    pub fn of(status: Option<&RunStatus>, state: Option<&RunState>) -> Option<Self> {
        if !has_ended(status, state) {
            return None;
        }
        let details = status.and_then(|status| status.termination_details.as_ref());
        let result = state.and_then(|state| state.result_state.as_ref());
        let message = state.and_then(|state| state.state_message.as_deref());
        let by_details =
            details.and_then(|details| from_details(details, result, message.unwrap_or_default()));
        Some(by_details.unwrap_or_else(|| from_state(state)))
    }
}

impl fmt::Display for RunOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Succeeded => "succeeded",
            Self::SucceededWithFailures => "succeeded, though some tasks failed",
            Self::Failed(_) => "failed",
            Self::TimedOut => "took too long",
            Self::Canceled => "was canceled",
            Self::Skipped(_) => "was skipped",
            Self::InternalError(_) => "was failed by the platform",
            Self::CloudFailure(_) => "was failed by the cloud provider",
            Self::Unknown(_) => "ended in an unknown way",
        };
        f.write_str(words)?;
        match self.cause() {
            Some(cause) if !cause.message.is_empty() => write!(f, ": {}", cause.message),
            Some(cause) if !cause.code.is_empty() => write!(f, ": {}", cause.code),
            _ => Ok(()),
        }
    }
}

macro_rules! outcome {
    ($($run:ty),*) => {$(
        impl $run {
            /// How it ended; none while it has not.
            #[must_use]
            pub fn outcome(&self) -> Option<RunOutcome> {
                RunOutcome::of(self.status.as_deref(), self.state.as_deref())
            }
        }
    )*};
}

outcome!(BaseRun, Run, RunTask);

fn has_ended(status: Option<&RunStatus>, state: Option<&RunState>) -> bool {
    match status.and_then(|status| status.state.as_ref()) {
        Some(known) => *known == RunLifecycleStateV2State::Terminated,
        None => matches!(
            state.and_then(|state| state.life_cycle_state.as_ref()),
            Some(
                RunLifeCycleState::Terminated
                    | RunLifeCycleState::Skipped
                    | RunLifeCycleState::InternalError
            )
        ),
    }
}

/// From the termination details: the code where it is known, else the older result, else the type.
///
/// A type alone is never a success: that of a run which someone canceled is `SUCCESS` too.
fn from_details(
    details: &TerminationDetails,
    result: Option<&RunResultState>,
    message: &str,
) -> Option<RunOutcome> {
    let code = details.code.as_ref();
    let kind = details.r#type.as_ref();
    let message = match &details.message {
        Some(message) if !message.is_empty() => message,
        _ => message,
    };
    let cause = |code: &str| Cause {
        code: code.to_owned(),
        message: message.to_owned(),
    };
    match code.filter(|code| code.is_known()) {
        Some(code) => Some(from_code(code, kind, result, cause(code.as_str()))),
        None if result.is_some_and(RunResultState::is_known) => None,
        None => {
            let code = code.map(TerminationCodeCode::as_str);
            let kind_word = kind.map(TerminationTypeType::as_str);
            let word = code.filter(|code| !code.is_empty()).or(kind_word)?;
            let by_type = kind.and_then(|kind| from_type(kind, cause(word)));
            Some(by_type.unwrap_or_else(|| RunOutcome::Unknown(cause(word))))
        }
    }
}

fn from_code(
    code: &TerminationCodeCode,
    kind: Option<&TerminationTypeType>,
    result: Option<&RunResultState>,
    cause: Cause,
) -> RunOutcome {
    use TerminationCodeCode as Code;

    match code {
        Code::Success => RunOutcome::Succeeded,
        Code::SuccessWithFailures => RunOutcome::SucceededWithFailures,
        Code::UserCanceled | Code::Canceled => match result {
            // The code of a run that the platform canceled for its time is that of a cancel.
            Some(RunResultState::Timedout) => RunOutcome::TimedOut,
            _ => RunOutcome::Canceled,
        },
        Code::Skipped
        | Code::Disabled
        | Code::MaxConcurrentRunsExceeded
        | Code::MaxJobQueueSizeExceeded => RunOutcome::Skipped(cause),
        _ => match (kind.and_then(|kind| from_type(kind, cause.clone())), code) {
            (Some(by_type), _) => by_type,
            (None, Code::CloudFailure) => RunOutcome::CloudFailure(cause),
            (None, Code::InternalError | Code::BreakingChange) => RunOutcome::InternalError(cause),
            (None, _) => RunOutcome::Failed(cause),
        },
    }
}

/// Who failed it, where the type tells that.
fn from_type(kind: &TerminationTypeType, cause: Cause) -> Option<RunOutcome> {
    match kind {
        TerminationTypeType::ClientError => Some(RunOutcome::Failed(cause)),
        TerminationTypeType::InternalError => Some(RunOutcome::InternalError(cause)),
        TerminationTypeType::CloudFailure => Some(RunOutcome::CloudFailure(cause)),
        TerminationTypeType::Success | TerminationTypeType::UnknownValue(_) => None,
    }
}

/// From the older state, for services and tasks that give no details.
fn from_state(state: Option<&RunState>) -> RunOutcome {
    let result = state.and_then(|state| state.result_state.as_ref());
    let life_cycle = state.and_then(|state| state.life_cycle_state.as_ref());
    let code = result
        .map(RunResultState::as_str)
        .or(life_cycle.map(RunLifeCycleState::as_str));
    let cause = Cause {
        code: code.unwrap_or_default().to_owned(),
        message: state
            .and_then(|state| state.state_message.clone())
            .unwrap_or_default(),
    };
    match result {
        Some(RunResultState::Success) => RunOutcome::Succeeded,
        Some(RunResultState::SuccessWithFailures) => RunOutcome::SucceededWithFailures,
        Some(RunResultState::Failed) => RunOutcome::Failed(cause),
        Some(RunResultState::Timedout) => RunOutcome::TimedOut,
        Some(RunResultState::Canceled) => RunOutcome::Canceled,
        Some(
            RunResultState::MaximumConcurrentRunsReached
            | RunResultState::UpstreamFailed
            | RunResultState::UpstreamCanceled
            | RunResultState::Excluded
            | RunResultState::Disabled,
        ) => RunOutcome::Skipped(cause),
        Some(RunResultState::UnknownValue(_)) => RunOutcome::Unknown(cause),
        None => match life_cycle {
            Some(RunLifeCycleState::InternalError) => RunOutcome::InternalError(cause),
            Some(RunLifeCycleState::Skipped) => RunOutcome::Skipped(cause),
            _ => RunOutcome::Unknown(cause),
        },
    }
}

#[cfg(test)]
mod tests;
