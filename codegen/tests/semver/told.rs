//! What is told of an edit: the class, the item and why. Whether that class is right is seen by what
//! of the code others can use is still there.

use std::path::Path;

use jobs_codegen::diff::Diff;
use jobs_codegen::model::Kept;
use jobs_codegen::{Generated, Options, Target};

use super::Library;
use super::edits::EDITS;
use super::surface::{check_class, surface};
use super::wide::{self, Wide};
use crate::fixtures;

/// Generates as `cargo xtask diff` has it: with all names, required members and values of the
/// earlier version.
fn generate(library: &mut Library, earlier: Option<&Generated>) -> Generated {
    let lock = Path::new("names.lock");
    let options = Options {
        lock: Some(lock.to_owned()),
        kept: earlier.map_or_else(Kept::default, |earlier| Kept::of(&earlier.api)),
        ..fixtures::options("corpus", true)
    };
    if let Some(earlier) = earlier {
        library.0.insert(lock.to_owned(), earlier.lock.clone());
    }
    let document = Path::new("openapi.yaml");
    let generated = jobs_codegen::generate(document, library, Target::Folder, &options);
    generated.unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"))
}

/// The document that these edits change.
fn document(edit: Option<&Wide>) -> Library {
    let mut text = include_str!("wide.yaml").to_owned();
    for (old, new) in edit.map_or(&[][..], |edit| edit.changes) {
        let count = text.matches(old).count();
        assert_eq!(count, 1, "not there once: {old}");
        text = text.replace(old, new);
    }
    Library([("openapi.yaml".into(), text)].into())
}

// R17.1
#[test]
fn each_edit_is_told_with_its_item_and_why() {
    let old = generate(&mut document(None), None);
    let before = surface(&old.tree);
    for edit in wide::all() {
        let new = generate(&mut document(Some(edit)), Some(&old));
        let diff = Diff::between(&old.api, &new.api, "corpus");
        let text = format!("{:?}\n{}", edit.changes, diff.text());
        assert_eq!(diff.class(), edit.class, "{text}");
        for (item, why) in edit.told {
            let mut changes = diff.changes.iter();
            let is_told = changes.any(|change| {
                change.item.replace("corpus::", "") == *item && change.why.contains(why)
            });
            assert!(is_told, "{item}: {why}\n{text}");
        }
        check_class(&before, &new.tree, &diff);
    }
}

// R17.1: what the compiler says of these edits, it says of their surface.
#[test]
fn the_class_is_what_users_can_still_name() {
    let old = generate(&mut Library::base(), None);
    let before = surface(&old.tree);
    for edit in EDITS {
        let new = generate(&mut Library::edited(edit), Some(&old));
        let diff = Diff::between(&old.api, &new.api, "corpus");
        assert_eq!(diff.class(), edit.class, "{}:\n{}", edit.name, diff.text());
        check_class(&before, &new.tree, &diff);
    }
}
