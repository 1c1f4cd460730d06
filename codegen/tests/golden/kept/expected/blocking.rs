// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::blocking::Call;

use super::operations::{AddBook, AddCovers, MoveBooks, TellCover};

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
    /// Add a book.
    ///
    /// As [`Client::add_book`](super::Client::add_book); ended by [`Call::send`].
    pub fn add_book(&self, request: impl Into<AddBook>) -> Call<AddBook> {
        self.runtime.call(request.into())
    }

    /// Move books.
    ///
    /// As [`Client::move_books`](super::Client::move_books); ended by [`Call::send`].
    pub fn move_books(&self, request: impl Into<MoveBooks>) -> Call<MoveBooks> {
        self.runtime.call(request.into())
    }

    /// Add covers.
    ///
    /// As [`Client::add_covers`](super::Client::add_covers); ended by [`Call::send`].
    pub fn add_covers(&self, request: impl Into<AddCovers>) -> Call<AddCovers> {
        self.runtime.call(request.into())
    }

    /// Tell of a cover.
    ///
    /// As [`Client::tell_cover`](super::Client::tell_cover); ended by [`Call::send`].
    pub fn tell_cover(&self, request: impl Into<TellCover>) -> Call<TellCover> {
        self.runtime.call(request.into())
    }
}
