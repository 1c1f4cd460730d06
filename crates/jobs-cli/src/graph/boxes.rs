//! A graph as boxes of characters, with lines between them.
//!
//! Between two layers, each task that others wait for has a horizontal line of its own, from which
//! lines go down to them. No two of them share a column on their way down, so that lines only cross,
//! and never run together.

use std::collections::{HashMap, HashSet};

use unicode_width::UnicodeWidthStr as _;

use super::canvas::{Canvas, Net};
use super::layout::{Layout, Measures};
use super::model::Graph;
use crate::terminal_text::cut;

/// Rows of a box: two of border, the key, and what there is to say of the task.
const HEIGHT: usize = 4;

/// Most columns of text in a box, and columns around it.
const TEXT: usize = 40;
const BORDER: usize = 4;

/// Columns for an edge that goes past boxes, and between two things in a layer.
const WAY: f64 = 3.0;
const SPACE: f64 = 3.0;

/// Draws a graph; nothing if it needs more columns than there are.
pub(super) fn draw(graph: &Graph, width: usize) -> Option<Vec<String>> {
    let sizes: Vec<usize> = (0..graph.nodes.len())
        .map(|node| size(graph, node))
        .collect();
    let measures = Measures {
        nodes: sizes
            .iter()
            .map(|size| (*size as f64, HEIGHT as f64))
            .collect(),
        way: WAY,
        space: SPACE,
    };
    let layout = Layout::of(graph, &measures);
    if layout.across > width as f64 {
        return None;
    }
    let mut drawing = Drawing::new(graph, &layout, width);
    for layer in 0..layout.layers.layers.len() {
        drawing.layer(layer);
        drawing.gap(layer)?;
    }
    Some(drawing.canvas.lines())
}

/// Columns of a box, with room for its text and for what stands on its edges.
fn size(graph: &Graph, node: usize) -> usize {
    let (key, detail) = texts(graph, node);
    let edges = graph.before(node);
    let ports: usize = edges
        .map(|edge| {
            edge.outcome
                .as_deref()
                .map_or(2, |outcome| outcome.width() + 3)
        })
        .sum();
    (key.width().max(detail.width()) + BORDER).max(ports + 2)
}

fn texts(graph: &Graph, node: usize) -> (String, String) {
    let node = &graph.nodes[node];
    (
        cut(&node.task_key, TEXT),
        cut(&node.details().join(" · "), TEXT),
    )
}

struct Drawing<'a> {
    graph: &'a Graph,
    layout: &'a Layout,
    /// For each slot, its first column and how many it has.
    columns: Vec<(usize, usize)>,
    /// For each slot, the column where it is left downwards.
    exits: Vec<usize>,
    /// What edges are to be labelled with, by their ends.
    outcomes: HashMap<(usize, usize), &'a str>,
    canvas: Canvas,
}

impl<'a> Drawing<'a> {
    fn new(graph: &'a Graph, layout: &'a Layout, width: usize) -> Self {
        let slots = layout.middles.iter().zip(&layout.sizes);
        let columns: Vec<(usize, usize)> = slots
            .map(|(middle, size)| {
                (
                    (middle - size / 2.0).round().max(0.0) as usize,
                    *size as usize,
                )
            })
            .collect();
        let outcomes = graph.edges.iter().enumerate().filter_map(|(at, edge)| {
            let route = &layout.layers.routes[at];
            let last = route.get(route.len().checked_sub(2)?)?;
            Some(((*last, edge.to), edge.outcome.as_deref()?))
        });
        Self {
            graph,
            layout,
            exits: columns.iter().map(|(from, size)| from + size / 2).collect(),
            columns,
            outcomes: outcomes.collect(),
            canvas: Canvas::new(width),
        }
    }

    /// Draws the boxes of a layer, and the ways of edges that go past them.
    fn layer(&mut self, layer: usize) {
        let top = self.canvas.height();
        self.canvas.grow(top + HEIGHT);
        let [_, below] = self.layout.layers.neighbours();
        for &slot in &self.layout.layers.layers[layer] {
            if self.layout.layers.is_node(self.graph, slot) {
                let exit = (!below[slot].is_empty()).then_some(self.exits[slot]);
                self.node(slot, top, exit);
            } else {
                for row in top..top + HEIGHT {
                    self.canvas.down(self.exits[slot], row, slot);
                }
            }
        }
    }

