//! What a change of a document means for those who use the generated crate.
//!
//! Two APIs are compared as they were understood, not as they are written: what moves in the
//! document and stays in Rust is no change. Breaking is what may keep code from compiling that
//! compiled before; a change of behaviour is minor, one of words a patch.

mod models;
mod operations;
mod reading;
mod report;
mod types;

use std::collections::BTreeSet;
use std::fmt;

use crate::model::Api;

/// What changed from one API to another, in the order of the newer one; breaking changes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The changes.
    pub changes: Vec<Change>,
}

/// One change, as the user of the crate meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened to the item.
    pub kind: Kind,
    /// The item, as one would name it in Rust: `jobs_api::types::Task::notebook_task`.
    pub item: String,
    /// What version it takes.
    pub class: Class,
    /// What it means, in one sentence without a full stop.
    pub why: String,
}

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another than it was.
    Changed,
}

/// What version a change takes, by semantic versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nobody's code sees it.
    Patch,
    /// It adds something, or something behaves otherwise.
    Minor,
    /// Code that compiled may no longer do so.
    Major,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        })
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl Diff {
    /// Compares two APIs whose code is, or would be, in the crate of this name (`jobs_api`).
    #[must_use]
    pub fn between(old: &Api, new: &Api, crate_name: &str) -> Self {
        let mut found = Found {
            changes: Vec::new(),
        };
        let root = crate_name.to_owned();
        let docs = |api: &Api| [[api.title.clone()].as_slice(), &api.docs].concat();
        found.docs(&root, &docs(old), &docs(new));
        types::compare(&mut found, old, new, &format!("{root}::types"));
        operations::compare(&mut found, old, new, &root);
        found
            .changes
            .sort_by_key(|change| std::cmp::Reverse(change.class));
        Self {
            changes: found.changes,
        }
    }

    /// What version all changes together take; none if there are none.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).max()
    }
}

/// Collects changes.
struct Found {
    changes: Vec<Change>,
}

impl Found {
    fn added(&mut self, item: impl Into<String>, why: impl Into<String>) {
        self.push(Kind::Added, item.into(), Class::Minor, why.into());
    }

    fn removed(&mut self, item: impl Into<String>, why: impl Into<String>) {
        self.push(Kind::Removed, item.into(), Class::Major, why.into());
    }

    /// A change that may keep code from compiling.
    fn broken(&mut self, item: impl Into<String>, why: impl Into<String>) {
        self.push(Kind::Changed, item.into(), Class::Major, why.into());
    }

    /// A change of behaviour.
    fn behaves(&mut self, item: impl Into<String>, why: impl Into<String>) {
        self.push(Kind::Changed, item.into(), Class::Minor, why.into());
    }

    /// A change that only a reader sees.
    fn reads(&mut self, item: impl Into<String>, why: impl Into<String>) {
        self.push(Kind::Changed, item.into(), Class::Patch, why.into());
    }

    fn docs(&mut self, item: &str, old: &[String], new: &[String]) {
        if old != new {
            self.reads(item, "its documentation says something else");
        }
    }

    fn push(&mut self, kind: Kind, item: String, class: Class, why: String) {
        self.changes.push(Change {
            kind,
            item,
            class,
            why,
        });
    }
}

/// What has the same name in both lists, in the order of the newer one; then what only the older
/// one has.
fn pairs<'a, T>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&T) -> &str,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let find = |list: &'a [T], wanted: &str| list.iter().find(|one| name(one) == wanted);
    let known: BTreeSet<&str> = new.iter().map(&name).collect();
    let news = new.iter().map(|one| (find(old, name(one)), Some(one)));
    let gone = old.iter().filter(|one| !known.contains(name(one)));
    news.chain(gone.map(|one| (Some(one), None))).collect()
}
