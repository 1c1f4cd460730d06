//! The table of user agents (HTTP-1 to HTTP-5).

use std::collections::BTreeMap;

use super::*;
use crate::ErrorKind;

type Variables<'a> = &'a [(&'a str, &'a str)];

fn environment(variables: Variables<'_>) -> BTreeMap<String, String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    variables.iter().map(owned).collect()
}

/// The header of a product with these extras.
fn header(product: &Product, variables: Variables<'_>) -> String {
    let agent = UserAgent::new(product, &environment(variables)).unwrap();
    agent.header("pat").to_str().unwrap().to_owned()
}

/// What follows the way of authentication.
fn found(variables: Variables<'_>) -> String {
    let header = header(&Product::default(), variables);
    header.split_once(" auth/pat").unwrap().1.trim().to_owned()
}

// HTTP-1: the parts and their order.
#[test]
fn all_parts_stand_in_their_order() {
    let mut product = Product::default();
    product.set("my-tool".to_owned(), "1.2.0-rc.1+b".to_owned());
    product.add("partner".to_owned(), "acme".to_owned());
    product.add("feature".to_owned(), "1.0.0".to_owned());
    let variables = [
        ("DATABRICKS_SDK_UPSTREAM", "terraform"),
        ("DATABRICKS_SDK_UPSTREAM_VERSION", "1.2.3"),
        ("DATABRICKS_RUNTIME_VERSION", "15.4"),
        ("GITHUB_ACTIONS", "true"),
        ("CLAUDECODE", "1"),
        ("OMNIGENT", "1"),
    ];
    let sdk = format!(
        "jobs-sdk-rust/{} rust/{} os/linux",
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_RUST_VERSION")
    );
    let sdk = sdk.replace(
        "os/linux",
        &format!("os/{}", std::env::consts::OS.replace("macos", "darwin")),
    );
    assert_eq!(
        header(&product, &variables),
        format!(
            "my-tool/1.2.0-rc.1+b {sdk} auth/pat partner/acme feature/1.0.0 upstream/terraform \
             upstream-version/1.2.3 runtime/15.4 cicd/github agent/claude-code \
             meta-harness/omnigent"
        )
    );
    assert_eq!(
        header(&Product::default(), &[]),
        format!("unknown/0.0.0 {sdk} auth/pat")
    );
}

// HTTP-2: an identical pair is added once, another value of the same key as well.
#[test]
fn a_pair_is_added_once() {
    let mut product = Product::default();
    for value in ["a", "a", "b", "a"] {
        product.add("partner".to_owned(), value.to_owned());
    }
    assert!(header(&product, &[]).ends_with("auth/pat partner/a partner/b"));
}

// HTTP-2: names, keys and values consist of letters, digits and `_.+-`.
#[test]
fn what_a_header_cannot_carry_is_refused() {
    let check = |change: &dyn Fn(&mut Product)| {
        let mut product = Product::default();
        change(&mut product);
        UserAgent::new(&product, &()).map(drop)
    };
    for good in ["a", "Zz09", "a_b.c+d-e", "1.2.3"] {
        check(&|product| product.set(good.to_owned(), "0.0.1".to_owned())).unwrap();
        check(&|product| product.add(good.to_owned(), good.to_owned())).unwrap();
    }
    for bad in ["", " ", "a b", "a/b", "é", "a\n", "a(b)", "a:b", "a@b"] {
        for error in [
            check(&|product| product.set(bad.to_owned(), "0.0.1".to_owned())).unwrap_err(),
            check(&|product| product.add(bad.to_owned(), "v".to_owned())).unwrap_err(),
            check(&|product| product.add("k".to_owned(), bad.to_owned())).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Config, "{bad:?}");
        }
    }
}

// HTTP-2: the product's version is a semantic one.
#[test]
fn a_version_is_a_semantic_one() {
    for good in [
        "0.0.0",
        "1.2.3",
        "10.20.30",
        "1.2",
        "1.x",
        "1.2.x",
        "1.x.x",
        "1.2.3-rc.1",
        "1.2.3-0",
        "1.2.3-0a",
        "1.2.3--",
        "1.2.3+b",
        "1.2.3+007",
        "1.2.3-a.b-c+d.e-f",
        "1.2-rc",
    ] {
        assert!(is_version(good), "{good}");
    }
    for bad in [
        "",
        "1",
        "1.",
        "1.2.",
        "1.2.3.4",
        "01.2.3",
        "1.02.3",
        "1.2.03",
        "v1.2.3",
        "x.1.2",
        "1.2.3-",
        "1.2.3+",
        "1.2.3-a..b",
        "1.2.3-01",
        "1.2.3+a+b",
        "1.2.3 ",
        "1.2.3-é",
        "1.2.3_4",
        "-1.2.3",
    ] {
        assert!(!is_version(bad), "{bad}");
    }
}

