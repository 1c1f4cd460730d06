//! What tests of this module have in common, and what holds for all strategies.

mod canaries;
mod oauth;
#[cfg(feature = "http")]
mod server;
mod strategies;
#[cfg(feature = "http")]
mod wire;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;

use super::chain::STRATEGIES;
use super::programs::default_programs;
use super::token::{Token, TokenSource};
use super::{Context, Credentials, Verdict};
use crate::clock::{Clock, ManualClock};
use crate::config::{Attribute as A, Config};
use crate::error::{Error, ErrorKind};
use crate::testing::GetThing;
use crate::transport::{Reply, Script, Transport};
use crate::{BoxFuture, Client, Result};

/// A context with these attributes and variables, over this transport.
pub(super) fn context(
    attributes: &[(A, &str)],
    variables: &[(&str, &str)],
    transport: impl Transport + 'static,
    clock: &ManualClock,
) -> Context {
    let mut config = Config::new();
    for (attribute, value) in attributes {
        config.set(*attribute, *value);
    }
    let variables: HashMap<String, String> = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Context::new(
        config,
        Arc::new(variables),
        Arc::new(transport),
        Arc::new(clock.clone()),
        default_programs(),
    )
}

const HOST: (A, &str) = (A::Host, "https://ws.example.test");

/// Attributes that a program sets.
pub(super) type Attributes<'a> = &'a [(A, &'a str)];

/// What a strategy says of a context.
fn verdict(context: &Context, name: &str) -> Verdict {
    let strategy = STRATEGIES.iter().find(|strategy| strategy.name == name);
    (strategy.unwrap().configure)(context)
}

fn chosen(context: &Context, name: &str) -> Arc<dyn Credentials> {
    match verdict(context, name) {
        Verdict::Chosen(credentials) => credentials,
        _ => panic!("{name} does not apply"),
    }
}

/// A verdict as a word and what is missing.
fn told(verdict: Verdict) -> String {
    match verdict {
        Verdict::Chosen(credentials) => format!("chosen {}", credentials.name()),
        Verdict::Possible(credentials) => format!("possible {}", credentials.name()),
        Verdict::Incomplete(why) => format!("incomplete: {why}"),
        Verdict::NotConfigured(why) => format!("not configured: {why}"),
    }
}

/// What the `authorization` header of credentials is, in full.
pub(super) async fn authorization(credentials: &dyn Credentials) -> Result<String> {
    let headers = credentials.headers().await?;
    Ok(headers["authorization"].to_str().unwrap().to_owned())
}

/// A script of a workspace that knows no metadata, has its token endpoint at the usual place and
/// gives tokens of an hour.
fn workspace() -> Script {
    let script = Script::new();
    script.stub("auth_get", |request| match request.url.path() {
        "/oidc/.well-known/oauth-authorization-server" => Reply::ok(
            json!({"token_endpoint": "https://ws.example.test/oidc/v1/token"}).to_string(),
        ),
        _ => Reply::status(404),
    });
    script.stub("auth_token", |_| {
        Reply::ok(json!({"access_token": "at", "expires_in": 3600}).to_string())
    });
    script
}

fn paths(script: &Script) -> Vec<String> {
    let requests = script.requests();
    requests
        .iter()
        .map(|request| request.url.to_string())
        .collect()
}

fn forms(script: &Script) -> Vec<String> {
    let requests = script.requests().into_iter();
    let forms = requests.filter(|request| request.operation == "auth_token");
    forms
        .map(|request| String::from_utf8(request.body.to_vec()).unwrap())
        .collect()
}

/// What a [`Mint`] does when it is asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mints {
    /// Gives a token that runs out after these seconds, or before now.
    For(i64),
    /// Gives a token that does not run out.
    Forever,
    /// Fails, in a way that may pass.
    Fails,
    /// Gives the token before the last one once more.
    Again,
}

/// A source of the tokens `token-1`, `token-2`…: each takes others' turns before it is there.
#[derive(Clone, Debug)]
pub(super) struct Mint {
    clock: ManualClock,
    state: Arc<Mutex<(u32, VecDeque<Mints>)>>,
    /// Tokens come through here, one after the other: whoever holds it keeps them waiting.
    pub(super) gate: Arc<tokio::sync::Semaphore>,
    /// The only call whose token comes through the gate, if not all do.
    pub(super) gated: Option<u32>,
}

impl Mint {
    /// A source that does these things, and the last of them ever after.
    pub(super) fn new(clock: &ManualClock, plan: &[Mints]) -> Self {
        Self {
            clock: clock.clone(),
            state: Arc::new(Mutex::new((0, plan.iter().copied().collect()))),
            gate: Arc::new(tokio::sync::Semaphore::new(1)),
            gated: None,
        }
    }

    /// How often it has been asked.
    pub(super) fn calls(&self) -> u32 {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn next(&self) -> (u32, Mints) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 += 1;
        let next = state.1[0];
        if state.1.len() > 1 {
            state.1.pop_front();
        }
        (state.0, next)
    }
}

impl TokenSource for Mint {
    fn name(&self) -> &'static str {
        "mint"
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let (number, what) = self.next();
            if tokio::runtime::Handle::try_current().is_ok() {
                tokio::task::yield_now().await;
                if self.gated.is_none_or(|gated| gated == number) {
                    let _open = self.gate.acquire().await;
                }
            }
            let token = |number| Token::new(format!("token-{number}"));
            let now = self.clock.now();
            match what {
                Mints::For(seconds) => {
                    let time = Duration::from_secs(seconds.unsigned_abs());
                    let end = if seconds < 0 { now - time } else { now + time };
                    Ok(token(number).expires_at(end))
                }
                Mints::Forever => Ok(token(number)),
                Mints::Again => Ok(token(number - 1)),
                Mints::Fails => Err(Error::new(ErrorKind::Unavailable, "the mint is closed")
                    .in_exchange(true, true)),
            }
        })
    }
}

// A program's own source of tokens is used as those of the strategies are: its tokens are kept, and
// asked for anew when they have run out.
#[tokio::test]
async fn a_program_brings_its_own_source_of_tokens() {
    let clock = ManualClock::new();
    let mint = Mint::new(&clock, &[Mints::For(3600)]);
    let script = Script::new();
    script.stub("get_thing", |_| Reply::ok(r#"{"thing_id": 7}"#));
    let builder = Client::builder()
        .host("https://ws.example.test")
        .environment(())
        .transport(script.clone())
        .clock(clock.clone())
        .token_source(mint.clone());
    assert!(format!("{builder:?}").contains("mint"));
    let client = builder.build().unwrap();
    for _ in 0..3 {
        client.call(GetThing::default()).await.unwrap();
    }
    clock.advance(Duration::from_secs(3600));
    client.call(GetThing::default()).await.unwrap();
    assert_eq!(mint.calls(), 2);
    let requests = script.requests();
    for (request, token) in requests.iter().zip([1, 1, 1, 2]) {
        let header = format!("Bearer token-{token}");
        assert_eq!(request.headers["authorization"], header);
        let agent = request.headers["user-agent"].to_str().unwrap();
        assert!(agent.contains("auth/mint"), "{agent}");
    }
}
