//! The pages of a list.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Cursor;
use super::lenient::{Lenient, Loaded};
use crate::call::{Call, Tokens};
use crate::client::execute;
use crate::error::Error;
use crate::operation::Paged;
use crate::{BoxFuture, Result};

/// The pages of a list, each asked for when it is needed. Pages may be empty.
///
/// It ends after the last page, or after the first error.
#[must_use = "nothing is asked for until a page is"]
pub struct Pages<O: Paged> {
    call: Call<O>,
    tokens: Tokens,
    state: State<O::Output>,
    /// Where the next page begins; none after the last. After an error, where it can be tried
    /// again.
    place: Option<Cursor>,
    /// Whether a page may have elements that cannot be read.
    is_lenient: bool,
}

enum State<T> {
    /// The next page is to be asked for.
    Ready,
    /// It has been asked for.
    Loading(BoxFuture<'static, Result<Loaded<T>>>),
    /// There is none that could be asked for.
    Broken(Error),
    Done,
}

impl<O: Paged> Pages<O> {
    pub(crate) fn new(call: Call<O>) -> Self {
        Self {
            call,
            tokens: Tokens::new(O::INFO.name),
            state: State::Ready,
            place: Some(Cursor::new(O::INFO.name, None)),
            is_lenient: false,
        }
    }

    /// Goes on from a place in the same list, as [`cursor`](Self::cursor) gave it. One within a
    /// page leads to the start of that page.
    ///
    /// # Errors
    ///
    /// When it is of another operation.
    pub fn resume(mut self, cursor: &Cursor) -> Result<Self> {
        cursor.check(O::INFO.name)?;
        if let Some(token) = &cursor.token {
            self.tokens.begin_at(token);
            self.call.operation.set_page_token(token.clone());
        }
        self.place = Some(Cursor::new(O::INFO.name, cursor.token.clone()));
        Ok(self)
    }

    /// Where to go on later: at the page that comes next, or that could not be had. None when all
    /// pages have been read.
    pub fn cursor(&self) -> Option<Cursor> {
        self.place.clone()
    }

    /// Asks for pages of no more elements than these, unless the request says how many itself.
    pub(super) fn limit(&mut self, most: usize) {
        let most = i64::try_from(most).unwrap_or(i64::MAX).max(1);
        self.call.operation.limit_page(most);
    }

    /// The next page; none after the last.
    ///
    /// # Errors
    ///
    /// When the page cannot be had, the list leads back to one that was read already
    /// ([`PaginationLoop`](crate::ErrorKind::PaginationLoop)), or more is said to follow but not
    /// where ([`Truncated`](crate::ErrorKind::Truncated)).
    pub async fn try_next(&mut self) -> Result<Option<O::Output>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Lets pages have elements that cannot be read.
    pub(super) fn be_lenient(&mut self) {
        self.is_lenient = true;
    }

    fn load(&self) -> BoxFuture<'static, Result<Loaded<O::Output>>> {
        let Call {
            client, options, ..
        } = &self.call;
        let (client, mut operation) = (client.clone(), self.call.operation.clone());
        let options = options.clone().started(&client);
        let is_lenient = self.is_lenient;
        Box::pin(async move {
            operation.prepare();
            if is_lenient {
                return execute(&client, &Lenient(operation), &options).await;
            }
            let page = execute(&client, &operation, &options).await?;
            Ok(Loaded::whole(page))
        })
    }

    /// Takes in a page: where it leads to.
    fn loaded(&mut self, page: &O::Output) {
        let next = O::next_page_token(page);
        self.state = match self.tokens.follow(next, O::has_more(page)) {
            Ok(Some(token)) => {
                self.place = Some(Cursor::new(O::INFO.name, Some(token.clone())));
                self.call.operation.set_page_token(token);
                State::Ready
            }
            Ok(None) => {
                self.place = None;
                State::Done
            }
            Err(error) => State::Broken(error),
        };
    }

    pub(super) fn poll_loaded(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Loaded<O::Output>>>> {
        loop {
            match &mut self.state {
                State::Ready => self.state = State::Loading(self.load()),
                State::Loading(page) => {
                    let page = ready!(page.as_mut().poll(context));
                    match &page {
                        Ok(page) => self.loaded(&page.output),
                        Err(_) => self.state = State::Done,
                    }
                    return Poll::Ready(Some(page));
                }
                State::Broken(_) | State::Done => {
                    return Poll::Ready(match std::mem::replace(&mut self.state, State::Done) {
                        State::Broken(error) => Some(Err(error)),
                        _ => None,
                    });
                }
            }
        }
    }
}

// Nothing in it is ever pinned but the future, which is boxed.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let loaded = ready!(self.get_mut().poll_loaded(context));
        Poll::Ready(loaded.map(|page| page.map(|page| page.output)))
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
