//! A configuration as people see it: without secrets.

use std::borrow::Cow;
use std::fmt;

use super::table::Form;
use super::{Attribute, Config, Setting, Source, host};

/// What stands in the place of secrets.
const MASK: &str = "***";

/// The value of a setting, masked if it is a secret. Addresses are shown without the user and
/// the password that somebody may have pasted with them.
pub(super) fn shown(attribute: Attribute, setting: &Setting) -> Cow<'_, str> {
    let value = setting.value.expose();
    let description = attribute.description();
    match description.form {
        _ if description.sensitive => Cow::Borrowed(MASK),
        Form::Host | Form::Address => Cow::Owned(host::shown(value)),
        _ => Cow::Borrowed(value),
    }
}

impl Config {
    /// What is set and by which variables, as the end of a message; empty if nothing is.
    ///
    /// The vendor's tools end their messages so.
    pub(super) fn summary(&self) -> String {
        let variables: Vec<_> = self
            .iter()
            .filter_map(|(_, _, source)| match source {
                Source::Variable(name) => Some(*name),
                _ => None,
            })
            .collect();
        let mut summary = String::new();
        if !self.settings.is_empty() {
            summary += &format!(". Config: {self}");
        }
        if !variables.is_empty() {
            summary += &format!(". Env: {}", variables.join(", "));
        }
        summary
    }

    /// What has been looked at for values, what was odd and what was found, as the end of a
    /// message.
    pub(crate) fn tried(&self) -> String {
        let mut tried = match self.looked_at.as_slice() {
            [] => "only what the program sets was looked at".to_owned(),
            some => format!("looked at {}", some.join(", ")),
        };
        for warning in &self.warnings {
            tried += &format!("; {warning}");
        }
        tried + &self.summary()
    }
}

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (attribute, value, _)) in self.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{attribute}={value}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Config");
        for (attribute, value, source) in self.iter() {
            debug.field(attribute.key(), &format_args!("{value:?} ({source})"));
        }
        debug.finish()
    }
}
