//! The lock file: names that the generator made up, so that they are the same for ever.
//!
//! A name that the document gives need not be in it. All others are: those of types that are
//! described in place, those that were numbered because two things would have had the same, and
//! those that say something else than the document because Rust would not take it.
//!
//! What the file says wins over what the generator would make up now. An entry whose thing is gone
//! from the document is dropped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::loader::{Loaded, Located, Reference};
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
}

impl NameKind {
    /// What they are called in the file.
    const ALL: [(&'static str, Self); 4] = [
        ("types", Self::Type),
        ("methods", Self::Method),
        ("fields", Self::Field),
        ("values", Self::Value),
    ];
}

/// Names by what they are for, as the file says it and as this run uses them.
#[derive(Debug)]
pub struct NameLock {
    /// The root document: the file names what is in it by a pointer alone.
    root: PathBuf,
    locked: BTreeMap<(NameKind, String), Locked>,
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
    /// A lock that nothing is in yet.
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            locked: BTreeMap::new(),
            used: BTreeMap::new(),
        }
    }

    /// Takes over what a lock file says.
    pub(crate) fn read(&mut self, file: Located<'_>, diagnostics: &mut Diagnostics) {
        if matches!(file.node.value, Value::Null) {
            // Nothing but the comment.
            return;
        }
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

    /// By what something at a place is known; `detail` is what it has beside its place.
    pub(crate) fn key(&self, place: &Place, detail: &str) -> String {
        let folder = self.root.parent().unwrap_or(Path::new(""));
        let file = if place.file == self.root {
            String::new()
        } else {
            let file = place.file.strip_prefix(folder).unwrap_or(&place.file);
            file.to_string_lossy().replace('\\', "/")
        };
        format!("{file}#{}{detail}", place.pointer)
    }

    /// The name that the file has for something.
    pub(crate) fn locked(&self, kind: NameKind, key: &str) -> Option<&Locked> {
        self.locked.get(&(kind, key.to_owned()))
    }

    /// The names of types that are still in the document, by what they are for.
    pub(crate) fn types(&self, loaded: &Loaded) -> Vec<(String, Locked)> {
        let locked = self.locked.iter();
        let types = locked.filter(|((kind, key), _)| {
            *kind == NameKind::Type && loaded.resolve(&self.reference(key)).is_some()
        });
        types
            .map(|((_, key), locked)| (key.clone(), locked.clone()))
            .collect()
    }

    /// Notes a name for the next run.
    pub(crate) fn note(&mut self, kind: NameKind, key: &str, name: &str) {
        if key.len() < LONGEST {
            self.used.insert((kind, key.to_owned()), name.to_owned());
        }
    }

    /// What a key names.
    fn reference(&self, key: &str) -> Reference {
        let key = key.split_once(AS).map_or(key, |(key, _)| key);
        Loaded::reference(&Place::begin(&self.root), &key.replace('%', "%25"))
    }
}

/// Tells several things at one place apart.
pub(crate) const AS: &str = " as ";

/// A string as JSON, which is YAML too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
