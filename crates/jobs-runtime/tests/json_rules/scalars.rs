//! Booleans, numbers, strings, enums and ids.

use std::str::FromStr;

use serde_json::{Value, json};

use crate::common::{read, refuse, write};
use crate::models::{ClusterId, Offset, RunId, State};
use jobs_runtime::operation::Parameter;

fn parameter(value: &dyn Parameter) -> Vec<String> {
    let mut texts = Vec::new();
    value.each(&mut |text| texts.push(text.to_owned()));
    texts
}

// R18.1
#[test]
fn integers_are_exact_over_their_whole_range_as_numbers_and_as_strings() {
    for integer in [
        0,
        1,
        -1,
        123,
        999_999_999_999_999_999,
        1_000_000_000_000_000_000,
        (1 << 53) + 1,
        -(1 << 53) - 1,
        i64::MAX,
        i64::MIN,
    ] {
        assert_eq!(read::<i64>(&integer.to_string()), integer);
        assert_eq!(read::<i64>(&format!("\"{integer}\"")), integer);
        assert_eq!(read::<RunId>(&format!(" {integer} ")), RunId(integer));
        assert_eq!(read::<RunId>(&format!("\"{integer}\"")), RunId(integer));
        assert_eq!(write(&integer), integer.to_string());
        assert_eq!(write(&RunId(integer)), integer.to_string());
    }
    assert_eq!(read::<i64>("-0"), 0);
    assert_eq!(read::<i64>(r#""\u0031\u0032""#), 12);
}

// R18.1
#[test]
fn integers_may_be_written_as_floats_if_that_loses_nothing() {
    for (json, integer) in [
        ("1.0", 1),
        ("1e3", 1000),
        ("-1.20e1", -12),
        ("1500e-2", 15),
        ("0.0", 0),
        ("-0.0", 0),
        ("0e999999999999", 0),
        ("9223372036854775807.0", i64::MAX),
        ("-9.223372036854775808e18", i64::MIN),
    ] {
        assert_eq!(read::<i64>(json), integer, "{json}");
    }
    for json in [
        "1.5",
        "1e-1",
        "9223372036854775808",
        "-9223372036854775809",
        "9223372036854775807.5",
        "9.223372036854775808e18",
        "1e19",
        "1e400",
        "1e99999999999999999999",
        "true",
        "{}",
        "\"\"",
        "\"1.0\"",
        "\"0x10\"",
        "\"1_000\"",
        "\" 1\"",
    ] {
        assert!(!refuse::<i64>(json).to_string().is_empty(), "{json}");
    }
}

// R18.1
#[test]
fn unsigned_integers_are_exact_over_their_whole_range() {
    for integer in [
        0,
        7,
        (1 << 53) + 1,
        i64::MAX as u64,
        i64::MAX as u64 + 1,
        u64::MAX,
    ] {
        assert_eq!(read::<u64>(&integer.to_string()), integer);
        assert_eq!(read::<u64>(&format!("\"{integer}\"")), integer);
        assert_eq!(read::<Offset>(&format!("{integer}.0")), Offset(integer));
        assert_eq!(write(&integer), integer.to_string());
        assert_eq!(write(&Offset(integer)), integer.to_string());
        assert_eq!(parameter(&Offset(integer)), [integer.to_string()]);
        let by_serde = serde_json::to_value(Offset(integer)).unwrap();
        assert_eq!(by_serde, json!(integer));
        assert_eq!(
            serde_json::from_value::<Offset>(by_serde).unwrap().0,
            integer
        );
    }
    assert_eq!(read::<u64>("-0"), 0);
    assert_eq!(read::<u64>("1.8446744073709551615e19"), u64::MAX);
    for json in [
        "-1",
        "\"-1\"",
        "1.5",
        "18446744073709551616",
        "1.8446744073709551616e19",
        "true",
        "[]",
    ] {
        assert!(!refuse::<u64>(json).to_string().is_empty(), "{json}");
    }
    assert_eq!(
        refuse::<u64>("-1").to_string(),
        "expected an integer of 64 bits that is not negative, found the number -1 (at byte 0)"
    );
}

#[test]
fn booleans_are_literals_alone() {
    assert!(read::<bool>(" true "));
    assert!(!read::<bool>("false"));
    for json in ["\"true\"", "1", "True", "tru", "truee"] {
        refuse::<bool>(json);
    }
    assert_eq!(write(&true), "true");
    assert_eq!(write(&false), "false");
}

#[test]
fn floats_are_the_nearest_ones_and_come_back_as_the_same() {
    for float in [
        0.1,
        1.0,
        -2.5,
        1e300,
        5e-324,
        f64::MAX,
        f64::MIN,
        f64::EPSILON,
    ] {
        let json = write(&float);
        assert_eq!(read::<f64>(&json), float, "{json}");
    }
    assert_eq!(read::<f64>("7"), 7.0);
    assert_eq!(
        read::<f64>("0.1234567890123456789"),
        0.123_456_789_012_345_68
    );
    assert!(read::<f64>("-0").is_sign_negative());
    refuse::<f64>("\"1.5\"");
    refuse::<f64>("1e400");
}

#[test]
fn strings_keep_all_characters() {
    let text = "plain \u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f} \" \\ / \u{7f} é € 😀 \u{10ffff}";
    let json = write(&text.to_owned());
    assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    assert_eq!(json, serde_json::to_string(text).unwrap());
    assert_eq!(read::<String>(&json), text);
    assert_eq!(read::<String>(r#""\ud83d\ude00\u00e9\/""#), "😀é/");
    refuse::<String>("1");
}

/// A character that needs an escape may stand at any place of a word, before and after others.
#[test]
fn escapes_are_found_at_every_place_of_a_string() {
    for length in 0..40 {
        for place in 0..length {
            for odd in [
                '"', '\\', '\u{1f}', '\n', 'é', '\u{7f}', ' ', '!', '#', '[', ']',
            ] {
                let mut text: Vec<char> = vec!['x'; length];
                text[place] = odd;
                let text: String = text.into_iter().collect();
                let json = write(&text);
                assert_eq!(json, serde_json::to_string(&text).unwrap());
                assert_eq!(read::<String>(&json), text);
            }
        }
    }
}

// R3.2
#[test]
fn an_enum_keeps_a_value_that_it_does_not_know() {
    assert_eq!(read::<State>("\"RUNNING\""), State::Running);
    let unknown = read::<State>(r#""PAUSED \"2\"""#);
    assert!(matches!(unknown, State::UnknownValue(_)));
    assert_eq!(unknown.as_str(), "PAUSED \"2\"");
    assert_eq!(unknown.to_string(), "PAUSED \"2\"");
    assert_eq!(format!("{unknown:?}"), r#"UnknownValue("PAUSED \"2\"")"#);
    assert_eq!(write(&unknown), r#""PAUSED \"2\"""#);
    assert_eq!(parameter(&unknown), ["PAUSED \"2\""]);
    refuse::<State>("1");
}

// R3.2
#[test]
fn an_enum_made_of_a_known_string_is_the_known_variant() {
    assert_eq!(State::from("PENDING"), State::Pending);
    assert_eq!(State::from(String::from("PENDING")), State::Pending);
    assert_eq!(State::from_str("PENDING"), Ok(State::Pending));
    assert_eq!(format!("[{:>9}]", State::Pending), "[  PENDING]");
}

// R18.1
#[test]
fn an_integer_id_is_text_and_a_parameter() {
    assert_eq!(RunId(i64::MAX).to_string(), "9223372036854775807");
    assert_eq!("-5".parse(), Ok(RunId(-5)));
    assert!("five".parse::<RunId>().is_err());
    assert_eq!(i64::from(RunId::from(7)), 7);
    assert_eq!(parameter(&RunId(7)), ["7"]);
    assert_eq!(parameter(&Some(vec![RunId(7), RunId(8)])), ["7", "8"]);
}

// R18.1
#[test]
fn a_string_id_reads_integers_too() {
    let id = ClusterId::from("1122-abcd");
    assert_eq!(read::<ClusterId>("\"1122-abcd\""), id);
    assert_eq!(
        read::<ClusterId>("9223372036854775808").as_str(),
        "9223372036854775808"
    );
    assert_eq!(write(&id), "\"1122-abcd\"");
    assert_eq!(id.to_string(), "1122-abcd");
    assert_eq!("1122-abcd".parse(), Ok(id.clone()));
    assert_eq!(ClusterId::from(String::from("1122-abcd")), id);
    assert_eq!(parameter(&id), ["1122-abcd"]);
    assert_eq!(String::from(id), "1122-abcd");
    refuse::<ClusterId>("1.5");
    refuse::<ClusterId>("{}");
}

#[test]
fn any_value_is_read_as_it_is() {
    let json = r#"{"b":[1,2.5,null,{"a":"é"}],"a":true}"#;
    assert_eq!(
        read::<Value>(json),
        json!({"b": [1, 2.5, null, {"a": "é"}], "a": true})
    );
    assert_eq!(read::<Value>("null"), Value::Null);
    assert_eq!(
        write(&read::<Value>("18446744073709551615")),
        "18446744073709551615"
    );
    assert_eq!(write(&Some(json!({"a": "\n"}))), r#"{"a":"\n"}"#);
}

#[test]
fn nothing_takes_anything() {
    read::<()>("{\"a\":[1]}");
    read::<()>("null");
    refuse::<()>("{\"a\":[1}");
    assert_eq!(write(&()), "null");
}
