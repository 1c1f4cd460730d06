//! What is made of the address.

use super::*;
use crate::error::ErrorKind;

// A.5, F.A.2, G 22
#[test]
fn hosts_are_brought_into_one_form() {
    for (host, expected) in [
        ("x", "https://x"),
        ("X.Test", "https://x.test"),
        ("abc.def.ghi", "https://abc.def.ghi"),
        ("abc.def.ghi/", "https://abc.def.ghi"),
        ("abc.def.ghi:443", "https://abc.def.ghi"),
        ("https://abc.def.ghi", "https://abc.def.ghi"),
        ("https://abc.def.ghi/", "https://abc.def.ghi"),
        ("https://abc.def.ghi:443", "https://abc.def.ghi"),
        ("x:443/", "https://x"),
        ("x:", "https://x"),
        ("x:8443", "https://x:8443"),
        ("x:08443", "https://x:8443"),
        ("https://x/login.html?o=123", "https://x"),
        ("x/?o=123", "https://x"),
        ("x?o=123", "https://x"),
        ("x/?next=https://y", "https://x"),
        ("x/?user=me@y", "https://x"),
        ("https://x/#job/1", "https://x"),
        ("HTTPS://x", "https://x"),
        ("https://x.test.", "https://x.test"),
        ("https://x.test.:443/a", "https://x.test"),
        ("http://localhost:80", "http://localhost"),
        ("http://LOCALHOST.:81", "http://localhost:81"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("https://127.0.0.1:80", "https://127.0.0.1:80"),
        ("https://[::1]:443", "https://[::1]"),
        ("https://[2001:DB8:0::1]", "https://[2001:db8::1]"),
        ("http://[0:0:0:0:0:0:0:1]:81", "http://[::1]:81"),
        ("[::1]", "https://[::1]"),
    ] {
        let parsed = Host::parse(host).unwrap_or_else(|error| panic!("{host}: {error}"));
        assert_eq!(parsed.as_str(), expected, "{host}");
    }
}

// R10.2: over TLS, or to this very machine.
#[test]
fn what_is_no_address_of_a_service_is_refused() {
    for host in [
        "https://",
        "://x",
        "ftp://x",
        "file:///etc/passwd",
        "x y",
        "x\ny",
        "https://:443",
        "https://.",
        "a..b",
        "x..",
        "x:port",
        "x:0",
        "x:65536",
        "::1",
        "[::1",
        "[x]",
        "[fe80::1%25eth0]",
        "%41",
        "bücher.example",
        "https:x",
        "a,b",
        "http://x",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://127.1",
        "http://localhost.x",
        "http://x.localhost",
        "http://127.0.0.1.x",
    ] {
        let error = Host::parse(host).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{host}");
    }
}

// R10.1
#[test]
fn a_password_in_an_address_is_refused_and_not_shown() {
    for host in [
        "https://user:canary-4b1d@x",
        "user:canary-4b1d@x",
        "canary-4b1d@x",
        "ftp://canary-4b1d@x",
        "canary-4b1d://y@x",
        "a canary-4b1d@x",
        "https://u:hun@canary-4b1d@x",
        "https://u:canary-4b1d?@x",
        "https://u:a#canary-4b1d@x",
        "ftp://x/?token=canary-4b1d",
    ] {
        let error = Host::parse(host).unwrap_err();
        assert!(
            !format!("{error:?}{error:#}").contains("canary-4b1d"),
            "{error:?}"
        );
        let set = Config::new()
            .with(Attribute::Host, host)
            .with(Attribute::DiscoveryUrl, host);
        assert!(!format!("{set:?} {set} {}", set.tried()).contains("canary-4b1d"));
        let error = resolve_one(Attribute::Host, host).unwrap_err();
        assert!(!format!("{error:?}").contains("canary-4b1d"), "{error:?}");
    }
    let config = Config::new().with(Attribute::Host, "https://me:canary-4b1d@x/?o=1");
    assert_eq!(config.to_string(), "host=https://***@x/");
}

// CFG-14, F.A.4
#[test]
fn the_query_of_a_host_tells_ids() {
    use Attribute::{AccountId, WorkspaceId};
    type Row = (
        &'static str,
        &'static [(Attribute, &'static str)],
        Option<&'static str>,
        Option<&'static str>,
    );
    const UUID: &str = "6f2a5e6c-0a5b-4f0e-9d0a-3f6d3c1b2a10";
    let table: &[Row] = &[
        ("/?o=12345", &[], Some("12345"), None),
        ("/?workspace_id=12345", &[], Some("12345"), None),
        ("/?w=12345", &[], Some("12345"), None),
        ("/?a=abc", &[], None, Some("abc")),
        ("/?account_id=abc", &[], None, Some("abc")),
        ("/?a=abc&account_id=other", &[], None, Some("abc")),
        ("/?o=12345&a=abc", &[], Some("12345"), Some("abc")),
        ("/?o=12345", &[(WorkspaceId, "99999")], Some("99999"), None),
        ("/?w=12345", &[(WorkspaceId, "99999")], Some("99999"), None),
        ("/?a=other", &[(AccountId, "kept")], None, Some("kept")),
        ("/?o=notanumber", &[], None, None),
        ("/?workspace_id=notanumber", &[], None, None),
        (
            "/?w=6f2a5e6c-0a5b-4f0e-9d0a-3f6d3c1b2a10",
            &[],
            Some(UUID),
            None,
        ),
        ("/?w=12345&o=99999", &[], Some("12345"), None),
        ("/?o=99999&w=12345", &[], Some("12345"), None),
        ("", &[], None, None),
        ("/?", &[], None, None),
        ("?o=12345#job/7?o=1", &[], Some("12345"), None),
        ("/jobs?o=12345", &[], Some("12345"), None),
        ("/?o=", &[], None, None),
        ("/?w=a%0d%0ab", &[], None, None),
        ("/?w=../x", &[], None, None),
        ("/#?o=12345", &[], None, None),
        ("/?token=canary-4b1d", &[], None, None),
    ];
    for (suffix, preset, workspace, account) in table {
        for scheme in ["https://", ""] {
            let address = format!("{scheme}abc.cloud.databricks.com{suffix}");
            let mut config = Config::new().with(Attribute::Host, address);
            for (attribute, value) in *preset {
                config.set(*attribute, *value);
            }
            config.resolve(&()).unwrap();
            let get = |attribute| config.get(attribute);
            assert_eq!(
                get(Attribute::Host),
                Some("https://abc.cloud.databricks.com"),
                "{suffix}"
            );
            assert_eq!(get(WorkspaceId), *workspace, "{suffix}");
            assert_eq!(get(AccountId), *account, "{suffix}");
        }
    }
}

