//! OAuth as the workspace's own service speaks it: where it is, and how id tokens of others are
//! exchanged for access tokens there.

use super::context::Context;
use super::endpoint::Form;
use super::host_metadata::HostMetadata;
use super::token::Token;
use crate::Result;
use crate::config::{Attribute, Secret};
use crate::error::{Error, ErrorKind};

/// Path of the document that names the endpoints of a workspace.
const WORKSPACE_DISCOVERY: &str = "/oidc/.well-known/oauth-authorization-server";

/// Address of the token endpoint. It is found out once per client.
pub(super) async fn token_endpoint(context: &Context) -> Result<String> {
    let find = || find_token_endpoint(context);
    context.learned.token_endpoint.get_or_find(find).await
}

async fn find_token_endpoint(context: &Context) -> Result<String> {
    let config = &context.config;
    if let Some(url) = config.get(Attribute::DiscoveryUrl) {
        return discover(context, url).await;
    }
    let host = config
        .host()
        .ok_or_else(|| Error::config("no host: OAuth takes one"))?;
    if host.is_account() {
        // Its endpoints are known without asking, but for the account.
        let account_id = match config.get(Attribute::AccountId) {
            Some(id) => Some(id.to_owned()),
            None => context.metadata().await.account_id.clone(),
        };
        let account_id = account_id.ok_or_else(|| {
            Error::config("OAuth on an account host needs `account_id` (DATABRICKS_ACCOUNT_ID)")
        })?;
        let host = host.as_str();
        return Ok(format!("{host}/oidc/accounts/{account_id}/v1/token"));
    }
    let metadata = context.metadata().await;
    match metadata.discovery_url(account_id(context, &metadata)) {
        Some(url) => discover(context, &url).await,
        None => discover(context, &format!("{}{WORKSPACE_DISCOVERY}", host.as_str())).await,
    }
}

/// Id of the account: as configured, or as the host tells.
fn account_id<'a>(context: &'a Context, metadata: &'a HostMetadata) -> Option<&'a str> {
    let configured = context.config.get(Attribute::AccountId);
    configured.or(metadata.account_id.as_deref())
}

/// Reads the document that names the endpoints.
async fn discover(context: &Context, url: &str) -> Result<String> {
    let document = context.find_json(url).await?.ok_or_else(|| {
        Error::config(format!(
            "OAuth is not supported for this host: there is no {url}. Use another way to \
             authenticate, or check the host"
        ))
    })?;
    let endpoint = document["token_endpoint"].as_str().ok_or_else(|| {
        let message = format!("{url} names no `token_endpoint`");
        Error::new(ErrorKind::Decode, message)
    })?;
    // Whether it may be used is seen when a secret is about to go there.
    Ok(endpoint.to_owned())
}

/// Scope and details that every request for a token asks for.
pub(super) struct Wanted {
    scope: String,
    details: Option<String>,
}

impl Wanted {
    pub(super) fn of(context: &Context) -> Self {
        Self {
            scope: context.config.scopes().join(" "),
            details: context
                .config
                .get(Attribute::AuthorizationDetails)
                .map(str::to_owned),
        }
    }

    pub(super) fn add_to<'a>(&'a self, fields: &mut Vec<(&'a str, &'a str)>) {
        fields.push(("scope", &self.scope));
        if let Some(details) = &self.details {
            fields.push(("authorization_details", details));
        }
    }
}

/// Exchanges an id token that somebody else has issued for an access token (AUTH-5).
pub(super) async fn exchange_id_token(context: &Context, id_token: &Secret) -> Result<Token> {
    let url = token_endpoint(context).await?;
    let wanted = Wanted::of(context);
    let mut fields = vec![
        (
            "grant_type",
            "urn:ietf:params:oauth:grant-type:token-exchange",
        ),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
        ("subject_token", id_token.expose()),
    ];
    wanted.add_to(&mut fields);
    // Without it, the federation policy is that of the whole account.
    if let Some(client_id) = context.config.get(Attribute::ClientId) {
        fields.push(("client_id", client_id));
    }
    context
        .exchange(Form {
            url: &url,
            basic: None,
            fields: &fields,
        })
        .await
}

/// Audience of the id tokens that are exchanged (AUTH-6).
pub(super) async fn audience(context: &Context) -> Result<String> {
    let config = &context.config;
    if let Some(audience) = config.get(Attribute::TokenAudience) {
        return Ok(audience.to_owned());
    }
    let metadata = context.metadata().await;
    if let Some(audience) = metadata.audiences.first() {
        return Ok(audience.clone());
    }
    let serves_account = config.host().is_some_and(|host| host.is_account())
        || (metadata.account_id.is_some() && metadata.workspace_id.is_none());
    match account_id(context, &metadata) {
        Some(account_id) if serves_account => Ok(account_id.to_owned()),
        _ => token_endpoint(context).await,
    }
}
