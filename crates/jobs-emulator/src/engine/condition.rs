//! Whether a task runs, once all tasks that it depends on have ended: its `run_if`.

use super::plan::RunIf;
use super::state::TaskResult;

/// What a dependency that has ended means to the task that waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Upstream {
    /// It ran and succeeded.
    Succeeded,
    /// It failed, timed out, or was not run because something before it failed.
    Failed,
    /// It was cancelled, or was not run because something before it was.
    Canceled,
    /// It was not run because its condition, or the branch it stands on, said no.
    Excluded,
    /// It is switched off, or hangs on a task that is.
    Disabled,
}

impl Upstream {
    /// What the result of a task means to its dependents.
    pub(crate) fn of(result: TaskResult) -> Self {
        match result {
            TaskResult::Success => Self::Succeeded,
            TaskResult::Failed
            | TaskResult::InternalError
            | TaskResult::TimedOut
            | TaskResult::UpstreamFailed => Self::Failed,
            TaskResult::Canceled | TaskResult::UpstreamCanceled => Self::Canceled,
            TaskResult::Excluded => Self::Excluded,
            TaskResult::Disabled => Self::Disabled,
        }
    }

    /// Whether conditions that wait for failures are met by it.
    fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Canceled)
    }
}

/// Decides for a task with these dependencies: `None` lets it run, else it ends with the result.
pub(crate) fn decide(run_if: RunIf, upstream: &[Upstream]) -> Option<TaskResult> {
    let any = |wanted: Upstream| upstream.contains(&wanted);
    if upstream.is_empty() {
        return None;
    }
    // Whatever the condition: nothing before it ran, so it stands on a branch not taken.
    if upstream
        .iter()
        .all(|dependency| *dependency == Upstream::Excluded)
    {
        return Some(TaskResult::Excluded);
    }
    // The reason why a condition that asks for success is not met, the gravest first.
    let reason = || {
        if any(Upstream::Failed) {
            TaskResult::UpstreamFailed
        } else if any(Upstream::Canceled) {
            TaskResult::UpstreamCanceled
        } else {
            TaskResult::Disabled
        }
    };
    match run_if {
        RunIf::AllSuccess => {
            let met = upstream
                .iter()
                .all(|dependency| matches!(dependency, Upstream::Succeeded | Upstream::Excluded));
            (!met).then(reason)
        }
        RunIf::AtLeastOneSuccess => (!any(Upstream::Succeeded)).then(reason),
        RunIf::NoneFailed => {
            let met = any(Upstream::Succeeded)
                && !upstream.iter().any(|dependency| dependency.is_failure());
            (!met).then(reason)
        }
        RunIf::AllDone => None,
        RunIf::AtLeastOneFailed => {
            let met = upstream.iter().any(|dependency| dependency.is_failure());
            (!met).then_some(TaskResult::Excluded)
        }
        RunIf::AllFailed => {
            let met = upstream.iter().all(|dependency| dependency.is_failure());
            (!met).then_some(TaskResult::Excluded)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table for one and two dependencies: `.` runs, else the result's first letters.
    #[test]
    fn run_if_by_upstream() {
        use Upstream::{Canceled, Disabled, Excluded, Failed, Succeeded};
        let upstreams: [&[Upstream]; 14] = [
            &[Succeeded],
            &[Failed],
            &[Canceled],
            &[Excluded],
            &[Disabled],
            &[Succeeded, Failed],
            &[Succeeded, Canceled],
            &[Succeeded, Excluded],
            &[Succeeded, Disabled],
            &[Failed, Canceled],
            &[Failed, Excluded],
            &[Failed, Disabled],
            &[Canceled, Excluded],
            &[Excluded, Disabled],
        ];
        let table = [
            (RunIf::AllSuccess, ". F C X D F C . D F F F C D"),
            (RunIf::AtLeastOneSuccess, ". F C X D . . . . F F F C D"),
            (RunIf::NoneFailed, ". F C X D F C . . F F F C D"),
            (RunIf::AllDone, ". . . X . . . . . . . . . ."),
            (RunIf::AtLeastOneFailed, "X . . X X . . X X . . . . X"),
            (RunIf::AllFailed, "X . . X X X X X X . X X X X"),
        ];
        for (run_if, expected) in table {
            let decided: Vec<&str> = upstreams
                .iter()
                .map(|upstream| match decide(run_if, upstream) {
                    None => ".",
                    Some(TaskResult::UpstreamFailed) => "F",
                    Some(TaskResult::UpstreamCanceled) => "C",
                    Some(TaskResult::Excluded) => "X",
                    Some(TaskResult::Disabled) => "D",
                    Some(_) => "?",
                })
                .collect();
            assert_eq!(decided.join(" "), expected, "{run_if:?}");
        }
    }

    #[test]
    fn without_dependencies_it_runs() {
        assert_eq!(decide(RunIf::AllFailed, &[]), None);
    }
}
