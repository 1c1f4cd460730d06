//! D.4: redirects, and the one to the page about private links.

use http::Uri;

use super::*;

#[test]
fn redirects_tell_where_to_but_not_their_query() {
    let error = read(&with(
        response(302, ""),
        "location",
        "https://x.test/login?token=canary-4b1d",
    ));
    assert_eq!(
        error.to_string(),
        "get_thing: the service redirects to https://x.test/login: is the host right? (302)"
    );
}

// ERR-4; F.D "private link URL"
#[test]
fn the_redirect_names_the_private_link_of_the_cloud() {
    let table = [
        (
            "adb-1.2.azuredatabricks.net",
            "Azure Private Link",
            "learn.microsoft.com",
        ),
        (
            "adb-1.2.databricks.azure.us",
            "Azure Private Link",
            "learn.microsoft.com",
        ),
        (
            "1.gcp.databricks.com",
            "GCP Private Service Connect",
            "docs.gcp.databricks.com",
        ),
        (
            "dbc-1.cloud.databricks.com",
            "AWS PrivateLink",
            "docs.databricks.com",
        ),
        ("x.test", "AWS PrivateLink", "docs.databricks.com"),
    ];
    for (host, feature, docs) in table {
        let page = "/login.html?error=private-link-validation-error:1";
        for location in [format!("https://{host}{page}"), page.to_owned()] {
            let answer = with(response(302, ""), "location", &location);
            let url: Uri = format!("https://{host}/api/things").parse().unwrap();
            let error = Answer::from(&answer)
                .sent_to(&url)
                .refusal(None, SystemTime::UNIX_EPOCH);
            assert_eq!(error.kind(), ErrorKind::PermissionDenied, "{location}");
            assert_eq!(error.code(), Some("PRIVATE_LINK_VALIDATION_ERROR"));
            assert!(error.message().contains(feature), "{}", error.message());
            assert!(error.message().contains(docs), "{}", error.message());
            assert!(!error.is_retryable());
        }
    }
}

// ERR-4: where a transport has followed the redirect, the page is fine in itself.
#[test]
fn the_page_itself_is_known_by_its_address() {
    let mut answer = response(200, "<html><title>Sign in</title></html>");
    let cause = crate::json::from_slice::<()>(b"<").unwrap_err();
    let error = Answer::from(&answer).unreadable(cause.clone());
    assert_eq!(error.kind(), ErrorKind::Decode);

    let page = "https://adb-1.2.azuredatabricks.net/login.html?error=private-link-validation-error";
    answer.url = Some(page.parse().unwrap());
    let error = Answer::from(&answer).unreadable(cause);
    assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    assert!(error.message().contains("Azure Private Link"));
}

#[test]
fn other_pages_are_not_taken_for_it() {
    for location in [
        "/login.html",
        "/login.html?error=other",
        "/other?error=private-link-validation-error",
        "not a place?error=private-link-validation-error",
    ] {
        let error = read(&with(response(302, ""), "location", location));
        assert_eq!(error.code(), None, "{location}");
    }
}
