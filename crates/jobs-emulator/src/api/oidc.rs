//! Tokens for clients: where they are given, and how they are asked for (OAuth 2.0).

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use super::reply::Reply;
use super::route::{Route, get, issue_tokens, open};
use crate::principal::Principal;
use crate::service::request::Members;
use crate::service::{Answer, Context};
use crate::tokens::{Grant, Refusal, Tokens};

/// Discovery of the token endpoint, and the endpoint itself.
pub(super) const ALL: &[Route] = &[
    open(get(
        "discovery",
        "/.well-known/databricks-config",
        workspace,
    )),
    open(get(
        "discovery",
        "/oidc/.well-known/oauth-authorization-server",
        authorization_server,
    )),
    open(get(
        "discovery",
        "/oidc/.well-known/openid-configuration",
        authorization_server,
    )),
    issue_tokens("issue_token", "/oidc/v1/token"),
];

const CLIENT_CREDENTIALS: &str = "client_credentials";
const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";

/// What tokens are for unless a client says otherwise.
const SCOPE: &str = "all-apis";

/// Name and password of the older scheme of HTTP.
pub(super) struct Basic {
    pub(super) name: String,
    pub(super) password: String,
}

/// Why there is no token: OAuth's code for it, and what to tell.
struct Refused {
    status: StatusCode,
    error: &'static str,
    description: String,
}

impl Basic {
    /// Reads them from a request, if it has them.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, encoded) = given.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let text = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
        let (name, password) = text.split_once(':')?;
        Some(Self {
            name: name.to_owned(),
            password: password.to_owned(),
        })
    }
}

/// `/.well-known/databricks-config`: where the workspace is.
fn workspace(context: &mut Context<'_>, _request: &Members) -> Answer {
    let oidc_endpoint = format!("{}/oidc", context.base_url);
    Ok(json!({ "oidc_endpoint": oidc_endpoint, "workspace_id": "1" }))
}

fn authorization_server(context: &mut Context<'_>, _request: &Members) -> Answer {
    let issuer = format!("{}/oidc", context.base_url);
    Ok(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/v1/authorize"),
        "token_endpoint": format!("{issuer}/v1/token"),
        "grant_types_supported": [CLIENT_CREDENTIALS, TOKEN_EXCHANGE],
        "response_types_supported": ["code"],
        "scopes_supported": [SCOPE],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }))
}

/// Who is to get a token by this request, and what it is for; or what to answer.
pub(super) fn granted(
    tokens: &Tokens,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(Arc<Principal>, String), Box<Reply>> {
    read_grant(tokens, headers, body).map_err(|refused| Box::new(refused.into()))
}

fn read_grant(
    tokens: &Tokens,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(Arc<Principal>, String), Refused> {
    let fields: Vec<_> = form_urlencoded::parse(body).collect();
    let field = |wanted: &str| {
        let mut found = fields.iter().filter(|(name, _)| name == wanted);
        let value = found.next().map(|(_, value)| value.as_ref());
        value.filter(|value| !value.is_empty())
    };
    let basic = Basic::of(headers);
    // In the header both are written as in a form.
    let decoded = |text: &str| {
        let mut pairs = form_urlencoded::parse(text.as_bytes());
        pairs
            .next()
            .map_or_else(String::new, |(name, _)| name.into_owned())
    };
    let id = basic.as_ref().map(|basic| decoded(&basic.name));
    let secret = basic.as_ref().map(|basic| decoded(&basic.password));
    let id = id.as_deref().or_else(|| field("client_id"));
    let grant = match field("grant_type") {
        Some(CLIENT_CREDENTIALS) => Grant::ClientCredentials {
            id: id.unwrap_or_default(),
            secret: secret
                .as_deref()
                .or_else(|| field("client_secret"))
                .unwrap_or_default(),
        },
        Some(TOKEN_EXCHANGE) => Grant::TokenExchange {
            id,
            subject: field("subject_token")
                .ok_or_else(|| Refused::request("invalid_request", "subject_token is missing"))?,
        },
        Some(_) => {
            let message = format!("grant_type must be {CLIENT_CREDENTIALS} or {TOKEN_EXCHANGE}");
            return Err(Refused::request("unsupported_grant_type", message));
        }
        None => {
            let message = "grant_type is missing: send a form, application/x-www-form-urlencoded";
            return Err(Refused::request("invalid_request", message));
        }
    };
    let principal = tokens.granted(grant).map_err(|refusal| match refusal {
        Refusal::Client(why) => Refused {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_client",
            description: why.to_owned(),
        },
        Refusal::Grant(why) => Refused::request("invalid_grant", why),
    })?;
    Ok((principal, field("scope").unwrap_or(SCOPE).to_owned()))
}

/// The answer that gives a token.
pub(super) fn issued(tokens: &Tokens, principal: Arc<Principal>, scope: &str, now: i64) -> Reply {
    match tokens.issue(principal, now) {
        Ok((token, lifetime)) => Reply::new(
            StatusCode::OK,
            &json!({
                "access_token": token,
                "token_type": "Bearer",
                "expires_in": lifetime.as_secs(),
                "scope": scope,
            }),
        )
        .with_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        Err(error) => Refused {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            error: "server_error",
            description: error.to_string(),
        }
        .into(),
    }
}

impl Refused {
    fn request(error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error,
            description: description.into(),
        }
    }
}

impl From<Refused> for Reply {
    fn from(refused: Refused) -> Self {
        let body: Value =
            json!({ "error": refused.error, "error_description": refused.description });
        Self::new(refused.status, &body)
    }
}
