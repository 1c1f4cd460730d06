//! The lock file: names that the generator made up, so that they are the same for ever.
//!
//! A name that the document has letter by letter need not be in it. All others are: those of types
//! that are described in place, those that were numbered because two things would have had the same,
//! those that say something else than the document because Rust would not take it, and in documents
//! of others those that Rust writes in another way, for something may come that has more right to
//! them.
//!
//! What the file says wins over what the generator would make up now. An entry whose thing is gone
//! from the document is dropped.
//!
//! Its keys look like JSON pointers, but go by what a thing belongs to: an alternative of a choice
//! is known by its kind of JSON, a parameter by its name, and what `allOf` composes by what that
//! makes. So nothing is known by its number among others. Files of earlier versions had the pointers
//! themselves; those are still understood.

use std::collections::{BTreeMap, BTreeSet};

use super::located::Located;
use super::node::Value;
use super::read::{ObjectReader, string};
use crate::diagnostics::{Diagnostics, Place};

/// What a name is for: names of a kind stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Type,
    Method,
    Field,
    Value,
    /// Which of several types a member has that choices have alike.
    Shared,
}

impl NameKind {
    /// What they are called in the file.
    const ALL: [(&'static str, Self); 5] = [
        ("types", Self::Type),
        ("methods", Self::Method),
        ("fields", Self::Field),
        ("values", Self::Value),
        ("shared", Self::Shared),
    ];
}

/// Names by what they are for, as the file says it and as this run uses them.
#[derive(Debug, Default)]
pub struct NameLock {
    locked: BTreeMap<(NameKind, String), Locked>,
    /// What the file says that something of this run goes by.
    claimed: BTreeSet<(NameKind, String)>,
    used: BTreeMap<(NameKind, String), String>,
}

/// What the file says.
#[derive(Clone, Debug)]
pub(crate) struct Locked {
    pub(crate) name: String,
    pub(crate) place: Place,
}

const HEAD: &str = "\
# Names that the generator made up, by what they are for. They stay as they are: what stands here wins
# over what would be made up now. `generate` adds what is new and takes out what is gone.
";

/// How long a key may be: longer ones are not YAML.
const LONGEST: usize = 1000;

impl NameLock {
    /// What a lock file says; nothing if there is none yet.
    pub(crate) fn read(file: Option<Located<'_>>, diagnostics: &mut Diagnostics) -> Self {
        let mut lock = Self::default();
        // A file with nothing but the comment is null.
        if let Some(file) = file.filter(|file| !matches!(file.node.value, Value::Null)) {
            lock.take_over(file, diagnostics);
        }
        lock
    }

    fn take_over(&mut self, file: Located<'_>, diagnostics: &mut Diagnostics) {
        let mut reader = ObjectReader::new(file, diagnostics);
        for (section, kind) in NameKind::ALL {
            for (key, found) in reader.children(section) {
                if let Some(name) = string(&found, reader.diagnostics) {
                    let place = found.place;
                    let locked = Locked { name, place };
                    self.locked.insert((kind, key.to_owned()), locked);
                }
            }
        }
        reader.finish(&[]);
    }

    /// The file with the names that this run made up, and those that it found there and used.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (section, wanted) in NameKind::ALL {
            let used = self.used.iter().filter(|((kind, _), _)| *kind == wanted);
            let lines: String = used
                .map(|((_, key), name)| format!("  {}: {}\n", quoted(key), quoted(name)))
                .collect();
            if !lines.is_empty() {
                text.push_str(&format!("{section}:\n{lines}"));
            }
        }
        text
    }

    /// The name that the file has for something.
    pub(crate) fn locked(&self, kind: NameKind, key: &str) -> Option<&Locked> {
        self.locked.get(&(kind, key.to_owned()))
    }

    /// Whether something goes by a line of the file.
    pub(crate) fn is_claimed(&self, kind: NameKind, key: &str) -> bool {
        self.claimed.contains(&(kind, key.to_owned()))
    }

    /// Notes that something goes by a line of the file.
    pub(crate) fn claim(&mut self, kind: NameKind, key: &str) {
        self.claimed.insert((kind, key.to_owned()));
    }

    /// The names of a kind, by what they are for.
    pub(crate) fn names(&self, of: NameKind) -> impl Iterator<Item = (&str, &Locked)> {
        let names = self.locked.iter().filter(move |((kind, _), _)| *kind == of);
        names.map(|((_, key), locked)| (key.as_str(), locked))
    }

    /// Forgets those names of a kind that nothing went by, and all that this run has done.
    pub(crate) fn forget_unclaimed(&mut self, of: NameKind) {
        let claimed = std::mem::take(&mut self.claimed);
        self.locked
            .retain(|entry, _| entry.0 != of || claimed.contains(entry));
        self.used.clear();
    }

    /// Notes a name for the next run.
    pub(crate) fn note(&mut self, kind: NameKind, key: &str, name: &str) {
        if key.len() < LONGEST {
            self.used.insert((kind, key.to_owned()), name.to_owned());
        }
    }
}

/// Tells several things at one place apart.
pub(crate) const AS: &str = " as ";

/// A string as JSON, which is YAML too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
