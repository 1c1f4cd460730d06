//! Errors of reading tell the place and the type, and no value.

use jobs_codegen::model::{Field, Model, Shape, TypeKind};

use crate::instance::{CANARY, with_heart, with_members};
use crate::json::Json;
use crate::spec::{SPEC, case, heart};

/// Values that none of these types takes.
fn wrong(shape: &Shape) -> Vec<Json> {
    let canary = || Json::text(CANARY);
    let object = || Json::member("member", canary());
    let list = || Json::List(vec![canary()]);
    let (number, boolean) = (|| Json::raw(5), || Json::raw(true));
    match shape {
        Shape::Any | Shape::Plain | Shape::Bytes | Shape::Upload => Vec::new(),
        Shape::Text => vec![number(), boolean(), list(), object()],
        Shape::Integer | Shape::Number => vec![canary(), boolean(), list(), object()],
        Shape::Unsigned => vec![canary(), Json::raw(-5), boolean(), list(), object()],
        Shape::Boolean => vec![canary(), number(), list(), object()],
        Shape::List(_) => vec![canary(), number(), boolean(), object()],
        Shape::Map(_) => vec![canary(), number(), boolean(), list()],
        Shape::Named(named) => match named.kind {
            TypeKind::Model => vec![canary(), number(), boolean(), list()],
            TypeKind::OpenEnum => vec![number(), boolean(), list(), object()],
            TypeKind::IntegerId => vec![canary(), boolean(), list(), object()],
            TypeKind::UnsignedId => vec![canary(), Json::raw(-5), boolean(), list(), object()],
            TypeKind::Choice => Vec::new(),
            TypeKind::StringId => vec![Json::raw("1.5"), boolean(), list(), object()],
        },
    }
}

/// The type that an error names for a value of this shape in an object: its own if it is an object
/// too.
fn named<'a>(shape: &'a Shape, object: &'a Model) -> &'a str {
    match shape {
        Shape::Named(named) if named.kind == TypeKind::Model => &named.name,
        _ => &object.name,
    }
}

/// R3.4, R9.2: the error has path and type, as values and in its text; R10.1: and no string of the
/// document.
#[track_caller]
fn check(model: &Model, document: &Json, path: &str, named: &str) {
    let read = (case(&model.name).decode_encode)(document.compact().as_bytes());
    let error = read.expect_err(&format!("{}.{path}", model.name));
    assert_eq!(
        (error.path().as_str(), error.model()),
        (path, Some(named)),
        "{}",
        model.name
    );
    let text = error.to_string();
    assert!(text.starts_with(&format!("{path}: expected ")), "{text}");
    assert!(text.contains(&format!("(in {named}, at byte ")), "{text}");
    assert!(!error.is_syntax() && !text.contains(CANARY), "{text}");
    assert!(!format!("{error:?}").contains(CANARY), "{error:?}");

    let value = serde_json::from_str(&document.compact()).unwrap();
    let text = (case(&model.name).serde)(value).unwrap_err().to_string();
    assert!(
        text.starts_with(&format!("{path}: expected ")),
        "by way of serde: {text}"
    );
    assert!(
        text.ends_with(&format!("(in {named})")),
        "by way of serde: {text}"
    );
    assert!(!text.contains(CANARY), "by way of serde: {text}");
}

/// R3.4, R9.2: whatever is wrong with a member.
#[test]
fn a_wrong_member_is_named() {
    for (model, field) in SPEC.members() {
        for value in wrong(&field.shape) {
            let document = with_members(model, &[(&field.wire, value)]);
            check(model, &document, &field.wire, named(&field.shape, model));
        }
    }
}

/// R3.4: in an array or a map, index or key are told as well.
#[test]
fn a_wrong_element_is_named() {
    let nested = |(_, field): &(&Model, &Field)| heart(&field.shape) != &field.shape;
    let mut elements = 0;
    for (model, field) in SPEC.members().filter(nested) {
        for value in wrong(heart(&field.shape)) {
            let (document, path) = with_heart(model, field, value);
            check(model, &document, &path, named(heart(&field.shape), model));
            elements += 1;
        }
    }
    assert!(elements > 0);
}

/// R3.4: in an object within an object, all of the path is told, and the inner type.
#[test]
fn a_wrong_member_of_an_inner_object_is_named() {
    for (model, field) in SPEC.members() {
        let Shape::Named(named) = heart(&field.shape) else {
            continue;
        };
        if named.kind != TypeKind::Model {
            continue;
        }
        let inner = SPEC.model(&named.name);
        for inner_field in &inner.fields {
            let Some(value) = wrong(heart(&inner_field.shape)).pop() else {
                continue;
            };
            let (object, inner_path) = with_heart(inner, inner_field, value);
            let (document, path) = with_heart(model, field, object);
            let named = self::named(heart(&inner_field.shape), inner);
            check(model, &document, &format!("{path}.{inner_path}"), named);
        }
    }
}

/// A document that is no object at all is an error of the type.
#[test]
fn a_document_of_another_kind_is_refused() {
    for model in &SPEC.models {
        for document in ["5", "true", "\"text\"", "[]"] {
            let read = (case(&model.name).decode_encode)(document.as_bytes());
            let error = read.expect_err(&model.name);
            assert_eq!(
                (error.path().as_str(), error.model()),
                ("", Some(&*model.name))
            );
        }
    }
}
