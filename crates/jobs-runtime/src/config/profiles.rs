//! The profiles that there are.

use super::profile::{self, SETTINGS};
use super::{Environment, host};
use crate::Result;

/// A profile of the profile file, without its credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// Its name, by which it is asked for.
    pub name: String,
    /// Address of its workspace or account, as it stands there, with a user and a password masked.
    pub host: Option<String>,
    /// Whether it is used where nothing else is asked for.
    pub is_default: bool,
}

/// The profiles of the profile file, in its order; none if there is no such file.
///
/// `path` is that of the file; without one, it is what `DATABRICKS_CONFIG_FILE` names, or else
/// `~/.databrickscfg`.
///
/// # Errors
///
/// When the file cannot be read or parsed.
///
/// # Examples
///
/// ```
/// use jobs_runtime::config::{ProcessEnvironment, profiles};
///
/// for profile in profiles(None, &ProcessEnvironment)? {
///     println!("{}: {}", profile.name, profile.host.unwrap_or_default());
/// }
/// # Ok::<(), jobs_runtime::Error>(())
/// ```
pub fn profiles(path: Option<&str>, environment: &dyn Environment) -> Result<Vec<Profile>> {
    let variable = environment.variable("DATABRICKS_CONFIG_FILE");
    let named = path.map(str::to_owned).or(variable);
    let named = named.filter(|path| !path.trim().is_empty());
    let Some(path) = profile::path(named.as_deref(), environment)? else {
        return Ok(Vec::new());
    };
    let Some(file) = profile::File::read(&path)? else {
        return Ok(Vec::new());
    };
    // A default that is not there is an error only for those who need it.
    let default = file.select(None).ok().flatten();
    let default = default.map(|selected| selected.name);
    let profiles = file.sections().filter(|section| section.name != SETTINGS);
    let profiles = profiles.map(|section| {
        let entries = section.entries.iter();
        let address = entries.rev().find(|entry| entry.key == "host");
        Profile {
            name: section.name.clone(),
            host: address.map(|entry| host::shown(entry.value.expose())),
            is_default: default == Some(section.name.as_str()),
        }
    });
    Ok(profiles.collect())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    // R10.1: the canaries are looked for in all that the tests print.
    #[test]
    fn profiles_are_listed_without_credentials() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cfg");
        let text = "[DEFAULT]\n\n[a]\nhost = https://me:canary-pw@a.test\ntoken = canary-t\n\
                    [b]\ntoken = canary-u\n[__settings__]\ndefault_profile = b\n";
        std::fs::write(&path, text).unwrap();
        let path = path.display().to_string();
        let environment = HashMap::from([("DATABRICKS_CONFIG_FILE".to_owned(), path)]);
        let found = profiles(None, &environment).unwrap();
        let profile = |name: &str, host: Option<&str>, is_default| Profile {
            name: name.to_owned(),
            host: host.map(str::to_owned),
            is_default,
        };
        let expected = [
            profile("a", Some("https://***@a.test"), false),
            profile("b", None, true),
        ];
        assert_eq!(found, expected);
        assert_eq!(profiles(Some("/no/such/file"), &()).unwrap(), []);
    }
}
