//! Where secrets go, and that they do not come back.

use super::*;

// R10: an endpoint that says back what it was sent gives nothing away.
#[tokio::test]
async fn secrets_that_are_said_back_are_masked() {
    let script = Script::new();
    script.stub("auth_token", |request| {
        let basic = request.headers["authorization"].to_str().unwrap();
        let in_form: String = form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
        let echo = format!("{SECRET} | {in_form} | {basic}");
        Reply::status(401)
            .body(json!({"error": "invalid_client", "error_description": echo}).to_string())
    });
    let (outcome, _) = exchange(&script).await;
    let error = outcome.unwrap_err();
    assert_eq!(
        error.to_string(),
        "no token from login.example.test: invalid_client: *** | *** | Basic *** (status 401)"
    );
    assert!(!format!("{error:?} {error:#}").contains("9d2f"));

    // The same in a text of no known form, and cut off in the middle of the secret.
    for filling in [0, 270, 290] {
        let script = Script::new();
        let body = format!("{}{SECRET}", "x".repeat(filling));
        script.expect("auth_token", Reply::status(400).body(body));
        let (outcome, _) = exchange(&script).await;
        let error = outcome.unwrap_err();
        assert!(!format!("{error:?}{error:#}").contains("9d2f"), "{error}");
    }
}

// R10.2: secrets go over TLS, or nowhere but to this machine.
#[tokio::test]
async fn secrets_are_not_sent_in_the_open() {
    let script = Script::new();
    script.stub("auth_token", |_| token());
    script.stub("auth_get", |_| Reply::ok("{}"));
    script.stub("auth_post", |_| Reply::ok("{}"));
    let clock = ManualClock::new();
    let context = context(&[], &[], script.clone(), &clock);
    let secret = Secret::new(SECRET);
    let urls = [
        ("http://login.example.test/token?code=canary-4b1d", false),
        ("http://169.254.169.254/token", false),
        ("http://localhost.example.test/", false),
        ("ftp://localhost/", false),
        ("https://me:canary-4b1d@login.example.test/", false),
        ("/token", false),
        ("", false),
        ("http://localhost:8080/token", true),
        ("http://127.0.0.1/token", true),
        ("http://[::1]:1/token", true),
        (URL, true),
    ];
    for (url, sent) in urls {
        let before = script.requests().len();
        let exchanged = context.exchange(form(url, &secret)).await;
        assert_eq!(exchanged.is_ok(), sent, "{url}");
        let mut bearer = http::HeaderValue::from_static("Bearer t");
        bearer.set_sensitive(true);
        let headers = HeaderMap::from_iter([(http::header::AUTHORIZATION, bearer)]);
        let got = context.get_json(url, headers, secs(1)).await;
        assert_eq!(got.is_ok(), sent, "{url}");
        let posted = context.post_empty(url, &secret, secs(1)).await;
        assert_eq!(posted.is_ok(), sent, "{url}");
        let found = context.find_json(url).await;
        assert_eq!(found.is_ok(), sent, "{url}");
        if !sent {
            assert_eq!(script.requests().len(), before, "{url}");
            for error in [
                exchanged.unwrap_err(),
                got.unwrap_err(),
                posted.unwrap_err(),
            ] {
                assert!(
                    !format!("{error:?}{error:#}").contains("canary-4b1d"),
                    "{error}"
                );
            }
        }
    }
    // What carries no secret may go elsewhere: the service of a cloud's own machines.
    let url = "http://169.254.169.254/metadata";
    assert!(
        context
            .get_json(url, HeaderMap::new(), secs(1))
            .await
            .is_ok()
    );
}
