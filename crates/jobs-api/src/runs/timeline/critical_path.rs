//! The chain of task runs that decided when a run ended.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::TaskSpan;

/// Positions of the task runs that decided when the run ended, first to last.
///
/// The last is the one that ended last; before each comes, of those that it had to wait for, the one
/// that ended last: an attempt of a task that it depends on, or an earlier attempt of its own task.
pub(super) fn of(spans: &[TaskSpan]) -> Vec<usize> {
    let attempts = attempts(spans);
    let started = || (0..spans.len()).filter(|at| spans[*at].start().is_some());
    let depths = depths(spans.iter());
    // Of those that end at the same moment, the one that began first had the most to do with it. Where
    // no time passes at all, tasks still come after what they depend on.
    let order = |at: &usize| {
        let span = &spans[*at];
        let times = (span.end(), Reverse(span.start()));
        let depth = depths.get(&span.task_key).copied();
        (times, depth, span.repair, span.retry, Reverse(*at))
    };
    let mut path = Vec::from_iter(started().max_by_key(order));
    let mut passed: HashSet<usize> = path.iter().copied().collect();
    while let Some(last) = path.last() {
        let span = &spans[*last];
        let came_before = |at: &usize| {
            let other = &spans[*at];
            !passed.contains(at) && other.start() <= span.start() && other.end() <= span.end()
        };
        let before = awaited(spans, &attempts, *last).into_iter();
        let Some(next) = before.filter(came_before).max_by_key(order) else {
            break;
        };
        passed.insert(next);
        path.push(next);
    }
    path.reverse();
    path
}

/// How many tasks are to be gone through before each task, at most.
pub(super) fn depths<'a>(spans: impl Iterator<Item = &'a TaskSpan>) -> HashMap<String, usize> {
    let dependencies: HashMap<&str, &[String]> = spans
        .map(|span| (span.task_key.as_str(), span.depends_on.as_slice()))
        .collect();
    let mut depths: HashMap<String, usize> = HashMap::new();
    // Each round settles one more level; what is left after as many rounds as there are tasks goes
    // in circles, which no service allows.
    for depth in 0..dependencies.len() {
        let settled = dependencies.iter().filter(|(key, before)| {
            let is_settled = |key: &str| depths.contains_key(key);
            let is_open =
                |key: &String| dependencies.contains_key(key.as_str()) && !is_settled(key);
            !is_settled(key) && !before.iter().any(is_open)
        });
        let settled: Vec<String> = settled.map(|(key, _)| (*key).to_owned()).collect();
        if settled.is_empty() {
            break;
        }
        depths.extend(settled.into_iter().map(|key| (key, depth)));
    }
    depths
}

/// Positions of all attempts of each task.
fn attempts(spans: &[TaskSpan]) -> HashMap<&str, Vec<usize>> {
    let mut attempts: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, span) in spans.iter().enumerate() {
        attempts.entry(&span.task_key).or_default().push(at);
    }
    attempts
}

/// What a task run may have waited for: other attempts of its task, and those of the tasks that it
/// depends on. Tasks that never ran are looked through: what they waited for was waited for.
fn awaited(spans: &[TaskSpan], attempts: &HashMap<&str, Vec<usize>>, of: usize) -> Vec<usize> {
    let has_started = |at: &usize| spans[*at].start().is_some();
    let own = attempts.get(spans[of].task_key.as_str());
    let mut found: Vec<usize> = own.into_iter().flatten().copied().collect();
    found.retain(has_started);
    let mut keys: Vec<&str> = spans[of].depends_on.iter().map(String::as_str).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    while let Some(key) = keys.pop() {
        let Some(all) = attempts.get(key).filter(|_| seen.insert(key)) else {
            continue;
        };
        let before = found.len();
        found.extend(all.iter().copied().filter(has_started));
        if found.len() == before {
            let further = all.iter().flat_map(|at| &spans[*at].depends_on);
            keys.extend(further.map(String::as_str));
        }
    }
    found
}
