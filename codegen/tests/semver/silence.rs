//! What is not told is no change, and what breaks nothing takes nothing away: over documents changed
//! at random, the code says so.

use std::collections::BTreeMap;
use std::path::Path;

use jobs_codegen::diff::{Class, Diff};
use jobs_codegen::model::{Api, Kept};
use jobs_codegen::openapi::Node;
use jobs_codegen::{Target, Tree};

use super::Library;
use super::surface::{check_class, surface};
use crate::fixtures;
use crate::fuzz::{Random, mutate};
use crate::memory::write;

/// How many documents are made of each fixture.
const MUTANTS: u64 = 20;

fn generate(library: &Library, kept: Kept) -> Option<(Api, Tree)> {
    let mut options = fixtures::options("corpus", true);
    options.kept = kept;
    let document = Path::new("openapi.yaml");
    let generated = jobs_codegen::generate(document, library, Target::Folder, &options);
    generated
        .ok()
        .map(|generated| (generated.api, generated.tree))
}

/// How often each line is there. Order is no matter of versions, and docs need not be one.
fn lines(tree: &Tree, docs: bool) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for line in tree.values().flat_map(|text| text.lines()) {
        let line = line.trim();
        if docs || !(line.starts_with("//") || line.is_empty()) {
            *lines.entry(line).or_default() += 1;
        }
    }
    lines
}

// R17.1
#[test]
fn what_is_told_is_what_the_code_says() {
    let mut told: BTreeMap<Option<Class>, u32> = BTreeMap::new();
    for fixture in fixtures::all("golden") {
        let mut library = Library(fixture.documents());
        let root = &library.0[Path::new("openapi.yaml")];
        let original = Node::parse(root).unwrap();
        let Some((old, before)) = generate(&library, Kept::default()) else {
            continue;
        };
        let uses = surface(&before);
        for seed in 0..MUTANTS {
            let mut random = Random(seed);
            let mut root = original.clone();
            let donor = root.clone();
            mutate(&mut root, &donor, &mut random);
            let mut text = String::new();
            write(&root, &mut text);
            library.0.insert("openapi.yaml".into(), text);
            let Some((new, after)) = generate(&library, Kept::of(&old)) else {
                continue;
            };
            let diff = Diff::between(&old, &new, "corpus");
            *told.entry(diff.class()).or_default() += 1;
            check_class(&uses, &after, &diff);
            if diff.class() <= Some(Class::Patch) {
                let docs = diff.class().is_none();
                let same = lines(&before, docs) == lines(&after, docs);
                assert!(same, "{} {seed}:\n{}", fixture.name, diff.text());
            }
        }
    }
    assert!(
        told.len() == 4 && told.values().all(|count| *count > 9),
        "{told:?}"
    );
}