// CFG-14: what any source sets wins over the query, even of a host that wins over that source.
#[test]
fn ids_of_a_query_fill_what_is_left() {
    let home = Home::with("[p]\nworkspace_id = 7\n");
    let host = [(Attribute::Host, "x/?o=5&a=acc"), (Attribute::Profile, "p")];
    let config = resolve(&host, &[], &home).unwrap();
    assert_eq!(config.get(Attribute::WorkspaceId), Some("7"));
    let source = config.source(Attribute::AccountId).unwrap();
    assert_eq!(source, &Source::Host(Box::new(Source::Explicit)));
    let config = resolve(&host[..1], &[("WORKSPACE_ID", "6")], &home).unwrap();
    assert_eq!(config.get(Attribute::WorkspaceId), Some("6"));
}

// CFG-27
#[test]
fn hosts_of_accounts_begin_with_their_name() {
    for (host, account) in [
        ("https://abc.cloud.databricks.com", false),
        ("https://accounts.cloud.databricks.com", true),
        ("ACCOUNTS.azuredatabricks.net:8443", true),
        ("https://accounts-dod.cloud.databricks.us", true),
        ("https://accounts-dev.cloud.databricks.com", false),
        ("https://myaccounts.cloud.databricks.com", false),
        ("https://x/accounts.", false),
    ] {
        assert_eq!(Host::parse(host).unwrap().is_account(), account, "{host}");
    }
}

#[test]
fn the_name_of_a_host_has_no_port() {
    for (host, name) in [
        ("x:8443", "x"),
        ("x", "x"),
        ("[::1]:8443", "[::1]"),
        ("[::1]", "[::1]"),
    ] {
        assert_eq!(Host::parse(host).unwrap().name(), name);
    }
}
