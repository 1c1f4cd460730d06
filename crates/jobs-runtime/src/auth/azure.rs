//! What the strategies of Azure have in common.

use std::time::Duration;

use http::header::LOCATION;
use http::{HeaderName, HeaderValue, Uri};

use super::context::Context;
use super::endpoint::Form;
use super::token::Token;
use crate::Result;
use crate::config::{Attribute, Secret};
use crate::error::Error;
use crate::operation::Method;
use crate::transport::Request;

/// Carries a token of the service management, which tells a workspace that the caller may enter
/// without having been added to it.
const MANAGEMENT_TOKEN: HeaderName =
    HeaderName::from_static("x-databricks-azure-sp-management-token");

/// Names the workspace's resource, for callers that have not been added to the workspace.
const RESOURCE_ID: HeaderName = HeaderName::from_static("x-databricks-azure-workspace-resource-id");

/// The token for the workspace, with what else Azure wants in each request.
pub(super) fn with_headers(
    context: &Context,
    mut token: Token,
    management: Option<&Token>,
) -> Result<Token> {
    let value = |text: &str, what| {
        HeaderValue::from_str(text)
            .map_err(|_| Error::config(format!("{what} has characters that no header can carry")))
    };
    if let Some(management) = management {
        let value = value(management.access_token.expose(), "the management token")?;
        token = token.header(MANAGEMENT_TOKEN, value);
        // Both go together, so the one that runs out first counts.
        token.expires_at = [token.expires_at, management.expires_at]
            .into_iter()
            .flatten()
            .min();
    }
    if let Some(id) = context.config.get(Attribute::AzureWorkspaceResourceId) {
        token = token.header(RESOURCE_ID, value(id, "`azure_workspace_resource_id`")?);
    }
    Ok(token)
}

/// The tenant of the workspace: as set, or as the workspace's redirect to the login page names it.
pub(super) async fn tenant(context: &Context, login_path: &str) -> Result<String> {
    if let Some(tenant) = context.config.get(Attribute::AzureTenantId) {
        return Ok(tenant.to_owned());
    }
    let unknown = |why: &str| {
        Error::config(format!(
            "the Azure tenant of the workspace is not known, since {why}: set `azure_tenant_id` \
             (ARM_TENANT_ID)"
        ))
    };
    let host = context
        .config
        .host()
        .ok_or_else(|| unknown("no host is set"))?;
    let url: Uri = format!("{}{login_path}", host.as_str())
        .parse()
        .map_err(|_| unknown("the host's address cannot be used"))?;
    let mut request = Request::new("azure-tenant", Method::Get, url);
    request.timeout = Some(Duration::from_secs(10));
    let response = context
        .transport
        .send(request)
        .await
        .map_err(|error| unknown("it does not answer").with_source(error))?;
    response
        .headers
        .get(LOCATION)
        .filter(|_| response.status.is_redirection())
        .and_then(|location| first_segment(location.to_str().ok()?))
        .ok_or_else(|| unknown("it does not redirect to a login page"))
}

/// First segment of the path of an absolute address.
fn first_segment(location: &str) -> Option<String> {
    let url: Uri = location.parse().ok()?;
    url.host()?;
    let segment = url.path().trim_start_matches('/').split('/').next()?;
    (!segment.is_empty()).then(|| segment.to_owned())
}

/// How a service principal proves to Microsoft Entra ID who it is.
pub(super) enum Proof<'a> {
    /// By its secret.
    Secret(&'a Secret),
    /// By a token of an issuer that Microsoft Entra ID trusts.
    Assertion(&'a Secret),
}

/// Gets a token of Microsoft Entra ID for a resource.
pub(super) async fn service_principal(
    context: &Context,
    tenant: &str,
    client_id: &str,
    proof: Proof<'_>,
    resource: &str,
) -> Result<Token> {
    let issuer = context.config.azure_environment().active_directory;
    let url = format!("{issuer}{tenant}/oauth2/token");
    let mut fields = vec![
        ("grant_type", "client_credentials"),
        ("resource", resource),
        ("client_id", client_id),
    ];
    match proof {
        Proof::Secret(secret) => fields.push(("client_secret", secret.expose())),
        Proof::Assertion(token) => fields.extend([
            (
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ),
            ("client_assertion", token.expose()),
        ]),
    }
    let form = Form {
        url: &url,
        basic: None,
        fields: &fields,
    };
    context.exchange(form).await
}
