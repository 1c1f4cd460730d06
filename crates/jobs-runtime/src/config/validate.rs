//! Whether what is set makes sense together.

use std::collections::BTreeMap;

use super::cloud::AzureEnvironment;
use super::table::{AuthGroup, DESCRIPTIONS, Form};
use super::{Attribute, Config};
use crate::Result;
use crate::error::Error;

impl Config {
    /// Checks what decides who gets which credentials.
    pub(crate) fn validate(&self) -> Result<()> {
        self.validate_groups()?;
        self.validate_azure_environment()
    }

    /// Refuses more than one way to authenticate, unless `auth_type` says which one is meant.
    fn validate_groups(&self) -> Result<()> {
        let mut groups = BTreeMap::<AuthGroup, Vec<String>>::new();
        for (attribute, value, source) in self.iter() {
            if let Some(group) = attribute.description().group
                && self.asks(attribute)
            {
                let found = groups.entry(group).or_default();
                found.push(format!("{attribute}={value}, {source}"));
            }
        }
        if groups.len() < 2 || self.get(Attribute::AuthType).is_some() {
            return Ok(());
        }
        let names: Vec<_> = groups.keys().map(ToString::to_string).collect();
        let found: Vec<_> = groups
            .iter()
            .map(|(group, found)| format!("{group} ({})", found.join("; ")))
            .collect();
        Err(Error::config(format!(
            "more than one authorization method configured: {}. Set `auth_type` \
             (DATABRICKS_AUTH_TYPE) to the one that is meant, or unset the others: {}{}",
            names.join(" and "),
            found.join(", "),
            self.summary()
        )))
    }

    /// Refuses an unknown Azure cloud where it decides who gets secrets. Else it is of no concern:
    /// other tools read the same variable, and know other clouds.
    fn validate_azure_environment(&self) -> Result<()> {
        let attribute = Attribute::AzureEnvironment;
        let (Some(name), Some(source)) = (self.get(attribute), self.source(attribute)) else {
            return Ok(());
        };
        let concerned = self.is_azure()
            && DESCRIPTIONS.iter().any(|description| {
                description.group == Some(AuthGroup::Azure) && self.asks(description.attribute)
            });
        if concerned && AzureEnvironment::from_name(name).is_none() {
            return Err(Error::config(format!(
                "`{attribute}` ({source}) must be PUBLIC, USGOVERNMENT or CHINA"
            )));
        }
        Ok(())
    }

    /// Whether an attribute is set, and not to say that something is not wanted.
    pub(super) fn asks(&self, attribute: Attribute) -> bool {
        match attribute.description().form {
            Form::Flag => self.is_true(attribute),
            _ => self.get(attribute).is_some(),
        }
    }
}
