//! Plans from a seed.

use fastrand::Rng;

use super::plan::{
    Attempt, Cancel, Dependency, Ending, Kind, Limits, Plan, PlannedRound, PlannedTask, Repair,
    RunIf, Target,
};

/// Times in milliseconds. Several tasks often end at the same moment, and at moments that are time
/// limits of others.
const MILLIS: [i64; 8] = [1, 70, 90, 500, 980, 1000, 2000, 3300];

pub(super) fn plan(seed: u64) -> Plan {
    let mut random = Rng::with_seed(seed);
    let count = random.usize(1..=8);
    let mut tasks: Vec<PlannedTask> = Vec::new();
    for number in 0..count {
        let task = task(&mut random, number, &tasks);
        tasks.push(task);
    }
    let mut rounds = vec![round(&mut random, &tasks, None)];
    while rounds.len() < 4 && random.u8(..10) < 4 {
        let repair = repair(&mut random, &tasks);
        rounds.push(round(&mut random, &tasks, Some(repair)));
    }
    let timeout_seconds = if one_in(&mut random, 8) {
        random.i64(1..8)
    } else {
        0
    };
    Plan {
        tasks,
        timeout_seconds,
        rounds,
        steps: random.u64(..),
    }
}

fn one_in(random: &mut Rng, times: u8) -> bool {
    random.u8(..times) == 0
}

/// One of several; `all` is not empty.
fn one_of<T: Copy>(random: &mut Rng, all: &[T]) -> T {
    all[random.usize(..all.len())]
}

fn task(random: &mut Rng, number: usize, before: &[PlannedTask]) -> PlannedTask {
    let kind = kind(random);
    let mut limits = limits(random);
    if matches!(kind, Kind::RunJob(_)) {
        // Each attempt goes like the first: one that fails must not be retried for ever.
        limits.max_retries = limits.max_retries.abs();
    }
    PlannedTask {
        key: format!("t{number}"),
        depends_on: depends_on(random, before),
        run_if: if random.bool() {
            RunIf::AllSuccess
        } else {
            one_of(random, &RunIf::ALL)
        },
        disabled: one_in(random, 14),
        limits,
        kind,
    }
}

fn depends_on(random: &mut Rng, before: &[PlannedTask]) -> Vec<Dependency> {
    let mut depends_on = Vec::new();
    for other in before {
        if !one_in(random, 3) {
            continue;
        }
        let is_condition = matches!(other.kind, Kind::Condition(_));
        depends_on.push(Dependency {
            key: other.key.clone(),
            outcome: (is_condition && !one_in(random, 4)).then(|| random.bool()),
        });
    }
    depends_on
}

fn kind(random: &mut Rng) -> Kind {
    match random.u8(..20) {
        0..3 => Kind::Condition(match random.u8(..7) {
            0..3 => Some(true),
            3..6 => Some(false),
            _ => None,
        }),
        3..6 => Kind::ForEach {
            concurrency: random.usize(1..=4),
            iterations: (0..random.usize(0..=5))
                .map(|_| attempts(random, 8))
                .collect(),
            timeout_seconds: if one_in(random, 6) {
                random.i64(1..6)
            } else {
                0
            },
        },
        6..8 => Kind::RunJob(attempt(random, 3)),
        _ => Kind::Notebook(attempts(random, 2)),
    }
}

/// Attempts of which one in `failing` does not succeed.
fn attempts(random: &mut Rng, failing: u8) -> Vec<Attempt> {
    (0..random.usize(1..=5))
        .map(|_| attempt(random, failing))
        .collect()
}

fn attempt(random: &mut Rng, failing: u8) -> Attempt {
    let ends = if !one_in(random, failing) {
        Ending::Success
    } else {
        match random.u8(..6) {
            0 => Ending::TimedOut,
            1 => Ending::InternalError,
            _ => Ending::Failed,
        }
    };
    Attempt {
        ends,
        millis: one_of(random, &MILLIS),
    }
}

fn limits(random: &mut Rng) -> Limits {
    Limits {
        max_retries: one_of(random, &[0, 0, 0, 1, 2, 3, -1]),
        min_retry_interval_millis: one_of(random, &[0, 0, 500, 1000, 4000]),
        retry_on_timeout: random.bool(),
        timeout_seconds: one_of(random, &[0, 0, 0, 0, 1, 2]),
    }
}

fn round(random: &mut Rng, tasks: &[PlannedTask], repair: Option<Repair>) -> PlannedRound {
    let mut cancels = Vec::new();
    while cancels.len() < 3 && one_in(random, 4) {
        cancels.push(cancel(random, tasks));
    }
    cancels.sort_by_key(|cancel| cancel.after_ms);
    PlannedRound { repair, cancels }
}

fn cancel(random: &mut Rng, tasks: &[PlannedTask]) -> Cancel {
    let after_ms = if random.bool() {
        one_of(random, &MILLIS)
    } else {
        random.i64(0..6000)
    };
    let task = &tasks[random.usize(..tasks.len())];
    let key = task.key.clone();
    let target = match (random.u8(..3), &task.kind) {
        (0, _) => Target::Run,
        (1, Kind::ForEach { iterations, .. }) if !iterations.is_empty() => {
            Target::Iteration(key, random.usize(..iterations.len()))
        }
        _ => Target::Task(key),
    };
    Cancel { after_ms, target }
}

fn repair(random: &mut Rng, tasks: &[PlannedTask]) -> Repair {
    let mut named = Vec::new();
    if random.bool() {
        for task in tasks {
            if one_in(random, 3) {
                named.push(task.key.clone());
            }
        }
    }
    Repair {
        tasks: named,
        dependents: random.bool(),
    }
}
