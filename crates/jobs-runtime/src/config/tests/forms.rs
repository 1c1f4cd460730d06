//! What is made of flags, numbers and lists.

use std::time::Duration;

use super::*;

// A.5, G 20
#[test]
fn flags_are_read_as_go_reads_them() {
    use Attribute::AzureUseMsi;
    for (words, value) in [
        (["1", "t", "T", "TRUE", "true", "True"], true),
        (["0", "f", "F", "FALSE", "false", "False"], false),
    ] {
        for word in words {
            let config = resolve_one(AzureUseMsi, word).unwrap();
            assert_eq!(config.is_true(AzureUseMsi), value, "{word}");
            assert_eq!(config.get(AzureUseMsi), Some(value.to_string().as_str()));
        }
    }
    let unset = Config::new();
    assert!(!unset.is_true(AzureUseMsi));
    for word in ["yes", "no", "on", "tRUE", "2", "-1", "canary-4b1d"] {
        let error = resolve_one(AzureUseMsi, word).unwrap_err();
        assert_eq!(
            error.message(),
            "`azure_use_msi` (set in the program) must be one of \
             true, True, TRUE, t, T, 1, false, False, FALSE, f, F, 0"
        );
    }
}

// R10.1: each error tells the attribute and the place, and no value.
#[test]
fn what_cannot_be_used_is_told_with_its_place() {
    let home = Home::with("[DEFAULT]\n\nhttp_timeout_seconds = canary-4b1d\n");
    let error = resolve(&[], &[], &home).unwrap_err();
    assert_eq!(
        error.message(),
        format!(
            "`http_timeout_seconds` ({}:3, profile DEFAULT) must be a number of seconds, 0 or more",
            home.file()
        )
    );
    let error = resolve(&[], &[("RATE_LIMIT", "canary-4b1d")], &home).unwrap_err();
    assert_eq!(
        error.message(),
        "`rate_limit` (environment variable DATABRICKS_RATE_LIMIT) must be a whole number, 0 or more"
    );
    let error = resolve(&[], &[("WORKSPACE_ID", "1\r\n2")], &home).unwrap_err();
    assert_eq!(
        error.message(),
        "`workspace_id` (environment variable DATABRICKS_WORKSPACE_ID) must consist of letters, \
         digits and `-_.`"
    );
    let error = resolve(&[], &[("HOST", "ftp://u:canary-4b1d@x")], &home).unwrap_err();
    assert_eq!(
        error.message(),
        "host `***@x` must begin with https:// (environment variable DATABRICKS_HOST)"
    );
    // What a source with more weight sets is not looked at in the others.
    let set = [
        (Attribute::HttpTimeoutSeconds, "1"),
        (Attribute::RateLimit, "1"),
    ];
    assert!(resolve(&set, &[("RATE_LIMIT", "canary-4b1d")], &home).is_ok());
}

#[test]
fn whole_numbers_are_whole_and_not_negative() {
    use Attribute::DebugTruncateBytes;
    for (text, number) in [("100", 100), ("0", 0), ("007", 7), (" 34 ", 34)] {
        let config = resolve_one(DebugTruncateBytes, text).unwrap();
        assert_eq!(config.integer(DebugTruncateBytes), Some(number), "{text}");
    }
    for text in ["-1", "1.0", "1e3", "many", "99999999999999999999"] {
        assert!(resolve_one(DebugTruncateBytes, text).is_err(), "{text}");
    }
    assert_eq!(Config::new().integer(DebugTruncateBytes), None);
}

// G 14: zero is a value, not a missing one.
#[test]
fn seconds_may_have_a_fraction_and_may_be_none() {
    use Attribute::RetryTimeoutSeconds;
    for (text, millis) in [
        ("60", 60_000),
        ("0", 0),
        ("0.25", 250),
        (".5", 500),
        ("600", 600_000),
    ] {
        let config = resolve_one(RetryTimeoutSeconds, text).unwrap();
        let expected = Some(Duration::from_millis(millis));
        assert_eq!(config.seconds(RetryTimeoutSeconds), expected, "{text}");
    }
    for text in ["-1", "-0.5", "nan", "inf", "1e300", "60s", "1,5"] {
        assert!(resolve_one(RetryTimeoutSeconds, text).is_err(), "{text}");
    }
    assert_eq!(Config::new().seconds(RetryTimeoutSeconds), None);
}

// F.A.2, F.A.4: lists, and the scopes that they make.
#[test]
fn scopes_are_sorted_and_each_is_asked_for_once() {
    for (text, scopes) in [
        ("clusters", &["clusters"][..]),
        ("b,a", &["a", "b"]),
        ("b,a,b", &["a", "b"]),
        ("b a", &["a", "b"]),
        ("c, b a,,b", &["a", "b", "c"]),
        ("alpha, beta , gamma", &["alpha", "beta", "gamma"]),
        ("alpha,,beta,", &["alpha", "beta"]),
        ("alpha,   ,beta", &["alpha", "beta"]),
        ("", &["all-apis"]),
        ("  ", &["all-apis"]),
        (" , ,", &["all-apis"]),
    ] {
        let explicit = resolve_one(Attribute::Scopes, text).unwrap();
        assert_eq!(explicit.scopes(), scopes, "{text}");
        let file = Home::with(format!("scopes = {text}\n"));
        assert_eq!(resolve(&[], &[], &file).unwrap().scopes(), scopes, "{text}");
    }
    let config = resolve_one(Attribute::Scopes, " b  a,").unwrap();
    assert_eq!(config.get(Attribute::Scopes), Some("b,a"));
    assert_eq!(Config::new().scopes(), ["all-apis"]);
}

// A getter of another type than the attribute's gives nothing.
#[test]
fn a_value_is_given_as_its_own_type_alone() {
    let config = Config::new()
        .with(Attribute::Token, "true")
        .with(Attribute::ClusterId, "1");
    assert!(!config.is_true(Attribute::Token));
    assert_eq!(config.integer(Attribute::ClusterId), None);
    assert_eq!(config.seconds(Attribute::ClusterId), None);
}
