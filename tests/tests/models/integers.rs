//! Integers are exact, and read as numbers and as strings.

use jobs_api::types::{JobId, RunId};
use jobs_codegen::model::{Field, Model, Shape};

use crate::instance::with_heart;
use crate::json::Json;
use crate::spec::{SPEC, case, heart, is_integer};

fn integer_members() -> impl Iterator<Item = (&'static Model, &'static Field)> {
    SPEC.members()
        .filter(|(_, field)| is_integer(heart(&field.shape)))
}

/// What is written of the integer that this JSON is, in a member and as each type of id.
fn written_everywhere(json: &Json, check: impl Fn(&str, Result<String, String>, &Json)) {
    let written = |name: &str, document: &Json| {
        let written = (case(name).decode_encode)(document.compact().as_bytes());
        written
            .map(|json| String::from_utf8(json).unwrap())
            .map_err(|error| error.to_string())
    };
    for (model, field) in integer_members() {
        let (document, path) = with_heart(model, field, json.clone());
        check(
            &format!("{}.{path}", model.name),
            written(&model.name, &document),
            &document,
        );
    }
    for id in SPEC.ids.iter().filter(|id| id.shape == Shape::Integer) {
        check(&id.name, written(&id.name, json), json);
    }
}

/// R18.1: whatever fits is exact, be it a number or a string of one.
#[test]
fn every_integer_is_exact_as_a_number_and_as_a_string() {
    assert!(integer_members().count() > 0);
    let beyond_floats = (1_i64 << 53) + 1;
    for integer in [
        0,
        123,
        -123,
        beyond_floats,
        -beyond_floats,
        i64::MAX,
        i64::MIN,
    ] {
        written_everywhere(&Json::raw(integer), |place, written, document| {
            assert_eq!(written, Ok(document.compact()), "{place}");
        });
        let quoted = Json::text(integer.to_string());
        written_everywhere(&quoted, |place, written, document| {
            let text = quoted.compact();
            let expected = document.compact().replacen(&text, &integer.to_string(), 1);
            assert_eq!(written, Ok(expected), "{place}: {text}");
        });
    }
}

/// R18.1: a whole number is an integer however it is written.
#[test]
fn whole_numbers_are_integers_however_they_are_written() {
    for same in ["123.0", "1.23e2", "1230E-1", "123.000e+0"] {
        written_everywhere(&Json::raw(same), |place, written, document| {
            let expected = document.compact().replacen(same, "123", 1);
            assert_eq!(written, Ok(expected), "{place}: {same}");
        });
    }
}

/// R18.1, R18.2: nothing is rounded, cut or guessed.
#[test]
fn what_is_no_integer_of_64_bits_is_an_error() {
    let numbers = [
        "1.5",
        "-0.1",
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e-1",
    ];
    let numbers = numbers.map(Json::raw);
    let beyond = "9223372036854775808";
    let strings = [
        "", " ", "abc", " 1", "1 ", "1.0", "1e2", "0x10", "1_000", "--1", "１２", beyond,
    ];
    let strings = strings.map(Json::text);
    let others = ["true", "[1]", "{}"].map(Json::raw);
    for wrong in numbers.into_iter().chain(strings).chain(others) {
        written_everywhere(&wrong, |place, written, _| {
            assert!(
                written.is_err(),
                "{place}: {} became {written:?}",
                wrong.compact()
            );
        });
    }
}

/// R18.1: ids are shown and parsed with all their digits.
#[test]
fn ids_are_text_with_all_digits() {
    let id = JobId(i64::MAX);
    assert_eq!(id.to_string(), "9223372036854775807");
    assert_eq!("9223372036854775807".parse(), Ok(id));
    assert_eq!(
        "-9007199254740993".parse(),
        Ok(RunId(-9_007_199_254_740_993))
    );
    assert!("9223372036854775808".parse::<JobId>().is_err());
}
