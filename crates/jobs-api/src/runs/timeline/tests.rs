use super::*;
use crate::types::{
    RepairHistoryItem, RunLifecycleStateV2State, RunStatus, RunTask, TaskDependency,
    TerminationCodeCode, TerminationDetails,
};

/// Moments in these tests are seconds after this one.
const DAY: i64 = 1_769_839_200_000;

fn at(seconds: i64) -> i64 {
    DAY + seconds * 1000
}

fn ended(code: TerminationCodeCode) -> RunStatus {
    let details = TerminationDetails::new().code(code);
    RunStatus::new()
        .state(RunLifecycleStateV2State::Terminated)
        .termination_details(details)
}

fn active(state: RunLifecycleStateV2State) -> RunStatus {
    RunStatus::new().state(state)
}

/// A task run that succeeded.
fn task(key: &str, run_id: i64, after: &[&str], start: i64, end: i64) -> RunTask {
    let mut task = RunTask::new(key).run_id(run_id);
    task.start_time = Some(at(start));
    task.end_time = Some(at(end));
    task.depends_on = Some(after.iter().map(|key| TaskDependency::new(*key)).collect());
    task.status(ended(TerminationCodeCode::Success))
}

/// A task run that never started.
fn skipped(key: &str, run_id: i64, after: &[&str]) -> RunTask {
    let mut task = task(key, run_id, after, 0, 1).status(ended(TerminationCodeCode::Skipped));
    task.start_time = Some(0);
    task
}

fn run(tasks: Vec<RunTask>) -> Run {
    let end = tasks.iter().filter_map(|task| task.end_time).max();
    let mut run = Run::new().run_id(1).start_time(at(0)).tasks(tasks);
    run.end_time = end;
    run.status(ended(TerminationCodeCode::Success))
}

fn seconds(phases: &[Phase]) -> Vec<(Part, i64, i64)> {
    let second = |moment: i64| (moment - DAY) / 1000;
    let phases = phases.iter();
    phases
        .map(|phase| (phase.part, second(phase.start), second(phase.end)))
        .collect()
}

fn path(timeline: &Timeline) -> Vec<(&str, usize, usize)> {
    let spans = timeline.critical_path.iter().map(|at| &timeline.spans[*at]);
    spans
        .map(|span| (span.task_key.as_str(), span.repair, span.retry))
        .collect()
}

// R20.4
#[test]
fn the_parts_of_a_task_run_fill_its_time() {
    use Part::{Cleanup, Execution, Queue, Setup};
    use RunLifecycleStateV2State as State;

    let over = || ended(TerminationCodeCode::Success);
    let parts = |status, end, parts: [i64; 4]| {
        let mut task = RunTask::new("a").start_time(at(100)).status(status);
        task.end_time = Some(if end == 0 { 0 } else { at(end) });
        let [queue, setup, execution, cleanup] = parts.map(|part| part * 1000);
        task.queue_duration(queue)
            .setup_duration(setup)
            .execution_duration(execution)
            .cleanup_duration(cleanup)
    };
    for (task, phases) in [
        (
            parts(over(), 110, [0, 2, 7, 1]),
            vec![
                (Setup, 100, 102),
                (Execution, 102, 109),
                (Cleanup, 109, 110),
            ],
        ),
        // The queue is within the time from start to end if there is room for it, else before.
        (
            parts(over(), 110, [5, 2, 3, 0]),
            vec![(Queue, 100, 105), (Setup, 105, 107), (Execution, 107, 110)],
        ),
        (
            parts(over(), 105, [5, 2, 3, 0]),
            vec![(Queue, 95, 100), (Setup, 100, 102), (Execution, 102, 105)],
        ),
        // What belongs to no part counts as execution, what is too much is cut.
        (parts(over(), 110, [0; 4]), vec![(Execution, 100, 110)]),
        (
            parts(over(), 110, [0, 4, 2, 2]),
            vec![
                (Setup, 100, 104),
                (Execution, 104, 108),
                (Cleanup, 108, 110),
            ],
        ),
        (
            parts(over(), 103, [0, 2, 7, 1]),
            vec![(Setup, 100, 102), (Execution, 102, 103)],
        ),
        // Nothing at all is still a moment.
        (parts(over(), 100, [0; 4]), vec![(Execution, 100, 100)]),
        (
            parts(over(), 0, [0, 2, 3, 0]),
            vec![(Setup, 100, 102), (Execution, 102, 105)],
        ),
        (parts(over(), 0, [0, -2, 3, 0]), vec![(Execution, 100, 103)]),
        // What goes on belongs to what the state says.
        (
            parts(active(State::Pending), 0, [0; 4]),
            vec![(Setup, 100, 120)],
        ),
        (
            parts(active(State::Queued), 0, [0; 4]),
            vec![(Queue, 100, 120)],
        ),
        (
            parts(active(State::Running), 0, [0, 2, 0, 0]),
            vec![(Setup, 100, 102), (Execution, 102, 120)],
        ),
        (
            parts(active(State::Terminating), 0, [0, 2, 3, 0]),
            vec![
                (Setup, 100, 102),
                (Execution, 102, 105),
                (Cleanup, 105, 120),
            ],
        ),
        // The clock of the service is ahead.
        (
            parts(active(State::Running), 0, [0, 2, 30, 0]),
            vec![(Setup, 100, 102), (Execution, 102, 132)],
        ),
        (skipped("a", 1, &[]), vec![]),
    ] {
        assert_eq!(seconds(&parts::of_task(&task, at(120))), phases, "{task:?}");
    }
}

