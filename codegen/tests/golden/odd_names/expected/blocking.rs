// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::blocking::Call;

use super::operations::{GetType, ListCopies, Type取得};

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
    /// Ask by odd names.
    ///
    /// As [`Client::get_type`](super::Client::get_type); ended by [`Call::send`].
    pub fn get_type(&self, request: impl Into<GetType>) -> Call<GetType> {
        self.runtime.call(request.into())
    }

    /// Ask by names of methods.
    ///
    /// As [`Client::list_copies`](super::Client::list_copies); ended by [`Call::send`].
    pub fn list_copies(&self, request: impl Into<ListCopies>) -> Call<ListCopies> {
        self.runtime.call(request.into())
    }

    /// Ask in letters that have no case.
    ///
    /// As [`Client::取得`](super::Client::取得); ended by [`Call::send`].
    pub fn 取得(&self, request: impl Into<Type取得>) -> Call<Type取得> {
        self.runtime.call(request.into())
    }
}
