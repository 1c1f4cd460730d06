//! Requests beyond what the types know.

use jobs_runtime::RawCall;
use jobs_runtime::operation::Method;

use crate::Client;

impl Client {
    /// A request of any method to any path of the workspace, with the same credentials, retries,
    /// limits and errors as the operations have: for what this version of the SDK does not know.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::Method;
    /// use jobs_api::types::Run;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// let path = "/api/2.2/jobs/runs/get";
    /// let answer = client.raw(Method::Get, path).query("run_id", example.run_id).await?;
    /// let run: Run = answer.json()?;
    /// assert_eq!(run.run_id, Some(example.run_id));
    /// # Ok(())
    /// # });
    /// ```
    pub fn raw(&self, method: Method, path: impl Into<String>) -> RawCall {
        self.runtime().raw(method, path)
    }
}
