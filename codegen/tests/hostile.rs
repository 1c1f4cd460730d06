//! Whatever the document, the answer is code or findings: no panic, no endless loop, no stack
//! overflow. And code that is emitted is Rust.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use jobs_codegen::openapi::{Files, Node, Value};
use jobs_codegen::{Diagnostic, Generated, Target};

use crate::fixtures;

/// A document in memory.
struct Document(BTreeMap<PathBuf, String>);

impl Document {
    fn of(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([("openapi.yaml".into(), text.into())]))
    }

    fn generate(&self, foreign: bool) -> Result<Generated, Vec<Diagnostic>> {
        let options = fixtures::options("hostile", foreign);
        let path = Path::new("openapi.yaml");
        jobs_codegen::generate(path, self, Target::Package, &options)
    }

    /// Generates; tells whether there is code.
    fn check(&self) -> bool {
        match self.generate(true) {
            Ok(generated) => {
                for (path, text) in &generated.tree {
                    let is_rust = path.extension().is_some_and(|end| end == "rs");
                    let parsed = is_rust.then(|| syn::parse_file(text));
                    if let Some(Err(error)) = parsed {
                        panic!("{error} in {}:\n{text}\nof\n{:?}", path.display(), self.0);
                    }
                }
                true
            }
            Err(diagnostics) => {
                assert!(!diagnostics.is_empty());
                false
            }
        }
    }
}

impl Files for Document {
    fn read(&self, path: &Path) -> io::Result<String> {
        let text = self.0.get(path).cloned();
        text.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// A source of numbers that is the same for the same seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

const NAMES: [&str; 40] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "components",
    "const",
    "content",
    "default",
    "description",
    "enum",
    "format",
    "in",
    "items",
    "maxLength",
    "name",
    "nullable",
    "oneOf",
    "operationId",
    "parameters",
    "paths",
    "pattern",
    "post",
    "properties",
    "requestBody",
    "required",
    "responses",
    "schema",
    "schemas",
    "tags",
    "type",
    "x-databricks-pagination",
    "x-databricks-wait",
    "x-enum-descriptions",
    "x-enum-varnames",
    "x-jobs-name",
    "x-jobs-pages",
    "x-jobs-request",
    "x-jobs-retry",
    "x-jobs-sensitive",
    "200",
];

const TEXTS: [&str; 26] = [
    "",
    " ",
    "_",
    "-",
    "self",
    "Self",
    "type",
    "gen",
    "new",
    "mod",
    "types",
    "Option",
    "Value",
    "UNKNOWN_VALUE",
    "½²",
    "ǅ İ ß 漢字 🦀",
    "a\u{301}\u{202e}b",
    "``` ~~~ `",
    "* a\n\n1. b\n# c\n> d",
    "[a](b) <c> https://d.e \\",
    "\"quoted\" \u{0} \r \n {}",
    "{a}/{b}",
    "string",
    "object",
    "array",
    "keyed",
];

/// Changes something in a document.
fn mutate(root: &mut Node, random: &mut Random) {
    let count = size(root);
    let other = nth(root, random.below(count)).clone();
    let pointers = pointers(root);
    let target = nth(root, random.below(count));
    match (random.below(12), &mut target.value) {
        (0..=2, Value::Object(members)) if !members.is_empty() => {
            members.remove(random.below(members.len()));
        }
        (3, Value::Object(members)) if !members.is_empty() => {
            let position = random.below(members.len());
            members[position].name = random_name(random);
        }
        (4, Value::Object(members)) if !members.is_empty() => {
            let position = random.below(members.len());
            members[position].name = random_text(random);
        }
        (5, Value::Object(members)) if !members.is_empty() => {
            let mut member = random.pick(members);
            member.name = random_name(random);
            member.node = other;
            members.push(member);
        }
        (0..=2, Value::Array(elements)) if !elements.is_empty() => {
            elements.remove(random.below(elements.len()));
        }
        (3..=5, Value::Array(elements)) => elements.push(other),
        (_, Value::String(text)) if text.contains("#/") => *text = random.pick(&pointers),
        (6, value) => *value = Value::Null,
        (7, value) => *value = Value::Bool(true),
        (8, value) => *value = random.pick(&[Value::Integer(i64::MIN), Value::Number(1e300)]),
        (9, value) => *value = Value::String(random_text(random)),
        (10, value) => *value = Value::Array(vec![other]),
        (_, value) => *value = other.value,
    }
}

fn random_name(random: &mut Random) -> String {
    random.pick(&NAMES).to_owned()
}

fn random_text(random: &mut Random) -> String {
    random.pick(&TEXTS).to_owned()
}

fn children(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Array(elements) => elements.iter().collect(),
        Value::Object(members) => members.iter().map(|member| &member.node).collect(),
        _ => Vec::new(),
    }
}

