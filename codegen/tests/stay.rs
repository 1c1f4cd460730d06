//! Names never move by accident: not when a document is written in another order, not when
//! something is added to it, and not when that is taken out again.

use std::collections::BTreeMap;
use std::path::Path;

use jobs_codegen::model::{
    Api, Choice, Field, Id, Model, OpenEnum, Shape, TypeDef, TypeKind, TypeRef,
};
use jobs_codegen::openapi::{Member, Node, Value};
use jobs_codegen::{Generated, Target};

use crate::fixtures;
use crate::fuzz::Random;
use crate::memory::{Document, write};

const LOCK: &str = "names.lock";

/// What is called how: names by the way to them over the wire, which knows nothing of how the
/// document is written.
type Names = BTreeMap<String, String>;

fn generate(document: &Node, lock: &str) -> Generated {
    let mut text = String::new();
    write(document, &mut text);
    let mut files = Document::of(text);
    files.0.insert(LOCK.into(), lock.to_owned());
    let mut options = fixtures::options("stay", true);
    options.lock = Some(LOCK.into());
    let path = Path::new("openapi.yaml");
    match jobs_codegen::generate(path, &files, Target::Package, &options) {
        Ok(generated) => generated,
        Err(findings) => panic!("{}\n{:?}", findings[0], files.0),
    }
}

struct Walk<'a> {
    types: BTreeMap<&'a str, &'a TypeDef>,
    names: Names,
    inside: Vec<String>,
}

impl Walk<'_> {
    fn fields(&mut self, way: &str, fields: &[Field]) {
        for field in fields {
            let way = format!("{way}/{}", field.wire);
            self.names.insert(way.clone(), field.name.clone());
            self.shape(&way, &field.shape);
        }
    }

    fn shape(&mut self, way: &str, shape: &Shape) {
        let Some(name) = shape.named_type() else {
            return;
        };
        self.names.insert(format!("{way}:"), name.clone());
        if self.inside.contains(&name) {
            return;
        }
        self.inside.push(name.clone());
        match self.types[name.as_str()] {
            TypeDef::Model(model) => self.fields(way, &model.fields),
            TypeDef::OpenEnum(open_enum) => {
                for value in &open_enum.variants {
                    let way = format!("{way}={}", value.wire);
                    self.names.insert(way, value.name.clone());
                }
            }
            TypeDef::Choice(choice) => {
                for one in &choice.alternatives {
                    let way = format!("{way}|{:?} {}", one.kind, one.tags.join(","));
                    self.names.insert(way.clone(), one.name.clone());
                    self.shape(&way, &one.shape);
                }
            }
            TypeDef::Id(_) => {}
        }
        self.inside.pop();
    }
}

fn names(api: &Api) -> Names {
    let types = api.modules.iter().flat_map(|module| &module.types);
    let mut walk = Walk {
        types: types.map(|one| (one.name(), one)).collect(),
        names: Names::new(),
        inside: Vec::new(),
    };
    for operation in api.groups.iter().flat_map(|group| &group.operations) {
        let way = format!("{} {}", operation.method, operation.path);
        let request = &operation.request;
        walk.names.insert(way.clone(), operation.name.clone());
        walk.names.insert(format!("{way}:"), request.name.clone());
        for (field, goes) in request.fields.iter().zip(&operation.places) {
            walk.fields(&format!("{way} {goes}"), std::slice::from_ref(field));
        }
        if let Some(answer) = &operation.answer {
            walk.shape(&format!("{way} answer"), answer);
        }
    }
    for definition in api.modules.iter().flat_map(|module| &module.types) {
        let (TypeDef::Model(Model { place, name, .. })
        | TypeDef::OpenEnum(OpenEnum { place, name, .. })
        | TypeDef::Choice(Choice { place, name, .. })
        | TypeDef::Id(Id { place, name, .. })) = definition;
        if let Some(component) = place.pointer.strip_prefix("/components/schemas/")
            && !component.contains('/')
        {
            let named = TypeRef {
                name: name.clone(),
                kind: TypeKind::Model,
            };
            // What a choice holds stands at the same place.
            walk.shape(&format!("{component} {name}"), &Shape::Named(named));
        }
    }
    walk.names
}

