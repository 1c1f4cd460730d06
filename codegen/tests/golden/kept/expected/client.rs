// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{AddBook, AddCovers, MoveBooks, TellCover};

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
    /// Add a book.
    ///
    /// `POST /books`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn add_book(&self, request: impl Into<AddBook>) -> Call<AddBook> {
        self.runtime.call(request.into())
    }

    /// Move books.
    ///
    /// `PUT /books`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn move_books(&self, request: impl Into<MoveBooks>) -> Call<MoveBooks> {
        self.runtime.call(request.into())
    }

    /// Add covers.
    ///
    /// `POST /covers`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn add_covers(&self, request: impl Into<AddCovers>) -> Call<AddCovers> {
        self.runtime.call(request.into())
    }

    /// Tell of a cover.
    ///
    /// `PUT /covers`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn tell_cover(&self, request: impl Into<TellCover>) -> Call<TellCover> {
        self.runtime.call(request.into())
    }
}
