//! How much work it is to merge schemas.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::WALKED;
use crate::diagnostics::{Diagnostics, Strictness};
use crate::model::{Api, Kept, lower};
use crate::openapi::{Document, Files, Loaded, NameLock, Overlays};

struct Text(String);

impl Files for Text {
    fn read(&self, _: &Path) -> io::Result<String> {
        Ok(self.0.clone())
    }
}

fn understand(text: String) -> Api {
    let mut diagnostics = Diagnostics::new(Strictness::Normal);
    let path = Path::new("openapi.yaml");
    let loaded = Loaded::load(path, &Overlays::default(), &Text(text), &mut diagnostics);
    let document = Document::read(&loaded, &mut diagnostics).unwrap();
    let mut lock = NameLock::default();
    let kept = Kept::default();
    let api = lower(&document, &loaded, &kept, &mut lock, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    api
}

/// How many parts are walked through for an object of so many choices, where a member of each is
/// another object.
fn walked(choices: usize) -> usize {
    let mut one_of = String::new();
    let mut objects = String::new();
    for number in 0..choices {
        let target = format!("{{$ref: '#/components/schemas/S{number}'}}");
        writeln!(one_of, "        - properties: {{member: {target}}}").unwrap();
        writeln!(
            objects,
            "    S{number}: {{properties: {{own{number}: {{type: string}}}}}}"
        )
        .unwrap();
    }
    let before = WALKED.get();
    let api = understand(format!(
        "openapi: 3.1.0\n\
         info: {{title: Merged, version: '1'}}\n\
         components:\n  schemas:\n    Whole:\n      oneOf:\n{one_of}{objects}"
    ));
    let types = api.modules.iter().map(|module| module.types.len());
    assert_eq!(
        types.sum::<usize>(),
        choices + 2,
        "all of them, and two merged"
    );
    WALKED.get() - before
}

// R16.1
#[test]
fn twice_as_many_choices_are_twice_the_work() {
    let (some, more) = (walked(50), walked(100));
    assert!(some >= 50, "{some} parts are counted");
    assert!(more < 3 * some, "{some} parts become {more}");
}
