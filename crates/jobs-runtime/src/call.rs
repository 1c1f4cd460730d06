//! A request bound to a client, with its options.

mod tokens;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::client::{CallOptions, Client, execute};
use crate::operation::{Continuation, Continued, Operation};
use crate::retry::RetryPolicy;
use crate::{BoxFuture, Result};
pub(crate) use tokens::Tokens;

/// A request bound to a client. It is sent when it is awaited.
///
/// What is asked is set on the request, how it is asked on the call.
#[must_use = "a call is not sent until it is awaited"]
pub struct Call<O: Operation> {
    pub(crate) client: Client,
    pub(crate) operation: O,
    pub(crate) options: CallOptions,
}

impl Client {
    /// Binds an operation to this client. Nothing is sent until the call is awaited.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O> {
        Call {
            client: self.clone(),
            operation,
            options: CallOptions::default(),
        }
    }
}

impl<O: Operation> Call<O> {
    /// The request as it stands.
    pub fn request(&self) -> &O {
        &self.operation
    }

    /// Does now what is done once per call before it is sent, such as to mint an idempotency
    /// token: [`request`](Self::request) then shows it, to be kept before anything is sent.
    pub fn prepared(mut self) -> Self {
        self.operation.prepare();
        self
    }

    /// Time for one attempt, in place of the client's; `None` for no limit.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.timeout = Some(timeout.into());
        self
    }

    /// Time for the whole call, in place of the client's: all its attempts, the waits between
    /// them, and all pages of an object that is read whole. For lists, it holds for each page.
    /// `None` for no limit.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.options.deadline = Some(deadline.into());
        self
    }

    /// When a failed request is sent again, in place of the client's policy.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.options.retry = Some(Arc::new(policy));
        self
    }

    /// Adds a header, in place of the client's of that name. Those of credentials and the user
    /// agent cannot be replaced.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a query parameter that the request does not know.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.add_query(&name.into(), &value.into());
        self
    }
}

/// Reads on from the first page of an object to its end. After an error, `whole` has what was read.
pub(crate) async fn read_rest<O: Operation>(
    client: &Client,
    mut operation: O,
    whole: &mut O::Output,
    continuation: Continuation<O>,
    options: &CallOptions,
) -> Result<()> {
    let mut tokens = Tokens::new(O::INFO.name);
    let mut follow = |page: &O::Output| {
        tokens.follow(
            (continuation.next_page_token)(page),
            (continuation.has_more)(page),
        )
    };
    let mut next = follow(whole)?;
    while let Some(token) = next {
        (continuation.set_page_token)(&mut operation, token);
        let page = execute(client, &operation, options).await?;
        next = follow(&page)?;
        (continuation.merge)(whole, page);
    }
    Ok(())
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    /// Sends the request and reads the answer; an object that continues over pages is read whole.
    fn into_future(self) -> Self::IntoFuture {
        let Self {
            client,
            mut operation,
            options,
        } = self;
        Box::pin(async move {
            let options = options.started(&client);
            operation.prepare();
            let mut answer = execute(&client, &operation, &options).await?;
            if let Some(continuation) = O::CONTINUATION {
                // On the heap: few objects have more than one page, and all calls would be larger.
                let rest = read_rest(&client, operation, &mut answer, continuation, &options);
                Box::pin(rest).await?;
            }
            Ok(answer)
        })
    }
}

impl<O: Continued> Call<O> {
    /// Sends the request and reads one page of the object: its arrays may continue.
    ///
    /// # Errors
    ///
    /// As awaiting the call does.
    pub async fn page(self) -> Result<O::Output> {
        let Self {
            client,
            mut operation,
            options,
        } = self;
        let options = options.started(&client);
        operation.prepare();
        execute(&client, &operation, &options).await
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    /// The request is left out: it may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::INFO.name)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
