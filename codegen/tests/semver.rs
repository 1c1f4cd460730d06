//! What a change of a document means: over many edits of one document, [`Diff`] is right, as the
//! compiler and `cargo-semver-checks` tell by the code before and after.

mod crates;
mod edits;
mod silence;
mod surface;
mod told;
mod verdicts;
mod wide;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jobs_codegen::diff::{Class, Diff};
use jobs_codegen::model::{Api, Kept};
use jobs_codegen::openapi::Files;
use jobs_codegen::{Options, Target, Tree};

use crate::fixtures;
use edits::{EDITS, Edit};

/// A document in memory.
struct Library(BTreeMap<PathBuf, String>);

impl Files for Library {
    fn read(&self, path: &Path) -> io::Result<String> {
        let text = self.0.get(path).cloned();
        text.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Library {
    /// The document that the edits change.
    fn base() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/semver");
        Self(fixtures::files(&folder))
    }

    fn edited(edit: &Edit) -> Self {
        let mut library = Self::base();
        let document = library.0.get_mut(Path::new("openapi.yaml")).unwrap();
        for (old, new) in edit.changes {
            let count = document.matches(old).count();
            assert_eq!(count, 1, "{}: not there once: {old}", edit.name);
            *document = document.replace(old, new);
        }
        library
    }

    /// The API, and its code as modules of a crate.
    fn generate(&self, kept: Kept) -> (Api, Tree) {
        let options = Options {
            kept,
            ..fixtures::options("corpus", false)
        };
        let document = Path::new("openapi.yaml");
        let generated = jobs_codegen::generate(document, self, Target::Folder, &options);
        let generated = generated.unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"));
        (generated.api, generated.tree)
    }
}

/// What an edit changes, by the generator's own word.
fn diff(edit: &Edit) -> Diff {
    let (old, _) = Library::base().generate(Kept::default());
    let (new, _) = Library::edited(edit).generate(Kept::of(&old));
    Diff::between(&old, &new, "corpus")
}

// R17.1
#[test]
fn each_edit_has_the_class_and_the_item_that_users_would_name() {
    assert!(EDITS.len() >= 30);
    for edit in EDITS {
        let diff = diff(edit);
        assert_eq!(diff.class(), edit.class, "{}:\n{}", edit.name, diff.text());
        let item = format!("corpus::{}", edit.item);
        let mut weightiest = diff.changes.iter();
        let told = weightiest.any(|one| Some(one.class) == edit.class && one.item == item);
        let nothing = edit.class.is_none();
        assert!(told || nothing, "{}: {item}\n{}", edit.name, diff.text());
    }
}

// R17.2, R15.1
#[test]
fn what_the_service_still_takes_does_not_break_code() {
    let harmless = [
        "added_optional_field",
        "added_fields_that_make_an_object_large",
        "added_field_that_leads_back",
        "added_enum_value",
        "added_operation",
        "required_field_becomes_optional",
        "required_field_of_a_request_becomes_optional",
        "required_parameter_becomes_optional",
        "removed_enum_value",
    ];
    for name in harmless {
        let edit = EDITS.iter().find(|edit| edit.name == name).unwrap();
        assert_eq!(diff(edit).class(), Some(Class::Minor), "{name}");
    }
}

#[test]
fn there_is_no_change_between_a_document_and_itself() {
    let (api, _) = Library::base().generate(Kept::default());
    assert_eq!(Diff::between(&api, &api, "corpus"), Diff::default());
}

// R17.2
#[test]
fn what_is_kept_survives_versions_that_do_not_have_it() {
    let (first, _) = Library::base().generate(Kept::default());
    let harmless = |edit: &&Edit| edit.class != Some(Class::Major);
    for edit in EDITS.iter().filter(harmless) {
        let (second, _) = Library::edited(edit).generate(Kept::of(&first));
        let (third, _) = Library::edited(edit).generate(Kept::of(&second));
        assert_eq!(Diff::between(&second, &third, "corpus"), Diff::default());
        let (again, _) = Library::base().generate(Kept::of(&third));
        let diff = Diff::between(&first, &again, "corpus");
        assert_ne!(diff.class(), Some(Class::Major), "{}", edit.name);
    }
}
