//! Documents that something is wrong with: `openapi.yaml`, and what is said of it in `expected.txt`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p jobs-codegen diagnostics` rewrites the latter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use jobs_codegen::{Diagnostic, Lenience, Rule, Severity};

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

// R16.1: a rule that nobody can look up, or that no document shows, is none.
#[test]
fn every_rule_has_a_document_that_breaks_it_and_a_section_in_the_book_of_rules() {
    let rules: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect();
    let fixtures = fixtures::all("diagnostics");
    let broken = fixtures.iter().flat_map(findings);
    let broken: BTreeSet<String> = broken.map(|found| found.rule.to_string()).collect();
    assert_eq!(rules, broken, "in tests/diagnostics");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("RULES.md");
    let book = fs::read_to_string(path).unwrap_or_default();
    let sections: BTreeMap<&str, &str> = book
        .split("\n## ")
        .skip(1)
        .filter_map(|section| section.split_once('\n'))
        .collect();
    let named: BTreeSet<String> = sections.keys().map(|id| (*id).to_owned()).collect();
    assert_eq!(rules, named, "in RULES.md");
    for rule in Rule::ALL {
        let section = sections[rule.id()];
        for part in ["\n*Why*: ", "\n```yaml\n", "\n*Way out*: "] {
            assert!(section.contains(part), "{rule}: {part}");
        }
        let is_bent = rule.lenience() != Lenience::None;
        assert_eq!(section.contains("\n*Lenient*: "), is_bent, "{rule}");
    }
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
            let Some(text) = documents.get(found.place.written().0) else {
                panic!("{found}");
            };
            let lines = text.lines().count().max(1);
            let line = usize::try_from(found.place.written().1).unwrap();
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
