//! What an overlay says counts as if the document had said it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jobs_codegen::openapi::{Node, Value};
use jobs_codegen::{Diagnostic, Generated, Options, Rule, Target};

use crate::fixtures;
use crate::memory::{Document, write};

/// Takes the extensions out of a tree, and writes the actions that put them back.
fn strip(node: &mut Node, path: &str, actions: &mut String) {
    match &mut node.value {
        Value::Object(members) => {
            for member in members.extract_if(.., |member| member.name.starts_with("x-")) {
                let mut value = String::new();
                write(&member.node, &mut value);
                writeln!(
                    actions,
                    "- {{target: \"{path}\", description: It is so., update: {{{}: {value}}}}}",
                    member.name
                )
                .unwrap();
            }
            for member in members {
                let path = format!("{path}['{}']", member.name);
                strip(&mut member.node, &path, actions);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter_mut().enumerate() {
                strip(element, &format!("{path}[{index}]"), actions);
            }
        }
        _ => {}
    }
}

fn generate(document: &Document, options: &Options) -> Result<Generated, Vec<Diagnostic>> {
    let path = Path::new("openapi.yaml");
    jobs_codegen::generate(path, document, Target::Package, options)
}

fn options() -> Options {
    fixtures::options("overlaid", false)
}

fn overlaid(document: &str, actions: &str) -> Result<Generated, Vec<Diagnostic>> {
    overlay(Document::of(document), actions)
}

fn overlay(mut document: Document, actions: &str) -> Result<Generated, Vec<Diagnostic>> {
    let overlay =
        format!("overlay: 1.0.0\ninfo: {{title: Overlay, version: '1'}}\nactions:\n{actions}");
    document.0.insert("overlay.yaml".into(), overlay);
    let mut options = options();
    options.overlays.files.push("overlay.yaml".into());
    generate(&document, &options)
}

// R16.6
#[test]
fn what_an_overlay_says_counts_as_if_the_document_had_said_it() {
    let mut count = 0;
    for fixture in fixtures::all("golden") {
        let mut documents = fixture.documents();
        let path = Path::new("openapi.yaml");
        let mut root = Node::parse(&documents[path]).unwrap();
        let [mut written, mut stripped, mut actions] = [const { String::new() }; 3];
        write(&root, &mut written);
        strip(&mut root, "$", &mut actions);
        write(&root, &mut stripped);
        if fixture.is_foreign() || actions.is_empty() {
            continue;
        }
        count += 1;
        documents.insert(path.to_owned(), written);
        let said = generate(&Document(documents.clone()), &options()).unwrap();
        documents.insert(path.to_owned(), stripped);
        let overlaid = overlay(Document(documents), &actions).unwrap();
        assert!(said.tree == overlaid.tree, "{}:\n{actions}", fixture.name);
    }
    assert!(count > 10, "{count}");
}

const SHELF: &str = "\
openapi: 3.1.0
info: {title: Shelf, version: '1'}
components:
  schemas:
    Shelf:
      description: A shelf.
      properties:
        a: {type: string, description: First.}
        b: {type: string, description: Second., enum: [X, Y]}
    Room: {description: A room., properties: {b: {type: string, description: Door.}}}
";

fn types(generated: &Generated) -> &str {
    &generated.tree[&PathBuf::from("src/types/schemas.rs")]
}

#[test]
fn actions_apply_one_after_the_other_and_to_all_that_they_match() {
    let generated = overlaid(
        SHELF,
        "
- {target: $.components.schemas, description: It is sent., update: {Desk: {description: A desk., properties: {b: {type: string, description: Top.}}}}}
- {target: $.components.schemas.*.properties.b, description: They are long., update: {x-jobs-name: board}}
- {target: $..properties.a, description: It is gone., remove: true}
- {target: $.components.schemas.Shelf.properties.b.enum, description: There is one more., update: Z}
",
    )
    .unwrap();
    let types = types(&generated);
    assert_eq!(types.matches("pub board: ").count(), 3, "{types}");
    assert!(!types.contains("pub a: "), "{types}");
    assert!(types.contains("    Z,\n"), "{types}");
    // What is added stands behind what was there.
    let position = |name: &str| types.find(&format!("pub struct {name} ")).unwrap();
    assert!(position("Shelf") < position("Room") && position("Room") < position("Desk"));
}

#[test]
fn elements_are_removed_whichever_they_are() {
    let generated = overlaid(
        SHELF,
        "- {target: \"$.components.schemas.Shelf.properties.b.enum[0:1]\", description: It is gone., remove: true}\n",
    )
    .unwrap();
    let types = types(&generated);
    assert!(types.contains("    Y,\n") && !types.contains("    X,\n"));
}

#[test]
fn an_action_expires_on_its_day() {
    let mut document = Document::of(SHELF);
    let overlay = "\
overlay: 1.0.0
info: {title: Overlay, version: '1'}
actions:
- {target: $.info, description: It is known., x-expires: 2027-01-31, update: {description: A shelf.}}
";
    document.0.insert("overlay.yaml".into(), overlay.to_owned());
    let rules_on = |today: Option<&str>| {
        let mut options = options();
        options.overlays.files.push("overlay.yaml".into());
        options.overlays.today = today.map(|day| day.parse().unwrap());
        let findings = generate(&document, &options).err().unwrap_or_default();
        findings.iter().map(|found| found.rule).collect::<Vec<_>>()
    };
    assert!(rules_on(None).is_empty());
    assert!(rules_on(Some("2027-01-30")).is_empty());
    assert_eq!(rules_on(Some("2027-01-31")), [Rule::OverlayExpired]);
}

#[test]
fn what_is_wrong_in_what_an_overlay_adds_is_told_with_its_place_there() {
    let findings = overlaid(
        SHELF,
        "
- target: $.components.schemas.Room.properties
  description: It is sent.
  update:
    desk: {$ref: '#/components/schemas/Desk'}
- target: $.components.schemas.Room
  description: It is a list.
  update:
    type: lists
",
    )
    .unwrap_err();
    let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    assert!(
        told.contains(
            "overlay.yaml:8:12 (openapi.yaml#/components/schemas/Room/properties/desk/$ref)"
        ),
        "{told}"
    );
    assert!(
        told.contains("overlay.yaml:12:5 (openapi.yaml#/components/schemas/Room/type)"),
        "{told}"
    );
}