// HTTP-3 and HTTP-4, one case a row.
#[test]
fn surroundings_are_told() {
    #[rustfmt::skip]
    let table: &[(Variables<'_>, &str)] = &[
        (&[], ""),
        // An SDK that stands on this one: both or nothing.
        (&[("DATABRICKS_SDK_UPSTREAM", "a"), ("DATABRICKS_SDK_UPSTREAM_VERSION", "0.0.1")], "upstream/a upstream-version/0.0.1"),
        (&[("DATABRICKS_SDK_UPSTREAM", "a")], ""),
        (&[("DATABRICKS_SDK_UPSTREAM_VERSION", "0.0.1")], ""),
        (&[("DATABRICKS_SDK_UPSTREAM", ""), ("DATABRICKS_SDK_UPSTREAM_VERSION", "0.0.1")], ""),
        (&[("DATABRICKS_SDK_UPSTREAM", "a b\r\nc: d"), ("DATABRICKS_SDK_UPSTREAM_VERSION", "é")], "upstream/a-b--c--d upstream-version/-"),
        // The service's own machines.
        (&[("DATABRICKS_RUNTIME_VERSION", "13.1")], "runtime/13.1"),
        (&[("DATABRICKS_RUNTIME_VERSION", "13.1 anything/else")], "runtime/13.1-anything-else"),
        (&[("DATABRICKS_RUNTIME_VERSION", "")], ""),
        // Continuous integration: none, one, several.
        (&[("GITHUB_ACTIONS", "true")], "cicd/github"),
        (&[("GITHUB_ACTIONS", "false")], ""),
        (&[("GITHUB_ACTIONS", "")], ""),
        (&[("GITLAB_CI", "true")], "cicd/gitlab"),
        (&[("JENKINS_URL", "https://jenkins.test")], "cicd/jenkins"),
        (&[("JENKINS_URL", "")], "cicd/jenkins"),
        (&[("TF_BUILD", "True")], "cicd/azure-devops"),
        (&[("TF_BUILD", "true")], ""),
        (&[("CIRCLECI", "true")], "cicd/circle"),
        (&[("TRAVIS", "true")], "cicd/travis"),
        (&[("BITBUCKET_BUILD_NUMBER", "7")], "cicd/bitbucket"),
        (&[("PROJECT_ID", ""), ("BUILD_ID", ""), ("PROJECT_NUMBER", ""), ("LOCATION", "")], "cicd/google-cloud-build"),
        (&[("PROJECT_ID", "p"), ("BUILD_ID", "b"), ("LOCATION", "l")], ""),
        (&[("CODEBUILD_BUILD_ARN", "arn")], "cicd/aws-code-build"),
        (&[("TFC_RUN_ID", "r")], "cicd/tf-cloud"),
        (&[("GITLAB_CI", "true"), ("GITHUB_ACTIONS", "true")], "cicd/github"),
        (&[("JENKINS_URL", "x"), ("GITLAB_CI", "true")], "cicd/gitlab"),
        // A harness around agents is none itself.
        (&[("OMNIGENT", "")], "meta-harness/omnigent"),
        (&[("OMNIGENT", "1"), ("CODEX_CI", "1")], "agent/codex meta-harness/omnigent"),
    ];
    for (variables, expected) in table {
        assert_eq!(found(variables), *expected, "{variables:?}");
    }
}

// HTTP-5: each agent of the table, by its variable alone, even if empty.
#[test]
fn an_agent_is_told_by_its_variable() {
    #[rustfmt::skip]
    let table = [
        ("AMP_CURRENT_THREAD_ID", "amp"), ("ANTIGRAVITY_AGENT", "antigravity"),
        ("AUGMENT_AGENT", "augment"), ("CLAUDECODE", "claude-code"), ("CLINE_ACTIVE", "cline"),
        ("CODEX_CI", "codex"), ("COPILOT_CLI", "copilot-cli"), ("CURSOR_AGENT", "cursor"),
        ("GEMINI_CLI", "gemini-cli"), ("GOOSE_TERMINAL", "goose"), ("KIRO", "kiro"),
        ("OPENCLAW_SHELL", "openclaw"), ("OPENCODE", "opencode"), ("PI_CODING_AGENT", "pi"),
        ("VSCODE_AGENT", "vscode-agent"), ("WINDSURF_AGENT", "windsurf"),
    ];
    for (variable, name) in table {
        for value in ["1", ""] {
            assert_eq!(found(&[(variable, value)]), format!("agent/{name}"));
            assert_eq!(
                found(&[(variable, value), ("AGENT", "other"), ("AI_AGENT", "other")]),
                format!("agent/{name}"),
                "its own variable wins"
            );
        }
    }
    assert_eq!(
        found(&[("CLAUDECODE", "1"), ("CURSOR_AGENT", "")]),
        "agent/multiple"
    );
    assert_eq!(
        found(&[("CLAUDECODE", "1"), ("CURSOR_AGENT", "1"), ("KIRO", "1")]),
        "agent/multiple"
    );
}

// HTTP-5: agents that are not in the table name themselves.
#[test]
fn an_agent_may_name_itself() {
    let long = "a".repeat(70);
    #[rustfmt::skip]
    let table: &[(Variables<'_>, &str)] = &[
        (&[("AGENT", "new")], "agent/new"),
        (&[("AI_AGENT", "new")], "agent/new"),
        (&[("AGENT", "one"), ("AI_AGENT", "two")], "agent/one"),
        (&[("AGENT", ""), ("AI_AGENT", "two")], "agent/two"),
        (&[("AGENT", ""), ("AI_AGENT", "")], ""),
        (&[("AGENT", "goose")], "agent/goose"),
        (&[("AGENT", "my agent/1.0 (é)")], "agent/my-agent-1.0----"),
        (&[("AGENT", "a\r\nx-evil: 1")], "agent/a--x-evil--1"),
    ];
    for (variables, expected) in table {
        assert_eq!(found(variables), *expected, "{variables:?}");
    }
    let told = found(&[("AGENT", &long)]);
    assert_eq!(
        told,
        format!("agent/{}", &long[..64]),
        "at most 64 characters"
    );
}

// A chain of credentials knows only later what it is.
#[test]
fn the_way_of_authentication_may_change() {
    let agent = UserAgent::new(&Product::default(), &()).unwrap();
    for auth in ["default", "default", "oauth-m2m", "mine (é)"] {
        let header = agent.header(auth);
        let header = header.to_str().unwrap();
        assert!(
            header.ends_with(&format!(" auth/{}", sanitized(auth))),
            "{header}"
        );
    }
}