    fn node(&mut self, node: usize, top: usize, exit: Option<usize>) {
        let (from, size) = self.columns[node];
        let is_off = self.graph.nodes[node].is_disabled;
        let (across, side) = if is_off {
            ('╌', '╎')
        } else {
            ('─', '│')
        };
        let border = |left: char, right: char| {
            let line = std::iter::repeat_n(across, size.saturating_sub(2)).collect::<String>();
            format!("{left}{line}{right}")
        };
        let bottom = top + HEIGHT - 1;
        self.canvas.write(from, top, &border('┌', '┐'));
        self.canvas.write(from, bottom, &border('└', '┘'));
        if let Some(exit) = exit {
            self.canvas.write(exit, bottom, "┬");
        }
        let (key, detail) = texts(self.graph, node);
        for (row, text) in [(top + 1, key), (top + 2, detail)] {
            let space = (size - 2).saturating_sub(text.width()) / 2;
            self.canvas.write(from, row, &side.to_string());
            self.canvas.write(from + 1 + space, row, &text);
            self.canvas.write(from + size - 1, row, &side.to_string());
        }
    }

    /// Draws the lines from a layer to the next one.
    fn gap(&mut self, layer: usize) -> Option<()> {
        let Some(next) = self.layout.layers.layers.get(layer + 1) else {
            return Some(());
        };
        let links = self.ends(layer, next)?;
        let mut nets: HashMap<usize, Net> = HashMap::new();
        for (upper, _, end) in &links {
            let exit = self.exits[*upper];
            let net = nets.entry(*upper).or_insert(Net {
                exit,
                ends: Vec::new(),
                track: None,
            });
            net.ends.push(*end);
        }
        let tracks = tracks(nets.values_mut().collect());
        let labels = links
            .iter()
            .any(|(upper, lower, _)| self.outcomes.contains_key(&(*upper, *lower)));
        let top = self.canvas.height();
        let arrows = top + tracks + usize::from(tracks > 0) + usize::from(labels);
        self.canvas.grow(arrows + 1);
        for (upper, net) in &nets {
            self.canvas.net(net, *upper, top, arrows);
        }
        for (upper, lower, end) in links {
            if self.layout.layers.is_node(self.graph, lower) {
                self.canvas.write(end, arrows, "▼");
            }
            if let Some(outcome) = self.outcomes.get(&(upper, lower)) {
                self.canvas
                    .write(end + 1, arrows - 1, &format!(" {outcome}"));
            }
        }
        Some(())
    }

    /// Where each link from a layer to the next one comes in: upper slot, lower slot, column. None
    /// if there is too little room.
    fn ends(&mut self, layer: usize, next: &[usize]) -> Option<Vec<(usize, usize, usize)>> {
        let exits: HashMap<usize, usize> = self.layout.layers.layers[layer]
            .iter()
            .map(|slot| (self.exits[*slot], *slot))
            .collect();
        let [above, _] = self.layout.layers.neighbours();
        let mut taken = HashSet::new();
        let mut links = Vec::new();
        for &lower in next {
            let mut uppers = above[lower].clone();
            uppers.sort_by_key(|upper| self.exits[*upper]);
            let is_node = self.layout.layers.is_node(self.graph, lower);
            let (from, size) = self.columns[lower];
            let (first, last) = if is_node {
                (from + 1, from + size - 2)
            } else {
                (from, from + size - 1)
            };
            let is_labelled = uppers
                .iter()
                .any(|upper| self.outcomes.contains_key(&(*upper, lower)));
            let count = uppers.len();
            for (place, upper) in uppers.into_iter().enumerate() {
                let exit = self.exits[upper];
                let wish = if is_labelled {
                    first + place * (last + 1 - first) / count + usize::from(count == 1)
                } else if count == 1 && (first..=last).contains(&exit) {
                    exit
                } else {
                    ((first + last).div_ceil(2) + 2 * place).saturating_sub(count - 1)
                };
                let is_free = |column: &usize| {
                    !taken.contains(column) && exits.get(column).is_none_or(|owner| *owner == upper)
                };
                let columns = (first..=last).filter(is_free);
                let end = columns.min_by_key(|column| column.abs_diff(wish))?;
                taken.insert(end);
                links.push((upper, lower, end));
                if !is_node {
                    self.exits[lower] = end;
                }
            }
        }
        Some(links)
    }
}

/// Gives each net that needs one a row for its horizontal line, and tells how many rows there are.
fn tracks(mut nets: Vec<&mut Net>) -> usize {
    nets.retain(|net| net.ends.iter().any(|end| *end != net.exit));
    nets.sort_by_key(|net| net.span());
    // The last column of each track.
    let mut until: Vec<usize> = Vec::new();
    for net in nets {
        let (from, to) = net.span();
        let free = until.iter().position(|last| *last < from);
        let track = free.unwrap_or(until.len());
        until.resize(until.len().max(track + 1), 0);
        until[track] = to;
        net.track = Some(track);
    }
    until.len()
}
