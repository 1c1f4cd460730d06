use super::*;

/// Secrets as long as those that are issued, and of the same characters. They are put together here,
/// so that no file has one whole.
fn canaries() -> Vec<String> {
    let hex = "0123456789abcdef".repeat(2);
    let text = "eyJjYW5hcnkiOiJ0aGF0IHNpbmdzIn0";
    vec![
        // A personal access token, one of a profile with a suffix, and a client secret.
        format!("dapi{hex}"),
        format!("dapi{hex}-2"),
        format!("dose{hex}"),
        format!("dkea{hex}"),
        // A signed token, and parts of one.
        format!("eyJhbGciOiJSUzI1NiJ9.{text}.c2lnbmVkLWJ5LWEtY2FuYXJ5LTAwMQ"),
        format!("eyJhbGciOiJSUzI1NiJ9.{text}."),
        // Client secrets and refresh tokens of Entra ID, a plain one, and what base64 may be.
        "Wx18Q~canary.Zb-7_cd.3fGh~ijkLmnOp1qRs2".to_owned(),
        format!("0.AXoA{}-_{}", "c4n4ryA".repeat(20), "9".repeat(9)),
        hex.clone(),
        "Y2FuYXJ5+2FuXXJ5Y2Fu+XJ5Y2FuYXJ5".to_owned(),
        "canary".repeat(20),
    ]
}

// R10.1: in whatever form a program tells of it.
#[test]
fn no_secret_of_a_real_size_is_told() {
    for secret in canaries() {
        for form in [
            "refresh_token SECRET is revoked",
            "refresh_token=SECRET",
            "--token=SECRET",
            "token:SECRET",
            "token: SECRET.",
            "\"access_token\": \"SECRET\"",
            "{\"access_token\":\"SECRET\",\"a\":1}",
            "{'access_token': 'SECRET'}",
            "Authorization: Bearer SECRET",
            "Authorization: Basic SECRET==",
            "(SECRET)",
            "<SECRET>",
            "`SECRET`, it says",
            "a:SECRET@b",
            "https://user:SECRET@host.example/x",
            "GET https://host.example/x?a=1&code=SECRET&b=2: 400",
            "GET https://host.example/tokens/SECRET: 404",
            "/home/somebody/SECRET",
            "\u{1b}[31mSECRET\u{1b}[0m",
            "x\u{0}SECRET",
            "SECRET",
        ] {
            let told = complaint(&form.replace("SECRET", &secret));
            assert!(told.contains("***"), "{form}: {told}");
            let longest = secret.split(|sign: char| !sign.is_ascii_alphanumeric());
            for part in longest.filter(|part| part.len() >= 6) {
                assert!(!told.contains(part), "{form}: {told}");
            }
        }
    }
}

// R10.1: a short one, by what stands before it.
#[test]
fn what_is_named_as_a_secret_is_not_told() {
    for (text, told) in [
        ("password=hunter", "password=***"),
        ("password: hunter2", "password: ***"),
        ("client_secret=abcd&x=1", "client_secret=***&x=1"),
        (
            "{\"clientSecret\": \"abcd\"}",
            "{\"clientSecret\": \"***\"}",
        ),
        ("https://me:abcd@host", "https://me:***@host"),
        ("Bearer a1b2c3", "Bearer ***"),
        ("api-key 12345", "api-key ***"),
        ("dapi12345 is short", "*** is short"),
    ] {
        assert_eq!(complaint(text), told);
    }
}

// R10.1: base64 has slashes, as paths have.
#[test]
fn slashes_alone_make_no_path() {
    let told = complaint("token Y2FuYXJ5/2Fu+XJ5Y2Fu/XJ5Y2FuYXJ5== is revoked");
    assert_eq!(told, "token ***== is revoked");
}

// What went wrong can still be read.
#[test]
fn what_is_no_secret_is_told() {
    for text in [
        "Error: cannot get access token: refresh token is invalid or expired",
        "ERROR: Please run 'az login' to setup account.",
        "AADSTS700016: Application with identifier '2ff814a6-3304-4ab8-85cd-cd0e6f879c1d' was not found",
        "Trace ID: 0b6bd4f2-3304-4ab8-85cd-cd0e6f879c1d Timestamp: 2026-11-24 00:19:31Z",
        "Get \"https://adb-1234567890123456.7.azuredatabricks.net/oidc/v1/token\": EOF",
        "cannot reach http://localhost:8080/oidc/v1/token or adb-12.azuredatabricks.net/api/2.0",
        "no profile for adb-1234567890123456.7.azuredatabricks.net in ~/.databrickscfg",
        "dial tcp 10.139.64.123:443: connect: connection refused",
        "open /home/user1/projects2/.databricks/token-cache.json: permission denied",
        "open C:\\Users\\user1\\projects2\\token-cache.json: Access is denied.",
        "exit status 1, error code: 16",
        "databricks auth login --profile WORKSPACE-OF-MY-PROJECT",
        "azure.identity.CredentialUnavailableError",
        "token_type=Bearer",
    ] {
        assert_eq!(complaint(text), text);
    }
}

#[test]
fn a_complaint_is_one_short_line() {
    assert_eq!(complaint("ERROR:\n\n  so\tit  is\n"), "ERROR: so it is");
    assert!(complaint(&"word ".repeat(1_000)).len() < 400);
    assert!(complaint(&"=".repeat(10_000)).len() < 400);
    assert!(complaint(&"/a".repeat(10_000)).len() < 400);
    assert!(complaint(&"wörd".repeat(10_000)).len() < 400);
    for nothing in ["", " \n", "\u{1b}"] {
        assert_eq!(complaint(nothing), "it failed and did not say why");
    }
}
