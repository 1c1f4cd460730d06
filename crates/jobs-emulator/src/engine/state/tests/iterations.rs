//! For-each tasks, by chance: whatever happens to a run, it ends once, keeps its limits, and can be
//! taken up where it stands.

use serde_json::{Value, json};

use super::super::*;
use crate::engine::plan::Plan;

const INPUTS: usize = 6;
const CONCURRENCY: usize = 2;

/// A small generator of numbers: the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
}

struct Course {
    plan: Plan,
    state: RunState,
    chance: Chance,
    due: Vec<(Millis, Event)>,
    next_id: i64,
    ended: usize,
}

impl Course {
    fn new(seed: u64) -> Self {
        let tasks = [
            json!({ "task_key": "each", "timeout_seconds": 1, "for_each_task": {
                "concurrency": CONCURRENCY,
                "task": { "task_key": "one", "max_retries": 1, "min_retry_interval_millis": 30 },
            }}),
            json!({ "task_key": "after", "depends_on": [{ "task_key": "each" }] }),
            json!({ "task_key": "beside" }),
        ];
        let plan = Plan::new(&tasks, seed.is_multiple_of(2).then_some(2));
        let mut ids = 1..;
        let state = RunState::new(&plan, 1, 0, &mut || ids.next().unwrap());
        Self {
            plan,
            state,
            chance: Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            due: Vec::new(),
            next_id: 100,
            ended: 0,
        }
    }

    fn step(&mut self, event: Event, now: Millis) {
        let next_id = &mut self.next_id;
        let mut ids = || {
            *next_id += 1;
            *next_id
        };
        let step = self.state.step(&self.plan, event, now, &mut ids);
        self.follow(step, now);
    }

    fn follow(&mut self, step: Step, now: Millis) {
        for effect in step.effects {
            match effect {
                Effect::Launch { attempt } => self.launch(attempt, now),
                Effect::Stop { attempt } => {
                    self.due.push((now + 3, Event::AttemptStopped { attempt }));
                }
                Effect::Wake { at, event } => self.due.push((at, *event)),
                Effect::Ended => self.ended += 1,
            }
        }
        self.check();
    }

    fn launch(&mut self, attempt: usize, now: Millis) {
        if self.state.attempts[attempt].task_key == "each" {
            let inputs = (0..INPUTS).map(Value::from).collect();
            self.due.push((now, Event::Iterate { attempt, inputs }));
            return;
        }
        let long = if self.chance.one_in(40) { 5000 } else { 40 };
        let result = match self.chance.below(4) {
            0 => ExecutionResult::Failed,
            _ => ExecutionResult::Success,
        };
        self.due.push((now + 2, Event::AttemptRuns { attempt }));
        let event = Event::AttemptEnds {
            attempt,
            result,
            output: Output::default(),
        };
        self.due.push((now + 2 + long, event));
    }

    fn check(&self) {
        let mut restored = self.state.clone();
        restored.restore(self.state.attempts.clone());
        assert_eq!(restored.loops, self.state.loops);
        assert_eq!(restored.current, self.state.current);
        for places in self.state.loops.values() {
            let positions = places.iter().flatten();
            let active = positions
                .filter(|position| self.state.attempts[**position].ended.is_none())
                .count();
            assert!(active <= CONCURRENCY);
        }
    }

    /// Lets everything happen, with a cancel now and then, until nothing is left.
    fn run(&mut self) {
        while let Some(first) = (0..self.due.len()).min_by_key(|place| self.due[*place].0) {
            let (now, event) = self.due.remove(first);
            self.step(event, now);
            if self.chance.one_in(60) {
                let attempt = self.chance.below(self.state.attempts.len());
                self.step(Event::CancelAttempt { attempt }, now);
            }
            if self.chance.one_in(400) {
                self.step(Event::Cancel, now);
            }
        }
        let left = |attempt: &Attempt| attempt.phase != TaskPhase::Terminated;
        assert!(!self.state.attempts.iter().any(left));
        assert!(!self.state.is_active());
    }
}

/// 3.7 [D], 3.9 [D]
#[test]
fn every_course_ends_once_and_can_be_taken_up_at_any_point() {
    let mut endings = std::collections::BTreeMap::new();
    for seed in 1..=300 {
        let mut course = Course::new(seed);
        course.step(Event::Admit, 0);
        course.run();
        assert_eq!(course.ended, 1, "{seed}");
        let ending = format!("{:?}", course.state.episode().ending);
        let short: String = ending.chars().take(12).collect();
        *endings.entry(short).or_insert(0) += 1;

        let failed: Vec<usize> = (0..course.plan.tasks.len())
            .filter(|task| {
                let attempt = &course.state.attempts[course.state.current[*task]];
                attempt.result.is_some_and(TaskResult::is_unsuccessful)
            })
            .collect();
        if failed.is_empty() {
            continue;
        }
        let next_id = &mut course.next_id;
        let mut ids = || {
            *next_id += 1;
            *next_id
        };
        let plan = course.plan.clone();
        let step = course.state.repair(&plan, &failed, 7, 1, 100_000, &mut ids);
        course.follow(step, 100_000);
        course.run();
        assert_eq!(course.ended, 2, "{seed}");
    }
    // Not all of one kind: successes, failures, cancels and timeouts.
    assert!(endings.len() >= 4, "{endings:?}");
}
