// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::blocking::Call;

use super::operations::{CloneType, DeleteBooksId, GetBook2, GetBookRequest};

/// Client of the Names, for programs that are not async.
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
    /// Get a book.
    ///
    /// As [`Client::get_book`](super::Client::get_book); ended by [`Call::send`].
    pub fn get_book(&self, request: impl Into<GetBookRequest>) -> Call<GetBookRequest> {
        self.runtime.call(request.into())
    }

    /// Burn a book.
    ///
    /// As [`Client::delete_books_id`](super::Client::delete_books_id); ended by [`Call::send`].
    pub fn delete_books_id(
        &self,
        request: impl Into<DeleteBooksId>,
    ) -> Call<DeleteBooksId> {
        self.runtime.call(request.into())
    }

    /// Get any book.
    ///
    /// As [`Client::get_book_2`](super::Client::get_book_2); ended by [`Call::send`].
    pub fn get_book_2(&self, request: impl Into<GetBook2>) -> Call<GetBook2> {
        self.runtime.call(request.into())
    }

    /// Copy a book.
    ///
    /// As [`Client::clone_`](super::Client::clone_); ended by [`Call::send`].
    pub fn clone_(&self, request: impl Into<CloneType>) -> Call<CloneType> {
        self.runtime.call(request.into())
    }
}
