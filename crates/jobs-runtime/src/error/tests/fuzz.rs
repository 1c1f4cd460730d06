//! Bodies and times that nobody would send, made from such as somebody does: seeded, so that a
//! failure comes again.

use super::*;

/// Bodies of every dialect, which mutations start from.
const SEEDS: &[&str] = &[
    "",
    r#"{"error_code":"INVALID_PARAMETER_VALUE","message":"Thing 7 does not exist."}"#,
    r#"{"error_code":null,"message":{"a":[1,2]}}"#,
    r#"{"error":{"message":"m"},"details":null}"#,
    r#"{"detail":"d","status":"404","scimType":"t"}"#,
    r#"{"message":"m","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retry_delay":"42.5s"},{"@type":"type.googleapis.com/google.rpc.ErrorInfo","metadata":{"k":"v"}}]}"#,
    "MALFORMED_REQUEST: vpc_endpoints malformed\n",
    "<html><head><title>Bad &amp; gateway</title></head><body><pre>why\n</pre></body></html>",
    "\u{feff}<PRE>\u{fffd}ünï</PRE >",
];

/// Pieces that are put in anywhere.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\\",
    b"\\u",
    b"<",
    b">",
    b"</pre>",
    b"<pre",
    b"\x80",
    b"\xf0\x9f",
    b"\0",
    b"\x1b[31m",
    b"\r\n",
    b"null",
    b"1e999",
    b"-",
    b"&amp;",
    b"\xef\xbb\xbf",
    b": ",
    b"type.googleapis.com/google.rpc.Help",
];

/// Longest message that is let through, in characters: what is kept, and the mark of a cut.
const LONGEST: usize = 4096 + 1;

fn mutated(random: &mut fastrand::Rng) -> Vec<u8> {
    let seed = SEEDS[random.usize(..SEEDS.len())];
    let mut body = seed.as_bytes().to_vec();
    for _ in 0..random.usize(..6) {
        let at = random.usize(..=body.len());
        match random.u8(..4) {
            0 => body.truncate(at),
            1 => drop(body.splice(at..at, PIECES[random.usize(..PIECES.len())].iter().copied())),
            2 if at < body.len() => body[at] = random.u8(..),
            _ => {
                let part = body[at..].to_vec();
                let most = if random.u8(..) == 0 { 2_000 } else { 3 };
                body.extend(part.repeat(random.usize(..most)));
            }
        }
    }
    body
}

fn check(error: &Error, told: &str) {
    assert!(!error.message().trim().is_empty(), "{told}");
    assert!(error.message().chars().count() <= LONGEST, "{told}");
    assert_ne!(error.code(), Some(""), "{told}");
    assert_ne!(error.request_id(), Some(""), "{told}");
    for shown in [error.to_string(), format!("{error:#}")] {
        assert!(shown.chars().count() < LONGEST + 1_000, "{told}");
        assert!(!shown.contains(char::is_control), "{told}");
        assert!(shown.starts_with("get_thing: "), "{told}");
    }
}

// R8.4, R9.2
#[test]
fn any_body_makes_an_error_that_can_be_shown() {
    let mut random = fastrand::Rng::with_seed(7);
    for round in 0..4_000 {
        let body = mutated(&mut random);
        let status = *random
            .choice([302, 400, 403, 404, 429, 500, 503, 599].iter())
            .unwrap();
        let answer = response(status, body.clone());
        let error = read(&answer);
        check(&error, &format!("round {round}: {}", answer.text()));
        assert!(!format!("{error:?}").is_empty());

        let cause = crate::json::from_slice::<()>(b"x").unwrap_err();
        let error = Answer::from(&answer)
            .unreadable(cause)
            .in_operation("get_thing");
        check(&error, &format!("round {round}: {}", answer.text()));
    }
}

// R8.1
#[test]
fn any_time_to_come_back_is_a_duration_or_nothing() {
    let seeds = [
        "120",
        "1.58",
        "-5",
        "0",
        "Thu, 01 Jan 1970 00:01:40 GMT",
        "inf",
        "NaN",
        "1e309",
        "",
    ];
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..20_000 {
        let mut value = seeds[random.usize(..seeds.len())].as_bytes().to_vec();
        for _ in 0..random.usize(..4) {
            let at = random.usize(..=value.len());
            value.insert(at, random.u8(32..127));
            if random.bool() {
                value.remove(random.usize(..value.len()));
            }
        }
        let value = String::from_utf8(value).unwrap();
        let error = read(&with(response(503, ""), "retry-after", &value));
        check(&error, &value);
        // What a policy adds to it must not overflow.
        let _ = error.retry_after().map(|delay| delay.saturating_mul(2));
    }
}

// R10.1, G 4: what was sent is nobody's business
#[tokio::test]
async fn no_error_shows_what_was_sent() {
    use crate::testing::{CANARY, MakeThing, client};
    use crate::transport::{Reply, Script};

    const SENT: &str = "canary-4b1d";
    let mut random = fastrand::Rng::with_seed(13);
    for _ in 0..200 {
        let script = Script::new();
        let body = mutated(&mut random);
        script.stub("make_thing", move |_| Reply::status(400).body(body.clone()));
        let (client, _) = client(&script);
        let request = MakeThing {
            name: SENT.to_owned(),
            ..MakeThing::default()
        };
        let error = client.call(request).await.unwrap_err();
        for shown in [format!("{error:#}"), format!("{error:?}")] {
            assert!(!shown.contains(SENT) && !shown.contains(CANARY), "{shown}");
        }
    }
}
