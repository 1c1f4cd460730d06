// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{
    AddAnything, AddText, Change, Lend, Remove, ReplaceCover, Tag, UploadCover,
};

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
    /// Lend a book.
    ///
    /// `POST /books`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn lend(&self, request: impl Into<Lend>) -> Call<Lend> {
        self.runtime.call(request.into())
    }

    /// Change a book.
    ///
    /// `PATCH /books`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn change(&self, request: impl Into<Change>) -> Call<Change> {
        self.runtime.call(request.into())
    }

    /// Tag books.
    ///
    /// `PUT /books`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn tag(&self, request: impl Into<Tag>) -> Call<Tag> {
        self.runtime.call(request.into())
    }

    /// Remove books.
    ///
    /// `DELETE /books`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn remove(&self, request: impl Into<Remove>) -> Call<Remove> {
        self.runtime.call(request.into())
    }

    /// Upload a cover.
    ///
    /// `POST /covers/{title}`. Sent again only if the service cannot have acted on it: twice may
    /// have the effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn upload_cover(&self, request: impl Into<UploadCover>) -> Call<UploadCover> {
        self.runtime.call(request.into())
    }

    /// Replace a cover.
    ///
    /// `PUT /covers/{title}`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn replace_cover(&self, request: impl Into<ReplaceCover>) -> Call<ReplaceCover> {
        self.runtime.call(request.into())
    }

    /// Add a text.
    ///
    /// `POST /texts`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn add_text(&self, request: impl Into<AddText>) -> Call<AddText> {
        self.runtime.call(request.into())
    }

    /// Add anything.
    ///
    /// `PUT /texts`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn add_anything(&self, request: impl Into<AddAnything>) -> Call<AddAnything> {
        self.runtime.call(request.into())
    }
}
