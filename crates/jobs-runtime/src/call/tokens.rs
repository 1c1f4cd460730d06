//! Which page comes next, and the guard against walking in circles.

use std::collections::HashSet;

use crate::Result;
use crate::error::{Error, ErrorKind};

/// The tokens of the pages seen so far.
pub(crate) struct Tokens {
    operation: &'static str,
    seen: HashSet<String>,
    pages: usize,
}

impl Tokens {
    pub(crate) fn new(operation: &'static str) -> Self {
        Self {
            operation,
            seen: HashSet::new(),
            pages: 0,
        }
    }

    /// The token to ask the next page with; none after the last page.
    ///
    /// # Errors
    ///
    /// When it has been followed already: the same pages would come again and again, and to stop
    /// there would pass a part for the whole.
    pub(crate) fn follow(&mut self, token: Option<&str>) -> Result<Option<String>> {
        self.pages += 1;
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            return Ok(None);
        };
        if !self.seen.insert(token.to_owned()) {
            return Err(Error::new(
                ErrorKind::PaginationLoop,
                format!(
                    "page {} would be one that was read already: the list goes in circles",
                    self.pages + 1
                ),
            )
            .in_exchange(true, false)
            .in_operation(self.operation));
        }
        Ok(Some(token.to_owned()))
    }
}
