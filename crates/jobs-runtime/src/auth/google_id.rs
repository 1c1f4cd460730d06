//! A Google service account in whose name the caller may act.
//!
//! Who the caller is, Google's own tools say ("application default credentials"): a file with a
//! key or with the login of a person, or else the machine's own account.

use std::path::PathBuf;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::cache::cached;
use super::context::Context;
use super::endpoint::Form;
use super::google::{self, SCOPES, ServiceAccountKey};
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict, expiry};
use crate::config::{Attribute, Secret};
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "google-id";

/// Where a machine of Google's cloud tells its own account's token. Nothing secret is sent there.
const MACHINE: &str =
    "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token";

/// Time for an answer.
const TIMEOUT: Duration = Duration::from_secs(10);

fn configure(context: &Context) -> Verdict {
    match context.config.get(Attribute::GoogleServiceAccount) {
        Some(account) => Verdict::Chosen(cached(
            context,
            GoogleId {
                context: context.clone(),
                account: account.to_owned(),
            },
        )),
        None => Verdict::NotConfigured(
            "needs `google_service_account` (DATABRICKS_GOOGLE_SERVICE_ACCOUNT)".to_owned(),
        ),
    }
}

#[derive(Debug)]
struct GoogleId {
    context: Context,
    account: String,
}

impl TokenSource for GoogleId {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let caller = self.caller().await?;
            let host = self.context.config.host();
            let audience = host.as_ref().map_or("", |host| host.as_str());
            let answer = self
                .act(
                    &caller,
                    "generateIdToken",
                    &json!({"audience": audience, "includeEmail": true}),
                )
                .await?;
            let id_token = answer.get("token").and_then(Value::as_str);
            let id_token = id_token
                .map(google::id_token)
                .ok_or_else(|| Error::config("Google answered without an id token"))?;
            let access_token = self.access_token(&caller).await;
            Ok(google::with_access_token(id_token, access_token))
        })
    }
}

impl GoogleId {
    async fn access_token(&self, caller: &Secret) -> Result<Token> {
        let request = json!({"scope": SCOPES, "lifetime": "3600s"});
        let answer = self.act(caller, "generateAccessToken", &request).await?;
        let text = answer.get("accessToken").and_then(Value::as_str);
        let mut token = Token::new(
            text.ok_or_else(|| Error::config("Google answered without an access token"))?,
        );
        token.expires_at = answer
            .get("expireTime")
            .and_then(Value::as_str)
            .and_then(|text| expiry::from_text(text, &jiff::tz::TimeZone::UTC));
        Ok(token)
    }

    /// Asks for something in the account's name.
    async fn act(&self, caller: &Secret, verb: &str, request: &Value) -> Result<Value> {
        let account = percent_encoding::utf8_percent_encode(
            &self.account,
            percent_encoding::NON_ALPHANUMERIC,
        );
        let url = format!(
            "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{account}:{verb}"
        );
        self.context.post_json(&url, caller, request, TIMEOUT).await
    }

    /// A token of whoever the machine knows.
    async fn caller(&self) -> Result<Secret> {
        let context = &self.context;
        let Some((path, text)) = self.default_credentials()? else {
            let headers = HeaderMap::from_iter([(
                HeaderName::from_static("metadata-flavor"),
                HeaderValue::from_static("Google"),
            )]);
            let answer = context.get_json(MACHINE, headers, TIMEOUT).await?;
            return Ok(google::access_token(&answer, context.clock.now())?.access_token);
        };
        let unusable = |why: &str| {
            Error::config(format!(
                "the Google credentials in {} {why}",
                path.display()
            ))
        };
        let file: Value = serde_json::from_str(&text).map_err(|_| unusable("are no JSON"))?;
        let member = |name: &str| file.get(name).and_then(Value::as_str).unwrap_or_default();
        match member("type") {
            "service_account" => {
                let key = ServiceAccountKey::parse(&text).map_err(|why| unusable(&why))?;
                Ok(key.access_token(context).await?.access_token)
            }
            "authorized_user" => {
                let form = Form {
                    url: "https://oauth2.googleapis.com/token",
                    basic: None,
                    fields: &[
                        ("grant_type", "refresh_token"),
                        ("client_id", member("client_id")),
                        ("client_secret", member("client_secret")),
                        ("refresh_token", member("refresh_token")),
                    ],
                };
                Ok(context.exchange(form).await?.access_token)
            }
            other => Err(unusable(&format!(
                "are of the type `{other}`, which is not supported: a service account's key or \
                 the login of `gcloud auth application-default login` is"
            ))),
        }
    }

    /// The file that Google's tools leave; none if there is none.
    fn default_credentials(&self) -> Result<Option<(PathBuf, String)>> {
        let environment = &self.context.environment;
        let named = environment
            .variable("GOOGLE_APPLICATION_CREDENTIALS")
            .filter(|path| !path.is_empty());
        let is_named = named.is_some();
        let path = match (named, environment.variable("APPDATA")) {
            (Some(path), _) => PathBuf::from(path),
            (None, Some(data)) if cfg!(windows) => {
                PathBuf::from(data).join("gcloud/application_default_credentials.json")
            }
            (None, _) => match environment.home() {
                Some(home) => home.join(".config/gcloud/application_default_credentials.json"),
                None => return Ok(None),
            },
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some((path, text))),
            Err(error) if !is_named && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::config(format!(
                "cannot read the Google credentials in {}: {error}",
                path.display()
            ))),
        }
    }
}

#[cfg(test)]
mod tests;
