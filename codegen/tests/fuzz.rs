//! Whatever the document, the answer is code or findings, and comes soon. Names in that code differ,
//! and what it uses is there.
//!
//! Documents are made by changing fixtures, the same ones in each run. `FUZZ_MUTANTS=1000 cargo test
//! -p jobs-codegen fuzz` makes more of them.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jobs_codegen::model::{Api, Model, TypeDef};
use jobs_codegen::openapi::{Node, Value};
use jobs_codegen::{Options, Target};

use crate::fixtures::{self, Fixture};
use crate::memory::{Document, write};

/// A source of numbers that is the same for the same seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

const NAMES: [&str; 55] = [
    "$ref",
    "200",
    "204",
    "additionalProperties",
    "allOf",
    "anyOf",
    "application/x-www-form-urlencoded",
    "components",
    "const",
    "content",
    "default",
    "description",
    "discriminator",
    "encoding",
    "enum",
    "explode",
    "format",
    "in",
    "items",
    "maxLength",
    "multipart/form-data",
    "name",
    "nullable",
    "oneOf",
    "operationId",
    "parameters",
    "paths",
    "pattern",
    "patternProperties",
    "post",
    "prefixItems",
    "properties",
    "readOnly",
    "requestBody",
    "required",
    "responses",
    "schema",
    "schemas",
    "servers",
    "style",
    "tags",
    "text/plain",
    "type",
    "url",
    "variables",
    "writeOnly",
    "x-databricks-pagination",
    "x-databricks-wait",
    "x-enum-descriptions",
    "x-enum-varnames",
    "x-jobs-name",
    "x-jobs-pages",
    "x-jobs-request",
    "x-jobs-retry",
    "x-jobs-sensitive",
];

const TEXTS: [&str; 32] = [
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
    "cookie",
    "deepObject",
    "binary",
    "number",
    "boolean",
    "https://{a}/{b}",
];

/// Changes something in a document; what it takes over is its own or from another one.
pub(crate) fn mutate(root: &mut Node, donor: &Node, random: &mut Random) {
    let count = size(root);
    let other = if random.below(4) == 0 {
        nth(&mut donor.clone(), random.below(size(donor))).clone()
    } else {
        nth(root, random.below(count)).clone()
    };
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
        (8, value) => {
            *value = random.pick(&[Value::Integer(i64::MIN.into()), Value::Number(1e300)])
        }
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

/// How many documents are made of each fixture in each way.
fn mutants() -> u64 {
    let wanted = env::var("FUZZ_MUTANTS").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(30)
}

/// How long the generator may take for one of them; fixtures take a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// Generates, and again in a lenient run where there is no code; tells whether there is code
/// without one.
fn survives(documents: BTreeMap<PathBuf, String>, options: &Options) -> bool {
    let (sender, receiver) = mpsc::channel();
    let shown = documents.clone();
    let options = options.clone();
    let generator = thread::spawn(move || {
        let document = Document(documents);
        let mut is_code = false;
        for lenient in [false, true] {
            let options = Options {
                lenient,
                ..options.clone()
            };
            let path = Path::new("openapi.yaml");
            match jobs_codegen::generate(path, &document, Target::Package, &options) {
                Ok(generated) => {
                    check_names(&generated.api);
                    document.check_rust(&generated.tree);
                    is_code |= !lenient;
                    break;
                }
                Err(findings) => assert!(!findings.is_empty()),
            }
        }
        // Nobody may be waiting any more.
        let _ = sender.send(());
        is_code
    });
    if let Err(mpsc::RecvTimeoutError::Timeout) = receiver.recv_timeout(PATIENCE) {
        panic!("this takes long: {shown:?}");
    }
    generator.join().unwrap_or_else(|_| panic!("of {shown:?}"))
}

/// Names that would collide in Rust, and types that are not there.
fn check_names(api: &Api) {
    let mut types = BTreeSet::new();
    let requests = api.groups.iter().flat_map(|group| &group.operations);
    let requests: Vec<_> = requests.collect();
    let mut models: Vec<&Model> = Vec::new();
    for definition in api.modules.iter().flat_map(|module| &module.types) {
        assert!(types.insert(definition.name()), "{}", definition.name());
        match definition {
            TypeDef::Model(model) => models.push(model),
            TypeDef::OpenEnum(open_enum) => {
                let names = open_enum.variants.iter().map(|variant| &*variant.name);
                differ(names, &open_enum.name);
            }
            TypeDef::Choice(_) | TypeDef::Id(_) => {}
        }
    }
    for operation in &requests {
        let name = operation.request.name.as_str();
        assert!(types.insert(name), "{name}");
        models.push(&operation.request);
    }
    differ(requests.iter().map(|operation| &*operation.name), "client");
    for model in models {
        let appenders = model
            .fields
            .iter()
            .filter_map(|field| field.appender.as_deref());
        let fields = model.fields.iter().map(|field| &*field.name);
        differ(fields.chain(appenders), &model.name);
        for used in model
            .fields
            .iter()
            .filter_map(|field| field.shape.named_type())
        {
            assert!(types.contains(used.as_str()), "{used} in {}", model.name);
        }
    }
    differ(api.groups.iter().map(|group| &*group.name), "operations");
    differ(api.modules.iter().map(|module| &*module.name), "types");
}

fn differ<'n>(names: impl Iterator<Item = &'n str>, owner: &str) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name), "{name} twice in {owner}");
    }
}

