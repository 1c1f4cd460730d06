//! Documents that something is wrong with: `openapi.yaml`, and what is said of it in `expected.txt`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p jobs-codegen diagnostics` rewrites the latter.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use jobs_codegen::{Diagnostic, Severity};
use regex_lite::Regex;

use crate::fixtures::{self, Fixture};
use crate::golden;

/// What is said of the document of a fixture; whether that stops the generation goes by its name.
fn findings(fixture: &Fixture) -> Vec<Diagnostic> {
    match fixture.generate() {
        Ok(generated) => {
            assert!(fixture.is_foreign(), "{}: nothing is wrong", fixture.name);
            generated.diagnostics
        }
        Err(diagnostics) => diagnostics,
    }
}

// R16.1
#[test]
fn what_is_wrong_is_told_with_its_place_and_all_at_once() {
    let mut differences = String::new();
    for fixture in fixtures::all("diagnostics") {
        let mut text = String::new();
        for diagnostic in findings(&fixture) {
            writeln!(text, "{diagnostic}\n").unwrap();
        }
        let path = fixture.directory.join("expected.txt");
        if golden::is_update() {
            fs::write(&path, &text).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != text {
            writeln!(differences, "{}:\n{text}", fixture.name).unwrap();
        }
    }
    assert!(
        differences.is_empty(),
        "\n{differences}UPDATE_GOLDEN=1 rewrites"
    );
}

#[test]
fn every_rule_has_a_document_that_breaks_it() {
    let rule = Regex::new(r#"(?:error|warning)\(\s*"([a-z-]+)""#).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rules = BTreeSet::new();
    for text in fixtures::files(&source).values() {
        rules.extend(rule.captures_iter(text).map(|found| found[1].to_owned()));
    }
    let fixtures = fixtures::all("diagnostics");
    let broken = fixtures.iter().flat_map(findings);
    let broken: BTreeSet<String> = broken.map(|found| found.rule.to_owned()).collect();
    assert_eq!(rules, broken);
}

#[test]
fn every_finding_says_where_and_what_to_do() {
    for fixture in fixtures::all("diagnostics") {
        let documents = fixture.documents();
        for found in findings(&fixture) {
            assert!(
                !found.message.is_empty() && !found.hint.is_empty(),
                "{found}"
            );
            let Some(text) = documents.get(&found.place.file) else {
                panic!("{found}");
            };
            let lines = text.lines().count().max(1);
            let line = usize::try_from(found.place.line).unwrap();
            assert!(
                (1..=lines).contains(&line) && found.place.column > 0,
                "{found}"
            );
        }
    }
}

#[test]
fn what_is_worth_a_look_in_our_document_stops_the_generation() {
    for fixture in fixtures::all("diagnostics") {
        let warnings = findings(&fixture);
        let warnings = warnings
            .iter()
            .filter(|found| found.severity == Severity::Warning);
        assert!(
            fixture.is_foreign() || warnings.count() == 0,
            "{}",
            fixture.name
        );
    }
}