/// A document all of whose types are used by operations, and the way that its schemas are written:
/// alternatives without names, members that collide, parts that operations share.
const DOCUMENT: &str = "
openapi: 3.1.0
info: {title: Names, version: '1'}
paths:
  /books:
    parameters:
      - {name: order, in: query, schema: {type: string, enum: [up, DOWN]}}
    get:
      operationId: listBooks
      parameters:
        - {$ref: '#/components/parameters/Shelf'}
        - {name: pageSize, in: query, schema: {type: integer}}
        - {name: filter, in: query, schema: {oneOf: [{type: string, enum: [all, none]}, {type: integer}]}}
      responses: {'200': {$ref: '#/components/responses/Books'}}
    post:
      operationId: addBook
      requestBody:
        content:
          application/json:
            schema:
              allOf:
                - {$ref: '#/components/schemas/Book'}
                - {properties: {copies: {properties: {number: {type: integer}}}}}
                - {properties: {cover: {enum: [soft, hard]}}}
      responses:
        '200': {description: It., content: {application/json: {schema: {properties: {state: {enum: [new, OLD]}}}}}}
        '201': {description: It., content: {application/json: {schema: {properties: {at: {properties: {day: {type: string}}}}}}}}
  /shelves:
    get:
      operationId: list-shelves
      parameters: [{$ref: '#/components/parameters/Shelf'}]
      responses: {'200': {$ref: '#/components/responses/Books'}}
  /odd:
    put:
      operationId: setOdd
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Odd'}}}}
      responses: {'204': {description: Done.}}
components:
  parameters:
    Shelf: {name: shelf, in: query, schema: {type: object, properties: {room: {enum: [hall, CELLAR]}}}}
  responses:
    Books: {description: Them., content: {application/json: {schema: {properties: {books: {type: array, items: {$ref: '#/components/schemas/Book'}}, total: {properties: {count: {type: integer}}}}}}}}
  schemas:
    Book:
      properties:
        title: {type: string}
        author: {$ref: '#/components/schemas/Author'}
        source: {$ref: '#/components/schemas/Source'}
        size:
          anyOf:
            - {type: string, enum: [small, large]}
            - {type: object, properties: {pages: {properties: {number: {type: integer}}}}}
            - {type: object, properties: {width: {properties: {mm: {type: integer}}}}}
            - {type: array, items: {properties: {part: {enum: [front, back]}}}}
    Author:
      allOf:
        - {$ref: '#/components/schemas/Person'}
        - {properties: {style: {properties: {school: {type: string}}}}}
        - {properties: {fame: {type: string, enum: [none, some]}}}
    Person: {properties: {name: {properties: {first: {type: string}}}}}
    Source:
      oneOf:
        - {$ref: '#/components/schemas/Gift'}
        - {$ref: '#/components/schemas/Sale'}
        - {title: Loan, properties: {until: {properties: {day: {type: string}}}, price: {properties: {fee: {type: integer}}}}}
    Gift: {properties: {giver: {properties: {name: {type: string}}}, note: {type: string}, mood: {enum: [glad, sad]}}}
    Sale: {properties: {price: {properties: {sum: {type: integer}}}, note: {properties: {text: {type: string}}}, mood: {enum: [glad, sad]}}}
    Odd:
      properties:
        bookId: {type: string}
        book-id: {type: string}
        '@id': {type: string}
        foo_bar: {$ref: '#/components/schemas/foo_bar'}
        foo-bar: {$ref: '#/components/schemas/foo-bar'}
        OddShelf: {properties: {a: {type: string}}}
        shelf: {properties: {b: {enum: [a-b, a_b, A B]}}}
    foo_bar: {properties: {bar: {properties: {one: {type: string}}}}}
    foo-bar: {properties: {bar: {properties: {two: {type: string}}}}}
";

fn member(name: &str, node: Node) -> Member {
    Member {
        name: name.to_owned(),
        line: 1,
        column: 1,
        overlay: None,
        node,
    }
}

fn parse(text: &str) -> Node {
    Node::parse(text).unwrap()
}

fn shuffle<T>(elements: &mut [T], random: &mut Random) {
    for end in (1..elements.len()).rev() {
        elements.swap(end, random.below(end + 1));
    }
}

/// Objects whose members are named by the document.
const NAMED: [&str; 4] = ["paths", "properties", "schemas", "responses"];

