//! Random jobs, failures, cancels and repairs, checked against a model that was written from the
//! facts and not from the engine. Sections are those of `FIDELITY.md`.
//!
//! Each case comes from a seed, its number. `JOBS_MODEL_CASES` says how many there are, and
//! `JOBS_MODEL_SEED` runs a single one.

mod check;
mod drive;
mod entry;
mod generate;
mod plan;
mod queue;
mod rules;
mod shrink;
mod table;
mod watch;

use std::env;
use std::ops::Range;

use self::plan::Plan;

/// How many cases the suite runs.
const CASES: u64 = 250;

/// 3.3 to 3.10: every run goes as the rules say, whatever its graph and whatever happens to it.
#[test]
fn runs_go_by_the_rules() {
    for seed in seeds(CASES) {
        let plan = generate::plan(seed);
        if let Some(wrong) = complaint(&plan) {
            let (plan, wrong) = shrink::shrink(plan, wrong, complaint);
            panic!("JOBS_MODEL_SEED={seed}\n{wrong}\n{plan:#?}");
        }
    }
}

/// The seeds to try: so many, unless the environment says otherwise.
fn seeds(cases: u64) -> Range<u64> {
    match setting("JOBS_MODEL_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..setting("JOBS_MODEL_CASES").unwrap_or(cases),
    }
}

fn setting(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// What is wrong with how a plan goes; None if nothing is.
fn complaint(plan: &Plan) -> Option<String> {
    let rounds = block_on(drive::drive(plan));
    rounds.and_then(|rounds| check::course(plan, &rounds)).err()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}
