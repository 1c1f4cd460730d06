//! Telling each change of the work once.

use std::collections::BTreeMap;

use super::Listable;

/// Who wants to be told of changes.
pub(super) type OnChange<O> =
    Box<dyn FnMut(<O as Listable>::Id, &<O as Listable>::Standing) + Send>;

/// What was told of each piece of work last, and who is told.
pub(super) struct Told<O: Listable> {
    on_change: OnChange<O>,
    last: BTreeMap<O::Id, O::Standing>,
}

impl<O: Listable> Told<O> {
    pub(super) fn to(on_change: OnChange<O>) -> Self {
        Self {
            on_change,
            last: BTreeMap::new(),
        }
    }

    /// Tells how this stands, unless that was told last.
    pub(super) fn tell(&mut self, id: O::Id, standing: O::Standing) {
        if self.last.get(&id) != Some(&standing) {
            (self.on_change)(id, &standing);
            self.last.insert(id, standing);
        }
    }

    /// Forgets what has ended.
    pub(super) fn forget(&mut self, id: O::Id) {
        self.last.remove(&id);
    }
}
