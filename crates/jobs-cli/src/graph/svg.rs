//! A graph as a picture in SVG.

use super::layout::{Layout, Measures};
use super::model::{Edge, Graph, Node};
use crate::picture::style::{self, MARGIN, rect};
use crate::picture::xml::{Element, pixel};
use crate::terminal_text::cut;

/// Size of boxes: height, least width, and most columns of text in them.
const HEIGHT: f64 = 44.0;
const NARROWEST: f64 = 96.0;
const COLUMNS: usize = 40;

/// Pixels between the edge of a box and its text.
const PADDING: f64 = 12.0;

/// Room of an edge that goes past boxes, and space between things in a layer.
const WAY: f64 = 8.0;
const SPACE: f64 = 20.0;

/// Least and greatest space between two layers, and how much of it a sideways link takes.
const GAP: (f64, f64) = (52.0, 140.0);
const SLOPE: f64 = 0.12;

/// Length of an arrow, and height and width of what stands on an edge.
const ARROW: f64 = 7.0;
const PILL: (f64, f64) = (18.0, 44.0);

/// Edges that begin or end together, above which they are faint, or they would be one blot.
const MANY: usize = 16;

/// Above this width layers go from left to right, if that is narrower.
const WIDEST: f64 = 1600.0;

/// Where the drawing begins below the heading, and least width that the heading needs.
const TOP: f64 = 90.0;
const HEADING: f64 = 420.0;

/// Draws a graph.
pub(super) fn draw(graph: &Graph) -> Element {
    let down = Drawing::of(graph, Direction::Down);
    if down.size().0 <= WIDEST {
        return down.draw();
    }
    let right = Drawing::of(graph, Direction::Right);
    if right.size().0 < down.size().0 {
        right.draw()
    } else {
        down.draw()
    }
}

/// Which way layers follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Down,
    Right,
}

/// A layout in pixels.
pub(super) struct Drawing<'a> {
    graph: &'a Graph,
    direction: Direction,
    measures: Measures,
    layout: Layout,
    /// Where each layer begins along the picture, and how long it is.
    layers: Vec<(f64, f64)>,
    /// For each edge, where it ends across.
    ends: Vec<f64>,
}

impl<'a> Drawing<'a> {
    pub(super) fn of(graph: &'a Graph, direction: Direction) -> Self {
        let nodes = (0..graph.nodes.len()).map(|at| {
            let (width, height) = size(graph, at, direction);
            match direction {
                Direction::Down => (width, height),
                Direction::Right => (height, width),
            }
        });
        let measures = Measures {
            nodes: nodes.collect(),
            way: WAY,
            space: SPACE,
        };
        let layout = Layout::of(graph, &measures);
        let mut at = 0.0;
        let mut layers = Vec::new();
        let is_labelled = graph.edges.iter().any(|edge| edge.outcome.is_some());
        for (nodes, spread) in graph.layers().iter().zip(layout.spreads()) {
            let lengths = nodes.iter().map(|node| measures.nodes[*node].1);
            let length = lengths.fold(0.0, f64::max);
            layers.push((at, length));
            at += length + (spread * SLOPE).clamp(GAP.0, GAP.1);
            if is_labelled && direction == Direction::Right {
                at += PILL.1;
            }
        }
        let ends = ends(graph, &layout, &measures);
        Self {
            graph,
            direction,
            measures,
            layout,
            layers,
            ends,
        }
    }

    /// Width and height of all of it.
    pub(super) fn size(&self) -> (f64, f64) {
        let along = self.layers.last().map_or(0.0, |(at, length)| at + length);
        let (width, height) = match self.direction {
            Direction::Down => (self.layout.across, along),
            Direction::Right => (along, self.layout.across),
        };
        (width + 2.0 * MARGIN, height + TOP + MARGIN)
    }

