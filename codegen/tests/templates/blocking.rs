// What this template emits.

/// Client of the Library, for programs that are not async.
///
/// It is cheap to clone; clones share a thread, and what clones of the async client share.
#[derive(Clone, Debug)]
pub struct Client {
    client: super::Client,
    runtime: jobs_runtime::blocking::Client,
}

impl Client {
    /// The blocking client over an async one, whose settings it has.
    ///
    /// # Errors
    ///
    /// Inside an async runtime, or when no thread can be started.
    pub fn new(client: super::Client) -> Result<Self> {
        let runtime = jobs_runtime::blocking::Client::new(client.runtime().clone())?;
        Ok(Self { client, runtime })
    }

    /// A client for the workspace that environment and profile file name.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), and when they name none, or no credentials for it.
    pub fn from_env() -> Result<Self> {
        let runtime = jobs_runtime::blocking::Client::from_env()?;
        let client = runtime.async_client().clone().into();
        Ok(Self { client, runtime })
    }

    /// The blocking client below this one, which knows HTTP and nothing of this API.
    #[must_use]
    pub const fn runtime(&self) -> &jobs_runtime::blocking::Client {
        &self.runtime
    }

    /// Does with the async client what this one has no method for.
    ///
    /// # Errors
    ///
    /// With the error of `work`, and inside an async runtime.
    pub fn block_on<T>(
        &self,
        work: impl AsyncFnOnce(&super::Client) -> Result<T>,
    ) -> Result<T> {
        self.runtime.block_on(work(&self.client))?
    }
}

impl Client {
    /// List books.
    ///
    /// As [`Client::list_books`](super::Client::list_books); ended by [`Call::send`].
    pub fn list_books(&self, request: impl Into<ListBooks>) -> Call<ListBooks> {
        self.runtime.call(request.into())
    }

    /// Get a book.
    ///
    /// As [`Client::get_book`](super::Client::get_book); ended by [`Call::send`].
    pub fn get_book(&self, request: impl Into<GetBook>) -> Call<GetBook> {
        self.runtime.call(request.into())
    }

    /// Have a book repaired.
    ///
    /// As [`Client::repair_book`](super::Client::repair_book); ended by [`Call::send`].
    pub fn repair_book(&self, request: impl Into<RepairBook>) -> Call<RepairBook> {
        self.runtime.call(request.into())
    }

    /// Issue a card.
    ///
    /// As [`Client::issue_card`](super::Client::issue_card); ended by [`Call::send`].
    pub fn issue_card(&self, request: impl Into<IssueCard>) -> Call<IssueCard> {
        self.runtime.call(request.into())
    }
}
