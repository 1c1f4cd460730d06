// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::blocking::Call;

use super::operations::{AddPage, FindPages};

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
    /// Find pages.
    ///
    /// As [`Client::find_pages`](super::Client::find_pages); ended by [`Call::send`].
    pub fn find_pages(&self, request: impl Into<FindPages>) -> Call<FindPages> {
        self.runtime.call(request.into())
    }

    /// Add a page.
    ///
    /// As [`Client::add_page`](super::Client::add_page); ended by [`Call::send`].
    pub fn add_page(&self, request: impl Into<AddPage>) -> Call<AddPage> {
        self.runtime.call(request.into())
    }
}
