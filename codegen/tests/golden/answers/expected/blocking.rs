// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::blocking::Call;

use super::operations::{
    AskBytes, AskChoice, AskId, AskList, AskState, AskText, Dialect, Fallback, Note,
    NullAny, NullAnyOf, NullByName, NullChoice, NullList, NullMap, NullNested,
    NullObject, NullOfChoice, NullOneOf, NullReference, NullSent, NullSeveral, NullText,
    Perhaps, Several,
};

/// Client of the Library, for programs that are not async.
///
/// It is cheap to clone; clones share a thread, and what clones of the async client share.
#[derive(Clone, Debug)]
pub struct Client {
    client: super::Client,
    runtime: jobs_runtime::blocking::Client,
}

impl Client {
    /// The blocking client over an async one, whose settings it has.
    ///
    /// # Errors
    ///
    /// Inside an async runtime, or when no thread can be started.
    pub fn new(client: super::Client) -> Result<Self> {
        let runtime = jobs_runtime::blocking::Client::new(client.runtime().clone())?;
        Ok(Self { client, runtime })
    }

    /// A client for the workspace that environment and profile file name.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), and when they name none, or no credentials for it.
    pub fn from_env() -> Result<Self> {
        let runtime = jobs_runtime::blocking::Client::from_env()?;
        let client = runtime.async_client().clone().into();
        Ok(Self { client, runtime })
    }

    /// The blocking client below this one, which knows HTTP and nothing of this API.
    #[must_use]
    pub const fn runtime(&self) -> &jobs_runtime::blocking::Client {
        &self.runtime
    }

    /// Does with the async client what this one has no method for.
    ///
    /// # Errors
    ///
    /// With the error of `work`, and inside an async runtime.
    pub fn block_on<T>(
        &self,
        work: impl AsyncFnOnce(&super::Client) -> Result<T>,
    ) -> Result<T> {
        self.runtime.block_on(work(&self.client))?
    }
}

impl Client {
    /// Text.
    ///
    /// As [`Client::ask_text`](super::Client::ask_text); ended by [`Call::send`].
    pub fn ask_text(&self, request: impl Into<AskText>) -> Call<AskText> {
        self.runtime.call(request.into())
    }

    /// Bytes.
    ///
    /// As [`Client::ask_bytes`](super::Client::ask_bytes); ended by [`Call::send`].
    pub fn ask_bytes(&self, request: impl Into<AskBytes>) -> Call<AskBytes> {
        self.runtime.call(request.into())
    }

    /// A named scalar.
    ///
    /// As [`Client::ask_id`](super::Client::ask_id); ended by [`Call::send`].
    pub fn ask_id(&self, request: impl Into<AskId>) -> Call<AskId> {
        self.runtime.call(request.into())
    }

    /// An enum.
    ///
    /// As [`Client::ask_state`](super::Client::ask_state); ended by [`Call::send`].
    pub fn ask_state(&self, request: impl Into<AskState>) -> Call<AskState> {
        self.runtime.call(request.into())
    }

    /// A list of a scalar or an object.
    ///
    /// As [`Client::ask_list`](super::Client::ask_list); ended by [`Call::send`].
    pub fn ask_list(&self, request: impl Into<AskList>) -> Call<AskList> {
        self.runtime.call(request.into())
    }

    /// An object or a list of them.
    ///
    /// As [`Client::ask_choice`](super::Client::ask_choice); ended by [`Call::send`].
    pub fn ask_choice(&self, request: impl Into<AskChoice>) -> Call<AskChoice> {
        self.runtime.call(request.into())
    }

    /// Several successes.
    ///
    /// As [`Client::several`](super::Client::several); ended by [`Call::send`].
    pub fn several(&self, request: impl Into<Several>) -> Call<Several> {
        self.runtime.call(request.into())
    }

    /// A success without content.
    ///
    /// As [`Client::perhaps`](super::Client::perhaps); ended by [`Call::send`].
    pub fn perhaps(&self, request: impl Into<Perhaps>) -> Call<Perhaps> {
        self.runtime.call(request.into())
    }

    /// A text or no content.
    ///
    /// As [`Client::note`](super::Client::note); ended by [`Call::send`].
    pub fn note(&self, request: impl Into<Note>) -> Call<Note> {
        self.runtime.call(request.into())
    }

