//! The order of nodes within layers, with few crossings: long edges get places of their own in the
//! layers between, and layers are sorted by where their neighbours are.

use super::model::Graph;

/// How often the order of all layers is looked over.
const SWEEPS: usize = 16;

/// Nodes and ways of long edges, layer by layer. Slots are numbered: nodes as in the graph, ways after
/// them.
pub(super) struct Layers {
    /// Slots of each layer, in their order.
    pub(super) layers: Vec<Vec<usize>>,
    /// Slots in neighbouring layers that are connected: the upper one, the lower one.
    pub(super) links: Vec<(usize, usize)>,
    /// For each edge of the graph, the slots that it goes through, from one end to the other.
    pub(super) routes: Vec<Vec<usize>>,
    /// For each slot, its layer.
    pub(super) layer_of: Vec<usize>,
}

impl Layers {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut layers = graph.layers();
        let mut layer_of: Vec<usize> = graph.nodes.iter().map(|node| node.layer).collect();
        let mut links = Vec::new();
        let mut routes = Vec::new();
        // Edges from one node share their way as far as they go.
        let mut ways: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
        for edge in &graph.edges {
            let (from, to) = (graph.nodes[edge.from].layer, graph.nodes[edge.to].layer);
            let mut route = vec![edge.from];
            for (step, layer) in layers.iter_mut().take(to).skip(from + 1).enumerate() {
                if ways[edge.from].len() == step {
                    let slot = layer_of.len();
                    layer_of.push(from + 1 + step);
                    layer.push(slot);
                    ways[edge.from].push(slot);
                }
                route.push(ways[edge.from][step]);
            }
            route.push(edge.to);
            links.extend(route.windows(2).map(|pair| (pair[0], pair[1])));
            routes.push(route);
        }
        links.sort_unstable();
        links.dedup();
        let mut layers = Self {
            layers,
            links,
            routes,
            layer_of,
        };
        layers.sort();
        layers
    }

    /// Whether a slot is a node of the graph, not the way of an edge.
    pub(super) fn is_node(&self, graph: &Graph, slot: usize) -> bool {
        slot < graph.nodes.len()
    }

    /// For each slot, those above and those below that it is connected to.
    pub(super) fn neighbours(&self) -> [Vec<Vec<usize>>; 2] {
        let mut above = vec![Vec::new(); self.layer_of.len()];
        let mut below = above.clone();
        for &(upper, lower) in &self.links {
            above[lower].push(upper);
            below[upper].push(lower);
        }
        [above, below]
    }

    /// For each slot, its place in its layer.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.layer_of.len()];
        for layer in &self.layers {
            for (place, slot) in layer.iter().enumerate() {
                places[*slot] = place;
            }
        }
        places
    }

    /// Sorts layers by their neighbours, down and up in turn, and keeps the order with the fewest
    /// crossings.
    fn sort(&mut self) {
        let [above, below] = self.neighbours();
        let mut best = (self.crossings(), self.layers.clone());
        for sweep in 0..SWEEPS {
            let count = self.layers.len();
            for step in 1..count {
                let (layer, neighbours) = match sweep % 2 {
                    0 => (step, &above),
                    _ => (count - 1 - step, &below),
                };
                self.sort_layer(layer, neighbours);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.layers.clone());
            }
        }
        self.layers = best.1;
    }

    fn sort_layer(&mut self, layer: usize, neighbours: &[Vec<usize>]) {
        let places = self.places();
        let middle = |slot: &usize| {
            let near = &neighbours[*slot];
            // What has none stays where it is.
            if near.is_empty() {
                return places[*slot] as f64;
            }
            let sum: usize = near.iter().map(|slot| places[*slot]).sum();
            sum as f64 / near.len() as f64
        };
        self.layers[layer].sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    }

    /// How many links cross each other.
    pub(super) fn crossings(&self) -> usize {
        let places = self.places();
        let mut links: Vec<(usize, usize, usize)> = self
            .links
            .iter()
            .map(|(upper, lower)| (self.layer_of[*upper], places[*upper], places[*lower]))
            .collect();
        links.sort_unstable();
        let mut crossings = 0;
        for between in links.chunk_by(|a, b| a.0 == b.0) {
            // Each link crosses those that begin before it and end behind it.
            let mut ends: Vec<usize> = Vec::with_capacity(between.len());
            for (_, _, end) in between {
                let at = ends.partition_point(|known| known <= end);
                crossings += ends.len() - at;
                ends.insert(at, *end);
            }
        }
        crossings
    }
}
