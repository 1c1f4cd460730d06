// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{ChangeLoan, FindLoans, Lend, Prolong};

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
    /// Find loans.
    ///
    /// `GET /loans`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn find_loans(&self, request: impl Into<FindLoans>) -> Call<FindLoans> {
        self.runtime.call(request.into())
    }

    /// Lend a book.
    ///
    /// `POST /loans`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn lend(&self, request: impl Into<Lend>) -> Call<Lend> {
        self.runtime.call(request.into())
    }

    /// Change a loan.
    ///
    /// `PUT /loans`. Sent again after transient failures: twice has the effect of once.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn change_loan(&self, request: impl Into<ChangeLoan>) -> Call<ChangeLoan> {
        self.runtime.call(request.into())
    }

    /// Prolong a loan.
    ///
    /// `PATCH /loans`. Sent again only if the service cannot have acted on it: twice may have the
    /// effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn prolong(&self, request: impl Into<Prolong>) -> Call<Prolong> {
        self.runtime.call(request.into())
    }
}
