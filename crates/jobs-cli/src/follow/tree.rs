//! The tasks of a run as a tree, in the order of their graph.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jobs_api::runs::TaskStanding;

use super::progress::{Progress, words};
use crate::frame::{Frame, Phase, Row, Size};
use crate::terminal_text::one_line;
use crate::words::{self, how};

/// What a live view shows of a run. `now` is in milliseconds since 1970.
pub(super) fn frame(run: &Progress, now: i64, size: Size) -> Frame {
    // The service's times are the ones that count: this machine's clock may be behind.
    let now = now.max(run.latest());
    let ordered = in_graph_order(&run.tasks);
    let rows = ordered.into_iter().map(|(task, depth)| Row {
        phase: Phase::of(&task.state, task.outcome.as_ref()),
        depth,
        name: one_line(&task.task_key),
        elapsed: elapsed(task.start_time, task.end_time, now),
        words: one_line(&words(task)),
    });
    Frame::new(head(run, now), rows.collect(), size)
}

/// What the run is called, and how it stands.
fn head(run: &Progress, now: i64) -> (String, String) {
    let Some(run) = &run.run else {
        return ("starting".to_owned(), String::new());
    };
    let name = one_line(run.run_name.as_deref().unwrap_or("run"));
    // Why is told at the end.
    let state = how(&run.state, run.outcome.as_ref());
    let state = state.split(':').next().unwrap_or_default();
    let elapsed = elapsed(run.start_time, run.end_time, now);
    let elapsed = elapsed.map(|elapsed| format!(", {}", words::elapsed(elapsed)));
    (name, format!("{state}{}", elapsed.unwrap_or_default()))
}

/// How long something took, or has taken so far; none before it has begun.
pub(super) fn elapsed(start: Option<i64>, end: Option<i64>, now: i64) -> Option<Duration> {
    let millis = end.unwrap_or(now).saturating_sub(start?);
    Some(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
}

/// Each task below all that it depends on, and close to the last of them; with how deep it stands.
fn in_graph_order(tasks: &[TaskStanding]) -> Vec<(&TaskStanding, usize)> {
    let keys: HashSet<&str> = tasks.iter().map(|task| &*task.task_key).collect();
    let mut children: HashMap<&str, Vec<&TaskStanding>> = HashMap::new();
    let mut missing: HashMap<&str, usize> = HashMap::new();
    let mut next = Vec::new();
    for task in tasks {
        // Those that are not among the tasks that were looked at hold nothing up.
        let parents: HashSet<&str> = task.depends_on.iter().map(|key| &**key).collect();
        let parents = parents.intersection(&keys);
        let mut count = 0;
        for parent in parents {
            children.entry(parent).or_default().push(task);
            count += 1;
        }
        missing.insert(&task.task_key, count);
        if count == 0 {
            next.push((task, 0));
        }
    }
    next.reverse();
    let mut ordered = Vec::with_capacity(tasks.len());
    while let Some((task, depth)) = next.pop() {
        ordered.push((task, depth));
        let below = children.remove(&*task.task_key).unwrap_or_default();
        for child in below.into_iter().rev() {
            let Some(count) = missing.get_mut(&*child.task_key) else {
                continue;
            };
            *count -= 1;
            if *count == 0 {
                next.push((child, depth + 1));
            }
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use jobs_api::runtime::json;
    use jobs_api::runtime::wait::Observe as _;
    use jobs_api::types::Run;

    use super::*;

    fn progress(text: &str) -> Progress {
        let run: Run = json::from_slice(text.as_bytes()).unwrap();
        let mut progress = Progress::default();
        for change in run.changes(&mut Default::default()) {
            progress.take_in(&change);
        }
        progress
    }

    fn tasks(edges: &[(&str, &[&str])]) -> Progress {
        let task = |(key, parents): &(&str, &[&str])| {
            let parents: Vec<String> = parents
                .iter()
                .map(|parent| format!(r#"{{"task_key":"{parent}"}}"#))
                .collect();
            format!(
                r#"{{"task_key":"{key}","depends_on":[{}]}}"#,
                parents.join(",")
            )
        };
        let tasks: Vec<String> = edges.iter().map(task).collect();
        progress(&format!(r#"{{"tasks":[{}]}}"#, tasks.join(",")))
    }

    fn order(run: &Progress) -> Vec<(&str, usize)> {
        let ordered = in_graph_order(&run.tasks);
        ordered
            .into_iter()
            .map(|(task, depth)| (&*task.task_key, depth))
            .collect()
    }

    // R20.3
    #[test]
    fn tasks_stand_below_all_that_they_depend_on() {
        let run = tasks(&[
            ("report", &["join"]),
            ("join", &["a", "b"]),
            ("a", &[]),
            ("b", &[]),
            ("after_b", &["b"]),
        ]);
        assert_eq!(
            order(&run),
            [
                ("a", 0),
                ("b", 0),
                ("join", 1),
                ("report", 2),
                ("after_b", 1)
            ]
        );
    }

    // Polls see the first hundred tasks only.
    #[test]
    fn tasks_that_were_not_looked_at_hold_nothing_up() {
        let run = tasks(&[("a", &["unseen"]), ("b", &["a", "unseen"])]);
        assert_eq!(order(&run), [("a", 0), ("b", 1)]);
    }

    #[test]
    fn the_latest_attempt_counts() {
        let run = progress(
            r#"{"tasks":[
                {"task_key":"a","attempt_number":1,"status":{"state":"RUNNING"}},
                {"task_key":"a","attempt_number":0,"status":{"state":"TERMINATED"}}]}"#,
        );
        let words: Vec<String> = run.tasks.iter().map(words).collect();
        assert_eq!(words, ["running (attempt 2)"]);
    }

    // The service's own times count where this machine's clock is behind.
    #[test]
    fn time_does_not_run_behind_the_service() {
        let run = progress(
            r#"{"run_name":"n","status":{"state":"RUNNING"},"start_time":100000,"tasks":[
                {"task_key":"a","start_time":100000,"end_time":160000},
                {"task_key":"b","start_time":190000}]}"#,
        );
        let size = Size {
            width: 60,
            height: 9,
        };
        assert_eq!(frame(&run, 0, size).standing, "running, 1m 30s");
        assert_eq!(frame(&run, 400_000, size).standing, "running, 5m 00s");
    }
}
