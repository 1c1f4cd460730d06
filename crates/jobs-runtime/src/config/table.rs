//! What there is to know of each attribute.

use std::fmt;

use super::Attribute;

/// What attributes belong together as one way to authenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AuthGroup {
    Azure,
    Basic,
    EnvOidc,
    FileOidc,
    Google,
    MetadataService,
    Oauth,
    Pat,
}

impl fmt::Display for AuthGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Azure => "azure",
            Self::Basic => "basic",
            Self::EnvOidc => "env-oidc",
            Self::FileOidc => "file-oidc",
            Self::Google => "google",
            Self::MetadataService => "metadata-service",
            Self::Oauth => "oauth",
            Self::Pat => "pat",
        })
    }
}

/// What form the values of an attribute have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    /// Address of the service, as people paste it.
    Host,
    /// Another address, taken as it is.
    Address,
    /// What stands in headers and paths as it is.
    Id,
    /// `true`, `false`, and the other words that Go takes for them.
    Flag,
    /// A whole number.
    Integer,
    /// A number of seconds, with a fraction or without.
    Seconds,
    /// Words with commas or spaces between them.
    List,
}

/// What there is to know of an [`Attribute`].
pub(super) struct Description {
    pub(super) attribute: Attribute,
    /// Names in the profile file, the one of messages first.
    pub(super) keys: &'static [&'static str],
    /// Environment variables, the preferred one first.
    pub(super) variables: &'static [&'static str],
    pub(super) form: Form,
    pub(super) group: Option<AuthGroup>,
    /// Whether its value is never shown.
    pub(super) sensitive: bool,
}

impl Description {
    const fn new(
        attribute: Attribute,
        keys: &'static [&'static str],
        variables: &'static [&'static str],
    ) -> Self {
        Self {
            attribute,
            keys,
            variables,
            form: Form::Text,
            group: None,
            sensitive: false,
        }
    }

    const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    const fn group(mut self, group: AuthGroup) -> Self {
        self.group = Some(group);
        self
    }

    const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

