//! A graph as data.

use super::model::Graph;
use crate::document::Document;

/// All of a graph.
pub(super) fn of(graph: &Graph) -> Document {
    let count = |count: usize| Document::Number(count.to_string());
    let tasks = graph.nodes.iter().enumerate().map(|(at, node)| {
        let depends_on = graph.before(at).map(|edge| {
            Document::object([
                ("task_key", graph.nodes[edge.from].task_key.as_str().into()),
                ("outcome", edge.outcome.clone().into()),
            ])
        });
        Document::object([
            ("task_key", node.task_key.as_str().into()),
            ("kind", node.kind.as_str().into()),
            ("run_if", node.run_if.clone().into()),
            ("disabled", node.is_disabled.into()),
            ("layer", count(node.layer)),
            ("depends_on", Document::List(depends_on.collect())),
        ])
    });
    Document::object([
        ("job_id", graph.job_id.clone().map(Document::Number).into()),
        ("name", graph.name.as_str().into()),
        ("layers", count(graph.depth())),
        ("tasks", Document::List(tasks.collect())),
    ])
}