// R20.4
#[test]
fn the_critical_path_is_the_chain_that_ended_last() {
    for (name, tasks, expected) in [
        ("one", vec![task("a", 1, &[], 0, 5)], vec![("a", 0, 0)]),
        (
            "diamond",
            vec![
                task("end", 4, &["fast", "slow"], 9, 10),
                task("slow", 3, &["start"], 1, 9),
                task("fast", 2, &["start"], 1, 4),
                task("start", 1, &[], 0, 1),
            ],
            vec![("start", 0, 0), ("slow", 0, 0), ("end", 0, 0)],
        ),
        (
            "another part ends later",
            vec![
                task("a", 1, &[], 0, 4),
                task("b", 2, &["a"], 4, 6),
                task("alone", 3, &[], 2, 7),
            ],
            vec![("alone", 0, 0)],
        ),
        (
            "what was skipped is looked through",
            vec![
                task("a", 1, &[], 0, 4),
                skipped("b", 2, &["a"]),
                task("c", 3, &["b"], 4, 6),
            ],
            vec![("a", 0, 0), ("c", 0, 0)],
        ),
        (
            "of two that end at once, the one that began first",
            vec![task("a", 1, &[], 2, 6), task("b", 2, &[], 0, 6)],
            vec![("b", 0, 0)],
        ),
        ("nothing ran", vec![skipped("a", 1, &[])], vec![]),
        (
            "no time at all",
            vec![
                task("c", 3, &["b"], 0, 0),
                task("b", 2, &["a"], 0, 0),
                task("a", 1, &[], 0, 0),
            ],
            vec![("a", 0, 0), ("b", 0, 0), ("c", 0, 0)],
        ),
        (
            "circles, which no service allows, end",
            vec![task("a", 1, &["b"], 0, 1), task("b", 2, &["a"], 0, 1)],
            vec![("b", 0, 0), ("a", 0, 0)],
        ),
    ] {
        let mut backwards = tasks.clone();
        backwards.reverse();
        let timeline = Timeline::of(&run(tasks), at(99));
        assert_eq!(path(&timeline), expected, "{name}");
        // R18.3: neither ids nor the service's order count.
        assert_eq!(
            Timeline::of(&run(backwards), at(99)).spans,
            timeline.spans,
            "{name}"
        );
    }
}

// R20.4
#[test]
fn retries_and_repairs_are_attempts_of_their_own() {
    let first = task("report", 11, &["load"], 5, 7);
    let retry = task("report", 12, &["load"], 8, 10).attempt_number(1);
    let repair = task("report", 14, &["load"], 100, 104).attempt_number(2);
    let history = |ids: [i64; 3], start| {
        let ids: Vec<RunId> = ids.iter().map(|id| RunId(*id)).collect();
        RepairHistoryItem::new()
            .start_time(at(start))
            .task_run_ids(ids)
    };
    let mut run = run(vec![
        repair,
        task("load", 10, &[], 0, 5),
        retry.clone(),
        first,
        retry,
    ]);
    run.repair_history = Some(vec![history([10, 11, 12], 0), history([14, 0, 0], 99)]);
    let timeline = Timeline::of(&run, at(999));
    let spans: Vec<_> = timeline
        .spans
        .iter()
        .map(|span| (span.run_id.unwrap().0, span.repair, span.retry))
        .collect();
    assert_eq!(spans, [(10, 0, 0), (11, 0, 0), (12, 0, 1), (14, 1, 0)]);
    assert_eq!(
        path(&timeline),
        [
            ("load", 0, 0),
            ("report", 0, 0),
            ("report", 0, 1),
            ("report", 1, 0)
        ]
    );
    assert_eq!(timeline.critical_duration(), Duration::from_secs(13));
    assert_eq!(timeline.duration(), Duration::from_secs(104));

    // Without names in the history, its times tell.
    for item in run.repair_history.iter_mut().flatten() {
        item.task_run_ids = None;
    }
    assert_eq!(Timeline::of(&run, at(999)).spans, timeline.spans);
}

