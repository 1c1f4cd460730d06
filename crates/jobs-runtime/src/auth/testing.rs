//! What tests of strategies have in common: a context of which every part is told what to say.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use super::context::Context;
use super::programs::{Ended, Program, Programs};
use super::{Strategy, Verdict};
use http::{HeaderName, HeaderValue, StatusCode};

use crate::BoxFuture;
use crate::clock::ManualClock;
use crate::config::Attribute;
use crate::transport::{Request, Response, Transport, TransportError, TransportErrorKind};

/// A secret that must not appear in anything that is shown.
pub(super) const CANARY: &str = "canary-5e2c";

/// Programs that answer by a rule, and keep what they were asked.
#[derive(Clone, Default)]
pub(super) struct FakePrograms {
    asked: Arc<Mutex<Vec<String>>>,
    rule: Option<Arc<Rule>>,
}

type Rule = dyn Fn(&str) -> io::Result<Ended> + Send + Sync;

impl FakePrograms {
    /// Programs for which `rule` answers, given their arguments with spaces between.
    pub(super) fn answering(
        rule: impl Fn(&str) -> io::Result<Ended> + Send + Sync + 'static,
    ) -> Self {
        Self {
            asked: Arc::default(),
            rule: Some(Arc::new(rule)),
        }
    }

    /// What they were asked since this was last called.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Programs for FakePrograms {
    fn run(&self, program: Program) -> BoxFuture<'_, io::Result<Ended>> {
        let arguments = program.arguments.join(" ");
        let answer = match &self.rule {
            Some(rule) => rule(&arguments),
            None => Err(io::ErrorKind::NotFound.into()),
        };
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(arguments);
        Box::pin(async move { answer })
    }
}

/// A program's success, having printed this.
#[expect(clippy::unnecessary_wraps, reason = "as rules give it")]
pub(super) fn prints(stdout: impl Into<String>) -> io::Result<Ended> {
    Ok(Ended {
        success: true,
        stdout: stdout.into().into_bytes(),
        // Tools warn of this and that, which is no failure.
        stderr: b"WARNING: a new version is available\n".to_vec(),
    })
}

/// A program's failure, having complained of this.
#[expect(clippy::unnecessary_wraps, reason = "as rules give it")]
pub(super) fn complains(stderr: &str) -> io::Result<Ended> {
    Ok(Ended {
        success: false,
        stdout: Vec::new(),
        stderr: stderr.as_bytes().to_vec(),
    })
}

/// Services that answer by a rule, and keep what they were asked.
#[derive(Clone)]
pub(super) struct Services {
    asked: Arc<Mutex<Vec<String>>>,
    rule: Arc<Answers>,
}

type Answers = dyn Fn(&str) -> Option<Response> + Send + Sync;

impl Services {
    /// Services for which `rule` answers, given method and address; there is no connection to
    /// those that it does not know.
    pub(super) fn answering(
        rule: impl Fn(&str) -> Option<Response> + Send + Sync + 'static,
    ) -> Self {
        Self {
            asked: Arc::default(),
            rule: Arc::new(rule),
        }
    }

    /// What they were asked since this was last called: a line for method and address, one for
    /// each header in the order of their names, one for the body if there is any.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Services {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        let head = format!("{} {}", request.method, request.url);
        let answer = (self.rule)(&head);
        let mut headers: Vec<_> = request
            .headers
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "accept" | "user-agent"))
            .map(|(name, value)| format!("\n{name}: {}", value.to_str().unwrap_or("?")))
            .collect();
        headers.sort_unstable();
        let body = String::from_utf8_lossy(&request.body);
        let body = if body.is_empty() {
            String::new()
        } else {
            format!("\n{body}")
        };
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(format!("{head}{}{body}", headers.concat()));
        Box::pin(async move {
            answer.ok_or_else(|| {
                TransportError::new(TransportErrorKind::Connect, "connection refused")
            })
        })
    }
}

/// An answer of 200 with this body.
#[expect(clippy::unnecessary_wraps, reason = "as rules give it")]
pub(super) fn answers(body: impl ToString) -> Option<Response> {
    Some(Response::new(StatusCode::OK, body.to_string()))
}

/// The document in which a workspace names its token endpoint.
pub(super) fn discovery(head: &str) -> Option<Response> {
    let host = head
        .strip_prefix("GET ")?
        .strip_suffix("/oidc/.well-known/oauth-authorization-server")?;
    answers(serde_json::json!({
        "authorization_endpoint": format!("{host}/oidc/v1/authorize"),
        "token_endpoint": format!("{host}/oidc/v1/token"),
    }))
}

/// A redirect to this address.
pub(super) fn redirects(location: &str) -> Option<Response> {
    let mut response = Response::new(StatusCode::FOUND, "");
    response.headers.insert(
        HeaderName::from_static("location"),
        HeaderValue::from_str(location).ok()?,
    );
    Some(response)
}

/// A context with these attributes and variables, over these services.
pub(super) fn context(
    attributes: &[(Attribute, &str)],
    variables: &[(&str, &str)],
    services: &Services,
) -> Context {
    let clock = ManualClock::new();
    Context {
        programs: Arc::new(FakePrograms::default()),
        ..super::tests::context(attributes, variables, services.clone(), &clock)
    }
}

/// What a strategy says of a context: a word for the verdict, and what is missing.
pub(super) fn verdict(strategy: &Strategy, context: &Context) -> (&'static str, String) {
    match (strategy.configure)(context) {
        Verdict::Chosen(_) => ("chosen", String::new()),
        Verdict::Possible(_) => ("possible", String::new()),
        Verdict::Incomplete(lacks) => ("incomplete", lacks),
        Verdict::NotConfigured(lacks) => ("not configured", lacks),
    }
}
