//! Tasks picked by how they hang together: those that a run is restricted to (`only`), and those
//! that depend on others.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::ServiceError;
use crate::settings::{elements, key, tasks};

/// The tasks that a run is restricted to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) keys: HashSet<String>,
    /// Those of them that were named: they run even if they are switched off.
    pub(crate) named: HashSet<String>,
}

/// The tasks that the selectors pick: `key` the task, `+key` also all that it depends on, `key+`
/// also all that depend on it, directly or through others. A plus picks no task that is switched
/// off.
pub(crate) fn select(settings: &Value, selectors: &[String]) -> Result<Selection, ServiceError> {
    let Graph {
        upstream,
        downstream,
    } = Graph::of(settings);
    let mut named = HashSet::new();
    let mut reached = HashSet::new();
    for selector in selectors {
        let bare = selector.strip_prefix('+').unwrap_or(selector);
        let bare = bare.strip_suffix('+').unwrap_or(bare);
        let Some((known, _)) = upstream.get_key_value(bare) else {
            let message = format!("Task '{bare}' of 'only' is not a task of the job.");
            return Err(ServiceError::invalid(message));
        };
        named.insert(*known);
        if selector.starts_with('+') {
            reach(known, &upstream, &mut reached);
        }
        if selector.ends_with('+') {
            reach(known, &downstream, &mut reached);
        }
    }
    let disabled = tasks(settings)
        .iter()
        .filter(|task| task["disabled"] == true);
    for task in disabled {
        reached.remove(key(task, "task_key"));
    }
    let owned = |key: &&str| (*key).to_owned();
    Ok(Selection {
        keys: named.union(&reached).map(owned).collect(),
        named: named.iter().map(owned).collect(),
    })
}

/// The keys of the tasks that depend on one of these, directly or through others.
pub(crate) fn dependents(settings: &Value, of: &[String]) -> Vec<String> {
    let graph = Graph::of(settings);
    let mut found = HashSet::new();
    for task in of {
        reach(task, &graph.downstream, &mut found);
    }
    found.into_iter().map(str::to_owned).collect()
}

/// Which task depends on which, by their keys.
struct Graph<'a> {
    /// For every task, those that it depends on.
    upstream: HashMap<&'a str, Vec<&'a str>>,
    /// For tasks that others depend on, these.
    downstream: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Graph<'a> {
    fn of(settings: &'a Value) -> Self {
        let mut graph = Self {
            upstream: HashMap::new(),
            downstream: HashMap::new(),
        };
        for task in tasks(settings) {
            let task_key = key(task, "task_key");
            let upstream = graph.upstream.entry(task_key).or_default();
            for dependency in elements(task, "depends_on") {
                let on = key(dependency, "task_key");
                upstream.push(on);
                graph.downstream.entry(on).or_default().push(task_key);
            }
        }
        graph
    }
}

fn reach<'a>(from: &str, edges: &HashMap<&'a str, Vec<&'a str>>, found: &mut HashSet<&'a str>) {
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(task) = open.pop() {
        for next in edges.get(task).into_iter().flatten() {
            if seen.insert(next) {
                found.insert(next);
                open.push(next);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// 1.7 [D], 3.5 [D].
    #[test]
    fn plus_takes_in_what_is_before_and_after() {
        let settings = json!({ "tasks": [
            { "task_key": "a" },
            { "task_key": "b", "depends_on": [{ "task_key": "a" }] },
            { "task_key": "c", "depends_on": [{ "task_key": "b" }] },
            { "task_key": "d", "depends_on": [{ "task_key": "b" }] },
            { "task_key": "off", "depends_on": [{ "task_key": "b" }], "disabled": true },
        ]});
        for (selector, expected) in [
            ("b", vec!["b"]),
            ("+c", vec!["a", "b", "c"]),
            ("b+", vec!["b", "c", "d"]),
            ("+b+", vec!["a", "b", "c", "d"]),
            ("off", vec!["off"]),
            ("+off", vec!["a", "b", "off"]),
        ] {
            let selected = select(&settings, &[selector.to_owned()]).unwrap();
            let mut keys: Vec<String> = selected.keys.into_iter().collect();
            keys.sort();
            assert_eq!(keys, expected, "{selector}");
        }
        assert!(select(&settings, &["x".to_owned()]).is_err());
    }
}
