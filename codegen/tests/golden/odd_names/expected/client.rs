// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{GetType, ListCopies, Type取得};

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
    /// Ask by odd names.
    ///
    /// `GET /{type}/{match}`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn get_type(&self, request: impl Into<GetType>) -> Call<GetType> {
        self.runtime.call(request.into())
    }

    /// Ask by names of methods.
    ///
    /// `GET /copies`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn list_copies(&self, request: impl Into<ListCopies>) -> Call<ListCopies> {
        self.runtime.call(request.into())
    }

    /// Ask in letters that have no case.
    ///
    /// `GET /本/{題名}`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn 取得(&self, request: impl Into<Type取得>) -> Call<Type取得> {
        self.runtime.call(request.into())
    }
}
