//! TLS against a server of an authority of its own (T14).

use std::io::BufReader;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::NamedTempFile;

use super::*;
use crate::{Client, ErrorKind};

/// An authority, in memory and as the file of a bundle.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(super) bundle: NamedTempFile,
}

impl Authority {
    pub(super) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
            .distinguished_name
            .push(DnType::CommonName, "Test authority");
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let mut bundle = NamedTempFile::new().unwrap();
        bundle.write_all(certificate.pem().as_bytes()).unwrap();
        Self {
            issuer: Issuer::new(params, key),
            bundle,
        }
    }

    /// Settings of a server with a certificate for this host.
    pub(super) fn server(
        &self,
        host: &str,
        change: impl FnOnce(&mut CertificateParams),
    ) -> ServerConfig {
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap()
    }
}

pub(super) type Connection = StreamOwned<ServerConnection, TcpStream>;

/// A server that deals with each connection so; its port.
pub(super) fn serve_tls(
    config: ServerConfig,
    talk: impl Fn(&mut Connection) -> Option<()> + Send + Sync + 'static,
) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (config, talk) = (Arc::new(config), Arc::new(talk));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            let talk = talk.clone();
            thread::spawn(move || {
                let _ = talk(&mut StreamOwned::new(connection, stream.unwrap()));
            });
        }
    });
    port
}

/// Answers the requests of a connection over HTTP/1.1.
pub(super) fn answer_all(connection: &mut Connection) -> Option<()> {
    while read_request(&mut BufReader::with_capacity(1, &mut *connection)).is_some() {
        let answer = answer("200 OK", "", b"{}")?;
        connection.write_all(&answer).ok()?;
    }
    Some(())
}

pub(super) fn client(port: u16, authority: Option<&Authority>) -> Client {
    let mut builder = Client::builder()
        .host(format!("https://localhost:{port}"))
        .token("t")
        .environment(());
    if let Some(authority) = authority {
        builder = builder.ca_bundle(authority.bundle.path());
    }
    builder.build().unwrap()
}

// R14.2
#[tokio::test]
async fn an_authority_of_ones_own_can_be_trusted() {
    let authority = Authority::new();
    let port = serve_tls(authority.server("localhost", |_| {}), answer_all);
    let client = client(port, Some(&authority));
    for _ in 0..2 {
        let answer = client.raw(Method::Get, "/api").await.unwrap();
        assert_eq!(answer.text(), "{}");
    }
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

/// What the error says, whom the certificate is for, what else of it differs, and whether its
/// authority is trusted.
type Row = (&'static str, &'static str, fn(&mut CertificateParams), bool);

// C.6 (3), G.2 row 12: a certificate that is no good is told at once, and why.
#[tokio::test]
async fn a_certificate_that_is_no_good_is_told_at_once() {
    let authority = Authority::new();
    let table: [Row; 4] = [
        (
            "the certificate of localhost:PORT has expired",
            "localhost",
            |params| params.not_after = date_time_ymd(2001, 1, 1),
            true,
        ),
        (
            "the certificate of localhost:PORT is not valid yet: is this machine's clock right?",
            "localhost",
            |params| {
                params.not_before = date_time_ymd(4001, 1, 1);
                params.not_after = date_time_ymd(4002, 1, 1);
            },
            true,
        ),
        (
            "the certificate of localhost:PORT is for another host: DnsName(\"other.test\")",
            "other.test",
            |_| {},
            true,
        ),
        (
            "the certificate of localhost:PORT is not from an authority that this machine \
             trusts: if it should be, name the authority's file as `ca_bundle`",
            "localhost",
            |_| {},
            false,
        ),
    ];
    for (expected, host, change, trusted) in table {
        let port = serve_tls(authority.server(host, change), answer_all);
        let client = client(port, trusted.then_some(&authority));
        let error = client.raw(Method::Get, "/api").await.unwrap_err();
        assert_eq!(error.message(), expected.replace("PORT", &port.to_string()));
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
        assert!(!error.was_sent() && !error.is_retryable(), "{error:?}");
    }
}

#[test]
fn a_bundle_that_cannot_be_used_is_told_when_the_client_is_built() {
    let empty = NamedTempFile::new().unwrap();
    let mut broken = NamedTempFile::new().unwrap();
    broken
        .write_all(b"-----BEGIN CERTIFICATE-----\nhello")
        .unwrap();
    for path in ["/no/such/file".as_ref(), empty.path(), broken.path()] {
        let builder = Client::builder()
            .host("https://x")
            .token("t")
            .ca_bundle(path);
        let error = builder.environment(()).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let line = error.to_string();
        assert!(
            line.contains(path.to_str().unwrap()) && line.contains("ca_bundle"),
            "{line}"
        );
    }
}