    fn draw(&self) -> Element {
        let facts = self.graph.facts();
        let (width, height) = self.size();
        let needed = style::width(&style::line_of(&facts)) + 2.0 * MARGIN;
        let width = width.max(HEADING).max(needed);
        let picture = style::picture(width, height, &self.graph.name, &facts);
        let edges = self.graph.edges.iter().enumerate();
        let lines: Vec<Element> = edges.map(|(at, edge)| self.edge(at, edge)).collect();
        let edges = self.graph.edges.iter().enumerate();
        let outcomes = edges.flat_map(|(at, edge)| self.outcome(at, edge));
        let nodes = self.graph.nodes.iter().enumerate();
        picture
            .children(lines)
            .children(nodes.map(|(at, node)| self.node(at, node)))
            .children(outcomes)
    }

    /// A point of the picture.
    pub(super) fn point(&self, across: f64, along: f64) -> (f64, f64) {
        match self.direction {
            Direction::Down => (MARGIN + across, TOP + along),
            Direction::Right => (MARGIN + along, TOP + across),
        }
    }

    /// Left, top, width and height of a node's box.
    pub(super) fn rect(&self, node: usize) -> (f64, f64, f64, f64) {
        let (across, along) = self.measures.nodes[node];
        let from = self.layers[self.graph.nodes[node].layer].0;
        let (x, y) = self.point(self.layout.middles[node] - across / 2.0, from);
        match self.direction {
            Direction::Down => (x, y, across, along),
            Direction::Right => (x, y, along, across),
        }
    }

    /// The points through which an edge goes: where it leaves its node and where it comes to the
    /// next layer in turn, across and along.
    pub(super) fn route(&self, edge: usize) -> Vec<(f64, f64)> {
        let slots = &self.layout.layers.routes[edge];
        let mut points = Vec::new();
        for (step, slot) in slots.iter().enumerate() {
            let (from, length) = self.layers[self.layout.layers.layer_of[*slot]];
            let middle = self.layout.middles[*slot];
            if step == 0 {
                points.push((middle, from + self.measures.nodes[*slot].1));
                points.push((middle, from + length));
            } else if step + 1 == slots.len() {
                points.push((self.ends[edge], from));
            } else {
                points.push((middle, from));
                points.push((middle, from + length));
            }
        }
        points
    }

    fn edge(&self, at: usize, edge: &Edge) -> Element {
        let points = self.route(at);
        let last = points.len() - 1;
        let place = |(across, along): (f64, f64)| {
            let (x, y) = self.point(across, along);
            format!("{} {}", pixel(x), pixel(y))
        };
        let mut line = format!("M{}", place(points[0]));
        for (step, pair) in points.windows(2).enumerate() {
            let ((from_across, from), (to_across, mut to)) = (pair[0], pair[1]);
            if step + 2 > last {
                // The arrow is in front of the box.
                to -= ARROW;
            }
            if (from_across, from) == (to_across, to) {
                continue;
            }
            if from_across == to_across {
                line.push_str(&format!(" L{}", place((to_across, to))));
            } else {
                let middle = (from + to) / 2.0;
                let bend = [(from_across, middle), (to_across, middle), (to_across, to)];
                line.push_str(&format!(" C{}", bend.map(place).join(" ")));
            }
        }
        let (across, along) = points[last];
        let corners = [
            (across, along),
            (across - ARROW / 2.0, along - ARROW),
            (across + ARROW / 2.0, along - ARROW),
        ];
        let [from, to] = [edge.from, edge.to].map(|node| &self.graph.nodes[node].task_key);
        let is_like = |other: &&Edge| other.from == edge.from || other.to == edge.to;
        let class = match self.graph.edges.iter().filter(is_like).count() {
            ..=MANY => "edge",
            _ => "edge faint",
        };
        Element::new("g")
            .child(Element::new("title").text(match &edge.outcome {
                Some(outcome) => format!("{to} waits for {from} to be {outcome}"),
                None => format!("{to} waits for {from}"),
            }))
            .child(Element::new("path").with("class", class).with("d", line))
            .child(
                Element::new("polygon")
                    .with("class", "arrow")
                    .with("points", corners.map(place).join(", ")),
            )
    }

