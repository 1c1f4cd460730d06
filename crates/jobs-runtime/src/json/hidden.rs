//! What stands for a value that must not be shown.

use std::fmt;

/// Takes the place of a sensitive value in `Debug`.
#[derive(Clone, Copy)]
pub struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
