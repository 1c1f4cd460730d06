//! What a command has at hand: a client, a place for its result, and people to tell.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use futures_core::Stream as _;
use jobs_api::Client;
use jobs_api::operations::GetRun;
use jobs_api::runtime::Call;
use jobs_api::runtime::json::Encode;
use jobs_api::runtime::operation::{LongRunning, Operation, Paged};

use crate::document::Document;
use crate::failure::Failure;
use crate::follow;
use crate::interrupts::Interrupts;
use crate::notes::Notes;
use crate::output::Output;
use crate::waiting::Waiting;

/// What a command has at hand.
pub(crate) struct Session {
    client: Client,
    pub(crate) output: Output,
    pub(crate) notes: Notes,
    /// Most elements of a list.
    pub(crate) limit: Option<usize>,
    /// How to wait for the work that is started; none to leave it at that.
    pub(crate) waiting: Option<Waiting>,
}

impl Session {
    pub(crate) fn new(client: Client, output: Output, notes: Notes) -> Self {
        Self {
            client,
            output,
            notes,
            limit: None,
            waiting: None,
        }
    }

    /// The client, to make a call with.
    pub(crate) fn client(&self) -> Client {
        self.client.clone()
    }

    /// Begins to wait for a run, which is shown then: to the end, even if nobody reads what is shown,
    /// and programs that read it are told what happens meanwhile.
    pub(crate) fn begin_waiting(&mut self) {
        self.output.shows_runs();
        self.output.may_go_unread();
        self.notes.tell_programs(self.output.events());
    }

    /// Sends a request that is answered with nothing.
    pub(crate) async fn nothing<O>(&mut self, call: Call<O>) -> Result<(), Failure>
    where
        O: Operation<Output = ()>,
    {
        call.await?;
        self.output.done()
    }

    /// Sends a request and shows the answer.
    pub(crate) async fn one<O>(&mut self, call: Call<O>) -> Result<(), Failure>
    where
        O: Operation<Output: Encode>,
    {
        let answer = call.await?;
        self.output.result(&Document::of(&answer)?)
    }

    /// Reads a list and shows its elements as they come.
    pub(crate) async fn list<O>(&mut self, call: Call<O>) -> Result<(), Failure>
    where
        O: Paged<Item: Encode>,
    {
        let mut items = call.items();
        if let Some(limit) = self.limit {
            items = items.take_total(limit);
        }
        loop {
            let next = poll_fn(|context| {
                let next = Pin::new(&mut items).poll_next(context);
                // While the next page is on its way, there is time to show the last one.
                if next.is_pending()
                    && let Err(failure) = self.output.flush()
                {
                    return Poll::Ready(Err(failure));
                }
                next.map(|item| item.transpose().map_err(Failure::from))
            });
            let Some(item) = next.await? else { break };
            self.output.element(Document::of(&item)?)?;
        }
        self.output.end_list()
    }

    /// Starts work and shows the answer, or waits for the end of the work if that is asked for.
    pub(crate) async fn work<O>(&mut self, call: Call<O>) -> Result<(), Failure>
    where
        O: LongRunning<Poll = GetRun, Output: Encode>,
    {
        let Some(waiting) = self.waiting.clone() else {
            return self.one(call).await;
        };
        self.begin_waiting();
        let mut interrupts = Interrupts::listen()?;
        let started = tokio::select! {
            started = call.start() => started?,
            () = interrupts.next() => return Err(Failure::Interrupted(
                "interrupted before the service has answered: it may have started a run, which \
                 `jobs list-runs` would show"
                    .to_owned(),
            )),
        };
        let answer = Document::of(&started.response)?;
        let run_id = answer.get("run_id").and_then(Document::scalar);
        let run_id = run_id.and_then(|id| id.parse().ok());
        self.output.event("started", answer)?;
        follow::follow(self, started.wait(), &waiting, run_id, &mut interrupts).await
    }

    /// The same for work whose start is answered with nothing.
    pub(crate) async fn silent_work<O>(&mut self, call: Call<O>) -> Result<(), Failure>
    where
        O: LongRunning<Poll = GetRun, Output = ()>,
    {
        match self.waiting.clone() {
            // It is asked for to end other than in success.
            Some(waiting) => {
                self.begin_waiting();
                let mut interrupts = Interrupts::listen()?;
                follow::follow(self, call.wait_any(), &waiting, None, &mut interrupts).await
            }
            None => self.nothing(call).await,
        }
    }
}
