//! What can be configured, and by which names.

use std::fmt;

use super::table::{DESCRIPTIONS, Description};

/// Something that can be configured.
///
/// They are declared in the order in which messages list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Attribute {
    /// Address of the workspace or account.
    Host,
    /// Id of the account.
    AccountId,
    /// Id of the workspace, where one host serves many.
    WorkspaceId,
    /// Id of a group whose role is taken on. Known, and not used.
    GroupId,
    /// Cloud that the workspace is in: `AWS`, `AZURE` or `GCP`.
    Cloud,
    /// Address of the document that names the OAuth endpoints.
    DiscoveryUrl,
    /// Token of the caller.
    Token,
    /// Audience of the id tokens that are exchanged for access tokens.
    TokenAudience,
    /// Name of the environment variable that holds an id token.
    OidcTokenEnv,
    /// Path of the file that holds an id token.
    OidcTokenFilepath,
    /// Name of the user.
    Username,
    /// Password of the user.
    Password,
    /// Id of the service principal.
    ClientId,
    /// OAuth secret of the service principal.
    ClientSecret,
    /// Section of the profile file.
    Profile,
    /// Path of the profile file.
    ConfigFile,
    /// E-mail address of the Google service account.
    GoogleServiceAccount,
    /// Key of a Google service account: its JSON, or the path of a file with it.
    GoogleCredentials,
    /// Resource id of the workspace in Azure.
    AzureWorkspaceResourceId,
    /// Whether to use the managed identity of the Azure machine.
    AzureUseMsi,
    /// Secret of the service principal in Microsoft Entra ID.
    AzureClientSecret,
    /// Id of the service principal in Microsoft Entra ID.
    AzureClientId,
    /// Id of the tenant in Microsoft Entra ID.
    AzureTenantId,
    /// Azure cloud: `PUBLIC`, `USGOVERNMENT` or `CHINA`.
    AzureEnvironment,
    /// Path of the Databricks CLI.
    DatabricksCliPath,
    /// Name of the one authentication strategy to use.
    AuthType,
    /// Id of the default cluster. Known, and not used.
    ClusterId,
    /// Id of the default warehouse. Known, and not used.
    WarehouseId,
    /// Id of serverless compute. Known, and not used.
    ServerlessComputeId,
    /// Whether certificates go unchecked.
    SkipVerify,
    /// Time for one attempt, in seconds.
    HttpTimeoutSeconds,
    /// Length in bytes at which values are cut in logs.
    DebugTruncateBytes,
    /// Whether headers are logged.
    DebugHeaders,
    /// Requests per second that the client sends at most.
    RateLimit,
    /// Time for a call with all its attempts, in seconds.
    RetryTimeoutSeconds,
    /// Address of the service on this machine that gives tokens.
    MetadataServiceUrl,
    /// Number of connection pools. Known, and not used.
    MaxConnectionPools,
    /// Connections in one pool. Known, and not used.
    MaxConnectionsPerPool,
    /// Whether tokens are refreshed only once they have run out.
    DisableAsyncTokenRefresh,
    /// Whether files go the older way. Known, and not used.
    DisableExperimentalFilesApiClient,
    /// OAuth scopes to ask for.
    Scopes,
    /// OAuth authorization details to ask for, as JSON.
    AuthorizationDetails,
    /// Whether logins of users do without refresh tokens. Known, and not used.
    DisableOauthRefreshToken,
    /// Address at which GitHub Actions gives id tokens.
    ActionsIdTokenRequestUrl,
    /// Token with which GitHub Actions gives id tokens.
    ActionsIdTokenRequestToken,
}

impl Attribute {
    /// Name in the profile file and in messages.
    pub fn key(self) -> &'static str {
        self.description().keys[0]
    }

    /// Environment variables that set it, the preferred one first.
    pub fn variables(self) -> &'static [&'static str] {
        self.description().variables
    }

    pub(super) fn description(self) -> &'static Description {
        // The table has the order of the enum: a test holds it to that.
        &DESCRIPTIONS[self as usize]
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
