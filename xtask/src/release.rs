//! What the next release must say and be called, by what the spec has changed since the last one.
//!
//! Releases are the tags `v1.2.3`. Before the first one nothing is promised, and nothing compared.

use std::fmt;

use jobs_codegen::diff::{Class, Diff};

use crate::diff;
use crate::revisions::Repository;

/// The change of the spec since the last release.
#[derive(Debug)]
pub(crate) struct Change {
    /// The tag of that release.
    pub(crate) since: String,
    pub(crate) diff: Diff,
}

/// A version without what may follow its three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Change {
    /// The change up to the working tree; none before the first release.
    pub(crate) fn since_release(repository: &Repository) -> Result<Option<Self>, String> {
        let Some(since) = repository.latest_release()? else {
            return Ok(None);
        };
        let released = repository.revision(&since)?;
        let diff = diff::between(&released, &repository.working_tree(), "jobs_api")?;
        Ok(Some(Self { since, diff }))
    }

    /// Fails if the change is larger than the version's.
    pub(crate) fn check(&self, version: &str) -> Result<(), String> {
        let Some(class) = self.diff.class() else {
            return Ok(());
        };
        let released = Version::parse(&self.since)?;
        let needed = released.after(class);
        if Version::parse(version)? >= needed {
            return Ok(());
        }
        let since = &self.since;
        Err(format!(
            "{}the spec's change since {since} is {class}: it takes version {needed}, and \
             `Cargo.toml` says {version}. Raise it there, or change the spec otherwise",
            self.diff.text()
        ))
    }
}

/// Fails if the spec has changed more since the last release than the version.
pub(crate) fn check(repository: &Repository) -> Result<(), String> {
    match Change::since_release(repository)? {
        Some(change) => change.check(env!("CARGO_PKG_VERSION")),
        None if repository.exists() => {
            eprintln!("(nothing is released: the spec may change in any way)");
            Ok(())
        }
        None => {
            eprintln!("(there is no git repository: the spec is compared with no release)");
            Ok(())
        }
    }
}

impl Version {
    /// Reads `1.2.3` and `v1.2.3`, with or without what may follow.
    fn parse(text: &str) -> Result<Self, String> {
        let numbers = text.strip_prefix('v').unwrap_or(text);
        let numbers = numbers.split(['-', '+']).next().unwrap_or_default();
        let numbers: Vec<u64> = numbers
            .split('.')
            .map_while(|number| number.parse().ok())
            .collect();
        match numbers.as_slice() {
            &[major, minor, patch] => Ok(Self {
                major,
                minor,
                patch,
            }),
            _ => Err(format!("`{text}` is no version such as `1.2.3`")),
        }
    }

    /// The least version that may follow this one with such a change. Before 1.0, a minor version
    /// may break, and a patch may add.
    const fn after(self, class: Class) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        let (major, minor, patch) = match (major, class) {
            (0, Class::Major) => (0, minor + 1, 0),
            (0, Class::Minor | Class::Patch) => (0, minor, patch + 1),
            (_, Class::Major) => (major + 1, 0, 0),
            (_, Class::Minor) => (major, minor + 1, 0),
            (_, Class::Patch) => (major, minor, patch + 1),
        };
        Self {
            major,
            minor,
            patch,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests;
