//! The faults that are set, and which of them hits a request.

use fastrand::Rng;
use serde_json::{Value, json};

use super::Fault;

/// All faults, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    armed: Vec<Armed>,
    next_id: u64,
}

#[derive(Debug)]
struct Armed {
    id: u64,
    fault: Fault,
    rng: Rng,
    hits: u32,
}

impl Faults {
    pub(crate) fn new(faults: &[Fault]) -> Self {
        let mut all = Self::default();
        for fault in faults {
            all.add(fault.clone());
        }
        all
    }

    /// Adds a fault and tells its id, from 1.
    pub(crate) fn add(&mut self, fault: Fault) -> u64 {
        self.next_id += 1;
        self.armed.push(Armed {
            id: self.next_id,
            rng: Rng::with_seed(fault.seed),
            fault,
            hits: 0,
        });
        self.next_id
    }

    /// Removes the fault with this id, or all; tells how many.
    pub(crate) fn remove(&mut self, id: Option<u64>) -> usize {
        let before = self.armed.len();
        self.armed
            .retain(|armed| id.is_some_and(|id| armed.id != id));
        before - self.armed.len()
    }

    /// The fault that hits this request, and its id.
    pub(crate) fn pick(&mut self, operation: Option<&str>, path: &str) -> Option<(u64, Fault)> {
        for armed in &mut self.armed {
            let spent = armed.fault.times.is_some_and(|times| armed.hits >= times);
            if spent || !armed.fault.matches(operation, path) {
                continue;
            }
            // A certain fault rolls no dice.
            if armed.fault.probability < 1.0 && armed.rng.f64() >= armed.fault.probability {
                continue;
            }
            armed.hits = armed.hits.saturating_add(1);
            return Some((armed.id, armed.fault.clone()));
        }
        None
    }

    /// All faults with their ids and how many requests each has hit.
    pub(crate) fn list(&self) -> Vec<Value> {
        let shown =
            |armed: &Armed| json!({ "id": armed.id, "hits": armed.hits, "fault": armed.fault });
        self.armed.iter().map(shown).collect()
    }
}
