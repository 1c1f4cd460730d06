//! Notification destinations: where messages go that are no e-mails of a job.

use std::fmt;

use http::Uri;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A notification destination of the workspace, to which jobs point by its id.
///
/// ```
/// use jobs_emulator::NotificationDestination;
///
/// let hook = NotificationDestination::webhook("0481e838", "http://127.0.0.1:9000/hook")
///     .credentials("ada", "secret");
/// assert!(!format!("{hook:?}").contains("secret"));
/// ```
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Document")]
pub struct NotificationDestination {
    pub(crate) id: String,
    pub(crate) display_name: String,
    pub(crate) config: Config,
}

/// Where a destination is, and how to get in: the one object in its `config`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Config {
    /// Name of the object.
    kind: String,
    /// Members that may be given and are not told again, but for addresses.
    members: Map<String, Value>,
}

/// The kinds of configurations: name, destination type, and what can be set.
const KINDS: [(&str, &str, &[&str]); 7] = [
    (WEBHOOK, "WEBHOOK", &["url", "username", "password"]),
    (EMAIL, "EMAIL", &["addresses"]),
    ("slack", "SLACK", &["url", "channel_id", "oauth_token"]),
    (
        "microsoft_teams",
        "MICROSOFT_TEAMS",
        &["url", "app_id", "auth_secret", "channel_url", "tenant_id"],
    ),
    ("pagerduty", "PAGERDUTY", &["integration_key"]),
    (
        "databricks_app_slack",
        "DATABRICKS_APP_SLACK",
        &["channel_id", "team_id"],
    ),
    (
        "databricks_app_teams",
        "DATABRICKS_APP_TEAMS",
        &["channel_id", "team_id", "tenant_id"],
    ),
];

const WEBHOOK: &str = "generic_webhook";
const EMAIL: &str = "email";

/// As it is written: with the address alone, or with a `config` as the product has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    id: String,
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    config: Map<String, Value>,
    url: Option<String>,
    username: Option<String>,
    password: Option<String>,
}

impl NotificationDestination {
    /// A destination to which events are posted, with this id. Credentials may be in the address:
    /// `http://user:password@host/path`.
    #[must_use]
    pub fn webhook(id: impl Into<String>, url: impl Into<String>) -> Self {
        Self::new(id, WEBHOOK, "url", json!(url.into()))
    }

    /// A destination that is a list of e-mail addresses.
    #[must_use]
    pub fn email(
        id: impl Into<String>,
        addresses: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let addresses: Vec<String> = addresses.into_iter().map(Into::into).collect();
        Self::new(id, EMAIL, "addresses", json!(addresses))
    }

    /// Signs in with these (basic authentication).
    #[must_use]
    pub fn credentials(mut self, username: &str, password: &str) -> Self {
        let members = &mut self.config.members;
        members.insert("username".to_owned(), json!(username));
        members.insert("password".to_owned(), json!(password));
        self
    }

    fn new(id: impl Into<String>, kind: &str, member: &str, value: Value) -> Self {
        let id = id.into();
        Self {
            display_name: id.clone(),
            id,
            config: Config {
                kind: kind.to_owned(),
                members: Map::from_iter([(member.to_owned(), value)]),
            },
        }
    }

    /// Says what is wrong with it, if anything is.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.id.is_empty() {
            return Err("a notification destination needs an id".to_owned());
        }
        self.config.check()
    }

    /// As the product tells it: what is secret is only said to be set.
    pub(crate) fn view(&self) -> Value {
        json!({
            "id": self.id,
            "display_name": self.display_name,
            "destination_type": self.config.destination_type(),
            "config": self.config.view(),
        })
    }
}

impl Config {
    /// Reads a `config`, which has exactly one of the objects.
    pub(crate) fn read(config: &Map<String, Value>) -> Result<Self, String> {
        let given: Vec<_> = config.iter().filter(|(_, one)| !one.is_null()).collect();
        let known = KINDS.map(|(kind, ..)| kind);
        let one = match given[..] {
            [(kind, Value::Object(members))] if known.contains(&kind.as_str()) => (kind, members),
            _ => {
                return Err(format!(
                    "config must have exactly one of {}",
                    known.join(", ")
                ));
            }
        };
        let mut read = Self {
            kind: one.0.clone(),
            members: Map::new(),
        };
        for name in read.settable() {
            if let Some(value) = one.1.get(*name).filter(|value| !value.is_null()) {
                read.members.insert((*name).to_owned(), value.clone());
            }
        }
        Ok(read)
    }

    /// Takes on what another one of the same kind says.
    pub(crate) fn update(&mut self, other: Self) -> Result<(), String> {
        if other.kind != self.kind {
            return Err(format!(
                "the type of a notification destination cannot be changed from {} to {}",
                self.destination_type(),
                other.destination_type()
            ));
        }
        self.members.extend(other.members);
        Ok(())
    }

