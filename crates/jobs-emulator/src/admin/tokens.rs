//! Tokens that end at a moment.

use std::collections::HashMap;
use std::fmt;

use crate::engine::Millis;

/// When tokens end; those that are not named never do.
#[derive(Default)]
pub(crate) struct Expiries(HashMap<String, Millis>);

impl Expiries {
    /// Lets a token end at this moment.
    pub(crate) fn set(&mut self, token: String, moment: Millis) {
        self.0.insert(token, moment);
    }

    pub(crate) fn is_expired(&self, token: &str, now: Millis) -> bool {
        self.0.get(token).is_some_and(|moment| *moment <= now)
    }
}

impl fmt::Debug for Expiries {
    /// Tokens are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expiries").field(&self.0.len()).finish()
    }
}
