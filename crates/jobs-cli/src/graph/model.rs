//! The tasks of a job and what waits for what, whatever it is drawn with.

use std::collections::HashMap;

use jobs_api::types::{ConditionTaskOp, Job, RunIf, Task};

use crate::document::Document;
use crate::failure::Failure;
use crate::terminal_text::one_line;

/// The graph of a job's tasks.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) job_id: Option<String>,
    /// Name of the job.
    pub(super) name: String,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

/// A task.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) task_key: String,
    /// What kind of task it is, with what matters of it: `notebook`, `each of: notebook`.
    pub(super) kind: String,
    /// When it runs, in the service's word, unless that is when all that it waits for have succeeded.
    pub(super) run_if: Option<String>,
    pub(super) is_disabled: bool,
    /// How many tasks are to be gone through before it, at most.
    pub(super) layer: usize,
}

/// That a task waits for another.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    /// Position of the one that is waited for.
    pub(super) from: usize,
    /// Position of the one that waits.
    pub(super) to: usize,
    /// What the other must come to, if it is a condition.
    pub(super) outcome: Option<String>,
}

impl Node {
    /// What there is to say of it beside its key, in a few words each.
    pub(super) fn details(&self) -> Vec<String> {
        let mut details = vec![self.kind.clone()];
        details.extend(
            self.run_if
                .as_ref()
                .map(|word| format!("if {}", words(word))),
        );
        if self.is_disabled {
            details.push("disabled".to_owned());
        }
        details.retain(|detail| !detail.is_empty());
        details
    }
}

impl Graph {
    /// The graph of a job that was read whole.
    pub(super) fn of(job: &Job) -> Result<Self, Failure> {
        let settings = job.settings.as_deref();
        let tasks = settings.and_then(|settings| settings.tasks.as_deref());
        let tasks = tasks.unwrap_or_default();
        let name = settings
            .and_then(|settings| settings.name.as_deref())
            .unwrap_or("Untitled");
        let nodes: Result<Vec<Node>, Failure> = tasks.iter().map(node).collect();
        let mut graph = Self {
            job_id: job.job_id.map(|id| id.to_string()),
            name: one_line(name),
            nodes: nodes?,
            edges: edges(tasks)?,
        };
        graph.lay_in_layers()?;
        Ok(graph)
    }

    /// How many layers there are.
    pub(super) fn depth(&self) -> usize {
        self.nodes
            .iter()
            .map(|node| node.layer + 1)
            .max()
            .unwrap_or(0)
    }

    /// Positions of the nodes of each layer.
    pub(super) fn layers(&self) -> Vec<Vec<usize>> {
        let mut layers = vec![Vec::new(); self.depth()];
        for (at, node) in self.nodes.iter().enumerate() {
            layers[node.layer].push(at);
        }
        layers
    }

    /// The edges that lead to a node.
    pub(super) fn before(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.to == node)
    }

    /// What the picture is of, in a few words each.
    pub(super) fn facts(&self) -> Vec<String> {
        let count = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        let mut facts = Vec::new();
        facts.extend(self.job_id.as_ref().map(|id| format!("job {id}")));
        facts.push(count(self.nodes.len(), "task", "tasks"));
        facts.push(count(self.edges.len(), "dependency", "dependencies"));
        facts
    }

    /// Puts each node below all that it waits for.
    fn lay_in_layers(&mut self) -> Result<(), Failure> {
        let mut open: Vec<usize> = (0..self.nodes.len())
            .map(|at| self.before(at).count())
            .collect();
        let mut after = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            after[edge.from].push(edge.to);
        }
        let mut ready: Vec<usize> = (0..self.nodes.len()).filter(|at| open[*at] == 0).collect();
        let mut settled = 0;
        while let Some(at) = ready.pop() {
            settled += 1;
            for &next in &after[at] {
                let layer = self.nodes[at].layer + 1;
                self.nodes[next].layer = self.nodes[next].layer.max(layer);
                open[next] -= 1;
                if open[next] == 0 {
                    ready.push(next);
                }
            }
        }
        if settled == self.nodes.len() {
            return Ok(());
        }
        let circle = self.nodes.iter().zip(&open).filter(|(_, open)| **open > 0);
        let keys: Vec<String> = circle
            .map(|(node, _)| format!("`{}`", node.task_key))
            .collect();
        Err(Failure::usage(format!(
            "tasks wait for each other in a circle, so nothing can be drawn: take a `depends_on` out of \
             one of {}",
            keys.join(", ")
        )))
    }
}

fn edges(tasks: &[Task]) -> Result<Vec<Edge>, Failure> {
    let mut places = HashMap::new();
    for (at, task) in tasks.iter().enumerate() {
        places.entry(task.task_key.as_str()).or_insert(at);
    }
    let mut edges = Vec::new();
    for (to, task) in tasks.iter().enumerate() {
        for dependency in task.depends_on.iter().flatten() {
            let Some(from) = places.get(dependency.task_key.as_str()) else {
                return Err(Failure::usage(format!(
                    "task `{}` depends on `{}`, which the job does not have: take it out of its \
                     `depends_on`",
                    one_line(&task.task_key),
                    one_line(&dependency.task_key)
                )));
            };
            edges.push(Edge {
                from: *from,
                to,
                outcome: dependency.outcome.as_deref().map(one_line),
            });
        }
    }
    Ok(edges)
}

fn node(task: &Task) -> Result<Node, Failure> {
    Ok(Node {
        task_key: one_line(&task.task_key),
        kind: kind(task)?,
        run_if: match &task.run_if {
            None | Some(RunIf::AllSuccess) => None,
            Some(other) => Some(one_line(other.as_str())),
        },
        is_disabled: task.disabled == Some(true),
        layer: 0,
    })
}

fn kind(task: &Task) -> Result<String, Failure> {
    if let Some(condition) = &task.condition_task {
        let operator = match &condition.op {
            ConditionTaskOp::EqualTo => "==",
            ConditionTaskOp::NotEqual => "!=",
            ConditionTaskOp::GreaterThan => ">",
            ConditionTaskOp::GreaterThanOrEqual => ">=",
            ConditionTaskOp::LessThan => "<",
            ConditionTaskOp::LessThanOrEqual => "<=",
            other => other.as_str(),
        };
        let [left, right] = [&condition.left, &condition.right].map(|side| one_line(side));
        return Ok(format!("{left} {operator} {right}?"));
    }
    if let Some(each) = &task.for_each_task {
        let nested = kind(&each.task)?;
        return Ok(match each.concurrency {
            Some(many) if many > 1 => format!("for each: {nested}, {many} at a time"),
            _ => format!("for each: {nested}"),
        });
    }
    if let Some(other) = &task.run_job_task {
        return Ok(format!("run job {}", other.job_id));
    }
    // Kinds that are new to this program are told as well.
    let Document::Object(members) = Document::of(task)? else {
        return Ok(String::new());
    };
    let mut names = members
        .iter()
        .filter_map(|(name, _)| name.strip_suffix("_task"));
    Ok(names
        .next()
        .map(|name| one_line(&words(name)))
        .unwrap_or_default())
}

/// A word of the service, as people write it.
fn words(word: &str) -> String {
    word.to_lowercase().replace('_', " ")
}
