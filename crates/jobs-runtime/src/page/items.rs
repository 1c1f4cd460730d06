//! The elements of a list.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::Pages;
use crate::Result;
use crate::operation::Paged;

/// The elements of a list, asked for page by page as they are needed.
///
/// It ends after the last element, or after the first error.
///
/// ```no_run
/// # use jobs_runtime::{Call, Result, operation::Paged};
/// # async fn show<O: Paged>(call: Call<O>) -> Result<()> {
/// let mut items = call.items().take_total(100);
/// while let Some(item) = items.try_next().await? {
///     // …
/// #   let _ = item;
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is asked for until an element is"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    page: vec::IntoIter<O::Item>,
    left: usize,
}

impl<O: Paged> Items<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
            left: usize::MAX,
        }
    }

    /// The same, ending after `n` elements in all. No page beyond those is asked for.
    pub fn take_total(mut self, n: usize) -> Self {
        self.left = n;
        self
    }

    /// The next element; none after the last.
    ///
    /// # Errors
    ///
    /// When the page it is on cannot be had, or the list leads back to one that was read already.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }
}

// Nothing in it is ever pinned.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if this.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(item) = this.page.next() {
                this.left -= 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.page = O::into_items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
