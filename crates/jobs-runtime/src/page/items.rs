//! The elements of a list.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::hash::Hash;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::lenient::Loaded;
use super::{Cursor, Pages};
use crate::Result;
use crate::error::{Error, ErrorKind};
use crate::json::ReadError;
use crate::operation::Paged;

/// The elements of a list, asked for page by page as they are needed.
///
/// It ends after the last element, or after the first error; but for elements that cannot be read,
/// if it is [lenient](Self::lenient).
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
    /// Which elements of the page could not be read.
    unreadable: VecDeque<(usize, ReadError)>,
    /// Where the page begins that the elements come from, and how many of it have been given.
    place: Option<Cursor>,
    /// Elements of the first page that were given before.
    skip: usize,
    /// How many may still be given; any number if nothing is said.
    left: Option<usize>,
    is_wanted: Wanted<O::Item>,
}

type Wanted<T> = Box<dyn FnMut(&T) -> bool + Send>;

impl<O: Paged> Items<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            place: pages.cursor(),
            pages,
            page: Vec::new().into_iter(),
            unreadable: VecDeque::new(),
            skip: 0,
            left: None,
            is_wanted: Box::new(|_| true),
        }
    }

    /// Ends the list after `n` elements in all. No page beyond those is asked for, and no larger
    /// pages than that takes, unless the request says how many elements a page has.
    pub fn take_total(mut self, n: usize) -> Self {
        self.left = Some(n);
        self
    }

    /// Leaves out elements whose key came before: a list that changes while it is read may give
    /// an element on two pages. Those without a key are given.
    ///
    /// It keeps all keys. They do not go into a [`cursor`](Self::cursor).
    ///
    /// ```no_run
    /// # use jobs_runtime::{Call, operation::Paged};
    /// # fn show<O: Paged<Item = (Option<i64>, String)>>(call: Call<O>) {
    /// let items = call.items().unique_by(|(id, _)| *id);
    /// # drop(items)
    /// # }
    /// ```
    pub fn unique_by<K: Eq + Hash + Send + 'static>(
        mut self,
        key: impl Fn(&O::Item) -> Option<K> + Send + 'static,
    ) -> Self {
        let mut known = HashSet::new();
        self.is_wanted = Box::new(move |item| key(item).is_none_or(|key| known.insert(key)));
        self
    }

    /// Goes on past an element that cannot be read, in place of ending the list: there is an error
    /// in its place, which tells where in the page it stands ([`Decode`](ErrorKind::Decode)), and
    /// the others follow.
    pub fn lenient(mut self) -> Self {
        self.pages.be_lenient();
        self
    }

    /// Goes on from a place in the same list, as [`cursor`](Self::cursor) gave it.
    ///
    /// A place within a page is kept as a number of elements from the start of that page: if such
    /// an element has been removed since, one that follows is left out, and if one has been added,
    /// one that was given comes again.
    ///
    /// # Errors
    ///
    /// When it is of another operation.
    pub fn resume(mut self, cursor: &Cursor) -> Result<Self> {
        self.pages = self.pages.resume(cursor)?;
        self.place = Some(cursor.clone());
        self.skip = cursor.skip;
        Ok(self)
    }

    /// Where to go on later: behind the last element that was given. None when all have been.
    ///
    /// After an error it is still there: what could not be had can be tried again.
    pub fn cursor(&self) -> Option<Cursor> {
        let next = self.pages.cursor();
        let place = self.place.as_ref();
        let is_within = self.page.len() > 0
            || !self.unreadable.is_empty()
            || next.as_ref().map(|next| &next.token) == place.map(|place| &place.token);
        if is_within { place.cloned() } else { next }
    }

    /// The next element; none after the last.
    ///
    /// # Errors
    ///
    /// When the page it is on cannot be had, the list leads back to one that was read already
    /// ([`PaginationLoop`](crate::ErrorKind::PaginationLoop)), or more is said to follow but not
    /// where ([`Truncated`](crate::ErrorKind::Truncated)).
    pub async fn try_next(&mut self) -> Result<Option<O::Item>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }
}

impl<O: Paged> Items<O> {
    /// Turns to a page that begins at this place.
    fn begin(&mut self, page: Loaded<O::Output>, place: Option<Cursor>) {
        self.page = O::into_items(page.output).into_iter();
        self.unreadable = page.unreadable;
        self.place = place;
        for _ in 0..mem::take(&mut self.skip) {
            if self.next_of_page().is_none() {
                break;
            }
        }
    }

    /// The next element of the page.
    fn next_of_page(&mut self) -> Option<Result<O::Item>> {
        let place = self.place.as_mut()?;
        // Behind the last element that could be read, whatever could not be is due.
        let is_due = |index| index <= place.skip || self.page.len() == 0;
        let is_unreadable = self.unreadable.front().is_some_and(|bad| is_due(bad.0));
        let item = if is_unreadable {
            let (_, cause) = self.unreadable.pop_front()?;
            Err(unreadable_element::<O>(cause))
        } else {
            Ok(self.page.next()?)
        };
        place.skip += 1;
        Some(item)
    }

    /// The next element of the page that is to be given.
    fn next_wanted(&mut self) -> Option<Result<O::Item>> {
        loop {
            let item = self.next_of_page()?;
            if item.as_ref().map_or(true, &mut self.is_wanted) {
                return Some(item);
            }
        }
    }
}

fn unreadable_element<O: Paged>(cause: ReadError) -> Error {
    Error::new(
        ErrorKind::Decode,
        format!("cannot read an element: {cause}"),
    )
    .in_exchange(true, false)
    .in_operation(O::INFO.name)
    .with_source(cause)
}

// Nothing in it is ever pinned.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if this.left == Some(0) {
                return Poll::Ready(None);
            }
            if let Some(item) = this.next_wanted() {
                this.left = this.left.map(|left| left - 1);
                return Poll::Ready(Some(item));
            }
            if let Some(left) = this.left {
                this.pages.limit(left.saturating_add(this.skip));
            }
            let place = this.pages.cursor();
            match ready!(this.pages.poll_loaded(context)) {
                Some(Ok(page)) => this.begin(page, place),
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
