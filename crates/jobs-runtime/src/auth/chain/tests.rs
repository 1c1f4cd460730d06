//! Which strategy is taken, and what is said if there is none.

use super::super::tests::Mints::{Fails, For};
use super::super::tests::{Mint, Mints, authorization, context};
use super::*;
use crate::auth::TokenCache;
use crate::clock::ManualClock;
use crate::testing::CANARY;
use crate::transport::Script;
use Attribute as A;

const HOST: (A, &str) = (A::Host, "https://ws.example.test");

fn over(attributes: &[(A, &str)]) -> Context {
    context(attributes, &[], Script::new(), &ManualClock::new())
}

// B.1: the order is that of the vendor's tools.
#[test]
fn strategies_have_their_order_and_distinct_names() {
    const ORDER: [&str; 15] = [
        "pat",
        "basic",
        "oauth-m2m",
        "databricks-cli",
        "metadata-service",
        "github-oidc",
        "azure-devops-oidc",
        "env-oidc",
        "file-oidc",
        "github-oidc-azure",
        "azure-msi",
        "azure-client-secret",
        "azure-cli",
        "google-credentials",
        "google-id",
    ];
    let mut rest = ORDER.iter();
    for strategy in STRATEGIES {
        assert!(rest.any(|name| *name == strategy.name), "{}", strategy.name);
    }
}

