//! How often each fault has happened.

use std::collections::BTreeMap;
use std::fmt;

use super::Fault;

/// How many exchanges met which fault. Shown, it is a table.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Requests that reached the proxy.
    pub requests: u64,
    /// Requests that reached the service.
    pub delivered: u64,
    /// Exchanges that the service itself did not answer: a flaw of the test's own world.
    pub unanswered: u64,
    faults: BTreeMap<Fault, u64>,
}

impl Counts {
    /// How often this fault has happened.
    pub fn of(&self, fault: Fault) -> u64 {
        self.faults.get(&fault).copied().unwrap_or(0)
    }

    /// How many exchanges have gone wrong.
    pub fn faults(&self) -> u64 {
        self.faults.values().sum()
    }

    pub(super) fn add(&mut self, fault: Option<Fault>) {
        self.requests += 1;
        if let Some(fault) = fault {
            *self.faults.entry(fault).or_default() += 1;
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.faults.keys().map(ToString::to_string).collect();
        let width = names.iter().map(String::len).max().unwrap_or(0).max(24);
        let mut row = |what: &str, count: u64| writeln!(f, "{what:width$}  {count:>6}");
        for (name, count) in names.iter().zip(self.faults.values()) {
            row(name, *count)?;
        }
        row("faults", self.faults())?;
        row("requests", self.requests)?;
        row("delivered to the service", self.delivered)
    }
}
