//! The process's surroundings, as far as configuration reads them: passed in, so that tests need
//! not change the real ones.

use std::collections::{BTreeMap, HashMap};
use std::env::{self, VarError};
use std::path::PathBuf;

/// Where environment variables are looked up.
pub trait Environment: Send + Sync {
    /// Value of a variable; none if it is not set or not Unicode.
    fn variable(&self, name: &str) -> Option<String>;

    /// Whether a variable is set to something that is not Unicode, and thus cannot be read.
    fn is_unreadable(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// The user's home directory.
    fn home(&self) -> Option<PathBuf> {
        let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        self.variable(name)
            .filter(|home| !home.is_empty())
            .map(PathBuf::from)
    }
}

/// The real environment of the process.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn variable(&self, name: &str) -> Option<String> {
        env::var(name).ok()
    }

    fn is_unreadable(&self, name: &str) -> bool {
        matches!(env::var(name), Err(VarError::NotUnicode(_)))
    }

    fn home(&self) -> Option<PathBuf> {
        env::home_dir().filter(|home| !home.as_os_str().is_empty())
    }
}

impl Environment for HashMap<String, String> {
    fn variable(&self, name: &str) -> Option<String> {
        self.get(name).cloned()
    }
}

impl Environment for BTreeMap<String, String> {
    fn variable(&self, name: &str) -> Option<String> {
        self.get(name).cloned()
    }
}

/// No variable is set.
impl Environment for () {
    fn variable(&self, _name: &str) -> Option<String> {
        None
    }
}