/// How a fixture is generated; its lock file is written by this test, if at all.
fn options(fixture: &Fixture) -> Options {
    let mut options = fixtures::options("fuzz", true);
    if fixture.directory.join("overlay.yaml").exists() {
        options.overlays.files.push("overlay.yaml".into());
    }
    options.lock = Some("names.lock".into());
    options
}

/// Changes the tree of a file in a few places.
fn changed_tree(original: &Node, donor: &Node, random: &mut Random) -> String {
    let mut root = original.clone();
    for _ in 0..=random.below(3) {
        mutate(&mut root, donor, random);
    }
    let mut text = String::new();
    write(&root, &mut text);
    text
}

/// Changes some characters of a text.
fn changed_text(original: &str, random: &mut Random) -> String {
    const SIGNS: [&str; 19] = [
        "", "-", ":", " ", "\n", "\t", "{", "[", "&a ", "*a", "!!x ", "<<", "\u{feff}", "'", "\"",
        "|", ">", "# ", "\0",
    ];
    let mut text: Vec<char> = original.chars().collect();
    for _ in 0..=random.below(3) {
        let from = random.below(text.len());
        let to = (from + random.below(20)).min(text.len());
        text.splice(from..to, random.pick(&SIGNS).chars());
    }
    text.into_iter().collect()
}

// R16.1
#[test]
fn documents_with_changed_members_are_survived() {
    let mut count = 0;
    let mut fixtures = fixtures::all("golden");
    fixtures.extend(fixtures::all("diagnostics"));
    // Each of these would take a second.
    fixtures.retain(|fixture| fixture.name != "too_many_merges");
    let path = Path::new("openapi.yaml");
    let root = |fixture: &Fixture| Node::parse(&fixture.documents()[path]).ok();
    let roots: Vec<Option<Node>> = fixtures.iter().map(root).collect();
    let donors: Vec<&Node> = roots.iter().flatten().collect();
    for (number, (fixture, original)) in fixtures.iter().zip(&roots).enumerate() {
        let Some(original) = original else {
            continue;
        };
        let mut documents = fixture.documents();
        for seed in 0..mutants() {
            let mut random = Random(seed ^ (number as u64) << 32);
            let donor = random.pick(&donors);
            let text = changed_tree(original, donor, &mut random);
            documents.insert(path.to_owned(), text);
            count += u32::from(survives(documents.clone(), &options(fixture)));
        }
    }
    // If next to none of them became code, the emitting half would go untested.
    assert!(count > 100, "{count}");
}

#[test]
fn documents_with_changed_characters_are_survived() {
    for fixture in fixtures::all("golden") {
        let mut documents = fixture.documents();
        let original = documents[Path::new("openapi.yaml")].clone();
        for seed in 0..mutants() {
            let text = changed_text(&original, &mut Random(seed));
            documents.insert("openapi.yaml".into(), text);
            survives(documents.clone(), &options(&fixture));
        }
    }
}

// R16.6
#[test]
fn overlays_with_changes_are_survived() {
    let fixtures = fixtures::all("golden");
    let fixture = fixtures.iter().find(|one| one.name == "package_overlay");
    let fixture = fixture.unwrap();
    let mut documents = fixture.documents();
    let overlay = documents[Path::new("overlay.yaml")].clone();
    let original = Node::parse(&overlay).unwrap();
    for seed in 0..mutants() * 10 {
        let mut random = Random(seed);
        let text = if seed % 4 == 0 {
            changed_text(&overlay, &mut random)
        } else {
            changed_tree(&original, &original, &mut random)
        };
        documents.insert("overlay.yaml".into(), text);
        survives(documents.clone(), &options(fixture));
    }
}

// R16.3
#[test]
fn lock_files_with_changes_are_survived() {
    for name in ["package_names", "package_3_0"] {
        let fixtures = fixtures::all("golden");
        let fixture = fixtures.iter().find(|one| one.name == name).unwrap();
        let mut documents = fixture.documents();
        let lock = fixtures::files(&fixture.directory.join("expected"));
        let lock = lock[Path::new("names.lock")].clone();
        let original = Node::parse(&lock).unwrap();
        for seed in 0..mutants() * 5 {
            let mut random = Random(seed);
            let text = if seed % 2 == 0 {
                changed_text(&lock, &mut random)
            } else {
                changed_tree(&original, &original, &mut random)
            };
            documents.insert("names.lock".into(), text);
            survives(documents.clone(), &options(fixture));
        }
    }
}
