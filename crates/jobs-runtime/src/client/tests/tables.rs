//! Tables of what is sent again, and after which time.

use super::*;

/// The calls of `test_base_client.py` that are answered with a time to come back, by name.
/// C.6: Retry-After is a floor, however it is written; what is none is not heeded.
#[tokio::test]
async fn the_timing_table_of_the_python_sdk_holds() {
    #[rustfmt::skip]
    let table: &[(&str, u16, Option<&str>, u64)] = &[
        // name                                  status  Retry-After  at least, s
        ("too_many_requests_no_retry_after",     429, None,                              0),
        ("too_many_requests_retry_after",        429, Some("100"),                     100),
        ("temporarily_unavailable_no_retry_after", 503, None,                            0),
        ("temporarily_unavailable_retry_after",  503, Some("100"),                     100),
        ("retry_after_fraction",                 429, Some("1.58"),                      1),
        ("retry_after_date",                     503, Some("Thu, 01 Jan 1970 00:00:30 GMT"), 30),
        ("retry_after_date_in_the_past",         503, Some("Thu, 01 Jan 1970 00:00:00 GMT"), 0),
        ("retry_after_negative",                 429, Some("-5"),                        0),
        ("retry_after_no_number",                429, Some("soon"),                      0),
        ("retry_after_empty",                    429, Some(""),                          0),
        ("retry_after_infinite",                 429, Some("inf"),                       0),
        ("retry_after_not_a_number",             429, Some("NaN"),                       0),
    ];
    for &(name, status, retry_after, least) in table {
        let script = Script::new();
        let mut reply = Reply::status(status);
        if let Some(value) = retry_after {
            reply = reply.header("retry-after", value);
        }
        script.expect("get_thing", reply);
        script.expect("get_thing", thing());
        let (client, clock) = client(&script);
        client.call(GetThing::default()).await.unwrap();
        let [slept] = clock.sleeps().try_into().unwrap();
        assert!(slept >= secs(least), "{name}: {slept:?}");
        assert!(slept <= secs(least.max(1) + 1), "{name}: {slept:?}");
        script.assert_done();
    }
}

// R2.1, R2.2, R8.4: the fault matrix, over the classes of operations.
#[tokio::test]
async fn the_fault_matrix_holds_for_every_class() {
    fn fault(name: &str) -> Reply {
        match name {
            "reset-before" => Reply::no_connection(),
            "reset-after" | "half-body" => Reply::reset(),
            "slow" => Reply::timeout(),
            "HTML" => Reply::status(502).body("<html><title>Bad Gateway</title></html>"),
            "empty" => Reply::status(500),
            "not-JSON" => Reply::status(503).body("upstream connect error"),
            "cut-JSON" => Reply::ok(r#"{"thing_id": 7, "sta"#),
            status => Reply::error(status.parse().unwrap(), "X", "x"),
        }
    }
    #[rustfmt::skip]
    let table = [
        // fault         get    remove start  make
        ("408",          [true,  true,  true,  false]),
        ("429",          [true,  true,  true,  true]),
        ("500",          [true,  true,  true,  false]),
        ("502",          [true,  true,  true,  false]),
        ("503",          [true,  true,  true,  false]),
        ("504",          [true,  true,  true,  false]),
        ("reset-before", [true,  true,  true,  true]),
        ("reset-after",  [true,  true,  true,  false]),
        ("half-body",    [true,  true,  true,  false]),
        ("slow",         [true,  true,  true,  false]),
        ("HTML",         [true,  true,  true,  false]),
        ("empty",        [true,  true,  true,  false]),
        ("not-JSON",     [true,  true,  true,  false]),
        ("cut-JSON",     [true,  true,  true,  false]),
        ("400",          [false, false, false, false]),
        ("404",          [false, false, false, false]),
        ("409",          [false, false, false, false]),
        ("501",          [false, false, false, false]),
    ];
    for (name, again) in table {
        for (operation, again) in ["get_thing", "remove_thing", "start_thing", "make_thing"]
            .into_iter()
            .zip(again)
        {
            if (name, operation) == ("cut-JSON", "remove_thing") {
                continue; // It reads no answer.
            }
            let script = Script::new();
            script.expect(operation, fault(name));
            if again {
                script.expect(operation, thing());
            }
            let (client, _) = client(&script);
            let failed = match operation {
                "get_thing" => client.call(GetThing::default()).await.err(),
                "remove_thing" => {
                    let request = RemoveThing {
                        name: "a".to_owned(),
                        ..RemoveThing::default()
                    };
                    client.call(request).await.err()
                }
                "start_thing" => client.call(StartThing::default()).await.err(),
                _ => client.call(MakeThing::default()).await.err(),
            };
            assert_eq!(failed.is_none(), again, "{name} {operation} {failed:?}");
            script.assert_done();
        }
    }
}