/// Arrays whose order means nothing.
const UNORDERED: [&str; 6] = ["allOf", "anyOf", "enum", "oneOf", "parameters", "required"];

/// Writes a document in another order.
fn reorder(node: &mut Node, called: &str, random: &mut Random) {
    match &mut node.value {
        Value::Array(elements) => {
            if UNORDERED.contains(&called) {
                shuffle(elements, random);
            }
            for element in elements {
                reorder(element, "", random);
            }
        }
        Value::Object(members) => {
            if NAMED.contains(&called) || called.starts_with('/') {
                shuffle(members, random);
            }
            // Names that are given by position.
            let is_named = members.iter().any(|one| one.name == "x-enum-varnames");
            for member in members {
                if !is_named || member.name != "enum" {
                    reorder(&mut member.node, &member.name, random);
                }
            }
        }
        _ => {}
    }
}

/// Adds to a document, before all else, what has names like those that are there.
fn add(node: &mut Node, called: &str, random: &mut Random) {
    let number = random.below(1000);
    let added =
        format!("{{properties: {{added{number}: {{properties: {{inner: {{enum: [a, b]}}}}}}}}}}");
    match &mut node.value {
        Value::Array(elements) => {
            for element in elements.iter_mut() {
                add(element, "", random);
            }
            let objects = elements.iter().filter(|one| {
                let is_component = one.get("$ref").is_some();
                is_component || one.get("properties").is_some()
            });
            let is_composed = ["allOf", "oneOf"].contains(&called) && objects.count() > 1;
            if is_composed {
                elements.insert(0, parse(&added));
            } else if called == "parameters" {
                let parameter =
                    format!("{{name: added{number}, in: query, schema: {{enum: [a, b]}}}}");
                elements.insert(0, parse(&parameter));
            }
        }
        Value::Object(members) => {
            for member in members.iter_mut() {
                add(&mut member.node, &member.name, random);
            }
            let mut new = vec![(format!("added{number}"), added)];
            let known = members.first().map(|member| member.name.clone());
            match called {
                "properties" => {
                    // The same letters: only one of them can have the name.
                    let known = known.unwrap_or_default().replace(['-', '@'], "_");
                    new.push((known.to_uppercase(), "{type: string}".to_owned()));
                }
                "schemas" => {
                    for name in [
                        "BookSize",
                        "ListBooks",
                        "FooBar",
                        "SourceObject",
                        "AddBookCover",
                    ] {
                        new.push((
                            name.to_owned(),
                            "{properties: {x: {type: string}}}".to_owned(),
                        ));
                    }
                }
                "paths" => {
                    let shelf = "parameters: [{$ref: '#/components/parameters/Shelf'}]";
                    let books = "responses: {'200': {$ref: '#/components/responses/Books'}}";
                    let operation = format!("operationId: list_books{number}, {shelf}, {books}");
                    new = vec![("/added".to_owned(), format!("{{get: {{{operation}}}}}"))];
                    let body = "oneOf: [{$ref: '#/components/schemas/Sale'}, {$ref: '#/components/schemas/Gift'}]";
                    let body = format!("content: {{application/json: {{schema: {{{body}}}}}}}");
                    let operation =
                        format!("operationId: addBook, requestBody: {{{body}}}, {books}");
                    new.push(("/twice".to_owned(), format!("{{post: {{{operation}}}}}")));
                }
                _ => return,
            }
            new.retain(|(name, _)| members.iter().all(|member| member.name != *name));
            let new = new.iter().map(|(name, text)| member(name, parse(text)));
            members.splice(0..0, new.collect::<Vec<_>>());
        }
        _ => {}
    }
}

/// What is called otherwise than before.
fn moved(before: &Names, after: &Names) -> Vec<String> {
    let moved = before
        .iter()
        .filter_map(|(way, name)| match after.get(way) {
            Some(now) if now == name => None,
            now => Some(format!("{way}: {name} became {now:?}")),
        });
    moved.collect()
}

const ROUNDS: u64 = 10;

