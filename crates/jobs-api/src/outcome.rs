//! How a run ended, in one value.

use std::fmt;

use crate::types::{
    BaseRun, Run, RunLifeCycleState, RunLifecycleStateV2State, RunResultState, RunState, RunStatus,
    RunTask, TerminationCodeCode, TerminationTypeType,
};

/// How a run ended.
///
/// The service says it twice, in `status` and in the older `state`; where both speak, `status`
/// decides. A run that failed by its own code is told apart from one that the platform failed.
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
        Some(from_status(status, state).unwrap_or_else(|| from_state(state)))
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

/// From the termination details: the code where it is plain, else the type.
fn from_status(status: Option<&RunStatus>, state: Option<&RunState>) -> Option<RunOutcome> {
    use TerminationCodeCode as Code;
    use TerminationTypeType as Type;

    let details = status?.termination_details.as_ref()?;
    let code = details.code.as_ref()?;
    let cause = Cause {
        code: code.as_str().to_owned(),
        message: details.message.clone().unwrap_or_default(),
    };
    let timed_out =
        state.and_then(|state| state.result_state.as_ref()) == Some(&RunResultState::Timedout);
    Some(match (code, details.r#type.as_ref()) {
        (Code::Success, _) => RunOutcome::Succeeded,
        (Code::SuccessWithFailures, _) => RunOutcome::SucceededWithFailures,
        (Code::UserCanceled | Code::Canceled, _) if timed_out => RunOutcome::TimedOut,
        (Code::UserCanceled | Code::Canceled, _) => RunOutcome::Canceled,
        (
            Code::Skipped
            | Code::Disabled
            | Code::MaxConcurrentRunsExceeded
            | Code::MaxJobQueueSizeExceeded,
            _,
        ) => RunOutcome::Skipped(cause),
        (_, Some(Type::CloudFailure)) | (Code::CloudFailure, None) => {
            RunOutcome::CloudFailure(cause)
        }
        (_, Some(Type::InternalError)) | (Code::InternalError | Code::BreakingChange, None) => {
            RunOutcome::InternalError(cause)
        }
        (Code::UnknownValue(_), Some(Type::Success)) => RunOutcome::Succeeded,
        (_, Some(Type::ClientError)) => RunOutcome::Failed(cause),
        (Code::UnknownValue(_), _) => RunOutcome::Unknown(cause),
        _ => RunOutcome::Failed(cause),
    })
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
mod tests {
    use super::*;
    use crate::types::TerminationDetails;

    fn ended(code: &str, kind: &str) -> RunOutcome {
        let details = TerminationDetails::new()
            .code(code)
            .r#type(kind)
            .message("why");
        let status = RunStatus::new()
            .state("TERMINATED")
            .termination_details(details);
        RunOutcome::of(Some(&status), None).expect("it has ended")
    }

    fn legacy(life_cycle: &str, result: Option<&str>) -> Option<RunOutcome> {
        let mut state = RunState::new()
            .life_cycle_state(life_cycle)
            .state_message("why");
        state.result_state = result.map(RunResultState::from);
        RunOutcome::of(None, Some(&state))
    }

    /// The name of a variant, without its cause.
    fn word(outcome: &RunOutcome) -> String {
        format!("{outcome:?}")
            .split('(')
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    // R1.3
    #[test]
    fn termination_code_and_type_give_the_outcome() {
        let table = [
            ("SUCCESS", "Succeeded"),
            ("SUCCESS_WITH_FAILURES", "SucceededWithFailures"),
            ("USER_CANCELED", "Canceled"),
            ("CANCELED", "Canceled"),
            ("SKIPPED", "Skipped"),
            ("DISABLED", "Skipped"),
            ("MAX_CONCURRENT_RUNS_EXCEEDED", "Skipped"),
            ("MAX_JOB_QUEUE_SIZE_EXCEEDED", "Skipped"),
        ];
        for kind in ["SUCCESS", "INTERNAL_ERROR", "CLIENT_ERROR", "CLOUD_FAILURE"] {
            for (code, expected) in table {
                assert_eq!(word(&ended(code, kind)), expected, "{code} of type {kind}");
            }
        }
        let by_type = [
            "RUN_EXECUTION_ERROR",
            "WORKSPACE_RUN_LIMIT_EXCEEDED",
            "INVALID_RUN_CONFIGURATION",
            "RESOURCE_NOT_FOUND",
            "UNAUTHORIZED_ERROR",
            "FEATURE_DISABLED",
            "LIBRARY_INSTALLATION_ERROR",
            "REPOSITORY_CHECKOUT_FAILED",
            "STORAGE_ACCESS_ERROR",
            "CLUSTER_ERROR",
            "INVALID_CLUSTER_REQUEST",
            "CLUSTER_REQUEST_LIMIT_EXCEEDED",
            "DRIVER_ERROR",
            "MAX_SPARK_CONTEXTS_EXCEEDED",
            "BUDGET_POLICY_LIMIT_EXCEEDED",
            "CLOUD_FAILURE",
            "INTERNAL_ERROR",
            "BREAKING_CHANGE",
            "A_CODE_TO_COME",
        ];
        for code in by_type {
            assert_eq!(word(&ended(code, "CLIENT_ERROR")), "Failed", "{code}");
            assert_eq!(
                word(&ended(code, "INTERNAL_ERROR")),
                "InternalError",
                "{code}"
            );
            assert_eq!(
                word(&ended(code, "CLOUD_FAILURE")),
                "CloudFailure",
                "{code}"
            );
        }
        assert_eq!(word(&ended("A_CODE_TO_COME", "A_TYPE_TO_COME")), "Unknown");
    }

    // R1.2, R1.3
    #[test]
    fn the_older_state_decides_where_there_is_no_status() {
        assert_eq!(legacy("RUNNING", None), None);
        assert_eq!(legacy("A_STATE_TO_COME", None), None);
        assert_eq!(RunOutcome::of(None, None), None);
        let table = [
            ("TERMINATED", Some("SUCCESS"), "Succeeded"),
            (
                "TERMINATED",
                Some("SUCCESS_WITH_FAILURES"),
                "SucceededWithFailures",
            ),
            ("TERMINATED", Some("FAILED"), "Failed"),
            ("INTERNAL_ERROR", Some("FAILED"), "Failed"),
            ("TERMINATED", Some("TIMEDOUT"), "TimedOut"),
            ("TERMINATED", Some("CANCELED"), "Canceled"),
            (
                "SKIPPED",
                Some("MAXIMUM_CONCURRENT_RUNS_REACHED"),
                "Skipped",
            ),
            ("SKIPPED", Some("UPSTREAM_FAILED"), "Skipped"),
            ("INTERNAL_ERROR", None, "InternalError"),
            ("SKIPPED", None, "Skipped"),
            ("TERMINATED", None, "Unknown"),
            ("TERMINATED", Some("A_RESULT_TO_COME"), "Unknown"),
        ];
        for (life_cycle, result, expected) in table {
            let outcome = legacy(life_cycle, result).expect("it has ended");
            assert_eq!(word(&outcome), expected, "{life_cycle} {result:?}");
        }
    }

    // R1.3
    #[test]
    fn a_time_limit_is_told_apart_from_a_cancel() {
        let details = TerminationDetails::new()
            .code("CANCELED")
            .r#type("CLIENT_ERROR");
        let status = RunStatus::new()
            .state("TERMINATED")
            .termination_details(details);
        let state = RunState::new()
            .life_cycle_state("TERMINATED")
            .result_state("TIMEDOUT");
        assert_eq!(
            RunOutcome::of(Some(&status), Some(&state)),
            Some(RunOutcome::TimedOut)
        );
    }

    #[test]
    fn an_outcome_is_one_readable_line() {
        let outcome = ended("RUN_EXECUTION_ERROR", "CLIENT_ERROR");
        assert_eq!(outcome.to_string(), "failed: why");
        assert_eq!(RunOutcome::Canceled.to_string(), "was canceled");
    }
}
