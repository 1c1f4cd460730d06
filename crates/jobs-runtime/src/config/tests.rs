//! Where settings come from, which of them win, and what is made of them.

mod cloud;
mod file;
mod forms;
mod fuzz;
mod host;
mod show;
mod sources;
mod table;
mod ways;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::Result;

/// A home directory with a profile file, gone when dropped.
struct Home(PathBuf);

impl Home {
    fn with(file: impl AsRef<[u8]>) -> Self {
        let home = Self::empty();
        fs::write(home.0.join(".databrickscfg"), file).unwrap();
        home
    }

    fn empty() -> Self {
        let name = format!("jobs-runtime-{}-{}", std::process::id(), fastrand::u64(..));
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> String {
        self.0.join(".databrickscfg").display().to_string()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An environment of this home directory and these variables, which begin with `DATABRICKS_`
/// unless they belong to others.
fn environment(home: &Path, variables: &[(&str, &str)]) -> HashMap<String, String> {
    let home_name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    let full_name = |name: &str| {
        let foreign = ["ARM_", "GOOGLE_CREDENTIALS", "ACTIONS_"];
        match foreign.iter().any(|prefix| name.starts_with(prefix)) {
            true => name.to_owned(),
            false => format!("DATABRICKS_{name}"),
        }
    };
    variables
        .iter()
        .map(|(name, value)| (full_name(name), (*value).to_owned()))
        .chain([(home_name.to_owned(), home.display().to_string())])
        .collect()
}

/// What these sources give.
fn resolve(
    explicit: &[(Attribute, &str)],
    variables: &[(&str, &str)],
    home: &Home,
) -> Result<Config> {
    let mut config = Config::new();
    for (attribute, value) in explicit {
        config.set(*attribute, *value);
    }
    config.resolve(&environment(&home.0, variables))?;
    Ok(config)
}

/// What this one attribute, set in the program, gives.
fn resolve_one(attribute: Attribute, value: &str) -> Result<Config> {
    resolve(&[(attribute, value)], &[], &Home::empty())
}

const FILE: &str = "
[DEFAULT]
host = https://default
token = default-token

[other]
host = https://other
token = other-token

[nohost]
token = nohost-token

[pat.with.dot]
host: https://dot
TOKEN: dot-token

[empty]
";
