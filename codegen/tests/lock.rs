//! Names never move by accident: what the lock file says is so for ever.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jobs_codegen::model::Kept;
use jobs_codegen::{Generated, Rule, Severity, Target};

use crate::fixtures;
use crate::memory::Document;

const LOCK: &str = "names.lock";

/// A document with schemas, and the lock file of an earlier run.
fn generate(schemas: &[&str], lock: &str) -> Generated {
    let mut text =
        "openapi: 3.0.3\ninfo: {title: Names, version: '1'}\ncomponents:\n  schemas:\n".to_owned();
    for schema in schemas {
        writeln!(text, "    {schema}").unwrap();
    }
    generate_text(text, lock)
}

/// The same of a whole document.
fn generate_text(text: String, lock: &str) -> Generated {
    let mut document = Document::of(text);
    document.0.insert(LOCK.into(), lock.to_owned());
    let mut options = fixtures::options("locked", true);
    options.lock = Some(LOCK.into());
    let path = Path::new("openapi.yaml");
    jobs_codegen::generate(path, &document, Target::Package, &options).unwrap()
}

fn types(generated: &Generated) -> &str {
    &generated.tree[&PathBuf::from("src/types/schemas.rs")]
}

/// The wire name of each type's only field, by the type's name: who got which name.
fn owners(generated: &Generated) -> Vec<(String, String)> {
    let types = types(generated).split("pub struct ").skip(1);
    let mut owners: Vec<(String, String)> = types
        .map(|text| {
            let (name, rest) = text.split_once(' ').unwrap();
            let (_, rest) = rest.split_once("pub ").unwrap();
            (name.to_owned(), rest.split_once(':').unwrap().0.to_owned())
        })
        .collect();
    owners.sort();
    owners
}

fn collisions(generated: &Generated) -> usize {
    let findings = generated.diagnostics.iter();
    findings
        .filter(|found| found.rule == Rule::NameCollision)
        .count()
}

const FIRST: &str = "foo_bar: {properties: {first: {type: string}}}";
const SECOND: &str = "foo-bar: {properties: {second: {type: string}}}";
const THIRD: &str = "fooBar: {properties: {third: {type: string}}}";
const INLINE: &str = "Foo: {properties: {bar: {properties: {inline: {type: string}}}}}";

// R16.3
#[test]
fn a_name_once_locked_stays_whatever_comes_before_it() {
    let before = generate(&[FIRST, SECOND], "");
    assert_eq!(collisions(&before), 1);
    let owner = |generated: &Generated, name: &str| {
        let owners = owners(generated);
        let owner = owners.iter().find(|(known, _)| known == name);
        owner.map(|(_, owner)| owner.clone()).unwrap_or_default()
    };
    assert_eq!(owner(&before, "FooBar"), "first");
    assert_eq!(owner(&before, "FooBar2"), "second");
    let after = generate(&[THIRD, SECOND, FIRST], &before.lock);
    assert_eq!(owner(&after, "FooBar2"), "second");
    let again = generate(&[FIRST, SECOND, THIRD], &after.lock);
    assert_eq!(owners(&after), owners(&again));
    assert_eq!(after.lock, again.lock);
    // What is locked is settled: nobody needs to hear of it again.
    assert_eq!(collisions(&again), 0);
}

// R16.3
#[test]
fn what_the_document_names_goes_before_what_is_made_up_until_that_is_locked() {
    let first = generate(&[INLINE, FIRST], "");
    let owners_of = |generated: &Generated| -> Vec<(String, String)> {
        let mut owners = owners(generated);
        owners.retain(|(name, _)| name != "Foo");
        owners
    };
    let pair = |name: &str, owner: &str| (name.to_owned(), owner.to_owned());
    assert_eq!(
        owners_of(&first),
        [pair("FooBar", "first"), pair("FooBar2", "inline")]
    );
    let alone = generate(&[INLINE], "");
    assert!(alone.lock.contains("/Foo/properties/bar\": \"FooBar\""));
    let later = generate(&[FIRST, INLINE], &alone.lock);
    assert_eq!(
        owners_of(&later),
        [pair("FooBar", "inline"), pair("FooBar2", "first")]
    );
}

