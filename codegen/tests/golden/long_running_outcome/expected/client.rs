// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{GetRepair, RenewRepair, RestartRepair, StopRepair};

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
    /// Stop a repair.
    ///
    /// The id is in the request; the answer has none.
    ///
    /// `POST /repairs/stop`. Sent again after transient failures: twice has the effect of once.
    /// Answers at once; [`Call::wait`] waits until the [`Repair`](super::types::Repair) has ended.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn stop_repair(&self, request: impl Into<StopRepair>) -> Call<StopRepair> {
        self.runtime.call(request.into())
    }

    /// Start a repair once more.
    ///
    /// Until it has begun, the service tells of the one before.
    ///
    /// `POST /repairs/restart`. Sent again only if the service cannot have acted on it: twice may
    /// have the effect of two. Answers at once; [`Call::wait`] waits until the
    /// [`Repair`](super::types::Repair) has ended.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn restart_repair(
        &self,
        request: impl Into<RestartRepair>,
    ) -> Call<RestartRepair> {
        self.runtime.call(request.into())
    }

    /// Start a repair anew.
    ///
    /// `POST /repairs/renew`. Sent again only if the service cannot have acted on it: twice may
    /// have the effect of two. Answers at once; [`Call::wait`] waits until the
    /// [`Repair`](super::types::Repair) has ended.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn renew_repair(&self, request: impl Into<RenewRepair>) -> Call<RenewRepair> {
        self.runtime.call(request.into())
    }

    /// Get a repair.
    ///
    /// `GET /repairs/get`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn get_repair(&self, request: impl Into<GetRepair>) -> Call<GetRepair> {
        self.runtime.call(request.into())
    }
}
