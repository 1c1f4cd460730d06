//! Where the service is and who the caller is: from settings, the environment and the profile
//! file.
//!
//! What is set in the program wins over the environment, and the environment over the file; an
//! empty value counts as unset everywhere. Nothing here uses the network.

mod environment;
mod host;
mod profile;
mod secret;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

pub use environment::{Environment, ProcessEnvironment};
pub(crate) use host::Host;
pub use secret::Secret;

use crate::Result;
use crate::error::Error;

/// Something that can be configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Attribute {
    /// Address of the workspace.
    Host,
    /// Token of the caller.
    Token,
    /// Section of the profile file.
    Profile,
    /// Path of the profile file.
    ConfigFile,
    /// Name of the one authentication strategy to use.
    AuthType,
}

/// What there is to know of an [`Attribute`].
struct Description {
    attribute: Attribute,
    /// Name in the profile file and in messages.
    key: &'static str,
    /// Environment variables, the preferred one first.
    variables: &'static [&'static str],
    /// Whether it proves who the caller is: then it is never shown, and the profile file is not
    /// read without a profile.
    is_credential: bool,
}

const DESCRIPTIONS: &[Description] = &[
    Description {
        attribute: Attribute::Host,
        key: "host",
        variables: &["DATABRICKS_HOST"],
        is_credential: false,
    },
    Description {
        attribute: Attribute::Token,
        key: "token",
        variables: &["DATABRICKS_TOKEN"],
        is_credential: true,
    },
    Description {
        attribute: Attribute::Profile,
        key: "profile",
        variables: &["DATABRICKS_CONFIG_PROFILE"],
        is_credential: false,
    },
    Description {
        attribute: Attribute::ConfigFile,
        key: "config_file",
        variables: &["DATABRICKS_CONFIG_FILE"],
        is_credential: false,
    },
    Description {
        attribute: Attribute::AuthType,
        key: "auth_type",
        variables: &["DATABRICKS_AUTH_TYPE"],
        is_credential: false,
    },
];

/// Where the value of an attribute came from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// It was set in the program.
    Explicit,
    /// An environment variable, by its name.
    Variable(&'static str),
    /// The profile file.
    File {
        /// Path of the file.
        path: PathBuf,
        /// Section of the file.
        profile: String,
        /// Line of the file, from 1.
        line: usize,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Explicit => f.write_str("set in the program"),
            Self::Variable(name) => write!(f, "environment variable {name}"),
            Self::File {
                path,
                profile,
                line,
            } => {
                write!(f, "{}:{line}, profile {profile}", path.display())
            }
        }
    }
}

/// Attributes with their values, and where each came from.
#[derive(Clone, Default)]
pub struct Config {
    settings: BTreeMap<Attribute, Setting>,
    /// What has been looked at for values, for messages.
    tried: Vec<String>,
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
    pub fn set(&mut self, attribute: Attribute, value: impl Into<Secret>) {
        self.settings.remove(&attribute);
        self.fill(attribute, &value.into(), Source::Explicit);
    }

    /// Value of an attribute, if it is set.
    pub fn get(&self, attribute: Attribute) -> Option<&str> {
        self.settings
            .get(&attribute)
            .map(|setting| setting.value.expose())
    }

    /// Where the value of an attribute came from, if it is set.
    pub fn source(&self, attribute: Attribute) -> Option<&Source> {
        self.settings.get(&attribute).map(|setting| &setting.source)
    }

    /// Fills what is not set from the environment, and then from the profile file.
    ///
    /// Without a profile, the file is not read once a host or a credential is set: its default
    /// profile may belong to another workspace.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or parsed, or lacks a profile that was named.
    pub fn load(&mut self, environment: &dyn Environment) -> Result<()> {
        self.tried.push("the environment".to_owned());
        for description in DESCRIPTIONS {
            for variable in description.variables {
                if let Some(value) = environment.variable(variable) {
                    let source = Source::Variable(variable);
                    self.fill(description.attribute, &Secret::new(value), source);
                }
            }
        }
        let told_who_or_where = DESCRIPTIONS
            .iter()
            .filter(|description| {
                description.is_credential || description.attribute == Attribute::Host
            })
            .any(|description| self.settings.contains_key(&description.attribute));
        if told_who_or_where && self.get(Attribute::Profile).is_none() {
            self.tried
                .push("no profile file, since no profile is named".to_owned());
            return Ok(());
        }
        self.load_profile(environment)
    }

    fn load_profile(&mut self, environment: &dyn Environment) -> Result<()> {
        let Some(path) = profile::path(self.get(Attribute::ConfigFile), environment) else {
            self.tried
                .push("no profile file, since there is no home directory".to_owned());
            return Ok(());
        };
        let wanted = self.get(Attribute::Profile).map(str::to_owned);
        let Some(file) = profile::File::read(&path)? else {
            self.tried.push(format!("{} (not there)", path.display()));
            return match wanted {
                Some(profile) => Err(Error::config(format!(
                    "profile {profile} is wanted, but there is no file {}",
                    path.display()
                ))),
                None => Ok(()),
            };
        };
        let Some((profile, entries)) = file.select(wanted.as_deref())? else {
            self.tried
                .push(format!("{} (no default profile)", path.display()));
            return Ok(());
        };
        self.tried
            .push(format!("{} (profile {profile})", path.display()));
        for entry in entries {
            let Some(description) = DESCRIPTIONS.iter().find(|known| known.key == entry.key) else {
                continue;
            };
            // A file cannot say which file or profile to read.
            if matches!(
                description.attribute,
                Attribute::Profile | Attribute::ConfigFile
            ) {
                continue;
            }
            let source = Source::File {
                path: path.clone(),
                profile: profile.to_owned(),
                line: entry.line,
            };
            self.fill(description.attribute, &entry.value, source);
        }
        Ok(())
    }

    /// Sets an attribute unless it is set already or the value is empty.
    fn fill(&mut self, attribute: Attribute, value: &Secret, source: Source) {
        let value = value.expose().trim();
        if !value.is_empty() {
            self.settings.entry(attribute).or_insert_with(|| Setting {
                value: Secret::new(value),
                source,
            });
        }
    }

    /// What has been looked at for values, as part of a message.
    pub(crate) fn tried(&self) -> String {
        if self.tried.is_empty() {
            return "only what the program sets was looked at".to_owned();
        }
        format!("looked at {}", self.tried.join(", "))
    }
}

impl fmt::Debug for Config {
    /// Credentials are masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Config");
        for description in DESCRIPTIONS {
            if let Some(setting) = self.settings.get(&description.attribute) {
                let value = if description.is_credential {
                    "***"
                } else {
                    setting.value.expose()
                };
                debug.field(
                    description.key,
                    &format_args!("{value:?} ({})", setting.source),
                );
            }
        }
        debug.finish()
    }
}

#[cfg(test)]
mod tests;
