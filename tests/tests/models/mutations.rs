//! Documents of all kinds of wrongness: what is JSON and what is not is decided as by `serde_json`.

use fastrand::Rng;
use serde_json::Value;
use serde_json::error::Category;

use crate::instance::Maker;
use crate::spec::{SPEC, case};

/// Documents that are made of each type.
const MUTATIONS: usize = 1_000;
/// Types of which documents are made: the largest ones.
const TYPES: usize = 20;

/// Values of all kinds.
const VALUES: &str = r#"null true 0 -0 -0.0 17 1.5 1e3 1E-400 9223372036854775807
    9223372036854775808 -9223372036854775808 18446744073709551616 "" "17" "PENDING" "\ud83e\udd80" "\u0000" []
    [null] [17] ["a","b"] {} {"a":1,"a":2} [{}] {"a":[{"b":[[]]}]}"#;

/// What is nearly a value.
const NEARLY: &str = r#"017 -01 00 - +1 1. .5 1e 1e+ 1e400 -1e999 0x1 1_000 nul True NaN -Infinity 'a' "a "\x"
    "\ud83e" "\udd80\ud83e" "\u00g0" [1,] [,1] {"a":1,} {"a"} {1:2} {a:1} [}"#;

/// What makes a difference wherever it stands.
const PIECES: &str =
    r#"{ } [ ] [[[[ " "" : , \ \" \u \u00 \ud83e \udd80 0 - . e + null "a": "a":1, // é 🦀"#;

/// One of these words.
fn word<'w>(words: &'w str, random: &mut Rng) -> &'w str {
    let words: Vec<&str> = words.split_whitespace().collect();
    random.choice(words).unwrap()
}

/// A document with one to three things done to it.
fn mutated(document: &str, other: &str, random: &mut Rng) -> Vec<u8> {
    let mut bytes = document.as_bytes().to_vec();
    for _ in 0..random.usize(1..=3) {
        // After most of the former, a document is no JSON any more.
        if random.u8(0..4) == 0 {
            mutate(&mut bytes, other.as_bytes(), random);
        } else {
            replace_value(&mut bytes, random);
        }
    }
    bytes
}

/// Puts a value in the place of another one, if there is one after a random place.
fn replace_value(bytes: &mut Vec<u8>, random: &mut Rng) {
    let at = random.usize(0..=bytes.len());
    let Some(colon) = bytes[at..].iter().position(|byte| *byte == b':') else {
        return;
    };
    let start = at + colon + 1;
    let ends = |byte: &u8| matches!(byte, b',' | b'{' | b'}' | b'[' | b']');
    let Some(length) = bytes[start..].iter().position(ends) else {
        return;
    };
    let values = if random.u8(0..8) == 0 { NEARLY } else { VALUES };
    bytes.splice(start..start + length, word(values, random).bytes());
}

fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Rng) {
    let at = random.usize(0..=bytes.len());
    let some = |bytes: &[u8], random: &mut Rng| {
        let start = random.usize(0..=bytes.len());
        start..(start + random.usize(0..40)).min(bytes.len())
    };
    match random.u8(0..8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.u8(0..8),
        1 if at < bytes.len() => bytes[at] = random.u8(..),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(some(bytes, random))),
        4 => {
            let range = some(bytes, random);
            bytes.splice(at..at, bytes[range].to_vec());
        }
        5 => {
            let range = some(other, random);
            bytes.splice(at..at, other[range].to_vec());
        }
        6 => {
            // In place of a whole token, as often as not.
            let token = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
            let end = at + bytes[at..].iter().take_while(|byte| token(byte)).count();
            bytes.splice(at..end, word(PIECES, random).bytes());
        }
        _ => drop(bytes.splice(at..at, word(PIECES, random).bytes())),
    }
}

/// What came of a document.
#[derive(Default)]
struct Tally {
    accepted: usize,
    of_another_shape: usize,
    not_json: usize,
}

