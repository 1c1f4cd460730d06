//! Where nodes and edges are, in any unit. Layers follow each other *along* the picture; within a
//! layer things stand side by side *across* it.

use super::layers::Layers;
use super::model::Graph;

/// How often places are drawn to those of their neighbours.
const SWEEPS: usize = 40;

/// How much straighter the ways of long edges are to be than others.
const STRAIGHT: f64 = 4.0;

/// What a layout has to keep to.
pub(super) struct Measures {
    /// For each node, its size across and along.
    pub(super) nodes: Vec<(f64, f64)>,
    /// Room of a way, across.
    pub(super) way: f64,
    /// Least space between two things in a layer.
    pub(super) space: f64,
}

/// Where things are.
pub(super) struct Layout {
    pub(super) layers: Layers,
    /// For each slot, its middle across.
    pub(super) middles: Vec<f64>,
    /// For each slot, its size across.
    pub(super) sizes: Vec<f64>,
    /// The size of all of it, across.
    pub(super) across: f64,
}

impl Layout {
    pub(super) fn of(graph: &Graph, measures: &Measures) -> Self {
        let layers = Layers::of(graph);
        let size = |slot: usize| measures.nodes.get(slot).map_or(measures.way, |node| node.0);
        let sizes: Vec<f64> = (0..layers.layer_of.len()).map(size).collect();
        let mut layout = Self {
            middles: vec![0.0; sizes.len()],
            layers,
            sizes,
            across: 0.0,
        };
        layout.place(graph, measures.space);
        layout
    }

    fn place(&mut self, graph: &Graph, space: f64) {
        let [above, below] = self.layers.neighbours();
        let count = self.layers.layers.len();
        for layer in 0..count {
            self.settle(layer, space, |_| 0.0, |_| 1.0);
        }
        let is_node: Vec<bool> = (0..self.sizes.len())
            .map(|slot| self.layers.is_node(graph, slot))
            .collect();
        for sweep in 0..SWEEPS {
            for step in 0..count {
                let layer = if sweep % 2 == 0 {
                    step
                } else {
                    count - 1 - step
                };
                let middles = self.middles.clone();
                // The last sweeps look both ways, so that neither end is forgotten.
                let looks = |down: bool| sweep + 8 >= SWEEPS || (sweep % 2 == 1) == down;
                let wish = |slot: usize| {
                    let up = above[slot].iter().filter(|_| looks(false));
                    let down = below[slot].iter().filter(|_| looks(true));
                    let (mut sum, mut weights) = (0.0, 0.0);
                    for near in up.chain(down) {
                        let is_way = !is_node[slot] && !is_node[*near];
                        let weight = if is_way { STRAIGHT * STRAIGHT } else { 1.0 };
                        sum += weight * middles[*near];
                        weights += weight;
                    }
                    if weights > 0.0 {
                        sum / weights
                    } else {
                        middles[slot]
                    }
                };
                let weight = |slot: usize| if is_node[slot] { 1.0 } else { STRAIGHT };
                self.settle(layer, space, wish, weight);
            }
        }
        let edges = |side: f64| {
            let sizes = self.sizes.iter();
            sizes
                .zip(&self.middles)
                .map(move |(size, middle)| middle + side * size / 2.0)
        };
        let left = edges(-1.0).fold(f64::INFINITY, f64::min);
        let right = edges(1.0).fold(f64::NEG_INFINITY, f64::max);
        if left.is_finite() {
            self.middles.iter_mut().for_each(|middle| *middle -= left);
            self.across = right - left;
        }
    }

    /// Puts the slots of a layer as near to where they wish to be as their order and the space
    /// between them allow: least squares, by merging neighbours that press on each other.
    fn settle(
        &mut self,
        layer: usize,
        space: f64,
        wish: impl Fn(usize) -> f64,
        weight: impl Fn(usize) -> f64,
    ) {
        struct Block {
            weight: f64,
            /// Where its first slot wishes to be, on average over all its slots.
            at: f64,
            slots: usize,
        }
        let slots = &self.layers.layers[layer];
        // How far each slot is behind the first one where they stand closest.
        let mut behind = Vec::with_capacity(slots.len());
        let mut offset = 0.0;
        for (place, slot) in slots.iter().enumerate() {
            if place > 0 {
                offset += (self.sizes[slots[place - 1]] + self.sizes[*slot]) / 2.0 + space;
            }
            behind.push(offset);
        }
        let mut blocks: Vec<Block> = Vec::new();
        for (slot, behind) in slots.iter().zip(&behind) {
            let mut block = Block {
                weight: weight(*slot),
                at: wish(*slot) - behind,
                slots: 1,
            };
            while let Some(last) = blocks.pop_if(|last| last.at >= block.at) {
                let weight = last.weight + block.weight;
                block = Block {
                    at: (last.at * last.weight + block.at * block.weight) / weight,
                    weight,
                    slots: last.slots + block.slots,
                };
            }
            blocks.push(block);
        }
        let places = blocks
            .iter()
            .flat_map(|block| std::iter::repeat_n(block.at, block.slots));
        let middles: Vec<f64> = places
            .zip(&behind)
            .map(|(at, behind)| at + behind)
            .collect();
        for (slot, middle) in slots.iter().zip(middles) {
            self.middles[*slot] = middle;
        }
    }

    /// For each layer, how far its longest link goes sideways to the next one.
    pub(super) fn spreads(&self) -> Vec<f64> {
        let mut spreads = vec![0.0_f64; self.layers.layers.len()];
        for &(upper, lower) in &self.layers.links {
            let spread = (self.middles[upper] - self.middles[lower]).abs();
            let layer = self.layers.layer_of[upper];
            spreads[layer] = spreads[layer].max(spread);
        }
        spreads
    }
}
