//! A graph for Graphviz.

use super::model::{Graph, Node};

/// Writes a graph in the language of `dot`.
pub(super) fn draw(graph: &Graph) -> String {
    let mut lines = vec![
        format!("digraph {} {{", quoted(&graph.name)),
        format!(
            "  label={};",
            quoted(&format!("{}\n{}", graph.name, graph.facts().join(" · ")))
        ),
        "  labelloc=t;".to_owned(),
        "  fontname=\"Helvetica\";".to_owned(),
        "  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11];".to_owned(),
        "  edge [fontname=\"Helvetica\", fontsize=10];".to_owned(),
    ];
    lines.extend(graph.nodes.iter().map(|node| {
        let style = if node.is_disabled {
            ", style=\"rounded,dashed\""
        } else {
            ""
        };
        format!(
            "  {} [label={}{style}];",
            quoted(&node.task_key),
            quoted(&label(node))
        )
    }));
    lines.extend(graph.edges.iter().map(|edge| {
        let [from, to] = [edge.from, edge.to].map(|node| quoted(&graph.nodes[node].task_key));
        match &edge.outcome {
            Some(outcome) => format!("  {from} -> {to} [label={}];", quoted(outcome)),
            None => format!("  {from} -> {to};"),
        }
    }));
    lines.push("}\n".to_owned());
    lines.join("\n")
}

fn label(node: &Node) -> String {
    let mut lines = vec![node.task_key.clone()];
    lines.extend(node.details());
    lines.join("\n")
}

/// A string of the language: a backslash begins an escape there, and a line break is one.
fn quoted(text: &str) -> String {
    let text = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{text}\"")
}
