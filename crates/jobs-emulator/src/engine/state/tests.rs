//! The state machine by tables. Every attempt is set up for 1 ms and executes for 10 ms; stopping
//! takes 1 ms.

mod iterations;

use serde_json::{Value, json};

use super::*;
use crate::engine::plan::Plan;

const OK: ExecutionResult = ExecutionResult::Success;
const FAIL: ExecutionResult = ExecutionResult::Failed;

/// A run with the events that are still to come.
struct Course {
    plan: Plan,
    state: RunState,
    /// How attempts end: task, number, result. All others succeed.
    results: Vec<(&'static str, u32, ExecutionResult)>,
    /// What condition tasks decide.
    condition: Option<bool>,
    due: Vec<(Millis, Event)>,
    next_id: i64,
    ended: usize,
}

impl Course {
    fn new(tasks: Value, results: &[(&'static str, u32, ExecutionResult)]) -> Self {
        Self::limited(tasks, None, results)
    }

    fn limited(
        tasks: Value,
        timeout_seconds: Option<i64>,
        results: &[(&'static str, u32, ExecutionResult)],
    ) -> Self {
        let plan = Plan::new(tasks.as_array().unwrap(), timeout_seconds);
        let mut next_id = 100;
        let state = RunState::new(&plan, 1, 0, &mut || {
            next_id += 1;
            next_id
        });
        let results = results.to_vec();
        Self {
            plan,
            state,
            results,
            condition: None,
            due: Vec::new(),
            next_id,
            ended: 0,
        }
    }

    fn step(&mut self, event: Event, now: Millis) {
        let next_id = &mut self.next_id;
        let step = self.state.step(&self.plan, event, now, &mut || {
            *next_id += 1;
            *next_id
        });
        self.follow(step, now);
    }

    fn follow(&mut self, step: Step, now: Millis) {
        for effect in step.effects {
            match effect {
                Effect::Launch { attempt } => {
                    let run = &self.state.attempts[attempt];
                    let known = self
                        .results
                        .iter()
                        .find(|(task, number, _)| *task == run.task_key && *number == run.number);
                    let result = known.map_or(OK, |(_, _, result)| *result);
                    let output = Output {
                        condition: self.condition,
                        ..Output::default()
                    };
                    self.due.push((now + 1, Event::AttemptRuns { attempt }));
                    self.due.push((
                        now + 11,
                        Event::AttemptEnds {
                            attempt,
                            result,
                            output,
                        },
                    ));
                }
                Effect::Stop { attempt } => {
                    self.due.push((now + 1, Event::AttemptStopped { attempt }));
                }
                Effect::Wake { at, event } => self.due.push((at, *event)),
                Effect::Ended => self.ended += 1,
            }
        }
    }

    /// Delivers what is due until this moment.
    fn until(&mut self, moment: Millis) {
        loop {
            let first = (0..self.due.len()).min_by_key(|position| self.due[*position].0);
            match first {
                Some(first) if self.due[first].0 <= moment => {
                    let (at, event) = self.due.remove(first);
                    self.step(event, at);
                }
                _ => return,
            }
        }
    }

    /// Starts it and lets it run to its end.
    fn run(mut self) -> Self {
        self.step(Event::Admit, 0);
        self.until(Millis::MAX);
        assert_eq!(self.ended, 1, "a run ends once");
        self
    }

    fn ending(&self) -> &Ending {
        self.state.episode().ending.as_ref().expect("it has ended")
    }

    fn results(&self) -> Vec<TaskResult> {
        self.state
            .latest()
            .map(|attempt| attempt.result.expect("it has ended"))
            .collect()
    }

    fn phases(&self) -> Vec<TaskPhase> {
        self.state.latest().map(|attempt| attempt.phase).collect()
    }
}

fn task(key: &str, depends_on: &[&str]) -> Value {
    let depends_on: Vec<Value> = depends_on
        .iter()
        .map(|on| json!({ "task_key": on }))
        .collect();
    json!({ "task_key": key, "depends_on": depends_on })
}

fn failed(task_key: &str, skipped_others: bool) -> Ending {
    let task_key = task_key.to_owned();
    Ending::Failed {
        task_key,
        result: TaskResult::Failed,
        skipped_others,
        failure: None,
    }
}

#[test]
fn tasks_wait_for_those_before_them() {
    let mut course = Course::new(json!([task("a", &[]), task("b", &["a"])]), &[]);
    assert_eq!(course.phases(), [TaskPhase::Queued, TaskPhase::Blocked]);
    course.step(Event::Admit, 0);
    assert_eq!(course.state.phase, RunPhase::Pending);
    assert_eq!(course.phases(), [TaskPhase::Pending, TaskPhase::Blocked]);
    course.until(1);
    assert_eq!(course.state.phase, RunPhase::Running);
    assert_eq!(course.phases(), [TaskPhase::Running, TaskPhase::Blocked]);
    course.until(11);
    assert_eq!(course.phases(), [TaskPhase::Terminated, TaskPhase::Pending]);
    course.until(22);
    assert_eq!(course.ending(), &Ending::Success);
    assert_eq!(course.state.run_duration(99), 22);
    let last = &course.state.attempts[1];
    assert_eq!(
        (last.started, last.running, last.ended),
        (11, Some(12), Some(22))
    );
}

/// What a task comes to by its `run_if` and what became of the one before it, and what the run
/// comes to then.
#[test]
fn run_if_by_what_became_of_the_task_before() {
    use TaskResult::{
        Canceled, Excluded, Failed, Success, TimedOut, UpstreamCanceled, UpstreamFailed,
    };
    let endings = |result: TaskResult| match result {
        Success => [Ending::Success, Ending::SuccessWithFailures],
        Excluded => [Ending::Success, Ending::SuccessWithFailures],
        UpstreamCanceled => [Ending::Canceled, Ending::Canceled],
        _ => [failed("up", true), failed("up", true)],
    };
    let befores = [Success, Failed, TimedOut, Canceled];
    let table = [
        (
            "ALL_SUCCESS",
            [Success, UpstreamFailed, UpstreamFailed, UpstreamCanceled],
        ),
        (
            "AT_LEAST_ONE_SUCCESS",
            [Success, UpstreamFailed, UpstreamFailed, UpstreamCanceled],
        ),
        (
            "NONE_FAILED",
            [Success, UpstreamFailed, UpstreamFailed, UpstreamCanceled],
        ),
        ("ALL_DONE", [Success, Success, Success, Success]),
        ("AT_LEAST_ONE_FAILED", [Excluded, Success, Success, Success]),
        ("ALL_FAILED", [Excluded, Success, Success, Success]),
    ];
    for (run_if, afters) in table {
        for (before, after) in befores.into_iter().zip(afters) {
            let mut down = task("down", &["up"]);
            down["run_if"] = json!(run_if);
            let result = match before {
                Failed => ExecutionResult::Failed,
                TimedOut => ExecutionResult::TimedOut,
                _ => ExecutionResult::Success,
            };
            let mut course = Course::new(json!([task("up", &[]), down]), &[("up", 0, result)]);
            course.step(Event::Admit, 0);
            if before == Canceled {
                course.step(Event::CancelAttempt { attempt: 0 }, 5);
            }
            course.until(Millis::MAX);
            assert_eq!(
                course.results(),
                [before, after],
                "{run_if} after {before:?}"
            );
            let mut expected = endings(after)[usize::from(before != Success)].clone();
            if let Ending::Failed { result, .. } = &mut expected {
                *result = before;
            }
            assert_eq!(course.ending(), &expected, "{run_if} after {before:?}");
        }
    }
}

/// R2: each attempt is a task run of its own; retries, their limits and their intervals.
#[test]
fn failed_attempts_are_tried_again() {
    let timed_out = ExecutionResult::TimedOut;
    let table: [(Value, &[ExecutionResult], usize, TaskResult); 7] = [
        (json!({}), &[FAIL], 1, TaskResult::Failed),
        (
            json!({ "max_retries": 2 }),
            &[FAIL, FAIL, OK],
            3,
            TaskResult::Success,
        ),
        (
            json!({ "max_retries": 2 }),
            &[FAIL, FAIL, FAIL],
            3,
            TaskResult::Failed,
        ),
        (json!({ "max_retries": 2 }), &[OK], 1, TaskResult::Success),
        (
            json!({ "max_retries": -1 }),
            &[FAIL, FAIL, FAIL, FAIL, OK],
            5,
            TaskResult::Success,
        ),
        (
            json!({ "max_retries": 2 }),
            &[timed_out, OK],
            1,
            TaskResult::TimedOut,
        ),
        (
            json!({ "max_retries": 2, "retry_on_timeout": true }),
            &[timed_out, OK],
            2,
            TaskResult::Success,
        ),
    ];
    for (rules, outcomes, attempts, result) in table {
        let mut retried = rules.clone();
        retried["task_key"] = json!("a");
        let outcomes: Vec<_> = (0..)
            .zip(outcomes)
            .map(|(number, outcome)| ("a", number, *outcome))
            .collect();
        let course = Course::new(json!([retried]), &outcomes).run();
        assert_eq!(course.state.attempts.len(), attempts, "{rules}");
        assert_eq!(course.results(), [result], "{rules}");
        for (number, attempt) in course.state.attempts.iter().enumerate() {
            assert_eq!(attempt.number as usize, number);
            assert_eq!(attempt.original_run_id, course.state.attempts[0].run_id);
        }
    }
}

#[test]
fn the_retry_interval_counts_from_the_start_of_the_failed_attempt() {
    for (interval, second_start) in [(0, 11), (5, 11), (100, 100)] {
        let rules =
            json!([{ "task_key": "a", "max_retries": 1, "min_retry_interval_millis": interval }]);
        let mut course = Course::new(rules, &[("a", 0, FAIL)]);
        course.step(Event::Admit, 0);
        course.until(11);
        let waits = matches!(course.phases()[0], TaskPhase::WaitingForRetry { due: 100 });
        assert_eq!(waits, interval == 100);
        course.until(Millis::MAX);
        assert_eq!(course.state.attempts[1].started, second_start);
    }
}

#[test]
fn a_failure_skips_what_comes_after() {
    let tasks = json!([
        task("a", &[]),
        task("b", &["a"]),
        task("c", &["b"]),
        task("d", &[])
    ]);
    let course = Course::new(tasks, &[("a", 0, FAIL)]).run();
    let skipped = TaskResult::UpstreamFailed;
    assert_eq!(
        course.results(),
        [TaskResult::Failed, skipped, skipped, TaskResult::Success]
    );
    assert_eq!(course.ending(), &failed("a", true));
    assert_eq!(course.state.attempts[1].started, 0);
}

#[test]
fn branches_not_taken_are_excluded() {
    let branch = |key: &str, outcome: &str| json!({ "task_key": key, "depends_on": [{ "task_key": "if", "outcome": outcome }] });
    let tasks = json!([
        { "task_key": "if", "condition_task": {} },
        branch("yes", "true"),
        branch("no", "false"),
        task("after_no", &["no"]),
        task("join", &["yes", "no"]),
    ]);
    let mut course = Course::new(tasks, &[]);
    course.condition = Some(true);
    let course = course.run();
    let (ran, not) = (TaskResult::Success, TaskResult::Excluded);
    assert_eq!(course.results(), [ran, ran, not, not, ran]);
    assert_eq!(course.ending(), &Ending::Success);
}

#[test]
fn disabled_tasks_do_not_run() {
    let tasks = json!([{ "task_key": "a", "disabled": true }, task("b", &["a"])]);
    let course = Course::new(tasks, &[]).run();
    assert_eq!(
        course.results(),
        [TaskResult::Disabled, TaskResult::Disabled]
    );
}

#[test]
fn a_run_without_tasks_ends_at_once() {
    let course = Course::new(json!([]), &[]).run();
    assert_eq!(course.ending(), &Ending::NothingToRun);
}

#[test]
fn a_refused_run_is_over() {
    let mut course = Course::new(json!([task("a", &[])]), &[]);
    let ending = Ending::MaxConcurrentRuns;
    course.step(Event::Refuse { ending }, 3);
    assert_eq!(
        (course.ending(), course.ended),
        (&Ending::MaxConcurrentRuns, 1)
    );
}

/// By the moment of the cancel: what tasks come to and when the run has ended.
#[test]
fn cancel_stops_what_runs_and_starts_nothing() {
    use TaskResult::{Canceled, Success, UpstreamCanceled};
    let table = [
        // While it is set up, while it runs, between two tasks that follow each other.
        (0, [Canceled, UpstreamCanceled], 1),
        (5, [Canceled, UpstreamCanceled], 6),
        (15, [Success, Canceled], 16),
    ];
    for (moment, results, end) in table {
        let mut course = Course::new(json!([task("a", &[]), task("b", &["a"])]), &[]);
        course.step(Event::Admit, 0);
        course.until(moment);
        course.step(Event::Cancel, moment);
        assert_eq!(course.state.phase, RunPhase::Terminating);
        course.until(Millis::MAX);
        assert_eq!(course.results(), results, "at {moment}");
        assert_eq!(course.ending(), &Ending::Canceled);
        assert_eq!(course.state.episode().ended, Some(end));
        // Once more, and after its end: nothing changes.
        course.step(Event::Cancel, 99);
        assert_eq!((course.ended, course.state.episode().ended), (1, Some(end)));
    }
}

#[test]
fn a_queued_run_is_cancelled_at_once() {
    let mut course = Course::new(json!([task("a", &[])]), &[]);
    course.step(Event::Cancel, 7);
    assert_eq!(course.ending(), &Ending::Canceled);
    assert_eq!(
        (course.state.admitted, course.state.run_duration(99)),
        (None, 0)
    );
    course.step(Event::Admit, 8);
    assert!(!course.state.is_active());
}

#[test]
fn a_cancelled_task_is_not_retried() {
    let mut course = Course::new(json!([{ "task_key": "a", "max_retries": 3 }]), &[]);
    course.step(Event::Admit, 0);
    course.step(Event::CancelAttempt { attempt: 0 }, 5);
    assert_eq!(course.phases(), [TaskPhase::Terminating]);
    course.until(Millis::MAX);
    assert_eq!(course.results(), [TaskResult::Canceled]);
    assert_eq!(
        (course.ending(), course.state.attempts.len()),
        (&Ending::Canceled, 1)
    );
}

#[test]
fn time_limits_of_runs_and_tasks() {
    let long = json!([
        { "task_key": "a", "max_retries": -1, "min_retry_interval_millis": 600 },
        task("b", &["a"]),
    ]);
    let fails: Vec<_> = (0..9).map(|number| ("a", number, FAIL)).collect();
    let course = Course::limited(long, Some(1), &fails).run();
    assert_eq!(course.ending(), &Ending::TimedOut);
    assert_eq!(course.state.episode().ended, Some(1000));

    // An attempt that is over is not over again when its time is up.
    let course = Course::limited(
        json!([{ "task_key": "a", "timeout_seconds": 1 }]),
        None,
        &[],
    );
    assert_eq!(course.run().results(), [TaskResult::Success]);

    let mut course = Course::new(json!([{ "task_key": "a" }]), &[]);
    course.step(Event::Admit, 0);
    course.plan.tasks[0].timeout = Some(5);
    // One that comes too early is of a limit that has been raised.
    course.step(Event::AttemptTimeout { attempt: 0 }, 4);
    course.step(Event::AttemptTimeout { attempt: 0 }, 5);
    course.until(Millis::MAX);
    assert_eq!(course.results(), [TaskResult::TimedOut]);
    assert_eq!(course.state.attempts[0].ended, Some(6));
}

/// R19.2: a repair adds task runs and leaves the others as they are.
#[test]
fn a_repair_runs_tasks_again() {
    let tasks = json!([task("a", &[]), task("b", &["a"]), task("c", &["b"])]);
    let mut course = Course::limited(tasks, Some(1), &[("b", 0, FAIL)]);
    course.step(Event::Admit, 0);
    course.until(22);
    assert_eq!(course.ending(), &failed("b", true));

    let next_id = &mut course.next_id;
    let step = course
        .state
        .repair(&course.plan, &[1, 2], 77, 2, 900, &mut || {
            *next_id += 1;
            *next_id
        });
    assert_eq!(step.changed.into_iter().collect::<Vec<_>>(), [3, 4]);
    let step = Step {
        effects: step.effects,
        ..Step::default()
    };
    course.follow(step, 900);
    assert!(course.state.is_active());
    // The time limit of the first episode passes at 1000 and does not count for the second.
    course.due.push((905, Event::RunTimeout { episode: 0 }));
    course.until(Millis::MAX);

    assert_eq!((course.ending(), course.ended), (&Ending::Success, 2));
    assert_eq!(course.results(), [TaskResult::Success; 3]);
    let numbers: Vec<_> = course
        .state
        .latest()
        .map(|attempt| attempt.number)
        .collect();
    assert_eq!(numbers, [0, 1, 1]);
    let episodes = &course.state.episodes;
    assert_eq!(
        (episodes[0].ended, episodes[1].repair_id),
        (Some(22), Some(77))
    );
    assert_eq!(course.state.run_duration(0), 22 + 22);
    let versions: Vec<_> = course
        .state
        .latest()
        .map(|attempt| attempt.settings)
        .collect();
    assert_eq!(versions, [1, 2, 2]);
}

/// A state that was stored goes on where it was.
#[test]
fn a_restored_state_waits_for_the_same() {
    let rules = json!([
        { "task_key": "a", "max_retries": 1, "min_retry_interval_millis": 500 },
        { "task_key": "b", "timeout_seconds": 2 },
    ]);
    let mut course = Course::limited(rules, Some(9), &[("a", 0, FAIL)]);
    course.step(Event::Admit, 0);
    course.step(Event::AttemptRuns { attempt: 1 }, 1);
    let output = Output::default();
    course.step(
        Event::AttemptEnds {
            attempt: 0,
            result: FAIL,
            output,
        },
        11,
    );

    let text = serde_json::to_string(&course.state).unwrap();
    let mut restored: RunState = serde_json::from_str(&text).unwrap();
    restored.restore(course.state.attempts.clone());
    assert_eq!(
        restored
            .latest()
            .map(|attempt| attempt.number)
            .collect::<Vec<_>>(),
        [1, 0]
    );
    assert_eq!(
        restored.wakes(&course.plan),
        [
            (9000, Event::RunTimeout { episode: 0 }),
            (2000, Event::AttemptTimeout { attempt: 1 }),
            (500, Event::RetryDue { attempt: 2 }),
        ]
    );
}
