// Generated from openapi.yaml. Do not edit.

use jobs_runtime::{Call, ClientBuilder, Result};

use super::operations::{
    AskBytes, AskChoice, AskId, AskList, AskState, AskText, Dialect, Fallback, Note,
    NullAny, NullAnyOf, NullByName, NullChoice, NullList, NullMap, NullNested,
    NullObject, NullOfChoice, NullOneOf, NullReference, NullSent, NullSeveral, NullText,
    Perhaps, Several,
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

    /// A text or no content.
    ///
    /// `GET /answers/note`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn note(&self, request: impl Into<Note>) -> Call<Note> {
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

    /// An object or null.
    ///
    /// `GET /nulls/any_of`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_any_of(&self, request: impl Into<NullAnyOf>) -> Call<NullAnyOf> {
        self.runtime.call(request.into())
    }

    /// Null or an object.
    ///
    /// `GET /nulls/one_of`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_one_of(&self, request: impl Into<NullOneOf>) -> Call<NullOneOf> {
        self.runtime.call(request.into())
    }

    /// An object of its own or null.
    ///
    /// `GET /nulls/object`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_object(&self, request: impl Into<NullObject>) -> Call<NullObject> {
        self.runtime.call(request.into())
    }

    /// An object that may be null itself.
    ///
    /// `GET /nulls/reference`. Sent again after transient failures: it changes nothing. Answers
    /// `None` where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_reference(
        &self,
        request: impl Into<NullReference>,
    ) -> Call<NullReference> {
        self.runtime.call(request.into())
    }

    /// A list or null.
    ///
    /// `GET /nulls/list`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_list(&self, request: impl Into<NullList>) -> Call<NullList> {
        self.runtime.call(request.into())
    }

    /// A string or null.
    ///
    /// `GET /nulls/text`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_text(&self, request: impl Into<NullText>) -> Call<NullText> {
        self.runtime.call(request.into())
    }

    /// A map or null.
    ///
    /// `GET /nulls/map`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_map(&self, request: impl Into<NullMap>) -> Call<NullMap> {
        self.runtime.call(request.into())
    }

    /// A choice or null.
    ///
    /// `GET /nulls/choice`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_choice(&self, request: impl Into<NullChoice>) -> Call<NullChoice> {
        self.runtime.call(request.into())
    }

    /// Anything.
    ///
    /// `GET /nulls/any`. Sent again after transient failures: it changes nothing.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_any(&self, request: impl Into<NullAny>) -> Call<NullAny> {
        self.runtime.call(request.into())
    }

    /// A choice of which one may be null.
    ///
    /// `GET /nulls/of_choice`. Sent again after transient failures: it changes nothing. Answers
    /// `None` where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_of_choice(
        &self,
        request: impl Into<NullOfChoice>,
    ) -> Call<NullOfChoice> {
        self.runtime.call(request.into())
    }

    /// A choice within a choice that may be null.
    ///
    /// `GET /nulls/nested`. Sent again after transient failures: it changes nothing. Answers `None`
    /// where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_nested(&self, request: impl Into<NullNested>) -> Call<NullNested> {
        self.runtime.call(request.into())
    }

    /// A choice within a choice that has a name.
    ///
    /// `GET /nulls/by_name`. Sent again after transient failures: it changes nothing. Answers
    /// `None` where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_by_name(&self, request: impl Into<NullByName>) -> Call<NullByName> {
        self.runtime.call(request.into())
    }

    /// Several successes of which one may be null.
    ///
    /// `GET /nulls/several`. Sent again after transient failures: it changes nothing. Answers
    /// `None` where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_several(&self, request: impl Into<NullSeveral>) -> Call<NullSeveral> {
        self.runtime.call(request.into())
    }

    /// An object that is sent as well.
    ///
    /// `POST /nulls/sent`. Sent again only if the service cannot have acted on it: twice may have
    /// the effect of two. Answers `None` where the service has nothing to tell.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, as `ErrorKind` tells.
    pub fn null_sent(&self, request: impl Into<NullSent>) -> Call<NullSent> {
        self.runtime.call(request.into())
    }
}