#[test]
fn a_name_that_the_document_gives_goes_before_the_locked_one() {
    let list = "Foo: {properties: {bars: {items: {properties: {bar: {type: string}}}}}}";
    let locked = generate(&[list], "");
    assert!(locked.lock.contains("FooBarsItem"), "{}", locked.lock);
    let given = list.replace("items: {", "items: {x-jobs-name: Bar, ");
    let generated = generate(&[&given], &locked.lock);
    assert!(types(&generated).contains("pub struct Bar "));
    assert!(!generated.lock.contains("Bar"), "{}", generated.lock);
}

#[test]
fn a_name_that_somebody_locks_is_kept_and_one_whose_thing_is_gone_is_dropped() {
    let lock = "
types:
  \"#/components/schemas/foo_bar\": Chosen
  \"#/components/schemas/gone\": FooBar
fields:
  \"#/components/schemas/foo_bar/properties/first\": chosen
";
    let generated = generate(&[FIRST], lock);
    assert!(types(&generated).contains("pub struct Chosen "));
    assert!(types(&generated).contains("pub chosen: "));
    assert!(generated.lock.contains("Chosen") && generated.lock.contains("chosen"));
    assert!(!generated.lock.contains("/gone"), "{}", generated.lock);
}

// R16.2
#[test]
fn what_was_locked_is_enough_to_make_the_same_code_again() {
    for fixture in fixtures::all("golden") {
        let mut options = fixtures::options(&fixture.name, true);
        let mut files = Document(fixture.documents());
        if files.0.contains_key(Path::new("overlay.yaml")) {
            options.overlays.files.push("overlay.yaml".into());
        }
        options.lock = Some(LOCK.into());
        let path = Path::new("openapi.yaml");
        let run = |files: &Document| {
            jobs_codegen::generate(path, files, Target::Package, &options).unwrap()
        };
        let first = run(&files);
        files.0.insert(LOCK.into(), first.lock.clone());
        let second = run(&files);
        assert!(first.tree == second.tree, "{}", fixture.name);
        assert_eq!(first.lock, second.lock, "{}", fixture.name);
        assert_eq!(collisions(&second), 0, "{}", fixture.name);
    }
}

#[test]
fn in_our_document_what_collides_is_given_a_name_by_hand() {
    let fixtures = fixtures::all("diagnostics");
    let fixture = fixtures.iter().find(|one| one.name == "name_collisions");
    let findings = fixture.unwrap().generate().unwrap_err();
    let collisions = findings
        .iter()
        .filter(|one| one.rule == Rule::NameCollision);
    assert!(collisions.clone().count() > 0);
    assert!(
        collisions
            .clone()
            .all(|one| one.severity == Severity::Error)
    );
}

// R16.3: what is made of an operation's id has no more right to a name than a schema of that name,
// and yet it came first.
#[test]
fn a_request_keeps_its_name_when_a_schema_of_that_name_is_added() {
    const PATHS: &str = "openapi: 3.1.0
info: {title: Names, version: '1'}
paths: {/a: {put: {operationId: Store, responses: {'204': {description: done}}}}}
";
    let before = generate_text(PATHS.to_owned(), "");
    let schema = "components: {schemas: {Store: {properties: {a: {type: string}}}}}\n";
    let after = generate_text(format!("{PATHS}{schema}"), &before.lock);
    for generated in [&before, &after] {
        let request = &generated.api.groups[0].operations[0].request;
        assert_eq!(request.name, "Store");
    }
    assert_eq!(after.api.modules[0].types[0].name(), "Store2");
}

// R17.1: in the query and in the path a parameter may have the same name.
#[test]
fn what_is_kept_of_a_parameter_is_not_that_of_another_one_with_its_name() {
    let generate = |parameters: &str, kept: Kept| {
        let document = Document::of(format!(
            "openapi: 3.1.0
info: {{title: Names, version: '1'}}
paths:
  /a/{{y}}:
    get: {{operationId: get_a, parameters: [{parameters}], responses: {{'204': {{description: done}}}}}}
"
        ));
        let mut options = fixtures::options("locked", true);
        options.kept = kept;
        let path = Path::new("openapi.yaml");
        jobs_codegen::generate(path, &document, Target::Package, &options).unwrap()
    };
    let first = "{name: y, in: path, required: true, schema: {type: string}}";
    let before = generate(first, Kept::default());
    let both = format!("{first}, {{name: y, in: query, schema: {{type: string}}}}");
    let after = generate(&both, Kept::of(&before.api));
    let fields = &after.api.groups[0].operations[0].request.fields;
    let required: Vec<_> = fields.iter().map(|field| field.required).collect();
    assert_eq!(required, [true, false]);
}
