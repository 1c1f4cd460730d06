//! Documents that nobody thought of, compared with what `serde_json` makes of them.
//!
//! They are generated and then mutated, from a fixed seed: every run checks the same ones.

use jobs_runtime::json;
use serde_json::{Map, Number, Value};

use crate::common::same;
use crate::models::Task;

const DOCUMENTS: usize = 20_000;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

const NAMES: &[&str] = &[
    "run_id",
    "cluster_id",
    "name",
    "retries",
    "share",
    "disabled",
    "state",
    "tags",
    "tasks",
    "inner",
    "value",
    "new",
    "run\\u005fid",
    "n\\u0061me",
    "other",
    "",
    "é",
    "a\\nb",
    "\\ud83d\\ude00",
];

const SCALARS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "42",
    "1700000000000",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "1e3",
    "1.0",
    "-2.50e1",
    "0.1",
    "1.5",
    "1e-7",
    "1e308",
    "1e400",
    "-1e-400",
    "123456789012345678901234567890",
    "00",
    "1.",
    "-",
    "NaN",
    r#""""#,
    r#""a""#,
    r#""PENDING""#,
    r#""RUNNING""#,
    r#""PAUSED""#,
    r#""123""#,
    r#""-5""#,
    r#""9223372036854775808""#,
    r#""eight by""#,
    r#""much longer than eight bytes""#,
    r#""seven \" x""#,
    r#""a\\\/\b\f\n\r\tz""#,
    r#""\u0000\u00e9""#,
    r#""\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\ude00""#,
    r#""é€😀 and more""#,
];

/// What mutations put in.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud800",
    b"\\n",
    b" ",
    b"\n",
    b"\0",
    b"\x1f",
    b"\x7f",
    b"\x80",
    b"\xc3",
    b"\xc3\xa9",
    b"\xff",
    b"\xed\xa0\x80",
    b"0",
    b"1",
    b"-",
    b".",
    b"e",
    b"E+",
    b"null",
    b"true",
    b"{}",
    b"[]",
    b"\"a\":",
    b"/",
    b"'",
    b"\xef\xbb\xbf",
];

fn space(random: &mut Random) -> &'static str {
    if random.below(8) == 0 {
        random.pick(&[" ", "\n", "\t", "\r", " \n  "])
    } else {
        ""
    }
}

fn generate(random: &mut Random, depth: usize, json: &mut String) {
    json.push_str(space(random));
    match random.below(if depth == 0 { 2 } else { 8 }) {
        0 | 1 => json.push_str(random.pick(SCALARS)),
        2 => list(random, json, ['[', ']'], |random, json| {
            generate(random, depth - 1, json)
        }),
        _ => list(random, json, ['{', '}'], |random, json| {
            let name = random.pick(NAMES);
            json.push('"');
            json.push_str(name);
            json.push('"');
            json.push_str(space(random));
            json.push(':');
            fitting(random, name, depth - 1, json);
        }),
    }
    json.push_str(space(random));
}

fn list(
    random: &mut Random,
    json: &mut String,
    [open, close]: [char; 2],
    mut element: impl FnMut(&mut Random, &mut String),
) {
    json.push(open);
    for index in 0..random.below(6) {
        if index > 0 {
            json.push(',');
        }
        element(random, json);
    }
    json.push_str(space(random));
    json.push(close);
}

/// A value for a member: mostly one of its type, or nothing would get through.
fn fitting(random: &mut Random, name: &str, depth: usize, json: &mut String) {
    if random.below(20) == 0 {
        return generate(random, depth, json);
    }
    let scalars: &[&str] = match name {
        "run_id" | "retries" | "run\\u005fid" => {
            &["1", "\"2\"", "1e3", "-0", "null", "9223372036854775807"]
        }
        "cluster_id" => &["1", "\"c\"", "null", "18446744073709551616"],
        "name" | "state" | "n\\u0061me" => &["\"\"", "\"é\\n\"", "\"RUNNING\"", "null"],
        "share" => &["0.5", "-0", "17", "1e-3", "null"],
        "disabled" => &["true", "false", "null"],
        "tags" => &[
            "{}",
            "{\"a\":\"b\",\"a\":\"c\"}",
            "{\"x\\\"\":null}",
            "null",
        ],
        "tasks" if depth > 0 => {
            return list(random, json, ['[', ']'], |random, json| {
                fitting(random, "inner", depth - 1, json);
            });
        }
        "inner" if depth > 0 => {
            return list(random, json, ['{', '}'], |random, json| {
                let name = random.pick(NAMES);
                json.push_str(&format!("\"{name}\":"));
                fitting(random, name, depth - 1, json);
            });
        }
        "tasks" => &["[]", "[{}]", "[null]", "null"],
        "inner" => &["{}", "null"],
        _ => return generate(random, depth, json),
    };
    json.push_str(random.pick(scalars));
}

fn mutate(random: &mut Random, document: &mut Vec<u8>) {
    for _ in 0..=random.below(3) {
        let at = random.below(document.len() + 1);
        let end = (at + random.below(9)).min(document.len());
        match random.below(6) {
            0 => document.truncate(at),
            1 => drop(document.drain(at..end)),
            2 => drop(document.splice(at..end, random.pick(PIECES).iter().copied())),
            3 => drop(document.splice(at..at, random.pick(PIECES).iter().copied())),
            4 => document.insert(at, random.below(256) as u8),
            _ => {
                let repeated = document[at..end].to_vec();
                drop(document.splice(at..at, repeated));
            }
        }
    }
}