    /// A dialect of JSON.
    ///
    /// As [`Client::dialect`](super::Client::dialect); ended by [`Call::send`].
    pub fn dialect(&self, request: impl Into<Dialect>) -> Call<Dialect> {
        self.runtime.call(request.into())
    }

    /// Nothing but a default.
    ///
    /// As [`Client::fallback`](super::Client::fallback); ended by [`Call::send`].
    pub fn fallback(&self, request: impl Into<Fallback>) -> Call<Fallback> {
        self.runtime.call(request.into())
    }

    /// An object or null.
    ///
    /// As [`Client::null_any_of`](super::Client::null_any_of); ended by [`Call::send`].
    pub fn null_any_of(&self, request: impl Into<NullAnyOf>) -> Call<NullAnyOf> {
        self.runtime.call(request.into())
    }

    /// Null or an object.
    ///
    /// As [`Client::null_one_of`](super::Client::null_one_of); ended by [`Call::send`].
    pub fn null_one_of(&self, request: impl Into<NullOneOf>) -> Call<NullOneOf> {
        self.runtime.call(request.into())
    }

    /// An object of its own or null.
    ///
    /// As [`Client::null_object`](super::Client::null_object); ended by [`Call::send`].
    pub fn null_object(&self, request: impl Into<NullObject>) -> Call<NullObject> {
        self.runtime.call(request.into())
    }

    /// An object that may be null itself.
    ///
    /// As [`Client::null_reference`](super::Client::null_reference); ended by [`Call::send`].
    pub fn null_reference(
        &self,
        request: impl Into<NullReference>,
    ) -> Call<NullReference> {
        self.runtime.call(request.into())
    }

    /// A list or null.
    ///
    /// As [`Client::null_list`](super::Client::null_list); ended by [`Call::send`].
    pub fn null_list(&self, request: impl Into<NullList>) -> Call<NullList> {
        self.runtime.call(request.into())
    }

    /// A string or null.
    ///
    /// As [`Client::null_text`](super::Client::null_text); ended by [`Call::send`].
    pub fn null_text(&self, request: impl Into<NullText>) -> Call<NullText> {
        self.runtime.call(request.into())
    }

    /// A map or null.
    ///
    /// As [`Client::null_map`](super::Client::null_map); ended by [`Call::send`].
    pub fn null_map(&self, request: impl Into<NullMap>) -> Call<NullMap> {
        self.runtime.call(request.into())
    }

    /// A choice or null.
    ///
    /// As [`Client::null_choice`](super::Client::null_choice); ended by [`Call::send`].
    pub fn null_choice(&self, request: impl Into<NullChoice>) -> Call<NullChoice> {
        self.runtime.call(request.into())
    }

    /// Anything.
    ///
    /// As [`Client::null_any`](super::Client::null_any); ended by [`Call::send`].
    pub fn null_any(&self, request: impl Into<NullAny>) -> Call<NullAny> {
        self.runtime.call(request.into())
    }

    /// A choice of which one may be null.
    ///
    /// As [`Client::null_of_choice`](super::Client::null_of_choice); ended by [`Call::send`].
    pub fn null_of_choice(
        &self,
        request: impl Into<NullOfChoice>,
    ) -> Call<NullOfChoice> {
        self.runtime.call(request.into())
    }

    /// A choice within a choice that may be null.
    ///
    /// As [`Client::null_nested`](super::Client::null_nested); ended by [`Call::send`].
    pub fn null_nested(&self, request: impl Into<NullNested>) -> Call<NullNested> {
        self.runtime.call(request.into())
    }

    /// A choice within a choice that has a name.
    ///
    /// As [`Client::null_by_name`](super::Client::null_by_name); ended by [`Call::send`].
    pub fn null_by_name(&self, request: impl Into<NullByName>) -> Call<NullByName> {
        self.runtime.call(request.into())
    }

    /// Several successes of which one may be null.
    ///
    /// As [`Client::null_several`](super::Client::null_several); ended by [`Call::send`].
    pub fn null_several(&self, request: impl Into<NullSeveral>) -> Call<NullSeveral> {
        self.runtime.call(request.into())
    }

    /// An object that is sent as well.
    ///
    /// As [`Client::null_sent`](super::Client::null_sent); ended by [`Call::send`].
    pub fn null_sent(&self, request: impl Into<NullSent>) -> Call<NullSent> {
        self.runtime.call(request.into())
    }
}
