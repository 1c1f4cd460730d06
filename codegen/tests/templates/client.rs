// What this template emits.

/// Client of the Library.
///
/// It is cheap to clone; clones share connections, credentials and the retry budget.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: jobs_runtime::Client,
}

impl From<jobs_runtime::Client> for Client {
    fn from(runtime: jobs_runtime::Client) -> Self {
        Self { runtime }
    }
}

impl Client {
    /// A client with settings of its own.
    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new()
    }

    /// A client for the workspace that environment and profile file name.
    ///
    /// # Errors
    ///
    /// When they name none, or no credentials for it.
    pub async fn from_env() -> Result<Self> {
        jobs_runtime::Client::from_env().await.map(Self::from)
    }

    /// The client below this one, which knows HTTP and nothing of this API.
    #[must_use]
    pub const fn runtime(&self) -> &jobs_runtime::Client {
        &self.runtime
    }
}

impl Client {
    /// List books.
    ///
    /// `GET /books`. Sent again after transient failures: it changes nothing. Answers a page;
    /// [`Call::items`] reads each [`Book`](super::types::Book) of all pages.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn list_books(&self, request: impl Into<ListBooks>) -> Call<ListBooks> {
        self.runtime.call(request.into())
    }

    /// Get a book.
    ///
    /// Reads what is known of a book, loans included.
    ///
    /// `GET /books/{book_id}`. Sent again after transient failures: it changes nothing. Answers the
    /// whole, over all its pages; [`Call::page`] reads one of them.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells; `NotFound`
    /// if what it names does not exist.
    ///
    /// # Examples
    ///
    /// ```
    /// # library::example(async |client| {
    /// let book = client.get_book(7).await?;
    /// println!("{:?}", book.title);
    /// # });
    /// ```
    pub fn get_book(&self, request: impl Into<GetBook>) -> Call<GetBook> {
        self.runtime.call(request.into())
    }

    /// Have a book repaired.
    ///
    /// `POST /books/repair`. Sent again after transient failures, always with the same
    /// `order_token`, which is made up if you set none. Answers at once; [`Call::wait`] waits until
    /// the [`Book`](super::types::Book) has ended.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn repair_book(&self, request: impl Into<RepairBook>) -> Call<RepairBook> {
        self.runtime.call(request.into())
    }

    /// Issue a card.
    ///
    /// `POST /cards`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn issue_card(&self, request: impl Into<IssueCard>) -> Call<IssueCard> {
        self.runtime.call(request.into())
    }
}
