//! One fixture per construct: `openapi.yaml`, and the code that it becomes in `expected/`.
//!
//! They are where to see what a template emits. After a template has changed,
//! `UPDATE_GOLDEN=1 cargo test -p jobs-codegen golden` rewrites them; read the difference.

use std::path::Path;
use std::{env, fs};

use jobs_codegen::Tree;

use crate::fixtures::{self, Fixture};

/// Whether what is expected is to be rewritten.
pub(crate) fn is_update() -> bool {
    env::var_os("UPDATE_GOLDEN").is_some()
}

fn compare(fixture: &Fixture, tree: &Tree) -> Vec<String> {
    let folder = fixture.directory.join("expected");
    if is_update() {
        rewrite(&folder, tree);
    }
    let expected = if folder.exists() {
        fixtures::files(&folder)
    } else {
        Tree::new()
    };
    let mut differences = Vec::new();
    for (path, text) in tree {
        let place = Path::new(&fixture.name).join(path);
        match expected.get(path) {
            None => differences.push(format!("{}: new file", place.display())),
            Some(expected) => {
                let lines = text.lines().zip(expected.lines());
                let same = lines
                    .take_while(|(text, expected)| text == expected)
                    .count();
                if text != expected {
                    differences.push(format!("{}:{}: differs", place.display(), same + 1));
                }
            }
        }
    }
    for path in expected.keys().filter(|path| !tree.contains_key(*path)) {
        let place = Path::new(&fixture.name).join(path);
        differences.push(format!("{}: no longer emitted", place.display()));
    }
    differences
}

fn rewrite(folder: &Path, tree: &Tree) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, text) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

// R16.1
#[test]
fn every_construct_becomes_the_code_that_is_expected() {
    let mut differences = Vec::new();
    for fixture in fixtures::all("golden") {
        match fixture.generate() {
            Ok(mut generated) => {
                if fixture.is_foreign() {
                    generated.tree.insert("names.lock".into(), generated.lock);
                }
                differences.extend(compare(&fixture, &generated.tree));
            }
            Err(diagnostics) => {
                for diagnostic in diagnostics {
                    differences.push(format!("{}: {diagnostic}", fixture.name));
                }
            }
        }
    }
    let differences = differences.join("\n");
    assert!(
        differences.is_empty(),
        "\n{differences}\nUPDATE_GOLDEN=1 rewrites"
    );
}

// R16.2
#[test]
fn the_same_document_becomes_the_same_code() {
    for fixture in fixtures::all("golden") {
        let first = fixture.generate().unwrap();
        let second = fixture.generate().unwrap();
        assert!(first.tree == second.tree, "{}", fixture.name);
        assert_eq!(first.diagnostics, second.diagnostics, "{}", fixture.name);
    }
}