/// Reads a document both ways. `serde_json` reads it to the end, the reader up to the first thing
/// wrong: where it stops for a type, all before that place must be sound.
fn compare(name: &str, document: &[u8], tally: &mut Tally) {
    let ours = (case(name).decode_encode)(document);
    let theirs = serde_json::from_slice::<Value>(document);
    let shown = || format!("{name}: {}", String::from_utf8_lossy(document));
    match (ours, theirs) {
        (Ok(written), Ok(_)) => {
            tally.accepted += 1;
            let again = (case(name).decode_encode)(&written);
            assert!(
                again.is_ok_and(|again| again == written),
                "not the same again: {}",
                shown()
            );
        }
        (Err(error), Ok(_)) if !error.is_syntax() => tally.of_another_shape += 1,
        (Err(error), Err(_)) if error.is_syntax() => tally.not_json += 1,
        (Err(error), Err(_)) => {
            tally.of_another_shape += 1;
            let before = &document[..error.offset().unwrap()];
            let sound = serde_json::from_slice::<Value>(before).unwrap_err();
            assert_eq!(
                sound.classify(),
                Category::Eof,
                "{error}, after {sound}: {}",
                shown()
            );
        }
        (ours, theirs) => {
            let ours = ours.map(|written| String::from_utf8_lossy(&written).into_owned());
            panic!("{ours:?}, but {theirs:?}: {}", shown());
        }
    }
}

/// R3.4: nothing panics, and the two never differ.
#[test]
fn mutated_documents_are_read_as_by_serde_json() {
    let mut documents: Vec<(&str, String)> = SPEC
        .models
        .iter()
        .map(|model| {
            (
                &*model.name,
                Maker::default()
                    .depth(1)
                    .unknown_last()
                    .model(model)
                    .compact(),
            )
        })
        .collect();
    documents.sort_by_key(|(_, document)| std::cmp::Reverse(document.len()));
    documents.truncate(TYPES);

    let mut random = Rng::with_seed(20_261_122);
    let mut tally = Tally::default();
    for (name, document) in &documents {
        for _ in 0..MUTATIONS {
            let (_, other) = random.choice(&documents).unwrap();
            compare(name, &mutated(document, other, &mut random), &mut tally);
        }
    }
    let Tally {
        accepted,
        of_another_shape,
        not_json,
    } = tally;
    // None of the three is so rare that it would not be tested.
    let least = documents.len() * MUTATIONS / 8;
    assert!(
        accepted.min(of_another_shape).min(not_json) > least,
        "{accepted} accepted, {of_another_shape} of another shape, {not_json} no JSON"
    );
}

/// Every beginning of a document is not one itself.
#[test]
fn documents_that_end_too_early_are_no_json() {
    let document = Maker::default()
        .depth(1)
        .unknown_last()
        .model(SPEC.model("CreateJob"))
        .compact();
    for end in 0..document.len() {
        let error = (case("CreateJob").decode_encode)(&document.as_bytes()[..end]).unwrap_err();
        assert!(error.is_syntax(), "{end}: {error}");
    }
}

/// Types that hold themselves are read down to the depth that `serde_json` allows, and no deeper.
#[test]
fn deep_documents_are_read_as_by_serde_json() {
    let nested = |levels: usize, innermost: &str| {
        let (open, close) = (r#"{"for_each_task":{"inputs":"","task":"#, "}}");
        format!("{}{innermost}{}", open.repeat(levels), close.repeat(levels))
    };
    // Two objects a level. One task more fits in.
    let mut tally = Tally::default();
    for document in [
        nested(63, "{}"),
        nested(63, "{\"a\":[]}"),
        nested(64, "{}"),
        nested(5_000, "{}"),
    ] {
        compare("Task", document.as_bytes(), &mut tally);
    }
    assert_eq!((tally.accepted, tally.not_json), (1, 3));
}
