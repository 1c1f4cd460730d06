//! Elements of a list that take another request each.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Items;
use crate::operation::Paged;
use crate::{BoxFuture, Result};

/// What is made of the elements of a list, in the order of the list, a few at the same time.
///
/// It ends after the last element, or after the first error.
#[must_use = "nothing is asked for until an element is"]
pub struct Ahead<O: Paged, T> {
    items: Items<O>,
    make: Make<O::Item, T>,
    at_once: usize,
    /// Those that are being made or wait for their turn, oldest first.
    queue: VecDeque<Slot<T>>,
    /// Whether no element is to be asked for any more.
    is_over: bool,
}

type Make<I, T> = Box<dyn FnMut(I) -> BoxFuture<'static, Result<T>> + Send>;

enum Slot<T> {
    Loading(BoxFuture<'static, Result<T>>),
    Ready(Result<T>),
}

impl<O: Paged> Items<O> {
    /// Makes something of each element by way of a request of its own: up to `at_once` of them at
    /// the same time, and given in the order of the list.
    pub fn map_ahead<T, F>(
        self,
        at_once: usize,
        mut make: impl FnMut(O::Item) -> F + Send + 'static,
    ) -> Ahead<O, T>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        Ahead {
            items: self,
            make: Box::new(move |item| Box::pin(make(item))),
            at_once: at_once.max(1),
            queue: VecDeque::new(),
            is_over: false,
        }
    }
}

impl<O: Paged, T> Ahead<O, T> {
    /// Ends the list after `n` elements in all. No page beyond those is asked for.
    pub fn take_total(mut self, n: usize) -> Self {
        self.items = self.items.take_total(n);
        self
    }

    /// The next of them; none after the last.
    ///
    /// # Errors
    ///
    /// As the list's own, and those of making something of its elements.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Asks for elements as long as there is room for more of them.
    fn fill(&mut self, context: &mut Context<'_>) {
        while !self.is_over && self.queue.len() < self.at_once {
            match Pin::new(&mut self.items).poll_next(context) {
                Poll::Ready(Some(Ok(item))) => {
                    self.queue.push_back(Slot::Loading((self.make)(item)));
                }
                Poll::Ready(Some(Err(error))) => {
                    self.queue.push_back(Slot::Ready(Err(error)));
                    self.is_over = true;
                }
                Poll::Ready(None) => self.is_over = true,
                Poll::Pending => return,
            }
        }
    }
}

// Nothing in it is ever pinned but the futures, which are boxed.
impl<O: Paged, T> Unpin for Ahead<O, T> {}

impl<O: Paged, T> Stream for Ahead<O, T> {
    type Item = Result<T>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        this.fill(context);
        for slot in &mut this.queue {
            if let Slot::Loading(future) = slot
                && let Poll::Ready(result) = future.as_mut().poll(context)
            {
                *slot = Slot::Ready(result);
            }
        }
        match this.queue.pop_front() {
            Some(Slot::Ready(result)) => {
                if result.is_err() {
                    this.is_over = true;
                    this.queue.clear();
                }
                Poll::Ready(Some(result))
            }
            Some(loading) => {
                this.queue.push_front(loading);
                Poll::Pending
            }
            None if this.is_over => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

impl<O: Paged, T> fmt::Debug for Ahead<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ahead")
            .field("items", &self.items)
            .field("at_once", &self.at_once)
            .finish_non_exhaustive()
    }
}
