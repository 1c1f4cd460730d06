//! The tables of 3.5, word for word. Where they leave something open, more than one answer is
//! right: the tests beside the engine say which it gives.

use super::plan::RunIf;

/// What became of a task, for those that depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Upstream {
    Succeeded,
    Failed,
    Cancelled,
    Excluded,
    Disabled,
}

impl Upstream {
    /// By `result_state`. To have been kept from running by a failure counts as a failure.
    pub(super) fn of(result: &str) -> Result<Self, String> {
        match result {
            "SUCCESS" => Ok(Self::Succeeded),
            "FAILED" | "TIMEDOUT" | "UPSTREAM_FAILED" => Ok(Self::Failed),
            "CANCELED" | "UPSTREAM_CANCELED" => Ok(Self::Cancelled),
            "EXCLUDED" => Ok(Self::Excluded),
            "DISABLED" => Ok(Self::Disabled),
            other => Err(format!("no task ends as {other}")),
        }
    }
}

/// What a task may do when all that it depends on has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) runs: bool,
    /// The results that it may have without running.
    pub(super) skipped: Vec<&'static str>,
}

impl Verdict {
    fn runs() -> Self {
        Self {
            runs: true,
            skipped: Vec::new(),
        }
    }

    fn skipped(results: impl Into<Vec<&'static str>>) -> Self {
        Self {
            runs: false,
            skipped: results.into(),
        }
    }
}

/// Whether a task runs after these.
pub(super) fn verdict(run_if: RunIf, upstream: &[Upstream]) -> Verdict {
    let any = |what: Upstream| upstream.contains(&what);
    let every = |what: &[Upstream]| upstream.iter().all(|one| what.contains(one));
    if upstream.is_empty() {
        return Verdict::runs();
    }
    if every(&[Upstream::Excluded]) {
        return Verdict::skipped(["EXCLUDED"]);
    }
    let held_up = || {
        let mut results = Vec::new();
        for (what, result) in [
            (Upstream::Failed, "UPSTREAM_FAILED"),
            (Upstream::Cancelled, "UPSTREAM_CANCELED"),
            (Upstream::Disabled, "DISABLED"),
        ] {
            if any(what) {
                results.push(result);
            }
        }
        Verdict::skipped(results)
    };
    let when = |holds: bool, otherwise: Verdict| if holds { Verdict::runs() } else { otherwise };
    match run_if {
        RunIf::AllSuccess => when(every(&[Upstream::Succeeded, Upstream::Excluded]), held_up()),
        RunIf::AtLeastOneSuccess => when(any(Upstream::Succeeded), held_up()),
        RunIf::NoneFailed => {
            let none_failed = !any(Upstream::Failed) && !any(Upstream::Cancelled);
            when(none_failed && any(Upstream::Succeeded), held_up())
        }
        RunIf::AllDone => Verdict::runs(),
        RunIf::AtLeastOneFailed => {
            let failed = any(Upstream::Failed) || any(Upstream::Cancelled);
            when(failed, Verdict::skipped(["EXCLUDED"]))
        }
        RunIf::AllFailed => {
            let failed = every(&[Upstream::Failed, Upstream::Cancelled]);
            when(failed, Verdict::skipped(["EXCLUDED"]))
        }
    }
}

/// The results that a run may have, by those of its leaves and of all its tasks.
pub(super) fn run_results(leaves: &[&str], all: &[&str]) -> Vec<&'static str> {
    let any = |of: &[&str], what: &[&str]| of.iter().any(|result| what.contains(result));
    let failed = ["FAILED", "TIMEDOUT", "UPSTREAM_FAILED"];
    let cancelled = ["CANCELED", "UPSTREAM_CANCELED"];
    match (any(leaves, &failed), any(leaves, &cancelled)) {
        (true, false) => vec!["FAILED"],
        (false, true) => vec!["CANCELED"],
        // Which of the two goes first is not said.
        (true, true) => vec!["FAILED", "CANCELED"],
        (false, false) if any(all, &failed) => vec!["SUCCESS_WITH_FAILURES"],
        // Nor whether a cancel of a task within counts as a failure.
        (false, false) if any(all, &cancelled) => vec!["SUCCESS", "SUCCESS_WITH_FAILURES"],
        // Nor what a run is of which no leaf has run.
        (false, false) if !any(leaves, &["SUCCESS"]) => vec!["SUCCESS", "EXCLUDED", "DISABLED"],
        (false, false) => vec!["SUCCESS"],
    }
}
