//! A request that is expected, and the answers to it.

use std::fmt;
use std::panic::Location;

use super::Script;
use super::reply::Reply;
use super::wanted::Wanted;
use crate::json::{self, Encode};
use crate::operation::{Continued, Operation, Paged};

impl Script {
    /// Expects this request, wherever it comes among others. The replies that follow are given one
    /// after the other, each once unless told otherwise.
    ///
    /// A request is this one if it says the same: parameters and members of the body alike, be they
    /// set or not. Only what each call makes up, such as an idempotency token that is not set here,
    /// may be anything.
    ///
    /// # Panics
    ///
    /// When the request could not be sent, such as with an empty path parameter.
    #[must_use = "an expectation without a reply is never met"]
    #[track_caller]
    pub fn on<O: Operation>(&self, request: O) -> Expectation<O> {
        match Wanted::by(&request) {
            Ok(wanted) => self.expectation(Some(request), Some(wanted)),
            Err(error) => panic!("`{}` cannot be expected: {error}", O::INFO.name),
        }
    }

    /// Expects any request of an operation: `script.on_any::<GetRun>()`.
    #[must_use = "an expectation without a reply is never met"]
    #[track_caller]
    pub fn on_any<O: Operation>(&self) -> Expectation<O> {
        self.expectation(None, None)
    }

    #[track_caller]
    fn expectation<O: Operation>(
        &self,
        request: Option<O>,
        wanted: Option<Wanted>,
    ) -> Expectation<O> {
        let place = Location::caller();
        Expectation {
            script: self.clone(),
            number: self.state().plan.add(O::INFO, wanted, place),
            request,
        }
    }
}

/// A request that a [`Script`] expects, to be given replies.
pub struct Expectation<O> {
    script: Script,
    number: usize,
    /// None for any request of the operation.
    request: Option<O>,
}

impl<O: Operation> Expectation<O> {
    /// Answers with this.
    ///
    /// # Panics
    ///
    /// When it cannot be written, for a number in it that JSON does not have.
    #[track_caller]
    pub fn reply(self, answer: O::Output) -> Self
    where
        O::Output: Encode,
    {
        match json::to_vec(&answer) {
            Ok(body) => self.reply_raw(Reply::ok(body)),
            Err(error) => panic!("`{}` cannot be answered so: {error}", O::INFO.name),
        }
    }

    /// Refuses with this status, and the service's own code and message.
    pub fn reply_error(self, status: u16, code: &str, message: &str) -> Self {
        self.reply_raw(Reply::error(status, code, message))
    }

    /// Answers in any other way: with a body as it is, with headers, late, or not at all.
    pub fn reply_raw(self, reply: Reply) -> Self {
        self.script.state().plan.add_reply(self.number, reply);
        self
    }

    /// Gives the last reply this often, in place of once.
    ///
    /// # Panics
    ///
    /// Before any reply.
    #[track_caller]
    pub fn times(self, count: u32) -> Self {
        self.repeat(Some(count));
        self
    }

    /// Gives the last reply as often as it is asked for, be it never.
    ///
    /// # Panics
    ///
    /// Before any reply.
    #[track_caller]
    pub fn any_times(self) {
        self.repeat(None);
    }

    #[track_caller]
    fn repeat(&self, count: Option<u32>) {
        let is_set = self.script.state().plan.repeat(self.number, count);
        assert!(is_set, "say how often after the reply that is repeated");
    }

    /// Answers with pages: the first to this request, each other one to the request for the page
    /// that the one before it names.
    #[track_caller]
    fn reply_in_pages(
        mut self,
        pages: impl IntoIterator<Item = O::Output>,
        next: fn(&O::Output) -> Option<&str>,
        set: fn(&mut O, String),
    ) where
        O::Output: Encode,
    {
        let mut pages = pages.into_iter().peekable();
        while let Some(page) = pages.next() {
            let token = next(&page).filter(|token| !token.is_empty());
            let token = token.map(str::to_owned);
            let (script, request) = (self.script.clone(), self.request.clone());
            self = self.reply(page);
            if pages.peek().is_none() {
                break;
            }
            let Some(token) = token else {
                panic!("a page that others follow must name the next one");
            };
            if let Some(mut request) = request {
                set(&mut request, token);
                self = script.on(request);
            }
        }
    }
}

impl<O: Paged> Expectation<O>
where
    O::Output: Encode,
{
    /// Answers with the pages of a list. All but the last must name the next one, by whose token
    /// it is then expected.
    ///
    /// # Panics
    ///
    /// When one does not, and as [`reply`](Self::reply) does.
    #[track_caller]
    pub fn reply_pages(self, pages: impl IntoIterator<Item = O::Output>) {
        self.reply_in_pages(pages, O::next_page_token, O::set_page_token);
    }
}

impl<O: Continued> Expectation<O>
where
    O::Output: Encode,
{
    /// Answers with an object over several pages. All but the last must name the next one, by
    /// whose token it is then expected.
    ///
    /// # Panics
    ///
    /// When one does not, and as [`reply`](Self::reply) does.
    #[track_caller]
    pub fn reply_continued(self, pages: impl IntoIterator<Item = O::Output>) {
        self.reply_in_pages(pages, O::next_page_token, O::set_page_token);
    }
}

impl<O: Operation> fmt::Debug for Expectation<O> {
    /// The request is left out: it may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expectation")
            .field("operation", &O::INFO.name)
            .finish_non_exhaustive()
    }
}
