//! Events of runs that are to be delivered, in the order of their moments.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::engine::Millis;
use crate::engine::state::Event;

/// What is to happen to which run. What has ended waits for nothing: its events are forgotten with
/// it, so that limits of days do not fill the memory with runs of seconds.
#[derive(Debug, Default)]
pub(super) struct Timers {
    due: BTreeMap<Moment, (i64, Event)>,
    of_runs: HashMap<i64, BTreeSet<Moment>>,
    /// Number of the next one.
    next: u64,
}

/// When an event is due. Those of one moment are delivered in the order of their making.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    at: Millis,
    number: u64,
}

impl Timers {
    /// Adds an event of a run.
    pub(super) fn add(&mut self, at: Millis, run_id: i64, event: Event) {
        let number = self.next;
        self.next += 1;
        let moment = Moment { at, number };
        self.due.insert(moment, (run_id, event));
        self.of_runs.entry(run_id).or_default().insert(moment);
    }

    /// When the first one is due.
    pub(super) fn next_due(&self) -> Option<Millis> {
        self.due.first_key_value().map(|(moment, _)| moment.at)
    }

    /// Takes the first one: when it is due, the run, and the event.
    pub(super) fn pop(&mut self) -> Option<(Millis, i64, Event)> {
        let (moment, (run_id, event)) = self.due.pop_first()?;
        if let Some(of_run) = self.of_runs.get_mut(&run_id) {
            of_run.remove(&moment);
            if of_run.is_empty() {
                self.of_runs.remove(&run_id);
            }
        }
        Some((moment.at, run_id, event))
    }

    /// Forgets the events of a run.
    pub(super) fn forget(&mut self, run_id: i64) {
        for moment in self.of_runs.remove(&run_id).into_iter().flatten() {
            self.due.remove(&moment);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_takes_its_events_along() {
        let mut timers = Timers::default();
        timers.add(20, 1, Event::QueueTimeout);
        timers.add(10, 1, Event::Cancel);
        timers.add(10, 2, Event::Cancel);
        assert_eq!(timers.pop(), Some((10, 1, Event::Cancel)));
        assert_eq!(timers.next_due(), Some(10));
        timers.forget(2);
        assert_eq!(timers.next_due(), Some(20));
        timers.forget(1);
        assert_eq!(timers.pop(), None);
        assert!(timers.of_runs.is_empty());
    }
}