/// What a task becomes by being read and written; none if some member is of another type.
fn task_as_written(value: &Value) -> Option<Value> {
    let Value::Object(members) = value else {
        return value.is_null().then(|| Value::Object(Map::new()));
    };
    let mut written = Map::new();
    for (name, value) in members {
        let value = match (name.as_str(), value) {
            (
                "run_id" | "cluster_id" | "name" | "retries" | "share" | "disabled" | "state"
                | "tags" | "tasks" | "inner" | "value",
                Value::Null,
            ) => continue,
            ("run_id" | "retries", value) => Value::from(integer(value)?),
            ("cluster_id", Value::Number(number)) if !number.is_f64() => number.to_string().into(),
            // Integers beyond 64 bits are strings of their digits there, which no float tells.
            ("cluster_id", Value::Number(_)) => return None,
            ("share", value) => Value::from(value.as_f64()?),
            ("name" | "state" | "cluster_id", Value::String(_)) => value.clone(),
            ("disabled", Value::Bool(_)) => value.clone(),
            ("tags", Value::Object(tags)) => {
                let text = |value: &Value| match value {
                    Value::String(_) => Some(value.clone()),
                    Value::Null => Some("".into()),
                    _ => None,
                };
                let tags = tags
                    .iter()
                    .map(|(name, value)| Some((name.clone(), text(value)?)));
                Value::Object(tags.collect::<Option<_>>()?)
            }
            ("tasks", Value::Array(tasks)) => {
                Value::Array(tasks.iter().map(task_as_written).collect::<Option<_>>()?)
            }
            ("inner", value @ Value::Object(_)) => task_as_written(value)?,
            ("name" | "state" | "cluster_id" | "disabled" | "tags" | "tasks" | "inner", _) => {
                return None;
            }
            (_, value) => value.clone(),
        };
        written.insert(name.clone(), value);
    }
    Some(Value::Object(written))
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.as_i64().or_else(|| exact(number)),
        _ => None,
    }
}

/// A float as the integer that it is. The pool has only floats of which this is true or far off.
fn exact(number: &Number) -> Option<i64> {
    let float = number
        .as_f64()
        .filter(|float| float.fract() == 0.0 && float.abs() < 1e15)?;
    Some(float as i64)
}

#[test]
fn generated_and_mutated_documents_are_read_as_by_serde_json() {
    let mut random = Random(2026);
    let (mut valid, mut tasks) = (0, 0);
    for number in 0..DOCUMENTS {
        let mut json = String::new();
        if number % 4 == 0 {
            generate(&mut random, 5, &mut json);
        } else {
            fitting(&mut random, "inner", 6, &mut json);
        }
        let mut document = json.into_bytes();
        if number % 2 == 0 {
            mutate(&mut random, &mut document);
        }
        let shown = String::from_utf8_lossy(&document);
        let expected = serde_json::from_slice::<Value>(&document);

        // Passed over, or taken as any value.
        let skipped = json::from_slice::<()>(&document);
        assert_eq!(
            skipped.is_ok(),
            expected.is_ok(),
            "{shown}: {expected:?}, {skipped:?}"
        );
        let value = json::from_slice::<Value>(&document);
        match (&value, &expected) {
            (Ok(value), Ok(expected)) => assert!(same(value, expected), "{shown}: {value}"),
            _ => assert_eq!(
                value.is_ok(),
                expected.is_ok(),
                "{shown}: {value:?}, {expected:?}"
            ),
        }

        // Taken into a model, its unknown members into `extra`.
        let task = json::from_slice::<Task>(&document);
        let Ok(expected) = expected else {
            assert!(task.is_err(), "{shown}");
            continue;
        };
        valid += 1;
        match task {
            Ok(task) => {
                tasks += 1;
                let written: Value = serde_json::from_slice(&json::to_vec(&task).unwrap()).unwrap();
                if let Some(expected) = task_as_written(&expected) {
                    assert!(same(&expected, &written), "{shown}: {written}");
                }
                let through_serde: Task = serde_json::from_value(written.clone()).unwrap();
                let through_serde = serde_json::to_value(&through_serde).unwrap();
                assert!(same(&through_serde, &written), "{shown}: {through_serde}");
            }
            Err(error) => assert!(!error.is_syntax(), "{shown}: {error}"),
        }
    }
    // The test would prove little if it were otherwise.
    assert!(
        valid > DOCUMENTS / 3 && valid < DOCUMENTS * 3 / 4,
        "{valid} valid documents"
    );
    assert!(tasks > DOCUMENTS / 4, "{tasks} tasks");
}

#[test]
fn bytes_at_random_never_panic() {
    let mut random = Random(7);
    for _ in 0..DOCUMENTS {
        let length = random.below(40);
        let mut document = Vec::new();
        while document.len() < length {
            document.extend_from_slice(random.pick(PIECES));
        }
        let expected = serde_json::from_slice::<Value>(&document);
        let shown = String::from_utf8_lossy(&document);
        assert_eq!(
            json::from_slice::<()>(&document).is_ok(),
            expected.is_ok(),
            "{shown}"
        );
        let task = json::from_slice::<Task>(&document);
        assert!(task.is_err() || expected.is_ok(), "{shown}");
    }
}
