//! Every link of a reference leads to a heading of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jobs_codegen::Target;
use regex_lite::Regex;

use crate::fixtures;

/// The anchors of a document, as GitHub makes them of its headings.
fn anchors(markdown: &str) -> BTreeSet<String> {
    let mut counts = BTreeMap::new();
    let mut anchors = BTreeSet::new();
    let mut is_code = false;
    for line in markdown.lines() {
        is_code ^= line.starts_with("```");
        let heading = line.trim_start_matches('#');
        if is_code || !line.starts_with('#') || !heading.starts_with(' ') {
            continue;
        }
        let text = heading.trim().to_lowercase().replace(' ', "-");
        let anchor = text.replace(
            |sign: char| !(sign.is_alphanumeric() || "-_".contains(sign)),
            "",
        );
        let count: &mut u32 = counts.entry(anchor.clone()).or_default();
        let is_new = anchors.insert(match *count {
            0 => anchor,
            count => format!("{anchor}-{count}"),
        });
        assert!(is_new, "two headings have the anchor of `{text}`");
        *count += 1;
    }
    anchors
}

/// Links within a document that lead nowhere, and how many there are.
fn check(markdown: &str) -> (Vec<String>, usize) {
    let anchors = anchors(markdown);
    let link = Regex::new(r"\]\(#([^)]*)\)").unwrap();
    let targets = link
        .captures_iter(markdown)
        .map(|found| found[1].to_owned());
    let (good, broken): (Vec<String>, Vec<String>) =
        targets.partition(|target| anchors.contains(target));
    let count = good.len() + broken.len();
    (broken, count)
}

#[test]
fn links_of_the_reference_lead_to_its_headings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let reference = fs::read_to_string(root.join("spec/REFERENCE.md")).unwrap();
    let (broken, count) = check(&reference);
    assert!(broken.is_empty(), "{broken:?}");
    assert!(count > 500, "{count}");
}

#[test]
fn links_of_any_reference_lead_to_its_headings() {
    let documents = fixtures::all("golden").into_iter();
    for fixture in documents.chain([fixtures::of_templates()]) {
        let generated = fixture.generate_as(Target::Reference).unwrap();
        let (broken, _) = check(&generated.tree[Path::new("REFERENCE.md")]);
        assert!(broken.is_empty(), "{}: {broken:?}", fixture.name);
    }
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let markdown = "# A b\n\n## `a_b`\n\n### A b\n\n[a](#a-b) [b](#a_b) [c](#a-b-1) [d](#d)\n";
    assert_eq!(check(markdown), (vec!["d".to_owned()], 4));
}
