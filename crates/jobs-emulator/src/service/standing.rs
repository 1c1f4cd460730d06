//! How runs stand and what they have come to, in the words of the service: the older `state` and
//! the newer `status` together.

use jobs_api::types::{
    QueueDetails, QueueDetailsCodeCode, RunLifeCycleState as LifeCycle, RunLifecycleStateV2State,
    RunResultState, RunState, RunStatus, TerminationCodeCode as Code, TerminationDetails,
    TerminationTypeType as Kind,
};
use serde_json::{Map, Value, json};

use crate::engine::state::{
    Attempt, Ending, Episode, Failure, FailureCode, QueueReason, RunPhase, StopReason, TaskPhase,
    TaskResult,
};
use crate::store::RunRow;

/// How a run or a task run stands.
pub(super) struct Standing {
    state: RunState,
    status: RunStatus,
}

impl Standing {
    /// Of a run in one of its episodes.
    pub(super) fn of_episode(run: &RunRow, episode: &Episode) -> Self {
        match &episode.ending {
            // A run with its only task is that task's run.
            Some(Ending::Failed { result, .. }) if run.request.single_task => {
                Self::of_result(*result, None)
            }
            Some(ending) => Self::of_ending(ending),
            None => Self::of_active_run(run),
        }
    }

    /// Of a task run.
    pub(super) fn of_attempt(attempt: &Attempt) -> Self {
        match attempt.phase {
            TaskPhase::Queued => Self::active(LifeCycle::Queued, ""),
            TaskPhase::Blocked => Self::active(LifeCycle::Blocked, ""),
            TaskPhase::WaitingForRetry { .. } => Self::active(LifeCycle::WaitingForRetry, ""),
            TaskPhase::Pending => Self::active(LifeCycle::Pending, "Waiting for cluster"),
            TaskPhase::Running => Self::active(LifeCycle::Running, "In run"),
            TaskPhase::Terminating => Self::active(LifeCycle::Terminating, ""),
            TaskPhase::Terminated => {
                let result = attempt.result.unwrap_or(TaskResult::Failed);
                match &attempt.output.failure {
                    Some(failure) if result == TaskResult::InternalError => {
                        Self::of_failure(failure)
                    }
                    _ => Self::of_result(result, attempt.stopping.map(|(_, reason)| reason)),
                }
            }
        }
    }

    /// Adds the members `state` and `status`.
    pub(super) fn write(&self, to: &mut Map<String, Value>) {
        // Both are made of texts and flags, which always become JSON.
        to.insert("state".to_owned(), json!(self.state));
        to.insert("status".to_owned(), json!(self.status));
    }

    /// Of a run that is at work or waits to be.
    fn of_active_run(run: &RunRow) -> Self {
        match run.state.phase {
            RunPhase::Queued => {
                let (code, reason) = Self::of_queue(run);
                let mut standing = Self::active(LifeCycle::Queued, "");
                standing.state.queue_reason = Some(reason.clone());
                let details = QueueDetails::new().code(code).message(reason);
                standing.status.queue_details = Some(Box::new(details));
                standing
            }
            RunPhase::Pending => Self::active(LifeCycle::Pending, "Waiting for cluster"),
            RunPhase::Running => Self::active(LifeCycle::Running, "In run"),
            RunPhase::Terminating | RunPhase::Terminated => {
                Self::active(LifeCycle::Terminating, "")
            }
        }
    }

    /// What a queued run waits for.
    fn of_queue(run: &RunRow) -> (QueueDetailsCodeCode, String) {
        match run.state.queue_reason {
            QueueReason::MaxConcurrentRuns => {
                let limit = run.request.max_concurrent_runs;
                (
                    QueueDetailsCodeCode::MaxConcurrentRunsReached,
                    format!("Queued due to reaching maximum concurrent runs of {limit}."),
                )
            }
            QueueReason::ActiveRuns => (
                QueueDetailsCodeCode::ActiveRunsLimitReached,
                "Queued due to reaching the limit of active task runs in the workspace.".to_owned(),
            ),
            QueueReason::ActiveRunJobTasks => (
                QueueDetailsCodeCode::ActiveRunJobTasksLimitReached,
                "Queued due to reaching the limit of active run job tasks in the workspace."
                    .to_owned(),
            ),
        }
    }

    /// Of a run that has come to this.
    fn of_ending(ending: &Ending) -> Self {
        match ending {
            Ending::Success => Self::ended(
                LifeCycle::Terminated,
                RunResultState::Success,
                (Code::Success, Kind::Success),
                "",
            ),
            Ending::SuccessWithFailures => Self::ended(
                LifeCycle::Terminated,
                RunResultState::SuccessWithFailures,
                (Code::SuccessWithFailures, Kind::Success),
                "",
            ),
            Ending::Failed {
                task_key,
                result,
                skipped_others,
                failure,
            } => {
                let of_task = match failure {
                    Some(failure) => Self::of_failure(failure),
                    None => Self::of_result(*result, None),
                };
                let why = of_task.state.state_message.unwrap_or_default();
                let why = why.trim_end_matches('.');
                let mut message = format!("Task {task_key} failed with message: {why}.");
                if *skipped_others {
                    message.push_str(" This caused all downstream tasks to get skipped.");
                }
                Self::ended(
                    LifeCycle::InternalError,
                    RunResultState::Failed,
                    match (failure, result) {
                        (Some(failure), _) => termination(failure),
                        (None, TaskResult::InternalError) => {
                            (Code::InternalError, Kind::InternalError)
                        }
                        (None, _) => (Code::RunExecutionError, Kind::ClientError),
                    },
                    &message,
                )
            }
            Ending::Canceled => Self::of_result(TaskResult::Canceled, None),
            Ending::TimedOut => Self::of_result(TaskResult::TimedOut, None),
            Ending::MaxConcurrentRuns => Self::ended(
                LifeCycle::Skipped,
                RunResultState::MaximumConcurrentRunsReached,
                (Code::MaxConcurrentRunsExceeded, Kind::ClientError),
                "An active run already exists.",
            ),
            Ending::QueueFull => Self::ended(
                LifeCycle::Skipped,
                RunResultState::MaximumConcurrentRunsReached,
                (Code::MaxJobQueueSizeExceeded, Kind::ClientError),
                "The queue of the job is full.",
            ),
            Ending::WorkspaceFull => Self::ended(
                LifeCycle::Skipped,
                RunResultState::MaximumConcurrentRunsReached,
                (Code::WorkspaceRunLimitExceeded, Kind::ClientError),
                "The workspace has reached its limit of active task runs.",
            ),
            Ending::QueuedTooLong => Self::ended(
                LifeCycle::Skipped,
                RunResultState::MaximumConcurrentRunsReached,
                (Code::MaxConcurrentRunsExceeded, Kind::ClientError),
                "The run was queued for more than 48 hours.",
            ),
            Ending::NothingToRun => Self::ended(
                LifeCycle::Skipped,
                RunResultState::Excluded,
                (Code::Skipped, Kind::Success),
                "The job has no tasks.",
            ),
        }
    }

