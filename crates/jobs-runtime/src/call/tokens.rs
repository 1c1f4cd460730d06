//! Which page comes next, and the guard against walking in circles or stopping too early.

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

    /// Notes that reading begins at this token.
    pub(crate) fn begin_at(&mut self, token: &str) {
        self.seen.insert(token.to_owned());
    }

    /// The token to ask the next page with; none after the last page. `has_more` is what the page
    /// says beside its token.
    ///
    /// # Errors
    ///
    /// When the token has been followed already: the same pages would come again and again. When
    /// more is said to follow, but there is no token. To stop there would pass a part for the
    /// whole.
    pub(crate) fn follow(&mut self, token: Option<&str>, has_more: bool) -> Result<Option<String>> {
        self.pages += 1;
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            return if has_more {
                Err(self.broken(ErrorKind::Truncated, self.cut()))
            } else {
                Ok(None)
            };
        };
        if !self.seen.insert(token.to_owned()) {
            return Err(self.broken(ErrorKind::PaginationLoop, self.circle()));
        }
        Ok(Some(token.to_owned()))
    }

    fn cut(&self) -> String {
        format!(
            "page {} says that more follows, but not how to get it: what was read is not all",
            self.pages
        )
    }

    fn circle(&self) -> String {
        format!(
            "page {} would be one that was read already: the list goes in circles",
            self.pages + 1
        )
    }

    fn broken(&self, kind: ErrorKind, message: String) -> Error {
        Error::new(kind, message)
            .in_exchange(true, false)
            .in_operation(self.operation)
    }
}
