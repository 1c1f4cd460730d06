//! What is read goes back as it came.

use std::collections::BTreeSet;

use jobs_codegen::model::{Field, Model};

use crate::instance::{Maker, blank, empty, empty_model, with_heart, with_members};
use crate::json::Json;
use crate::spec::{self, SPEC, case, heart};

/// What is written of a document that was read.
#[track_caller]
fn again(model: &Model, document: &str) -> String {
    let written = (case(&model.name).decode_encode)(document.as_bytes());
    let written = written.unwrap_or_else(|error| panic!("{}: {error}: {document}", model.name));
    String::from_utf8(written).unwrap()
}

#[test]
fn every_type_of_the_spec_is_tested() {
    let types: BTreeSet<_> = SPEC.type_names().into_iter().collect();
    let cases: BTreeSet<_> = spec::case_names().into_iter().collect();
    assert_eq!(types, cases);
}

/// R3.1: nothing is lost or changed, and members are written in the order of the spec.
#[test]
fn every_member_survives() {
    for model in &SPEC.models {
        let document = Maker::default().model(model);
        let expected = document.compact();
        assert_eq!(again(model, &expected), expected, "{}", model.name);
        assert_eq!(
            again(model, &document.loose()),
            expected,
            "{}, loose",
            model.name
        );
        assert_eq!(
            again(model, &document.escaped()),
            expected,
            "{}, escaped",
            model.name
        );
    }
}

/// R3.1: members that a type does not know go back to the letter, in their order, after those it
/// knows, whatever their kind and at every depth.
#[test]
fn unknown_members_survive_to_the_letter_at_every_depth() {
    for model in &SPEC.models {
        let expected = Maker::default().unknown_last().model(model).compact();
        assert_eq!(again(model, &expected), expected, "{}", model.name);
        let first = Maker::default().unknown_first().model(model).compact();
        assert_eq!(again(model, &first), expected, "{}, first", model.name);
    }
}

/// R5.1: what is set is sent, be it `false`, 0, or an empty string, list, map or object.
#[test]
fn empty_values_are_written() {
    for model in &SPEC.models {
        let blank = |field: &Field| (field.wire.clone(), blank(&field.shape));
        let all = Json::Object(model.fields.iter().map(blank).collect()).compact();
        assert_eq!(again(model, &all), all, "{}", model.name);
    }
    for (model, field) in SPEC.members() {
        let one = with_members(model, &[(&field.wire, blank(&field.shape))]).compact();
        assert_eq!(again(model, &one), one, "{}.{}", model.name, field.wire);
    }
}

/// A null reads like an absent member, and is not written back.
#[test]
fn null_reads_as_absent() {
    for (model, field) in SPEC.members().filter(|(_, field)| !field.required) {
        let null = with_members(model, &[(&field.wire, Json::raw("null"))]).compact();
        let expected = empty_model(model).compact();
        assert_eq!(
            again(model, &null),
            expected,
            "{}.{}",
            model.name,
            field.wire
        );
    }
}

/// Within lists and maps a null reads as an empty value.
#[test]
fn null_within_lists_and_maps_reads_as_empty() {
    let nested = |(_, field): &(&Model, &Field)| heart(&field.shape) != &field.shape;
    for (model, field) in SPEC.members().filter(nested) {
        let (null, _) = with_heart(model, field, Json::raw("null"));
        let expected = with_heart(model, field, empty(heart(&field.shape)))
            .0
            .compact();
        assert_eq!(
            again(model, &null.compact()),
            expected,
            "{}.{}",
            model.name,
            field.wire
        );
    }
}

/// Of several members of one name the last one counts, with nothing left of those before it.
#[test]
fn the_last_of_several_members_of_one_name_counts() {
    for model in &SPEC.models {
        let Json::Object(members) = Maker::default().depth(2).model(model) else {
            unreachable!()
        };
        for (name, value) in members {
            let field = model
                .fields
                .iter()
                .find(|field| field.wire == name)
                .unwrap();
            let blank = with_members(model, &[(&name, blank(&field.shape))]).compact();
            let full = with_members(model, &[(&name, value)]).compact();
            assert_eq!(
                again(model, &joined(&full, &blank)),
                blank,
                "{}.{name}",
                model.name
            );
            assert_eq!(
                again(model, &joined(&blank, &full)),
                full,
                "{}.{name}",
                model.name
            );
        }
        let [one, two] = [r#"{"unknown":1,"other":2}"#, r#"{"unknown":null}"#];
        let both = joined(&empty_model(model).compact(), &joined(one, two));
        let expected = joined(
            &empty_model(model).compact(),
            r#"{"unknown":null,"other":2}"#,
        );
        assert_eq!(again(model, &both), expected, "{}", model.name);
    }
}

/// The members of two objects in one.
fn joined(first: &str, second: &str) -> String {
    match (first, second) {
        ("{}", other) | (other, "{}") => other.to_owned(),
        _ => format!("{},{}", &first[..first.len() - 1], &second[1..]),
    }
}
