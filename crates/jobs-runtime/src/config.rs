//! Where the service is and who the caller is: from settings, the environment and the profile
//! file.
//!
//! What is set in the program wins over the environment, and the environment over the file; an
//! empty value counts as unset everywhere. Nothing here uses the network.

mod attribute;
mod cloud;
mod coerce;
mod environment;
mod host;
mod ini;
mod profile;
mod profiles;
mod resolve;
mod secret;
mod show;
mod source;
mod table;
mod typed;
mod validate;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use attribute::Attribute;
pub use cloud::Cloud;
pub use environment::{Environment, ProcessEnvironment};
pub(crate) use host::Host;
pub use profiles::{Profile, profiles};
pub use secret::Secret;
pub use source::Source;

/// Attributes with their values, and where each came from.
///
/// It is shown without secrets, by `{}` in one line and by `{:?}` with sources.
///
/// ```
/// use std::collections::HashMap;
///
/// use jobs_runtime::config::{Attribute, Config, Source};
///
/// let environment = HashMap::from([("DATABRICKS_TOKEN".to_owned(), "dapi123".to_owned())]);
/// let mut config = Config::new().with(Attribute::Host, "example.cloud.databricks.com/?o=7");
/// config.resolve(&environment)?;
///
/// assert_eq!(config.get(Attribute::Host), Some("https://example.cloud.databricks.com"));
/// assert_eq!(config.get(Attribute::WorkspaceId), Some("7"));
/// assert_eq!(
///     config.source(Attribute::Token),
///     Some(&Source::Variable("DATABRICKS_TOKEN"))
/// );
/// assert_eq!(
///     config.to_string(),
///     "host=https://example.cloud.databricks.com, workspace_id=7, token=***"
/// );
/// # Ok::<(), jobs_runtime::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Config {
    settings: BTreeMap<Attribute, Setting>,
    /// What has been looked at for values, for messages.
    looked_at: Vec<String>,
    warnings: Vec<String>,
}

#[derive(Clone)]
struct Setting {
    value: Secret,
    source: Source,
}

impl Config {
    /// A configuration in which nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets an attribute in the program; an empty value unsets it.
    ///
    /// It is taken as it is: whether it can be used, [`resolve`](Self::resolve) tells.
    pub fn set(&mut self, attribute: Attribute, value: impl Into<Secret>) -> &mut Self {
        self.set_from(Source::Explicit, attribute, value)
    }

    /// [Sets](Self::set) an attribute whose source messages shall tell, such as a flag.
    ///
    /// ```
    /// use jobs_runtime::config::{Attribute, Config, Source};
    ///
    /// let mut config = Config::new();
    /// config.set_from(Source::Named("--host"), Attribute::Host, "not%%an%%address");
    /// let error = config.resolve(&()).unwrap_err();
    /// assert!(error.message().contains("(--host)"));
    /// ```
    pub fn set_from(
        &mut self,
        source: Source,
        attribute: Attribute,
        value: impl Into<Secret>,
    ) -> &mut Self {
        let value = value.into();
        let trimmed = value.expose().trim();
        if coerce::is_blank(attribute.description().form, trimmed) {
            self.settings.remove(&attribute);
        } else {
            let setting = Setting {
                value: Secret::new(trimmed),
                source,
            };
            self.settings.insert(attribute, setting);
        }
        self
    }

    /// [Sets](Self::set) an attribute, and gives the configuration back.
    #[must_use]
    pub fn with(mut self, attribute: Attribute, value: impl Into<Secret>) -> Self {
        self.set(attribute, value);
        self
    }

    /// Value of an attribute, if it is set. Secrets are given as they are.
    ///
    /// Once resolved, each value is in one form: flags are `true` or `false`, lists have commas
    /// between their words, the host has a scheme and no path.
    pub fn get(&self, attribute: Attribute) -> Option<&str> {
        self.settings
            .get(&attribute)
            .map(|setting| setting.value.expose())
    }

    /// Where the value of an attribute came from, if it is set.
    pub fn source(&self, attribute: Attribute) -> Option<&Source> {
        self.settings.get(&attribute).map(|setting| &setting.source)
    }

    /// The attributes that are set, with their values, `***` for secrets, and sources.
    pub fn iter(&self) -> impl Iterator<Item = (Attribute, Cow<'_, str>, &Source)> {
        self.settings.iter().map(|(attribute, setting)| {
            (
                *attribute,
                show::shown(*attribute, setting),
                &setting.source,
            )
        })
    }

    /// What was found when resolving that may not be meant, such as a key that stands twice in the
    /// profile file. No value is told.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

#[cfg(test)]
mod tests;