// AUTH-1: the first that the configuration has everything for.
#[test]
fn the_first_complete_strategy_is_taken() {
    let all = [
        HOST,
        (A::MetadataServiceUrl, "http://localhost:1/"),
        (A::ClientSecret, "s"),
        (A::ClientId, "i"),
        (A::Password, "p"),
        (A::Username, "u"),
        (A::Token, "t"),
    ];
    for (count, name) in [
        (7, "pat"),
        (6, "basic"),
        (4, "oauth-m2m"),
        (2, "metadata-service"),
    ] {
        assert_eq!(from_config(&over(&all[..count])).unwrap().name(), name);
    }
    let error = from_config(&over(&all[..1])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

// CFG-16: a strategy asked for by name is taken, or says itself what is wrong.
#[test]
fn a_strategy_asked_for_by_name_is_the_only_one() {
    let both = [
        HOST,
        (A::Token, "t"),
        (A::Username, "u"),
        (A::Password, "p"),
    ];
    for wanted in ["pat", "basic"] {
        let mut attributes = both.to_vec();
        attributes.push((A::AuthType, wanted));
        assert_eq!(from_config(&over(&attributes)).unwrap().name(), wanted);
    }
    let error = |wanted| {
        let attributes = [
            HOST,
            (A::Token, CANARY),
            (A::ClientId, "i"),
            (A::AuthType, wanted),
        ];
        let error = from_config(&over(&attributes)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(!format!("{error:?}{error:#}").contains(CANARY));
        error.to_string()
    };
    let told = error("oauth-m2m");
    assert!(
        told.starts_with(
            "`auth_type` is oauth-m2m, which needs `client_secret` (DATABRICKS_CLIENT_SECRET). "
        ),
        "{told}"
    );
    let told = error("basic");
    assert!(
        told.starts_with("`auth_type` is basic, which needs `username` "),
        "{told}"
    );
    let told = error("external-browser");
    assert!(
        told.starts_with("`auth_type` external-browser is not known: there is pat, basic, "),
        "{told}"
    );
}

// CFG-18, CFG-19, G.30: the error names what is set up in part, what each strategy would need,
// where was looked, and the way out.
#[test]
fn the_final_error_tells_all_there_is_to_know() {
    let context = over(&[HOST, (A::ClientId, "i"), (A::Username, "u")]);
    let error = from_config(&context).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!error.is_retryable());
    let told = error.to_string();
    let parts = [
        "no credentials; basic is set up in part, but needs `password` (DATABRICKS_PASSWORD); \
         oauth-m2m is set up in part, but needs `client_secret` (DATABRICKS_CLIENT_SECRET); \
         nothing is set up for pat, databricks-cli, metadata-service, ",
        "; set what one of them needs, or name a profile that has it (DATABRICKS_CONFIG_PROFILE); ",
        &context.config.tried(),
    ];
    for part in parts {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let whole = format!("{error:#}");
    let needs = [
        ": pat needs `token` (DATABRICKS_TOKEN); ",
        "metadata-service needs `metadata_service_url` (DATABRICKS_METADATA_SERVICE_URL); ",
    ];
    for need in needs {
        assert!(whole.contains(need), "{need}\n{whole}");
    }
}

// AUTH-2, G.25: what belongs to another cloud is nobody's concern here.
#[test]
fn unrelated_attributes_do_no_harm() {
    let attributes = [
        (A::Host, "https://x.cloud.databricks.com"),
        (A::ClientId, "i"),
        (A::ClientSecret, "s"),
        (A::AzureClientId, "arm"),
        (A::AzureClientSecret, "arm"),
        (A::AzureTenantId, "arm"),
    ];
    assert_eq!(from_config(&over(&attributes)).unwrap().name(), "oauth-m2m");
}

/// A chain of two that the machine may know, the sources doing these things.
fn ambient(first: &[Mints], second: &[Mints]) -> (Arc<Ambient>, Mint, Mint) {
    let clock = ManualClock::new();
    let (first, second) = (Mint::new(&clock, first), Mint::new(&clock, second));
    let cached = |mint: &Mint| -> Arc<dyn Credentials> {
        Arc::new(TokenCache::new(mint.clone(), clock.clone()))
    };
    let chain = Ambient {
        context: over(&[HOST]),
        candidates: vec![cached(&first), cached(&second)],
        lacks: Lacks::default(),
        found: Learned::new(),
    };
    (Arc::new(chain), first, second)
}

// What the machine knows is tried in order at the first request; what works is kept to, whatever
// happens later.
#[tokio::test]
async fn the_first_that_works_is_remembered() {
    let (chain, first, second) = ambient(&[Fails, For(60)], &[For(60), Fails]);
    assert_eq!(chain.name(), "default");
    assert_eq!(authorization(&*chain).await.unwrap(), "Bearer token-1");
    assert_eq!(chain.name(), "mint");
    assert_eq!((first.calls(), second.calls()), (1, 1));

    // Its own failure is told as it is, and nobody else is asked.
    let headers = chain.headers().await.unwrap();
    let error = chain.refused(&headers).await.unwrap_err();
    assert_eq!(error.message(), "the mint is closed");
    assert_eq!((first.calls(), second.calls()), (1, 2));
}

#[tokio::test]
async fn a_failure_of_all_is_not_remembered() {
    let (chain, first, second) = ambient(&[Fails, For(60)], &[Fails]);
    assert!(!chain.refused(&HeaderMap::new()).await.unwrap());
    let error = chain.headers().await.unwrap_err();
    assert_eq!(chain.name(), "default");
    assert!(error.is_retryable() && !error.was_sent());
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    let told = error.to_string();
    let start = "no credentials; mint failed: the mint is closed; mint failed: ";
    assert!(told.starts_with(start), "{told}");
    assert_eq!((first.calls(), second.calls()), (1, 1));

    assert_eq!(authorization(&*chain).await.unwrap(), "Bearer token-2");
    assert_eq!((first.calls(), second.calls()), (2, 1));
}

#[tokio::test]
async fn many_first_requests_try_the_chain_once() {
    for (second, works) in [(For(60), true), (Fails, false)] {
        let (chain, first, second) = ambient(&[Fails], &[second]);
        let callers: Vec<_> = (0..50)
            .map(|_| {
                let chain = chain.clone();
                tokio::spawn(async move { chain.headers().await.is_ok() })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.await.unwrap(), works);
        }
        assert_eq!((first.calls(), second.calls()), (1, 1));
    }
}

// What the configuration asks for comes before what the machine may know, wherever it stands.
#[test]
fn a_chosen_strategy_comes_before_a_possible_one() {
    let possible = Strategy {
        name: "possible",
        configure: |_| Verdict::Possible(Arc::new(crate::auth::Pat::new("t"))),
    };
    let strategies = [possible, m2m::STRATEGY];
    let chosen = [HOST, (A::ClientId, "i"), (A::ClientSecret, "s")];
    assert_eq!(
        choose(&over(&chosen), &strategies).unwrap().name(),
        "oauth-m2m"
    );
    assert_eq!(
        choose(&over(&[HOST]), &strategies).unwrap().name(),
        "default"
    );
    let forced = [HOST, (A::AuthType, "possible")];
    assert_eq!(choose(&over(&forced), &strategies).unwrap().name(), "pat");
}
