//! Which task depends on which: no unknown ones, no circles.

use std::collections::HashMap;

use serde_json::Value;

use super::Checked;
use crate::settings::{elements, key};

/// Checks what tasks depend on; their positions are by key.
pub(super) fn check(tasks: &[Value], positions: &HashMap<&str, usize>) -> Checked {
    let mut edges = Vec::with_capacity(tasks.len());
    for task in tasks {
        let own = key(task, "task_key");
        let mut upstream = Vec::new();
        for dependency in elements(task, "depends_on") {
            let on = key(dependency, "task_key");
            if on == own {
                return Err(format!(
                    "Invalid dependency graph, task '{own}' can not reference itself."
                ));
            }
            let Some(position) = positions.get(on) else {
                return Err(format!(
                    "Invalid dependency graph, task '{own}' depends on unknown task '{on}'."
                ));
            };
            if dependency["outcome"].is_string() && !tasks[*position]["condition_task"].is_object()
            {
                return Err(format!(
                    "Invalid dependency graph, task '{own}' depends on an outcome of task '{on}', \
                     which is not a condition_task."
                ));
            }
            upstream.push(*position);
        }
        edges.push(upstream);
    }
    if let Some(task) = find_cycle(&edges) {
        let on_it = key(&tasks[task], "task_key");
        return Err(format!(
            "Invalid dependency graph, task '{on_it}' is part of a cycle."
        ));
    }
    Ok(())
}

/// A node that can never be reached by going through nodes whose edges have all been gone through.
fn find_cycle(edges: &[Vec<usize>]) -> Option<usize> {
    let mut waits_for: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut dependents = vec![Vec::new(); edges.len()];
    for (node, upstream) in edges.iter().enumerate() {
        for from in upstream {
            dependents[*from].push(node);
        }
    }
    let mut ready: Vec<usize> = (0..edges.len())
        .filter(|node| waits_for[*node] == 0)
        .collect();
    while let Some(node) = ready.pop() {
        for dependent in &dependents[node] {
            waits_for[*dependent] -= 1;
            if waits_for[*dependent] == 0 {
                ready.push(*dependent);
            }
        }
    }
    waits_for.iter().position(|left| *left > 0)
}
