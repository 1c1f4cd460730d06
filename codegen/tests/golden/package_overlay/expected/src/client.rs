// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{GetRepair, ListBooks, StartRepair};

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
    /// `GET /2.0/books/list`. Sent again after transient failures: it changes nothing. Answers a
    /// page; [`Call::items`] reads each [`Book`](super::types::Book) of all pages.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn list_books(&self, request: impl Into<ListBooks>) -> Call<ListBooks> {
        self.runtime.call(request.into())
    }

    /// Start to repair a book.
    ///
    /// `POST /2.0/repairs/start`. Sent again after transient failures, always with the same
    /// `token`, which is made up if you set none. Answers at once; [`Call::wait`] waits until the
    /// [`GetRepairResponse`](super::types::GetRepairResponse) has ended.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn start_repair(&self, request: impl Into<StartRepair>) -> Call<StartRepair> {
        self.runtime.call(request.into())
    }

    /// Get a repair.
    ///
    /// `GET /2.0/repairs/get`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn get_repair(&self, request: impl Into<GetRepair>) -> Call<GetRepair> {
        self.runtime.call(request.into())
    }
}
