//! A graph in text: boxes and lines where the terminal is wide enough for them, else a list.

use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

use super::boxes;
use super::model::{Edge, Graph};
use crate::picture::{flowing, padded};
use crate::terminal_text::cut;

/// Most columns of a hundred for the key and for the kind of a task.
const KEY: usize = 30;
const KIND: usize = 26;

/// Columns of the layer, and between columns.
const LAYER: usize = 5;
const SPACE: usize = 2;

/// Draws a graph in this many columns.
pub(super) fn draw(graph: &Graph, width: usize) -> String {
    let bold = Style::new().bold();
    let name = cut(&graph.name, width);
    let mut lines = vec![format!("{bold}{name}{bold:#}")];
    lines.extend(flowing(&graph.facts(), " · ", width));
    lines.push(String::new());
    lines.extend(boxes::draw(graph, width).unwrap_or_else(|| list(graph, width)));
    let lines = lines.iter().map(|line| format!("{}\n", line.trim_end()));
    lines.collect()
}

/// A line for each task, layer by layer, with what it waits for.
fn list(graph: &Graph, width: usize) -> Vec<String> {
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0).max(4);
    let keys = widest(&mut graph.nodes.iter().map(|node| node.task_key.width()));
    let keys = keys.min(width * KEY / 100);
    let details = graph.nodes.iter().map(|node| node.details().join(", "));
    let details: Vec<String> = details.collect();
    let kinds = widest(&mut details.iter().map(|detail| detail.width())).min(width * KIND / 100);
    let before = LAYER + keys + kinds + 3 * SPACE;
    let room = width.saturating_sub(before).max(4);
    let columns = |layer: &str, key: &str, kind: &str, waits: &str| {
        let cells = [
            padded(layer, LAYER + SPACE),
            padded(&cut(key, keys), keys + SPACE),
            padded(&cut(kind, kinds), kinds + SPACE),
        ];
        format!("{}{waits}", cells.concat())
    };
    let mut lines = vec![columns("LAYER", "TASK", "KIND", &cut("WAITS FOR", room))];
    for (layer, nodes) in graph.layers().iter().enumerate() {
        for (place, node) in nodes.iter().enumerate() {
            let waits: Vec<String> = graph.before(*node).map(|edge| waits(graph, edge)).collect();
            let mut waits = flowing(&waits, ", ", room).into_iter();
            let number = (layer + 1).to_string();
            let number = if place == 0 { number.as_str() } else { "" };
            let key = &graph.nodes[*node].task_key;
            let first = waits.next().unwrap_or_default();
            lines.push(columns(number, key, &details[*node], &first));
            lines.extend(waits.map(|more| columns("", "", "", &more)));
        }
    }
    lines
}

fn waits(graph: &Graph, edge: &Edge) -> String {
    let key = &graph.nodes[edge.from].task_key;
    match &edge.outcome {
        Some(outcome) => format!("{key} = {outcome}"),
        None => key.clone(),
    }
}