fn size(node: &Node) -> usize {
    1 + children(node).into_iter().map(size).sum::<usize>()
}

/// A node by its position in the tree.
fn nth(node: &mut Node, mut position: usize) -> &mut Node {
    if position == 0 {
        return node;
    }
    position -= 1;
    let sizes: Vec<usize> = children(node).into_iter().map(size).collect();
    let mut index = 0;
    while position >= sizes[index] {
        position -= sizes[index];
        index += 1;
    }
    match &mut node.value {
        Value::Array(elements) => nth(&mut elements[index], position),
        Value::Object(members) => nth(&mut members[index].node, position),
        _ => unreachable!("a scalar has no children"),
    }
}

/// Pointers to all nodes.
fn pointers(root: &Node) -> Vec<String> {
    let mut pointers = Vec::new();
    let mut open = vec![("#".to_owned(), root)];
    while let Some((pointer, node)) = open.pop() {
        for member in node.members() {
            let token = member.name.replace('~', "~0").replace('/', "~1");
            open.push((format!("{pointer}/{token}"), &member.node));
        }
        pointers.push(pointer);
    }
    pointers
}

fn write(node: &Node, text: &mut String) {
    let mut separator = "";
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => write!(text, "{value}").unwrap(),
        Value::Integer(value) => write!(text, "{value}").unwrap(),
        Value::Number(value) => write!(text, "{value:e}").unwrap(),
        Value::String(value) => write_string(value, text),
        Value::Array(elements) => {
            text.push('[');
            for element in elements {
                text.push_str(separator);
                write(element, text);
                separator = ",";
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for member in members {
                text.push_str(separator);
                write_string(&member.name, text);
                text.push(':');
                write(&member.node, text);
                separator = ",";
            }
            text.push('}');
        }
    }
}

fn write_string(value: &str, text: &mut String) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            _ if character.is_control() => write!(text, "\\u{:04x}", character as u32).unwrap(),
            _ => text.push(character),
        }
    }
    text.push('"');
}

/// How many documents are made of each fixture in each way.
const MUTANTS: u64 = 30;

// R16.1
#[test]
fn documents_with_changed_members_are_survived() {
    let mut count = 0;
    let mut fixtures = fixtures::all("golden");
    fixtures.extend(fixtures::all("diagnostics"));
    for fixture in fixtures {
        let mut documents = fixture.documents();
        let Ok(original) = Node::parse(&documents[Path::new("openapi.yaml")]) else {
            continue;
        };
        for seed in 0..MUTANTS {
            let mut random = Random(seed);
            let mut root = original.clone();
            for _ in 0..=random.below(3) {
                mutate(&mut root, &mut random);
            }
            let mut text = String::new();
            write(&root, &mut text);
            documents.insert("openapi.yaml".into(), text);
            count += u32::from(Document(documents.clone()).check());
        }
    }
    // If next to none of them became code, the emitting half would go untested.
    assert!(count > 100, "{count}");
}

#[test]
fn documents_with_changed_characters_are_survived() {
    let signs = [
        "", "-", ":", " ", "\n", "\t", "{", "[", "&a ", "*a", "!!x ", "<<", "\u{feff}",
    ];
    for fixture in fixtures::all("golden") {
        let mut documents = fixture.documents();
        let original = documents[Path::new("openapi.yaml")].clone();
        let signs: Vec<&str> = signs
            .into_iter()
            .chain(["'", "\"", "|", ">", "# ", "\0"])
            .collect();
        for seed in 0..MUTANTS {
            let mut random = Random(seed);
            let mut text: Vec<char> = original.chars().collect();
            for _ in 0..=random.below(3) {
                let from = random.below(text.len());
                let to = (from + random.below(20)).min(text.len());
                text.splice(from..to, random.pick(&signs).chars());
            }
            documents.insert("openapi.yaml".into(), text.into_iter().collect());
            Document(documents.clone()).check();
        }
    }
}

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
