//! Tokens of Google: of a service account by its key, or of whoever the machine knows.
//!
//! A workspace on Google's cloud takes an id token, which proves who the caller is, and beside it
//! an access token, with which it looks up what the caller may do there.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderName, HeaderValue};
use rustls::SignatureScheme;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};

use super::context::Context;
use super::endpoint::Form;
use super::jwt;
use super::token::Token;
use crate::Result;
use crate::config::Secret;
use crate::error::Error;

/// Carries the access token.
const ACCESS_TOKEN: HeaderName = HeaderName::from_static("x-databricks-gcp-sa-access-token");

/// What the access token must be good for.
pub(super) const SCOPES: [&str; 2] = [
    "https://www.googleapis.com/auth/cloud-platform",
    "https://www.googleapis.com/auth/compute",
];

/// The id token, with the access token beside it if that could be had: a workspace that needs none
/// works without.
pub(super) fn with_access_token(id_token: Token, access_token: Result<Token>) -> Token {
    let Ok(access_token) = access_token else {
        return id_token;
    };
    let Ok(value) = HeaderValue::from_str(access_token.access_token.expose()) else {
        return id_token;
    };
    let expires_at = [id_token.expires_at, access_token.expires_at];
    let mut token = id_token.header(ACCESS_TOKEN, value);
    token.expires_at = expires_at.into_iter().flatten().min();
    token
}

/// An id token, which tells itself when it runs out.
pub(super) fn id_token(text: &str) -> Token {
    let text = Secret::new(text);
    let expires_at = jwt::claims(&text)
        .as_ref()
        .and_then(|claims| super::expiry::from_epoch(claims.get("exp")?));
    let mut token = Token::new(text);
    token.expires_at = expires_at;
    token
}

/// The key of a service account, as Google hands it out.
#[derive(Debug)]
pub(super) struct ServiceAccountKey {
    email: String,
    key: Secret,
    key_id: Option<String>,
    token_uri: String,
}

impl ServiceAccountKey {
    /// Reads the JSON of a key; an error in words, which holds none of it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let key: Value = serde_json::from_str(text).map_err(|_| "is no JSON".to_owned())?;
        let member = |name: &str| {
            let text = key.get(name).and_then(Value::as_str);
            text.map(str::to_owned)
        };
        let needed = |name| member(name).ok_or_else(|| format!("has no `{name}`"));
        Ok(Self {
            email: needed("client_email")?,
            key: Secret::new(needed("private_key")?),
            key_id: member("private_key_id"),
            token_uri: member("token_uri")
                .unwrap_or_else(|| "https://oauth2.googleapis.com/token".to_owned()),
        })
    }

    /// Gets an id token for this audience.
    pub(super) async fn id_token(&self, context: &Context, audience: &str) -> Result<Token> {
        let answer = self.ask(context, "target_audience", audience).await?;
        let text = answer.get("id_token").and_then(Value::as_str);
        text.map(id_token)
            .ok_or_else(|| Error::config("Google answered without an id token"))
    }

    /// Gets an access token for [`SCOPES`].
    pub(super) async fn access_token(&self, context: &Context) -> Result<Token> {
        let answer = self.ask(context, "scope", &SCOPES.join(" ")).await?;
        access_token(&answer, context.clock.now())
    }

    async fn ask(&self, context: &Context, claim: &str, value: &str) -> Result<Value> {
        let assertion = self.assertion(claim, value, context.clock.now())?;
        let form = Form {
            url: &self.token_uri,
            basic: None,
            fields: &[
                ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                ("assertion", assertion.expose()),
            ],
        };
        context.post_form(form).await
    }

    /// A statement of who the account is and what it asks for, signed with its key.
    fn assertion(&self, claim: &str, value: &str, now: SystemTime) -> Result<Secret> {
        let now = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        let header = json!({"alg": "RS256", "typ": "JWT", "kid": self.key_id});
        let claims = json!({
            "iss": self.email,
            "sub": self.email,
            "aud": self.token_uri,
            "iat": now,
            "exp": now + 3_600,
            claim: value,
        });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let statement = format!("{}.{}", part(&header), part(&claims));
        let signature = self.sign(statement.as_bytes()).ok_or_else(|| {
            Error::config("the private key of the Google service account cannot be used")
        })?;
        Ok(Secret::new(format!(
            "{statement}.{}",
            URL_SAFE_NO_PAD.encode(signature)
        )))
    }

    fn sign(&self, statement: &[u8]) -> Option<Vec<u8>> {
        let key = PrivateKeyDer::from_pem_slice(self.key.expose().as_bytes()).ok()?;
        let key = rustls::crypto::ring::sign::any_supported_type(&key).ok()?;
        let signer = key.choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256])?;
        signer.sign(statement).ok()
    }
}

/// The access token in an answer of Google.
pub(super) fn access_token(answer: &Value, now: SystemTime) -> Result<Token> {
    let text = answer.get("access_token").and_then(Value::as_str);
    let text = text.ok_or_else(|| Error::config("Google answered without an access token"))?;
    let mut token = Token::new(text);
    token.expires_at = answer
        .get("expires_in")
        .and_then(Value::as_u64)
        .and_then(|seconds| now.checked_add(Duration::from_secs(seconds)));
    Ok(token)
}