    /// Of a task run that has come to this, stopped for this reason if it was.
    fn of_result(result: TaskResult, stop: Option<StopReason>) -> Self {
        match result {
            TaskResult::Success => Self::ended(
                LifeCycle::Terminated,
                RunResultState::Success,
                (Code::Success, Kind::Success),
                "",
            ),
            TaskResult::Failed => Self::ended(
                LifeCycle::Terminated,
                RunResultState::Failed,
                (Code::RunExecutionError, Kind::ClientError),
                "Workload failed, see run output for details",
            ),
            TaskResult::InternalError => Self::ended(
                LifeCycle::InternalError,
                RunResultState::Failed,
                (Code::InternalError, Kind::InternalError),
                "Run failed with an internal error, see run output for details",
            ),
            TaskResult::TimedOut => Self::ended(
                LifeCycle::Terminated,
                RunResultState::Timedout,
                (Code::Canceled, Kind::ClientError),
                "Timed out",
            ),
            TaskResult::Canceled => {
                let termination = match stop {
                    Some(StopReason::Timeout) => (Code::Canceled, Kind::ClientError),
                    Some(StopReason::Cancel) | None => (Code::UserCanceled, Kind::Success),
                };
                let message = "Run cancelled.";
                Self::ended(
                    LifeCycle::Terminated,
                    RunResultState::Canceled,
                    termination,
                    message,
                )
            }
            TaskResult::UpstreamFailed => Self::ended(
                LifeCycle::Skipped,
                RunResultState::UpstreamFailed,
                (Code::Skipped, Kind::ClientError),
                "An upstream task failed.",
            ),
            TaskResult::UpstreamCanceled => Self::ended(
                LifeCycle::Skipped,
                RunResultState::UpstreamCanceled,
                (Code::Skipped, Kind::ClientError),
                "An upstream task was canceled.",
            ),
            TaskResult::Excluded => Self::ended(
                LifeCycle::Skipped,
                RunResultState::Excluded,
                (Code::Skipped, Kind::Success),
                "",
            ),
            TaskResult::Disabled => Self::ended(
                LifeCycle::Skipped,
                RunResultState::Disabled,
                (Code::Disabled, Kind::Success),
                "",
            ),
        }
    }

    /// Of a task run that the service failed for this reason.
    fn of_failure(failure: &Failure) -> Self {
        Self::ended(
            LifeCycle::InternalError,
            RunResultState::Failed,
            termination(failure),
            &failure.message,
        )
    }

    fn active(life_cycle: LifeCycle, message: &str) -> Self {
        let state = match &life_cycle {
            LifeCycle::WaitingForRetry => RunLifecycleStateV2State::Waiting,
            // All others have the same name in both.
            other => RunLifecycleStateV2State::from(other.as_str()),
        };
        Self {
            state: RunState::new()
                .life_cycle_state(life_cycle)
                .state_message(message)
                .user_cancelled_or_timedout(false),
            status: RunStatus::new().state(state),
        }
    }

    fn ended(
        life_cycle: LifeCycle,
        result: RunResultState,
        (code, kind): (Code, Kind),
        message: &str,
    ) -> Self {
        let stopped = matches!(result, RunResultState::Canceled | RunResultState::Timedout);
        let details = TerminationDetails::new()
            .code(code)
            .r#type(kind)
            .message(message);
        Self {
            state: RunState::new()
                .life_cycle_state(life_cycle)
                .result_state(result)
                .state_message(message)
                .user_cancelled_or_timedout(stopped),
            status: RunStatus::new()
                .state(RunLifecycleStateV2State::Terminated)
                .termination_details(details),
        }
    }
}

/// How a run ends that the service failed for this reason.
fn termination(failure: &Failure) -> (Code, Kind) {
    match failure.code {
        FailureCode::ClusterError => (Code::ClusterError, Kind::ClientError),
        FailureCode::DriverError => (Code::DriverError, Kind::InternalError),
        FailureCode::InvalidRunConfiguration => (Code::InvalidRunConfiguration, Kind::ClientError),
        FailureCode::LibraryInstallationError => {
            (Code::LibraryInstallationError, Kind::ClientError)
        }
        FailureCode::RepositoryCheckoutFailed => {
            (Code::RepositoryCheckoutFailed, Kind::ClientError)
        }
        FailureCode::ResourceNotFound => (Code::ResourceNotFound, Kind::ClientError),
    }
}
