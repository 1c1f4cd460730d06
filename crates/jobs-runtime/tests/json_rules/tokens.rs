//! What is JSON: what `serde_json` takes for it.

use serde_json::Value;

use jobs_runtime::json;

use crate::common::same;

/// Reads the document in all ways that there are to pass over, keep or take values.
fn check(document: &[u8]) {
    let expected = serde_json::from_slice::<Value>(document);
    let shown = String::from_utf8_lossy(document);
    let skipped = json::from_slice::<()>(document);
    assert_eq!(
        skipped.is_ok(),
        expected.is_ok(),
        "{shown}: {expected:?}, {skipped:?}"
    );
    let value = json::from_slice::<Value>(document);
    match (&value, &expected) {
        (Ok(value), Ok(expected)) => assert!(same(value, expected), "{shown}: {value}"),
        _ => assert_eq!(value.is_ok(), expected.is_ok(), "{shown}: {value:?}"),
    }
    if let Ok(Value::String(text)) = &expected {
        assert_eq!(
            json::from_slice::<String>(document).as_ref(),
            Ok(text),
            "{shown}"
        );
    }
    let text = json::from_slice::<String>(document);
    assert!(
        text.is_err() || matches!(expected, Ok(Value::String(_) | Value::Null)),
        "{shown}"
    );
    let float = json::from_slice::<f64>(document);
    let is_number = matches!(expected, Ok(Value::Number(_) | Value::Null));
    assert_eq!(float.is_ok(), is_number, "{shown}: {float:?}");
    let integer = json::from_slice::<i64>(document);
    assert!(integer.is_err() || expected.is_ok(), "{shown}");
    assert!(
        integer.is_ok() || expected.ok().and_then(|value| value.as_i64()).is_none(),
        "{shown}"
    );
}

/// The same inside of arrays, objects, and names.
fn check_everywhere(token: &[u8]) {
    check(token);
    for (before, after) in [
        (" ", " "),
        ("[", "]"),
        ("[1,", " ]"),
        ("{\"a\":", "}"),
        ("{", ":1}"),
        ("", ","),
        ("", "1"),
    ] {
        check(&[before.as_bytes(), token, after.as_bytes()].concat());
    }
}

#[test]
fn numbers() {
    for number in [
        "0",
        "-0",
        "-",
        "+1",
        "00",
        "01",
        "-01",
        "0.",
        ".5",
        "-.5",
        "1.",
        "1.0",
        "1e",
        "1e+",
        "1E-",
        "1e5",
        "1E+5",
        "1e-5",
        "1e05",
        "0e0",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "--1",
        "1.2.3",
        "1e5e5",
        "1 2",
        "١",
        "1e307",
        "1e308",
        "1e309",
        "-1e309",
        "1e400",
        "1e-400",
        "0e400",
        "0.0e400",
        "-0e400",
        "0e99999999999999999999",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "17976931348623157e292",
        "17976931348623158e292",
        "179769313486231580793e289",
        "2.2250738585072014e-308",
        "5e-324",
        "2e-324",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678",
        "1234567890123456789",
        "999999999999999999",
        "0.1e1",
    ] {
        check_everywhere(number.as_bytes());
    }
    for digits in [
        18, 19, 20, 199, 200, 201, 250, 307, 308, 309, 310, 400, 1000,
    ] {
        for exponent in [
            "", "e0", "e9", "e50", "e99", "e100", "e-99", "e-100", "e-700", ".5", ".5e108",
        ] {
            check_everywhere(format!("{}{exponent}", "9".repeat(digits)).as_bytes());
            check_everywhere(format!("-0.{}1{exponent}", "0".repeat(digits)).as_bytes());
        }
    }
}

#[test]
fn strings() {
    for string in [
        r#""""#,
        r#"""#,
        r#""\""#,
        r#""a"#,
        r#""\"""#,
        r#""\\""#,
        r#""\/\b\f\n\r\t""#,
        r#""\v""#,
        r#""\0""#,
        r#""\U0041""#,
        r#""\u""#,
        r#""\u0""#,
        r#""\u00""#,
        r#""\u004""#,
        r#""\u0041""#,
        r#""\u00e9""#,
        r#""\u00E9x""#,
        r#""\u+041""#,
        r#""\u 041""#,
        r#""\u00é""#,
        r#""\u0000""#,
        r#""\uD800""#,
        r#""\uDC00""#,
        r#""\uD83D\uDE00""#,
        r#""\uD83D\uD83D""#,
        r#""\uD83D\u0041""#,
        r#""\uD83D\n""#,
        r#""\uD83Dx""#,
        r#""\uD83D\uDE0""#,
        r#""\uD83D\u""#,
        r#""\uD83D\""#,
        r#""\uDE00\uD83D""#,
        r#""\uFFFF\uFFFE""#,
        r#"'a'"#,
        r#""a\"#,
        r#""a\u004"#,
        r#""é€😀""#,
    ] {
        check_everywhere(string.as_bytes());
    }
    for byte in 0..=u8::MAX {
        for filling in [0, 1, 6, 7, 8, 9] {
            let mut string = vec![b'"'];
            string.extend(vec![b'x'; filling]);
            string.push(byte);
            string.extend(b"xxxxxxx\"");
            check_everywhere(&string);
        }
        check_everywhere(&[b'"', b'\\', byte, b'"']);
        check_everywhere(&[byte]);
    }
}

#[test]
fn text_that_is_not_utf_8() {
    for bytes in [
        &b"\xff"[..],
        b"\xc3",
        b"\xc3\x28",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xc0\xaf",
        b"\x80",
        b"\xef\xbb\xbf",
    ] {
        check_everywhere(bytes);
        check_everywhere(&[b"\"", bytes, b"\""].concat());
        check_everywhere(&[br#"{"a":[{"b":""#, bytes, br#""}]}"#].concat());
        check_everywhere(&[br#"{""#, bytes, br#"":1}"#].concat());
    }
}

#[test]
fn structure() {
    for document in [
        "",
        " ",
        "\u{a0}",
        "\u{feff}1",
        "nul",
        "null",
        "nulll",
        "Null",
        "tru",
        "true",
        "false",
        "falsey",
        "[",
        "]",
        "[]",
        "[ ]",
        "[,]",
        "[1,]",
        "[1 2]",
        "[1,,2]",
        "[[]",
        "[]]",
        "{",
        "}",
        "{}",
        "{ }",
        "{,}",
        "{1:2}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{\"a\":1}}",
        "{a:1}",
        "{null:1}",
        "[}",
        "{]",
        "[1}",
        "{\"a\":1]",
        "1 2",
        "{} {}",
        "[] 1",
        "//",
        "/**/1",
        "[1]\u{0}",
        "\u{c}1",
        "\t\n\r 1 \t\n\r",
        "{\"\":{\"\":[]}}",
        "{\"a\":1,\"a\":2}",
    ] {
        check_everywhere(document.as_bytes());
    }
}

/// A document that is cut off anywhere is none.
#[test]
fn truncated_documents() {
    let document = r#"{"a\u0041": [ -1.5e+3 , "x\ud83d\ude00é" , true ], "b": {"c": null} }"#;
    for end in 0..=document.len() {
        check(&document.as_bytes()[..end]);
    }
}
