//! The pages of a list.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

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
}

enum State<T> {
    /// The next page is to be asked for.
    Ready,
    /// It has been asked for.
    Loading(BoxFuture<'static, Result<T>>),
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
        }
    }

    /// The next page; none after the last.
    ///
    /// # Errors
    ///
    /// When the page cannot be had, or the list leads back to one that was read already.
    pub async fn try_next(&mut self) -> Result<Option<O::Output>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    fn load(&self) -> BoxFuture<'static, Result<O::Output>> {
        let Call {
            client, options, ..
        } = &self.call;
        let (client, mut operation) = (client.clone(), self.call.operation.clone());
        let options = options.clone().started(&client);
        Box::pin(async move {
            operation.prepare();
            execute(&client, &operation, &options).await
        })
    }

    /// Takes in a page: where it leads to.
    fn loaded(&mut self, page: &O::Output) {
        self.state = match self.tokens.follow(O::next_page_token(page)) {
            Ok(Some(token)) => {
                self.call.operation.set_page_token(token);
                State::Ready
            }
            Ok(None) => State::Done,
            Err(error) => State::Broken(error),
        };
    }
}

// Nothing in it is ever pinned but the future, which is boxed.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match &mut this.state {
                State::Ready => this.state = State::Loading(this.load()),
                State::Loading(page) => {
                    let page = ready!(page.as_mut().poll(context));
                    match &page {
                        Ok(page) => this.loaded(page),
                        Err(_) => this.state = State::Done,
                    }
                    return Poll::Ready(Some(page));
                }
                State::Broken(_) | State::Done => {
                    return Poll::Ready(match std::mem::replace(&mut this.state, State::Done) {
                        State::Broken(error) => Some(Err(error)),
                        _ => None,
                    });
                }
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
