//! What goes over real sockets, byte for byte.

use super::server::Server;
use super::*;
use crate::transport::HttpTransport;

fn over_http(attributes: &[(A, &str)], variables: &[(&str, &str)]) -> Context {
    let transport = HttpTransport::new().unwrap();
    context(attributes, variables, transport, &ManualClock::new())
}

const TOKEN: (&str, &str) = ("200 OK", r#"{"access_token":"at","expires_in":"3600"}"#);
const DISCOVERY: (&str, &str) = ("200 OK", r#"{"token_endpoint":"{url}/oidc/v1/token"}"#);
const NO_METADATA: (&str, &str) = ("404 Not Found", "");

// AUTH-8: id and secret are encoded as in a form before they are as in HTTP Basic.
#[tokio::test]
async fn m2m() {
    let server = Server::with(&[NO_METADATA, DISCOVERY, TOKEN]).await;
    let context = over_http(
        &[
            (A::Host, &server.url),
            (A::ClientId, "i d"),
            (A::ClientSecret, "s+/=c"),
        ],
        &[],
    );
    let credentials = chosen(&context, "oauth-m2m");
    assert_eq!(authorization(&*credentials).await.unwrap(), "Bearer at");
    assert_eq!(
        server.asked(),
        [
            "GET /.well-known/databricks-config HTTP/1.1\n\
             accept: application/json\n\
             accept-encoding: gzip\n\
             host: {host}\n\n",
            "GET /oidc/.well-known/oauth-authorization-server HTTP/1.1\n\
             accept: application/json\n\
             accept-encoding: gzip\n\
             host: {host}\n\n",
            // `i+d:s%2B%2F%3Dc`
            "POST /oidc/v1/token HTTP/1.1\n\
             accept: application/json\n\
             content-type: application/x-www-form-urlencoded\n\
             authorization: Basic aStkOnMlMkIlMkYlM0Rj\n\
             accept-encoding: gzip\n\
             host: {host}\n\
             content-length: 44\n\n\
             grant_type=client_credentials&scope=all-apis",
        ]
    );
}

#[tokio::test]
async fn an_exchange_of_id_tokens() {
    let server = Server::with(&[NO_METADATA, DISCOVERY, TOKEN]).await;
    let context = over_http(
        &[(A::Host, &server.url), (A::ClientId, "me")],
        &[("DATABRICKS_OIDC_TOKEN", "a.b.c")],
    );
    chosen(&context, "env-oidc").headers().await.unwrap();
    assert_eq!(
        server.asked()[2],
        "POST /oidc/v1/token HTTP/1.1\n\
         accept: application/json\n\
         content-type: application/x-www-form-urlencoded\n\
         accept-encoding: gzip\n\
         host: {host}\n\
         content-length: 182\n\n\
         grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange\
         &subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt\
         &subject_token=a.b.c&scope=all-apis&client_id=me"
    );
}

#[tokio::test]
async fn the_metadata_service() {
    let server = Server::with(&[
        (
            "200 OK",
            r#"{"access_token":"at","token_type":"Bearer","expires_on":99999}"#,
        ),
        ("400 Bad Request", r#"{"error":"bad version"}"#),
    ])
    .await;
    let url = format!("{}/secret-path", server.url);
    let attributes = [HOST, (A::MetadataServiceUrl, url.as_str())];
    let credentials = chosen(&over_http(&attributes, &[]), "metadata-service");
    assert_eq!(authorization(&*credentials).await.unwrap(), "Bearer at");
    assert_eq!(
        server.asked(),
        ["GET /secret-path HTTP/1.1\n\
          x-databricks-metadata-version: 1\n\
          x-databricks-host: https://ws.example.test\n\
          accept: application/json\n\
          accept-encoding: gzip\n\
          host: {host}\n\n"]
    );
    let error = chosen(&over_http(&attributes, &[]), "metadata-service")
        .headers()
        .await
        .unwrap_err();
    let told = error.to_string();
    assert!(told.ends_with(": bad version (status 400)"), "{told}");
    assert!(!told.contains("secret-path"), "{told}");
}
