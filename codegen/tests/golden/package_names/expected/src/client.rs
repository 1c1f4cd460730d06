// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{CloneType, DeleteBooksId, GetBook2, GetBookRequest};

/// Client of the Names.
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
    /// Get a book.
    ///
    /// `GET /books/{id}`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn get_book(&self, request: impl Into<GetBookRequest>) -> Call<GetBookRequest> {
        self.runtime.call(request.into())
    }

    /// Burn a book.
    ///
    /// `DELETE /books/{id}`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn delete_books_id(
        &self,
        request: impl Into<DeleteBooksId>,
    ) -> Call<DeleteBooksId> {
        self.runtime.call(request.into())
    }

    /// Get any book.
    ///
    /// `GET /books`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn get_book_2(&self, request: impl Into<GetBook2>) -> Call<GetBook2> {
        self.runtime.call(request.into())
    }

    /// Copy a book.
    ///
    /// `POST /copies`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn clone_(&self, request: impl Into<CloneType>) -> Call<CloneType> {
        self.runtime.call(request.into())
    }
}
