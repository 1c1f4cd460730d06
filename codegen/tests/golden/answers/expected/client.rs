// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{
    AskBytes, AskChoice, AskId, AskList, AskState, AskText, Dialect, Fallback, Perhaps,
    Several,
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
    /// Text.
    ///
    /// `GET /answers/text`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn ask_text(&self, request: impl Into<AskText>) -> Call<AskText> {
        self.runtime.call(request.into())
    }

    /// Bytes.
    ///
    /// `GET /answers/bytes`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn ask_bytes(&self, request: impl Into<AskBytes>) -> Call<AskBytes> {
        self.runtime.call(request.into())
    }

    /// A named scalar.
    ///
    /// `GET /answers/id`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn ask_id(&self, request: impl Into<AskId>) -> Call<AskId> {
        self.runtime.call(request.into())
    }

    /// An enum.
    ///
    /// `GET /answers/state`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn ask_state(&self, request: impl Into<AskState>) -> Call<AskState> {
        self.runtime.call(request.into())
    }

    /// A list of a scalar or an object.
    ///
    /// `GET /answers/list`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn ask_list(&self, request: impl Into<AskList>) -> Call<AskList> {
        self.runtime.call(request.into())
    }

    /// An object or a list of them.
    ///
    /// `GET /answers/choice`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn ask_choice(&self, request: impl Into<AskChoice>) -> Call<AskChoice> {
        self.runtime.call(request.into())
    }

    /// Several successes.
    ///
    /// `POST /answers/several`. Sent again only if the service cannot have acted on it: twice may
    /// have the effect of two.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn several(&self, request: impl Into<Several>) -> Call<Several> {
        self.runtime.call(request.into())
    }

    /// A success without content.
    ///
    /// `GET /answers/perhaps`. Sent again after transient failures: it changes nothing. Answers
    /// `None` where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn perhaps(&self, request: impl Into<Perhaps>) -> Call<Perhaps> {
        self.runtime.call(request.into())
    }

    /// A dialect of JSON.
    ///
    /// `GET /answers/dialect`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn dialect(&self, request: impl Into<Dialect>) -> Call<Dialect> {
        self.runtime.call(request.into())
    }

    /// Nothing but a default.
    ///
    /// `OPTIONS /answers/default`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn fallback(&self, request: impl Into<Fallback>) -> Call<Fallback> {
        self.runtime.call(request.into())
    }
}
