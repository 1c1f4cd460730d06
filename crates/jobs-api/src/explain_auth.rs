//! Why a client authenticates the way it does, or cannot.

use jobs_runtime::auth::AuthExplanation;

use crate::Client;

impl Client {
    /// Explains how the client authenticates: for each strategy whether it applies, what it lacks
    /// if not, and what came of it if it was tried. Its `{}` is for people to read.
    ///
    /// It takes 10 s at most, whatever is wrong with the host or the network. Credentials are got
    /// anew, but not shown to the service.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, _| {
    /// let explanation = client.explain_auth().await;
    /// assert!(explanation.used.is_some(), "{explanation}");
    /// # Ok(())
    /// # });
    /// ```
    pub async fn explain_auth(&self) -> AuthExplanation {
        self.runtime().explain_auth().await
    }
}