// R16.3
#[test]
fn names_stay_whatever_the_order_and_whatever_is_added_or_taken_out_again() {
    let document = parse(DOCUMENT);
    let first = generate(&document, "");
    let before = names(&first.api);
    for seed in 0..ROUNDS {
        let mut other = document.clone();
        reorder(&mut other, "", &mut Random(seed));
        let reordered = generate(&other, &first.lock);
        assert_eq!(
            moved(&before, &names(&reordered.api)),
            [""; 0],
            "seed {seed}"
        );
        add(&mut other, "", &mut Random(seed));
        let grown = generate(&other, &first.lock);
        assert_eq!(moved(&before, &names(&grown.api)), [""; 0], "seed {seed}");
        let shrunk = generate(&document, &grown.lock);
        assert_eq!(moved(&before, &names(&shrunk.api)), [""; 0], "seed {seed}");
        assert_eq!(shrunk.lock, first.lock, "seed {seed}");
    }
}

// R16.3
#[test]
fn names_stay_in_whatever_order_a_document_is_written() {
    let mut tried = 0;
    for fixture in fixtures::all("golden") {
        let documents = fixture.documents();
        if documents.len() > 1 || fixture.name.contains("lenient") {
            continue;
        }
        let document = parse(&documents[Path::new("openapi.yaml")]);
        let first = generate(&document, "");
        let before = names(&first.api);
        for seed in 0..2 {
            let mut other = document.clone();
            reorder(&mut other, "", &mut Random(seed));
            let after = generate(&other, &first.lock);
            assert_eq!(
                moved(&before, &names(&after.api)),
                [""; 0],
                "{}",
                fixture.name
            );
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

// R16.3: the keys of earlier versions had the numbers of alternatives.
#[test]
fn names_stay_that_an_earlier_version_wrote_down() {
    let lock = "
types:
  \"#/components/schemas/Author/allOf/1/properties/style\": Manner
  \"#/components/schemas/Book/properties/size/anyOf/0\": Extent
  \"#/components/schemas/Book/properties/size/anyOf/3/items\": Piece
  \"#/components/schemas/Source/oneOf/2/properties/until\": Term
  \"#/paths/~1books/get/parameters/2/schema/oneOf/0\": Which
  \"#/paths/~1books/parameters/0\": BooksOrder
  \"#/components/responses/Books/content/application~1json/schema\": Them
fields:
  \"#/components/responses/Books/content/application~1json/schema/properties/total\": sum
values:
  \"#/components/schemas/Author/allOf/2/properties/fame/enum/some\": Much
";
    let document = parse(DOCUMENT);
    let first = generate(&document, lock);
    let found = names(&first.api);
    for (way, name) in [
        ("Author Author/style:", "Manner"),
        ("Book Book/size|Text :", "Extent"),
        ("Book Book/size|List :", "Piece"),
        ("Source Source/until:", "Term"),
        ("GET /books the query/filter|Text :", "Which"),
        ("GET /books the query/order:", "BooksOrder"),
        ("GET /books answer:", "Them"),
        ("GET /books answer/total", "sum"),
        ("Author Author/fame=some", "Much"),
    ] {
        assert_eq!(found.get(way).map(String::as_str), Some(name), "{way}");
    }
    let has_number = |line: &str| {
        let mut tokens = line.split(['/', '"']);
        tokens.any(|token| matches!(token, "0" | "1" | "2" | "3"))
    };
    assert!(!first.lock.lines().any(has_number), "{}", first.lock);
    let again = generate(&document, &first.lock);
    assert_eq!(names(&again.api), found);
    assert_eq!(again.lock, first.lock);
}

// R16.3: a reference may lead to an alternative by its number, which changes with what comes before.
#[test]
fn names_stay_that_references_by_number_lead_to() {
    let document = |first: &str, number: usize| {
        parse(&format!(
            "openapi: 3.1.0
info: {{title: Names, version: '1'}}
components:
  schemas:
    Book:
      properties:
        loan: {{$ref: '#/components/schemas/Event/oneOf/{number}'}}
    Event:
      oneOf:
        {first}
        - {{type: string}}
        - {{properties: {{kind: {{const: loan}}, until: {{type: string}}}}}}
"
        ))
    };
    let before = generate(&document("", 1), "");
    let after = generate(&document("- {type: integer}", 2), &before.lock);
    let loan = |generated: &Generated| names(&generated.api)["Book Book/loan:"].clone();
    assert_eq!(loan(&before), "Event1");
    assert_eq!(loan(&after), "Event1");
    assert!(
        after.lock.contains("/Event/oneOf/kind=loan"),
        "{}",
        after.lock
    );
}
