//! What `cargo-semver-checks` says of the crates before and after each edit.
//!
//! To build that tool takes minutes, so its findings are kept in `verdicts.txt`: `cargo xtask
//! semver-checks` installs it, asks it of the crates that the tests of [`super::crates`] have
//! written, and fails if it says something else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jobs_codegen::diff::Class;

use super::edits::EDITS;

/// The lints that an edit fails, by the edit's name: those of major changes, and of minor ones.
#[derive(Debug, Default, PartialEq, Eq)]
struct Verdicts {
    major: BTreeMap<String, BTreeSet<String>>,
    minor: BTreeMap<String, BTreeSet<String>>,
}

impl Verdicts {
    fn path() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/semver/verdicts.txt")
    }

    /// Those that were written down.
    fn recorded() -> Self {
        let mut verdicts = Self::default();
        for line in fs::read_to_string(Self::path()).unwrap().lines() {
            let mut words = line.split_whitespace();
            let (Some(class), Some(edit)) = (words.next(), words.next()) else {
                panic!("`{line}` is no verdict");
            };
            let of_class = match class {
                "major" => &mut verdicts.major,
                "minor" => &mut verdicts.minor,
                _ => panic!("`{class}` is no class of a lint"),
            };
            let lints = words.map(str::to_owned).collect();
            of_class.insert(edit.to_owned(), lints);
        }
        verdicts
    }
}

// R17.1
#[test]
fn cargo_semver_checks_agrees_over_all_edits() {
    let verdicts = Verdicts::recorded();
    for edit in EDITS {
        let major = verdicts.major.get(edit.name);
        assert_eq!(major.is_some(), edit.seen, "{}: {major:?}", edit.name);
        let is_major = edit.class == Some(Class::Major);
        assert!(is_major || major.is_none(), "{}: {major:?}", edit.name);
        let minor = verdicts.minor.get(edit.name);
        let is_minor = edit.class >= Some(Class::Minor);
        assert!(is_minor || minor.is_none(), "{}: {minor:?}", edit.name);
    }
    let known = |name: &&String| EDITS.iter().any(|edit| edit.name == **name);
    let mut recorded = verdicts.major.keys().chain(verdicts.minor.keys());
    assert!(recorded.all(|name| known(&name)), "a verdict on no edit");
}
