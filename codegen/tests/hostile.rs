//! Documents that were made to hurt: the answer is code or findings, no panic, no endless loop, no
//! stack overflow.

use std::fmt::Write as _;
use std::path::Path;

use crate::fixtures;
use crate::memory::Document;

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Hostile, version: '1'}\n";

/// A document with schemas.
fn schemas(schemas: impl IntoIterator<Item = String>) -> Document {
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for schema in schemas {
        writeln!(text, "    {schema}").unwrap();
    }
    Document::of(text)
}

/// Schemas that each lead to the next one.
fn chain(length: usize, link: impl Fn(&str) -> String) -> Document {
    let link = |number: usize| {
        let next = format!("$ref: '#/components/schemas/S{}'", (number + 1) % length);
        format!("S{number}: {}", link(&next))
    };
    schemas((0..length).map(link))
}

#[test]
fn what_is_no_document_is_refused() {
    let bomb = (1..12).fold("a0: &a0 [x, x]\n".to_owned(), |text, number| {
        let alias = format!("*a{}", number - 1);
        format!(
            "{text}a{number}: &a{number} [{}]\n",
            vec![alias; 12].join(", ")
        )
    });
    let nested = (1..200).fold("a0: &a0 [x]\n".to_owned(), |text, number| {
        format!("{text}a{number}: &a{number} [[[[*a{}]]]]\n", number - 1)
    });
    let texts = [
        String::new(),
        "\u{feff}".to_owned(),
        "\0\u{1}\u{2}".to_owned(),
        "null".to_owned(),
        "1e999999".to_owned(),
        "9".repeat(10_000),
        "---\n---\n".to_owned(),
        "a: *a".to_owned(),
        "a: &a [*a]".to_owned(),
        "? {a: b}\n: c".to_owned(),
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(10_000),
        (0..2_000)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect(),
        bomb,
        nested,
    ];
    for text in texts {
        let begin: String = text.chars().take(40).collect();
        assert!(!Document::of(text).check(), "{begin}");
    }
}

#[test]
fn schemas_may_lead_to_each_other_as_they_like() {
    let is_code = |document: Document| document.check();
    // An object that holds another one is fine, however long that goes on.
    assert!(is_code(chain(400, |next| format!(
        "{{properties: {{next: {{{next}}}}}}}"
    ))));
    assert!(is_code(chain(400, |next| format!(
        "{{properties: {{a: {{type: array, items: {{{next}}}}}, b: {{{next}}}}}}}"
    ))));
    // Anything else that leads back to itself is not, however long the way.
    for length in [1, 2, 1_000] {
        assert!(!is_code(chain(length, |next| format!("{{{next}}}"))));
        assert!(!is_code(chain(length, |next| format!(
            "{{type: array, items: {{{next}}}}}"
        ))));
        assert!(!is_code(chain(length, |next| format!(
            "{{additionalProperties: {{{next}}}}}"
        ))));
        assert!(!is_code(chain(length, |next| format!(
            "{{allOf: [{{{next}}}]}}"
        ))));
    }
    for length in [1, 2, 100] {
        assert!(!is_code(chain(length, |next| format!(
            "{{oneOf: [{{{next}}}, {{{next}}}]}}"
        ))));
        assert!(!is_code(chain(length, |next| format!(
            "{{allOf: [{{{next}}}, {{{next}}}]}}"
        ))));
    }
}

#[test]
fn schemas_that_double_at_each_step_are_looked_at_once() {
    let double = |keyword: &str, last: &str| {
        let link = |number: usize| {
            let next = format!("{{$ref: '#/components/schemas/S{}'}}", number + 1);
            format!("S{number}: {{{keyword}: [{next}, {next}]}}")
        };
        schemas((0..60).map(link).chain([format!("S60: {last}")])).check()
    };
    assert!(double("allOf", "{properties: {a: {type: string}}}"));
    assert!(double("oneOf", "{properties: {a: {type: string}}}"));
    assert!(double("anyOf", "{type: string, enum: [A]}"));
}

#[test]
fn deep_schemas_are_looked_at() {
    let deep = |depth: usize, begin: &str, end: &str| {
        let inner = format!(
            "{}{{type: string}}{}",
            begin.repeat(depth),
            end.repeat(depth)
        );
        schemas([format!("S: {{properties: {{a: {inner}}}}}")]).check()
    };
    assert!(deep(45, "{properties: {a: ", "}}"));
    assert!(deep(15, "{allOf: [", "]}"));
    assert!(!deep(45, "{allOf: [", "]}"));
    assert!(deep(15, "{items: ", "}"));
    assert!(deep(15, "{additionalProperties: ", "}"));
    assert!(!deep(17, "{items: ", "}"));
    assert!(!deep(400, "{items: ", "}"));
}

#[test]
fn names_may_be_long() {
    let member = |length: usize| {
        let properties = format!("{{\"{}\": {{type: string}}}}", "a".repeat(length));
        schemas([format!("S: {{properties: {properties}}}")]).check()
    };
    assert!(member(1_025) && member(60_000));
    assert!(!member(70_000));
}

#[test]
fn long_ways_through_answers_are_looked_at() {
    let library = fixtures::all("golden");
    let library = library
        .iter()
        .find(|fixture| fixture.name == "continued_object");
    let text = &library.unwrap().documents()[Path::new("openapi.yaml")];
    let text = text.replace(
        "next_page_token: {",
        "next: {$ref: '#/components/schemas/Library'}\n        next_page_token: {",
    );
    let way = |length| {
        let path = format!("path: {}readers", "next.".repeat(length));
        Document::of(text.replace("path: readers", &path)).check()
    };
    assert!(way(10));
    assert!(!way(2_000));
}
