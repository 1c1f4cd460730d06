//! Lists as iterators.

use std::fmt;

use super::executor::Executor;
use crate::operation::Paged;
use crate::{Result, page};

/// The elements of a list, asked for page by page as they are needed.
///
/// It ends after the last element, or after the first error.
#[must_use = "nothing is asked for until an element is"]
pub struct Items<O: Paged> {
    items: page::Items<O>,
    executor: Executor,
    ended: bool,
}

/// The pages of a list, each asked for when it is needed. Pages may be empty.
///
/// It ends after the last page, or after the first error.
#[must_use = "nothing is asked for until a page is"]
pub struct Pages<O: Paged> {
    pages: page::Pages<O>,
    executor: Executor,
    ended: bool,
}

impl<O: Paged> Items<O> {
    pub(super) const fn new(items: page::Items<O>, executor: Executor) -> Self {
        Self {
            items,
            executor,
            ended: false,
        }
    }

    /// Ends the list after `n` elements in all. No page beyond those is asked for.
    pub fn take_total(mut self, n: usize) -> Self {
        self.items = self.items.take_total(n);
        self
    }

    /// Does with the async list what this one has no method for.
    ///
    /// # Errors
    ///
    /// With the error of `change`.
    pub fn with(
        mut self,
        change: impl FnOnce(page::Items<O>) -> Result<page::Items<O>>,
    ) -> Result<Self> {
        self.items = change(self.items)?;
        Ok(self)
    }

    /// The async list below, as far as it has been read.
    pub const fn async_items(&self) -> &page::Items<O> {
        &self.items
    }
}

impl<O: Paged> Iterator for Items<O> {
    type Item = Result<O::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.executor.block_on(self.items.try_next());
        let next = next.flatten().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl<O: Paged> Pages<O> {
    pub(super) const fn new(pages: page::Pages<O>, executor: Executor) -> Self {
        Self {
            pages,
            executor,
            ended: false,
        }
    }

    /// Does with the async list what this one has no method for.
    ///
    /// # Errors
    ///
    /// With the error of `change`.
    pub fn with(
        mut self,
        change: impl FnOnce(page::Pages<O>) -> Result<page::Pages<O>>,
    ) -> Result<Self> {
        self.pages = change(self.pages)?;
        Ok(self)
    }

    /// The async list below, as far as it has been read.
    pub const fn async_pages(&self) -> &page::Pages<O> {
        &self.pages
    }
}

impl<O: Paged> Iterator for Pages<O> {
    type Item = Result<O::Output>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.executor.block_on(self.pages.try_next());
        let next = next.flatten().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Items").field(&self.items).finish()
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Pages").field(&self.pages).finish()
    }
}
