// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::blocking::Call;

use super::operations::{
    AddAnything, AddText, Change, Lend, Remove, ReplaceCover, Tag, UploadCover,
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
    /// Lend a book.
    ///
    /// As [`Client::lend`](super::Client::lend); ended by [`Call::send`].
    pub fn lend(&self, request: impl Into<Lend>) -> Call<Lend> {
        self.runtime.call(request.into())
    }

    /// Change a book.
    ///
    /// As [`Client::change`](super::Client::change); ended by [`Call::send`].
    pub fn change(&self, request: impl Into<Change>) -> Call<Change> {
        self.runtime.call(request.into())
    }

    /// Tag books.
    ///
    /// As [`Client::tag`](super::Client::tag); ended by [`Call::send`].
    pub fn tag(&self, request: impl Into<Tag>) -> Call<Tag> {
        self.runtime.call(request.into())
    }

    /// Remove books.
    ///
    /// As [`Client::remove`](super::Client::remove); ended by [`Call::send`].
    pub fn remove(&self, request: impl Into<Remove>) -> Call<Remove> {
        self.runtime.call(request.into())
    }

    /// Upload a cover.
    ///
    /// As [`Client::upload_cover`](super::Client::upload_cover); ended by [`Call::send`].
    pub fn upload_cover(&self, request: impl Into<UploadCover>) -> Call<UploadCover> {
        self.runtime.call(request.into())
    }

    /// Replace a cover.
    ///
    /// As [`Client::replace_cover`](super::Client::replace_cover); ended by [`Call::send`].
    pub fn replace_cover(&self, request: impl Into<ReplaceCover>) -> Call<ReplaceCover> {
        self.runtime.call(request.into())
    }

    /// Add a text.
    ///
    /// As [`Client::add_text`](super::Client::add_text); ended by [`Call::send`].
    pub fn add_text(&self, request: impl Into<AddText>) -> Call<AddText> {
        self.runtime.call(request.into())
    }

    /// Add anything.
    ///
    /// As [`Client::add_anything`](super::Client::add_anything); ended by [`Call::send`].
    pub fn add_anything(&self, request: impl Into<AddAnything>) -> Call<AddAnything> {
        self.runtime.call(request.into())
    }
}
