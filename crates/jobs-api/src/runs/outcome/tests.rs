//! Outcomes of everything that a service may say.

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

/// The types, in the order of the columns below.
const TYPES: [&str; 4] = ["SUCCESS", "CLIENT_ERROR", "INTERNAL_ERROR", "CLOUD_FAILURE"];

/// What a code comes to with each of the [`TYPES`].
const OUTCOMES: [(&str, [&str; 4]); 26] = [
    ("SUCCESS", ["Succeeded"; 4]),
    ("SUCCESS_WITH_FAILURES", ["SucceededWithFailures"; 4]),
    ("USER_CANCELED", ["Canceled"; 4]),
    ("CANCELED", ["Canceled"; 4]),
    ("SKIPPED", ["Skipped"; 4]),
    ("DISABLED", ["Skipped"; 4]),
    ("MAX_CONCURRENT_RUNS_EXCEEDED", ["Skipped"; 4]),
    ("MAX_JOB_QUEUE_SIZE_EXCEEDED", ["Skipped"; 4]),
    ("RUN_EXECUTION_ERROR", FAILED),
    ("WORKSPACE_RUN_LIMIT_EXCEEDED", FAILED),
    ("INVALID_RUN_CONFIGURATION", FAILED),
    ("RESOURCE_NOT_FOUND", FAILED),
    ("UNAUTHORIZED_ERROR", FAILED),
    ("FEATURE_DISABLED", FAILED),
    ("LIBRARY_INSTALLATION_ERROR", FAILED),
    ("REPOSITORY_CHECKOUT_FAILED", FAILED),
    ("STORAGE_ACCESS_ERROR", FAILED),
    ("CLUSTER_ERROR", FAILED),
    ("INVALID_CLUSTER_REQUEST", FAILED),
    ("CLUSTER_REQUEST_LIMIT_EXCEEDED", FAILED),
    ("DRIVER_ERROR", FAILED),
    ("MAX_SPARK_CONTEXTS_EXCEEDED", FAILED),
    ("BUDGET_POLICY_LIMIT_EXCEEDED", FAILED),
    (
        "CLOUD_FAILURE",
        ["CloudFailure", "Failed", "InternalError", "CloudFailure"],
    ),
    (
        "INTERNAL_ERROR",
        ["InternalError", "Failed", "InternalError", "CloudFailure"],
    ),
    (
        "BREAKING_CHANGE",
        ["InternalError", "Failed", "InternalError", "CloudFailure"],
    ),
];

/// What most codes come to: the type tells who failed it.
const FAILED: [&str; 4] = ["Failed", "Failed", "InternalError", "CloudFailure"];

// R1.3
#[test]
fn termination_code_and_type_give_the_outcome() {
    for (code, outcomes) in OUTCOMES {
        assert!(TerminationCodeCode::from(code).is_known(), "{code}");
        for (kind, expected) in TYPES.into_iter().zip(outcomes) {
            let outcome = ended(code, kind);
            assert_eq!(word(&outcome), expected, "{code} of type {kind}");
            let cause = outcome.cause().map(|cause| (&*cause.code, &*cause.message));
            assert!(
                cause.is_none_or(|cause| cause == (code, "why")),
                "{cause:?}"
            );
        }
    }
}

// R1.3: a code to come is no success on the word of its type, which is SUCCESS for canceled runs
// too, but on that of the older result.
#[test]
fn an_unknown_code_leaves_it_to_the_older_result_then_to_the_type() {
    for code in [None, Some("A_CODE_TO_COME"), Some("")] {
        for (kind, result, expected) in [
            (Some("SUCCESS"), Some("SUCCESS"), "Succeeded"),
            (Some("SUCCESS"), Some("CANCELED"), "Canceled"),
            (Some("CLIENT_ERROR"), Some("TIMEDOUT"), "TimedOut"),
            (Some("INTERNAL_ERROR"), Some("FAILED"), "Failed"),
            (None, Some("FAILED"), "Failed"),
            (Some("SUCCESS"), None, "Unknown"),
            (Some("SUCCESS"), Some("A_RESULT_TO_COME"), "Unknown"),
            (Some("CLIENT_ERROR"), None, "Failed"),
            (
                Some("INTERNAL_ERROR"),
                Some("A_RESULT_TO_COME"),
                "InternalError",
            ),
            (Some("CLOUD_FAILURE"), None, "CloudFailure"),
            (Some("A_TYPE_TO_COME"), None, "Unknown"),
            (None, None, "Unknown"),
        ] {
            let mut details = TerminationDetails::new();
            details.code = code.map(TerminationCodeCode::from);
            details.r#type = kind.map(TerminationTypeType::from);
            let status = RunStatus::new()
                .state("TERMINATED")
                .termination_details(details);
            let mut state = RunState::new();
            state.result_state = result.map(RunResultState::from);
            let outcome = RunOutcome::of(Some(&status), Some(&state)).expect("it has ended");
            assert_eq!(word(&outcome), expected, "{code:?} {kind:?} {result:?}");
        }
    }
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