    /// What an edge waits for, just before its end.
    fn outcome(&self, at: usize, edge: &Edge) -> Vec<Element> {
        let Some((outcome, (across, along))) =
            edge.outcome.as_ref().zip(self.route(at).last().copied())
        else {
            return Vec::new();
        };
        let (height, width) = PILL;
        let half = match self.direction {
            Direction::Down => height / 2.0,
            Direction::Right => width / 2.0,
        };
        let (x, y) = self.point(across, along - ARROW - 3.0 - half);
        let (left, top) = (x - width / 2.0 + 2.0, y - height / 2.0 + 1.0);
        let pill = rect("pill", (left, width - 4.0), (top, height - 2.0)).at("rx", 8.0);
        let text = style::text(x, y + 4.0, "small", &cut(outcome, 6)).with("text-anchor", "middle");
        vec![pill, text]
    }

    fn node(&self, at: usize, node: &Node) -> Element {
        let (x, y, width, height) = self.rect(at);
        let class = if node.is_disabled {
            "switched-off"
        } else {
            "box"
        };
        let columns = style::mono_columns(width - 2.0 * PADDING);
        let middle = x + width / 2.0;
        let key = style::text(middle, y + 18.0, "mono", &cut(&node.task_key, columns));
        let detail = cut(&detail(node), style::columns(width - 2.0 * PADDING));
        let hint = format!("{}\n{}", node.task_key, self::detail(node));
        Element::new("g")
            .child(Element::new("title").text(hint))
            .child(rect(class, (x, width), (y, height)).at("rx", 6.0))
            .child(key.with("text-anchor", "middle"))
            .child(
                style::text(middle, y + 34.0, "dim small", &detail).with("text-anchor", "middle"),
            )
    }
}

/// What stands below the key of a task.
fn detail(node: &Node) -> String {
    node.details().join(" · ")
}

/// Width and height of a node's box: there is room for its text, and for what stands on its edges.
fn size(graph: &Graph, at: usize, direction: Direction) -> (f64, f64) {
    let node = &graph.nodes[at];
    let key = style::mono_width(&cut(&node.task_key, COLUMNS));
    let detail = style::width(&cut(&detail(node), COLUMNS));
    let labels = graph
        .before(at)
        .filter(|edge| edge.outcome.is_some())
        .count();
    let all = if labels > 0 {
        graph.before(at).count() as f64
    } else {
        0.0
    };
    let width = (key.max(detail) + 2.0 * PADDING).max(NARROWEST);
    match direction {
        Direction::Down => (width.max(all * PILL.1), HEIGHT),
        Direction::Right => (width, HEIGHT.max(all * PILL.0)),
    }
}

/// Where each edge ends across: those of a node are spread over its side, in the order in which they
/// come.
fn ends(graph: &Graph, layout: &Layout, measures: &Measures) -> Vec<f64> {
    const APART: f64 = 16.0;
    let mut ends = vec![0.0; graph.edges.len()];
    for (node, (size, _)) in measures.nodes.iter().enumerate() {
        let last = |edge: &usize| {
            let route = &layout.layers.routes[*edge];
            layout.middles[route[route.len().saturating_sub(2)]]
        };
        let edges = (0..graph.edges.len()).filter(|edge| graph.edges[*edge].to == node);
        let mut edges: Vec<usize> = edges.collect();
        edges.sort_by(|a, b| last(a).total_cmp(&last(b)));
        let is_labelled = edges
            .iter()
            .any(|edge| graph.edges[*edge].outcome.is_some());
        let room = size / edges.len().max(1) as f64;
        let step = if is_labelled { room } else { room.min(APART) };
        let first = layout.middles[node] - step * (edges.len().saturating_sub(1)) as f64 / 2.0;
        for (place, edge) in edges.into_iter().enumerate() {
            ends[edge] = first + step * place as f64;
        }
    }
    ends
}