/// All attributes, in the order of [`Attribute`].
pub(super) const DESCRIPTIONS: &[Description] = {
    use Attribute as A;
    use AuthGroup as G;
    use Description as D;
    &[
        D::new(A::Host, &["host"], &["DATABRICKS_HOST"]).form(Form::Host),
        D::new(A::AccountId, &["account_id"], &["DATABRICKS_ACCOUNT_ID"]).form(Form::Id),
        D::new(
            A::WorkspaceId,
            &["workspace_id"],
            &["DATABRICKS_WORKSPACE_ID"],
        )
        .form(Form::Id),
        D::new(A::GroupId, &["group_id"], &["DATABRICKS_GROUP_ID"]),
        D::new(A::Cloud, &["cloud"], &["DATABRICKS_CLOUD"]),
        D::new(
            A::DiscoveryUrl,
            &["discovery_url"],
            &["DATABRICKS_DISCOVERY_URL"],
        )
        .form(Form::Address),
        D::new(A::Token, &["token"], &["DATABRICKS_TOKEN"])
            .group(G::Pat)
            .sensitive(),
        D::new(
            A::TokenAudience,
            &["token_audience", "audience"],
            &["DATABRICKS_TOKEN_AUDIENCE"],
        ),
        D::new(
            A::OidcTokenEnv,
            &["oidc_token_env"],
            &["DATABRICKS_OIDC_TOKEN_ENV"],
        )
        .group(G::EnvOidc),
        D::new(
            A::OidcTokenFilepath,
            &["oidc_token_filepath", "databricks_id_token_filepath"],
            &[
                "DATABRICKS_OIDC_TOKEN_FILEPATH",
                "DATABRICKS_OIDC_TOKEN_FILE",
            ],
        )
        .group(G::FileOidc),
        D::new(A::Username, &["username"], &["DATABRICKS_USERNAME"]).group(G::Basic),
        D::new(A::Password, &["password"], &["DATABRICKS_PASSWORD"])
            .group(G::Basic)
            .sensitive(),
        D::new(A::ClientId, &["client_id"], &["DATABRICKS_CLIENT_ID"]).group(G::Oauth),
        D::new(
            A::ClientSecret,
            &["client_secret"],
            &["DATABRICKS_CLIENT_SECRET"],
        )
        .group(G::Oauth)
        .sensitive(),
        D::new(A::Profile, &["profile"], &["DATABRICKS_CONFIG_PROFILE"]),
        D::new(A::ConfigFile, &["config_file"], &["DATABRICKS_CONFIG_FILE"]),
        D::new(
            A::GoogleServiceAccount,
            &["google_service_account"],
            &["DATABRICKS_GOOGLE_SERVICE_ACCOUNT"],
        )
        .group(G::Google),
        D::new(
            A::GoogleCredentials,
            &["google_credentials"],
            &["GOOGLE_CREDENTIALS"],
        )
        .group(G::Google)
        .sensitive(),
        D::new(
            A::AzureWorkspaceResourceId,
            &["azure_workspace_resource_id"],
            &["DATABRICKS_AZURE_RESOURCE_ID"],
        )
        .group(G::Azure),
        D::new(A::AzureUseMsi, &["azure_use_msi"], &["ARM_USE_MSI"])
            .form(Form::Flag)
            .group(G::Azure),
        D::new(
            A::AzureClientSecret,
            &["azure_client_secret"],
            &["ARM_CLIENT_SECRET"],
        )
        .group(G::Azure)
        .sensitive(),
        D::new(A::AzureClientId, &["azure_client_id"], &["ARM_CLIENT_ID"]).group(G::Azure),
        D::new(A::AzureTenantId, &["azure_tenant_id"], &["ARM_TENANT_ID"]).group(G::Azure),
        D::new(
            A::AzureEnvironment,
            &["azure_environment"],
            &["ARM_ENVIRONMENT"],
        ),
        D::new(
            A::DatabricksCliPath,
            &["databricks_cli_path"],
            &["DATABRICKS_CLI_PATH"],
        ),
        D::new(A::AuthType, &["auth_type"], &["DATABRICKS_AUTH_TYPE"]),
        D::new(A::ClusterId, &["cluster_id"], &["DATABRICKS_CLUSTER_ID"]),
        D::new(
            A::WarehouseId,
            &["warehouse_id"],
            &["DATABRICKS_WAREHOUSE_ID"],
        ),
        D::new(
            A::ServerlessComputeId,
            &["serverless_compute_id"],
            &["DATABRICKS_SERVERLESS_COMPUTE_ID"],
        ),
        D::new(A::SkipVerify, &["skip_verify"], &[]).form(Form::Flag),
        D::new(A::HttpTimeoutSeconds, &["http_timeout_seconds"], &[]).form(Form::Seconds),
        D::new(
            A::DebugTruncateBytes,
            &["debug_truncate_bytes"],
            &["DATABRICKS_DEBUG_TRUNCATE_BYTES"],
        )
        .form(Form::Integer),
        D::new(
            A::DebugHeaders,
            &["debug_headers"],
            &["DATABRICKS_DEBUG_HEADERS"],
        )
        .form(Form::Flag),
        D::new(A::RateLimit, &["rate_limit"], &["DATABRICKS_RATE_LIMIT"]).form(Form::Integer),
        D::new(A::RetryTimeoutSeconds, &["retry_timeout_seconds"], &[]).form(Form::Seconds),
        D::new(
            A::MetadataServiceUrl,
            &["metadata_service_url"],
            &["DATABRICKS_METADATA_SERVICE_URL"],
        )
        .group(G::MetadataService)
        .sensitive(),
        D::new(A::MaxConnectionPools, &["max_connection_pools"], &[]),
        D::new(A::MaxConnectionsPerPool, &["max_connections_per_pool"], &[]),
        D::new(
            A::DisableAsyncTokenRefresh,
            &["disable_async_token_refresh"],
            &["DATABRICKS_DISABLE_ASYNC_TOKEN_REFRESH"],
        )
        .form(Form::Flag),
        D::new(
            A::DisableExperimentalFilesApiClient,
            &["disable_experimental_files_api_client"],
            &["DATABRICKS_DISABLE_EXPERIMENTAL_FILES_API_CLIENT"],
        ),
        D::new(A::Scopes, &["scopes"], &[]).form(Form::List),
        D::new(A::AuthorizationDetails, &["authorization_details"], &[]),
        D::new(
            A::DisableOauthRefreshToken,
            &["disable_oauth_refresh_token"],
            &["DATABRICKS_DISABLE_OAUTH_REFRESH_TOKEN"],
        ),
        D::new(
            A::ActionsIdTokenRequestUrl,
            &["actions_id_token_request_url"],
            &["ACTIONS_ID_TOKEN_REQUEST_URL"],
        )
        .form(Form::Address),
        D::new(
            A::ActionsIdTokenRequestToken,
            &["actions_id_token_request_token"],
            &["ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
        )
        .sensitive(),
    ]
};
