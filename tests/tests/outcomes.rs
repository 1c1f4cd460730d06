//! How a run stands and how it ended, over everything that the spec says of it and more.

use std::collections::BTreeMap;

use jobs_api::operations::{CancelRun, RepairRun, RunNow, SubmitRun};
use jobs_api::runtime::operation::{Ending, LongRunning, Progress};
use jobs_api::types::{Run, RunState, RunStatus, TerminationDetails};

/// Values of a member: all of an enum of the spec, one that nobody knows, and none.
fn values(schema: &str) -> Vec<Option<String>> {
    let spec = include_str!("../../spec/schemas/run.yaml");
    let spec: BTreeMap<String, serde_json::Value> = serde_yaml::from_str(spec).unwrap_or_default();
    let known = spec[schema]["enum"].as_array().into_iter().flatten();
    let known = known.filter_map(|value| value.as_str().map(str::to_owned));
    let values: Vec<_> = known
        .chain(["FROBNICATED".to_owned()])
        .map(Some)
        .chain([None])
        .collect();
    assert!(values.len() > 4, "{schema} has values");
    values
}

/// The runs with every combination of these values.
fn runs(states: &[(Option<String>, Option<String>)], each: &mut dyn FnMut(&Run, &str)) {
    let codes = values("TerminationCodeCode");
    let types = values("TerminationTypeType");
    let results = values("RunResultState");
    for (newer, older) in states {
        for code in &codes {
            for kind in &types {
                for result in &results {
                    let run = run(newer, older, code, kind, result);
                    each(
                        &run,
                        &format!("{newer:?} {older:?} {code:?} {kind:?} {result:?}"),
                    );
                }
            }
        }
    }
}

/// A run whose members are those of these that are there.
fn run(
    newer: &Option<String>,
    older: &Option<String>,
    code: &Option<String>,
    kind: &Option<String>,
    result: &Option<String>,
) -> Run {
    let mut details = TerminationDetails::new();
    details.code = code.as_deref().map(Into::into);
    details.r#type = kind.as_deref().map(Into::into);
    let mut run = Run::new();
    if newer.is_some() || code.is_some() || kind.is_some() {
        let mut status = RunStatus::new();
        status.state = newer.as_deref().map(Into::into);
        if code.is_some() || kind.is_some() {
            status = status.termination_details(details);
        }
        run = run.status(status);
    }
    if older.is_some() || result.is_some() {
        let mut state = RunState::new();
        state.life_cycle_state = older.as_deref().map(Into::into);
        state.result_state = result.as_deref().map(Into::into);
        run = run.state(state);
    }
    run
}

/// Every combination of the newer and the older state.
fn states() -> Vec<(Option<String>, Option<String>)> {
    let older = values("RunLifeCycleState");
    let newer = values("RunLifecycleStateV2State");
    let pairs = newer.iter().flat_map(|newer| {
        let pair = move |older: &Option<String>| (newer.clone(), older.clone());
        older.iter().map(pair)
    });
    pairs.collect()
}

// R1.2: the newer state decides where it is there, else the older one; nothing unknown is an end.
#[test]
fn a_run_has_ended_when_its_state_says_so() {
    for (newer, older) in states() {
        let has_ended = match (newer.as_deref(), older.as_deref()) {
            (Some(newer), _) => newer == "TERMINATED",
            (None, Some(older)) => matches!(older, "TERMINATED" | "SKIPPED" | "INTERNAL_ERROR"),
            (None, None) => false,
        };
        let deciding = newer.as_deref().or(older.as_deref());
        let is_known = deciding.is_some_and(|state| state != "FROBNICATED");
        let run = run(&newer, &older, &None, &None, &None);
        for progress in [RunNow::progress, SubmitRun::progress, CancelRun::progress] {
            let progress: Progress<'_> = progress(&run);
            assert_eq!(progress.ending.is_some(), has_ended, "{newer:?} {older:?}");
            assert_eq!(progress.is_known, is_known, "{newer:?} {older:?}");
            assert_eq!(progress.state, deciding.unwrap_or_default());
        }
        assert_eq!(run.outcome().is_some(), has_ended, "{newer:?} {older:?}");
    }
}

// R1.3, R1.4: a wait ends well exactly where the outcome is a success, whatever the service says.
#[test]
fn waits_and_outcomes_agree() {
    let word = |word: &str| Some(word.to_owned());
    let states = [
        (word("TERMINATED"), word("TERMINATED")),
        (word("TERMINATED"), word("INTERNAL_ERROR")),
        (word("TERMINATED"), word("RUNNING")),
        (word("TERMINATED"), None),
        (word("RUNNING"), word("TERMINATED")),
        (word("FROBNICATED"), word("TERMINATED")),
        (None, word("TERMINATED")),
        (None, word("SKIPPED")),
        (None, word("INTERNAL_ERROR")),
        (None, None),
    ];
    let mut successes = 0;
    runs(&states, &mut |run, told| {
        let ending = run.outcome().map(|outcome| {
            if outcome.is_success() {
                Ending::Succeeded
            } else {
                Ending::Failed
            }
        });
        successes += usize::from(ending == Some(Ending::Succeeded));
        assert_eq!(RunNow::progress(run).ending, ending, "{told}");
        assert_eq!(RepairRun::progress(run).ending, ending, "{told}");
        // To cancel a run is to end it, however.
        let canceled = ending.map(|_| Ending::Succeeded);
        assert_eq!(CancelRun::progress(run).ending, canceled, "{told}");
    });
    assert!(successes > 0);
}