    /// Says what is wrong with it, if anything is.
    pub(crate) fn check(&self) -> Result<(), String> {
        for name in self.settable() {
            let value = self.members.get(*name);
            if *name == "addresses" {
                let addresses = value.and_then(Value::as_array);
                let is_text =
                    |address: &Value| address.as_str().is_some_and(|text| !text.is_empty());
                if !addresses.is_some_and(|all| !all.is_empty() && all.iter().all(is_text)) {
                    return Err("email.addresses must name e-mail addresses".to_owned());
                }
            } else if value.is_some_and(|value| !value.is_string()) {
                return Err(format!("{}.{name} must be a text", self.kind));
            }
        }
        let url = self.url().filter(|url| !url.is_empty());
        if url.is_none() && self.kind == WEBHOOK {
            return Err("generic_webhook.url is missing".to_owned());
        }
        // The address itself is not told: there may be a secret in it.
        if url.is_some_and(|url| !is_address(url)) {
            return Err(format!(
                "{}.url must be an address that begins with http:// or https://",
                self.kind
            ));
        }
        Ok(())
    }

    /// Where to post to, if it is something that can be posted to.
    pub(crate) fn url(&self) -> Option<&str> {
        self.text("url")
    }

    /// Name and password to sign in with.
    pub(crate) fn credentials(&self) -> Option<(&str, &str)> {
        let username = self.text("username").filter(|name| !name.is_empty());
        let password = self.text("password").unwrap_or_default();
        let is_some = username.is_some() || !password.is_empty();
        is_some.then(|| (username.unwrap_or_default(), password))
    }

    /// The addresses of one that is a list of them.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        let addresses = self.members.get("addresses").and_then(Value::as_array);
        addresses.into_iter().flatten().filter_map(Value::as_str)
    }

    /// Whether it is a list of e-mail addresses.
    pub(crate) fn is_email(&self) -> bool {
        self.kind == EMAIL
    }

    /// Whether it takes events as they are; chats take a message in words.
    pub(crate) fn takes_events(&self) -> bool {
        self.kind == WEBHOOK
    }

    /// The product's name for what it is.
    pub(crate) fn destination_type(&self) -> &'static str {
        let known = KINDS.iter().find(|(kind, ..)| *kind == self.kind);
        known.map_or("WEBHOOK", |(_, destination_type, _)| destination_type)
    }

    /// As it is stored, secrets and all.
    pub(crate) fn stored(&self) -> Map<String, Value> {
        Map::from_iter([(self.kind.clone(), self.members.clone().into())])
    }

    fn settable(&self) -> &'static [&'static str] {
        let known = KINDS.iter().find(|(kind, ..)| *kind == self.kind);
        known.map_or(&[], |(_, _, settable)| settable)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name).and_then(Value::as_str)
    }

    fn view(&self) -> Value {
        let mut view = Map::new();
        for (name, value) in &self.members {
            if name == "addresses" {
                view.insert(name.clone(), value.clone());
            } else {
                view.insert(format!("{name}_set"), json!(value != ""));
            }
        }
        Value::Object(Map::from_iter([(self.kind.clone(), view.into())]))
    }
}

fn is_address(url: &str) -> bool {
    url.parse().is_ok_and(|url: Uri| {
        matches!(url.scheme_str(), Some("http" | "https"))
            && url.host().is_some_and(|host| !host.is_empty())
    })
}

impl TryFrom<Document> for NotificationDestination {
    type Error = String;

    fn try_from(document: Document) -> Result<Self, String> {
        let mut config = document.config;
        if let Some(url) = document.url {
            if !config.is_empty() {
                return Err("name one of url and config".to_owned());
            }
            let mut webhook = Map::from_iter([("url".to_owned(), json!(url))]);
            let own = [
                ("username", document.username),
                ("password", document.password),
            ];
            for (name, value) in own {
                webhook.extend(value.map(|value| (name.to_owned(), json!(value))));
            }
            config.insert(WEBHOOK.to_owned(), webhook.into());
        }
        let mut destination = Self {
            id: document.id,
            display_name: document.display_name,
            config: Config::read(&config)?,
        };
        if destination.display_name.is_empty() {
            destination.display_name.clone_from(&destination.id);
        }
        destination.check()?;
        Ok(destination)
    }
}

impl fmt::Debug for NotificationDestination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotificationDestination")
            .field("id", &self.id)
            .field("display_name", &self.display_name)
            .field("config", &self.config)
            .finish()
    }
}

impl fmt::Debug for Config {
    /// Addresses and all else are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
