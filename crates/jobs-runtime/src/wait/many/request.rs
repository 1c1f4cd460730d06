//! The requests of the scheduler, each of which is sent once and takes one turn.

use std::fmt;

use super::Listable;
use super::schedule::ListingOrder;
use crate::call::Tokens;
use crate::client::{CallOptions, Client, execute};
use crate::operation::{Continuation, Ending, Operation, Paged};
use crate::wait::Polled;
use crate::{BoxFuture, Result};

/// A request that was sent, and its answer.
pub(super) enum Done<O: Listable> {
    Asked(O::Id, Box<O::Poll>, Result<Polled<O>>),
    ReadOn(Box<Reading<O>>, Result<Polled<O>>),
    Listed(Box<Listing<O>>, Result<<O::List as Operation>::Output>),
}

/// Work that has ended, whose last answer is being read whole.
pub(super) struct Reading<O: Listable> {
    pub(super) id: O::Id,
    pub(super) ending: Ending,
    pub(super) whole: Polled<O>,
    poll: O::Poll,
    tokens: Tokens,
}

impl<O: Listable> Reading<O> {
    pub(super) fn new(id: O::Id, ending: Ending, poll: O::Poll, whole: Polled<O>) -> Self {
        Self {
            id,
            ending,
            whole,
            poll,
            tokens: Tokens::new(O::Poll::INFO.name),
        }
    }

    /// Makes ready to ask for the next page; false if there is none.
    pub(super) fn turn(&mut self) -> Result<bool> {
        let Some(Continuation {
            next_page_token,
            has_more,
            set_page_token,
            ..
        }) = O::Poll::CONTINUATION
        else {
            return Ok(false);
        };
        let token = self
            .tokens
            .follow(next_page_token(&self.whole), has_more(&self.whole))?;
        let has_next = token.is_some();
        if let Some(token) = token {
            set_page_token(&mut self.poll, token);
        }
        Ok(has_next)
    }

    /// Takes in the page that was asked for.
    pub(super) fn merge(&mut self, page: Polled<O>) {
        if let Some(continuation) = O::Poll::CONTINUATION {
            (continuation.merge)(&mut self.whole, page);
        }
    }
}

/// A listing of what is active, as far as it has been read.
pub(super) struct Listing<O: Listable> {
    /// Pages that were read.
    pub(super) pages: usize,
    /// From so many on, it is cheaper to ask one by one.
    pub(super) budget: usize,
    /// How often in a row a page could not be had.
    pub(super) failures: u32,
    list: O::List,
    tokens: Tokens,
}

impl<O: Listable> Listing<O> {
    pub(super) fn new(order: &ListingOrder<O::Scope>) -> Self {
        let mut list = O::list_active(order.scope);
        list.prepare();
        Self {
            pages: 0,
            budget: order.budget,
            failures: 0,
            list,
            tokens: Tokens::new(O::List::INFO.name),
        }
    }

    /// Makes ready to ask for the page after this one; false if there is none.
    pub(super) fn turn(&mut self, page: &<O::List as Operation>::Output) -> Result<bool> {
        self.pages += 1;
        self.failures = 0;
        let token = self
            .tokens
            .follow(O::List::next_page_token(page), O::List::has_more(page))?;
        let has_next = token.is_some();
        if let Some(token) = token {
            self.list.set_page_token(token);
        }
        Ok(has_next)
    }
}

/// Asks how one piece of work stands: the first page tells.
pub(super) fn ask<O: Listable>(
    client: Client,
    options: CallOptions,
    id: O::Id,
) -> BoxFuture<'static, Done<O>> {
    Box::pin(async move {
        let mut poll = O::poll_one(id);
        poll.prepare();
        let options = options.started(&client);
        let answer = execute(&client, &poll, &options).await;
        Done::Asked(id, Box::new(poll), answer)
    })
}

/// Asks for the next page of the last answer.
pub(super) fn read_on<O: Listable>(
    client: Client,
    options: CallOptions,
    reading: Box<Reading<O>>,
) -> BoxFuture<'static, Done<O>> {
    Box::pin(async move {
        let options = options.started(&client);
        let page = execute(&client, &reading.poll, &options).await;
        Done::ReadOn(reading, page)
    })
}

/// Asks for the next page of a listing.
pub(super) fn list<O: Listable>(
    client: Client,
    options: CallOptions,
    listing: Box<Listing<O>>,
) -> BoxFuture<'static, Done<O>> {
    Box::pin(async move {
        let options = options.started(&client);
        let page = execute(&client, &listing.list, &options).await;
        Done::Listed(listing, page)
    })
}

impl<O: Listable> fmt::Debug for Listing<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("pages", &self.pages)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}