// R20.4
#[test]
fn a_run_that_goes_on_is_known_up_to_now() {
    let mut waiting = RunTask::new("b").run_id(2).start_time(0);
    waiting = waiting.status(active(RunLifecycleStateV2State::Blocked));
    let mut going = task("a", 1, &[], 0, 0).status(active(RunLifecycleStateV2State::Running));
    going.end_time = Some(0);
    let mut run = run(vec![waiting, going]).status(active(RunLifecycleStateV2State::Running));
    run.end_time = Some(0);
    let timeline = Timeline::of(&run, at(60));
    assert_eq!((timeline.start, timeline.end), (at(0), at(60)));
    assert_eq!(timeline.outcome, None);
    assert_eq!(timeline.spans[0].end(), Some(at(60)));
    assert_eq!(
        (timeline.spans[1].start(), timeline.spans[1].end()),
        (None, None)
    );
}

// R20.4
#[test]
fn the_queue_of_a_run_is_before_its_tasks() {
    let mut queued = run(vec![task("a", 1, &[], 20, 30)]).queue_duration(20_000);
    let queue = |run: &Run| seconds(Timeline::of(run, at(40)).queue.as_slice());
    assert_eq!(queue(&queued), [(Part::Queue, 0, 20)]);
    // The start may be told as that after the queue.
    queued.start_time = Some(at(20));
    assert_eq!(queue(&queued), [(Part::Queue, 0, 20)]);
    assert_eq!(Timeline::of(&queued, at(40)).start, at(0));

    let waiting = RunTask::new("a").start_time(0);
    let waiting = Run::new().start_time(at(0)).task(waiting);
    let waiting = waiting.status(active(RunLifecycleStateV2State::Queued));
    assert_eq!(queue(&waiting), [(Part::Queue, 0, 40)]);
    assert_eq!(queue(&run(vec![task("a", 1, &[], 0, 1)])), []);
}

// R20.4
#[test]
fn a_run_without_tasks_is_that_of_its_task() {
    let run = Run::new()
        .run_id(7)
        .start_time(at(0))
        .end_time(at(10))
        .setup_duration(4000)
        .status(ended(TerminationCodeCode::Success));
    let timeline = Timeline::of(&run, at(99));
    assert_eq!(timeline.spans.len(), 1);
    assert_eq!(timeline.critical_path, [0]);
    assert_eq!(timeline.total(Part::Setup), Duration::from_secs(4));
    assert_eq!(timeline.total(Part::Execution), Duration::from_secs(6));
    assert_eq!(timeline.queue, None);

    let empty = Timeline::of(&Run::new(), at(99));
    assert_eq!((empty.start, empty.end), (at(99), at(99)));
    assert!(empty.spans[0].phases.is_empty());
}

// R20.4
#[test]
fn iterations_belong_to_the_run_of_their_task() {
    let mut timeline = Timeline::of(&run(vec![task("each", 5, &[], 0, 9)]), at(9));
    let iterations = [task("inner", 6, &[], 0, 4), task("inner", 7, &[], 4, 9)];
    timeline.add_iterations(&Run::new().run_id(8).iterations(iterations.clone()), at(9));
    assert!(timeline.spans[0].iterations.is_empty());
    timeline.add_iterations(&Run::new().run_id(5).iterations(iterations), at(9));
    let ids: Vec<_> = timeline.spans[0]
        .iterations
        .iter()
        .map(|span| span.run_id)
        .collect();
    assert_eq!(ids, [Some(RunId(6)), Some(RunId(7))]);
}
