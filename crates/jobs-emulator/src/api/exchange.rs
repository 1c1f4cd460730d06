//! One request and its answer: who asks, what goes wrong on purpose, what is written down.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{RawPathParams, Request};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue, header};
use serde_json::Value;

use super::oidc::{self, Basic};
use super::reply::Reply;
use super::route::{Handler, Route};
use super::{Broken, MAX_REQUEST, Reset, Shared, body, form, operations};
use crate::admin::{self, AdminCall, Arrival, Break, Fault, Moment, Workspace};
use crate::clock;
use crate::principal::Principal;
use crate::service::ServiceError;
use crate::service::request::Members;
use crate::tokens::Caller;

/// A request that was read.
struct Asked<'a> {
    head: &'a http::request::Parts,
    path: Option<&'a RawPathParams>,
    body: Result<Bytes, ServiceError>,
    caller: Result<Caller, ServiceError>,
    /// What is asked of the token endpoint; none elsewhere.
    grant: Option<Result<Granted, Box<Reply>>>,
}

/// Who is to get a token, and what it is for.
type Granted = (Arc<Principal>, String);

/// Marks a request whose path is one of ours and whose method is not.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrongMethod;

/// Answers a request to an operation, or to what is none.
pub(super) async fn answer(
    shared: &Shared,
    route: Option<&Route>,
    path: Option<&RawPathParams>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let issues_token = route.is_some_and(|route| matches!(route.handler, Handler::IssueToken));
    let caller = authorize(shared, &head.headers);
    // What a stranger sends is not worth reading.
    let is_admitted = caller.is_ok() || route.is_some_and(|route| route.is_open);
    let body = if is_admitted {
        read_as_json(route, &head.headers, body).await
    } else {
        Ok(Bytes::new())
    };
    let grant = body.as_ref().ok().filter(|_| issues_token);
    let grant = grant.map(|body| oidc::granted(&shared.tokens, &head.headers, body));
    let workspace = match (&grant, &caller) {
        (Some(Ok((principal, _))), _) => shared.workspaces.of(principal.name()),
        (None, Ok(caller)) => shared.workspaces.of(caller.workspace()),
        _ => Ok(shared.workspaces.main().clone()),
    };
    let workspace = match workspace {
        Ok(workspace) => workspace,
        Err(error) => return Reply::from(Err(error)).into_response(),
    };
    let arrived = workspace.now();
    let asked = Asked {
        head: &head,
        path,
        body,
        caller,
        grant,
    };
    let operation = route.map(|route| route.name);
    let (number, fault) = arrive(&workspace, &asked, operation, arrived);

    let reply = match fault {
        None => handle(shared, &workspace, route, asked),
        Some(fault) => {
            disturbed(&workspace, &fault, || {
                handle(shared, &workspace, route, asked)
            })
            .await
        }
    };

    let broken = reply.broken;
    let status = broken.is_none().then_some(reply.status.as_u16());
    let now = workspace.now();
    workspace.controls().journal.end(number, status, now);
    let mut response = reply.into_response();
    if let Some(how) = broken {
        response.extensions_mut().insert(Broken(how));
    }
    if broken == Some(Break::Reset)
        && let Some(connection) = head.extensions.get::<Reset>()
    {
        connection.request();
    }
    response
}

/// Answers a call to the emulator itself. Nothing goes wrong with it, and it is not written down.
pub(super) async fn answer_admin(shared: &Shared, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let answered = async {
        let caller = authorize(shared, &head.headers)?;
        let path = head.uri.path();
        let call = path.strip_prefix(admin::PREFIX).unwrap_or(path);
        let limit = if call == "snapshot" {
            admin::MAX_SNAPSHOT
        } else {
            MAX_REQUEST
        };
        let body = body::read(&head.headers, body, limit).await?;
        let workspace = shared.workspaces.of(caller.workspace())?;
        if call == admin::SETTLE {
            admin::settle(&workspace).await?;
        }
        admin::answer(
            &head.method,
            call,
            &AdminCall {
                workspace: &workspace,
                workspaces: &shared.workspaces,
                token: &caller.token,
                query: head.uri.query().unwrap_or_default(),
                body: &body,
            },
        )
    };
    match answered.await {
        Ok(admin::Reply::Json(body)) => Reply::from(Ok(body)).into_response(),
        Ok(admin::Reply::Database(bytes)) => {
            let kind = HeaderValue::from_static("application/vnd.sqlite3");
            ([(header::CONTENT_TYPE, kind)], bytes).into_response()
        }
        Err(error) => Reply::from(Err(error)).into_response(),
    }
}

/// Writes a request down, and tells its number and the fault that hits it.
fn arrive(
    workspace: &Workspace,
    asked: &Asked<'_>,
    operation: Option<&'static str>,
    time: i64,
) -> (u64, Option<Fault>) {
    let path = asked.head.uri.path();
    let mut controls = workspace.controls();
    let (id, fault) = controls.faults.pick(operation, path).unzip();
    let principal = match (&asked.grant, &asked.caller) {
        (Some(granted), _) => granted.as_ref().ok().map(|(principal, _)| principal),
        (None, caller) => caller.as_ref().ok().map(|caller| &caller.principal),
    };
    let principal = principal.map(|principal| principal.name().to_owned());
    let number = controls.journal.begin(Arrival {
        time,
        principal,
        operation,
        method: asked.head.method.to_string(),
        path: path.to_owned(),
        query: asked.head.uri.query().unwrap_or_default().to_owned(),
        body: asked.body.as_ref().cloned().unwrap_or_default(),
        fault: id,
    });
    (number, fault)
}

/// Answers a request that a fault hits.
async fn disturbed(
    workspace: &Workspace,
    fault: &Fault,
    handle: impl FnOnce() -> Reply + Send,
) -> Reply {
    // A request that takes effect does so before it is held up, or after.
    let taken = match fault.when {
        Moment::After => Ok(handle()),
        _ => Err(handle),
    };
    if let Some(latency) = fault.latency_ms {
        let clock = workspace.clock();
        let latency = i64::try_from(latency).unwrap_or(i64::MAX);
        clock.sleep_until(clock.now().saturating_add(latency)).await;
    }
    if let Some(latency) = fault.real_latency_ms {
        // Nothing ends the wait but the time.
        let _: Option<()> =
            clock::within(Duration::from_millis(latency), std::future::pending()).await;
    }
    match taken {
        Ok(reply) => reply.with(fault),
        Err(_) if fault.stops() => Reply::of(fault),
        Err(handle) => handle().with(fault),
    }
}

/// Answers a request as if nothing could go wrong.
fn handle(
    shared: &Shared,
    workspace: &Workspace,
    route: Option<&Route>,
    asked: Asked<'_>,
) -> Reply {
    let Some(route) = route else {
        return Reply::from(Err(unknown(asked.head)));
    };
    answered(shared, workspace, route, asked).unwrap_or_else(|refused| *refused)
}

fn answered(
    shared: &Shared,
    workspace: &Workspace,
    route: &Route,
    asked: Asked<'_>,
) -> Result<Reply, Box<Reply>> {
    let caller = match asked.caller {
        Ok(caller) => Some(caller),
        Err(_) if route.is_open => None,
        Err(error) => return Err(error.into()),
    };
    admit(workspace, route, caller.as_ref())?;
    match route.handler {
        Handler::Operation(operation) => {
            let body = match asked.body {
                Ok(body) if route.has_bytes => Ok(form::of_file(&body)),
                body => body,
            };
            let strict = workspace.controls().strict;
            let members = members(route.name, strict, asked.path, asked.head, body)?;
            let principal = caller.as_ref().map(|caller| &*caller.principal);
            let service = workspace.service();
            let answer = service.run(operation, route.version, principal, &members)?;
            Ok(match file_in(&answer) {
                Some(file) if route.has_bytes || members.boolean("direct_download")? => {
                    Reply::file(file)
                }
                _ => Reply::from(Ok(answer)),
            })
        }
        Handler::IssueToken => {
            asked.body?;
            let (principal, scope) = asked
                .grant
                .unwrap_or_else(|| Err(ServiceError::unauthorized().into()))?;
            Ok(oidc::issued(
                &shared.tokens,
                principal,
                &scope,
                workspace.now(),
            ))
        }
    }
}

/// Refuses a token that has ended, and requests that are too many.
fn admit(workspace: &Workspace, route: &Route, caller: Option<&Caller>) -> Result<(), Box<Reply>> {
    let now = workspace.now();
    let mut controls = workspace.controls();
    let has_ended =
        |caller: &Caller| caller.has_ended(now) || controls.expiries.is_expired(&caller.token, now);
    if !route.is_open && caller.is_some_and(has_ended) {
        return Err(ServiceError::invalid_token().into());
    }
    controls
        .rate_limits
        .take(route.name, now)
        .map_err(|exceeded| Box::new(Reply::over_limit(&exceeded)))
}

/// What the request says in its body, query and path.
fn members(
    operation: &str,
    strict: bool,
    path: Option<&RawPathParams>,
    head: &http::request::Parts,
    body: Result<Bytes, ServiceError>,
) -> Result<Members, ServiceError> {
    let query = head.uri.query().unwrap_or_default();
    let mut members = Members::of_operation(operation, strict, &body?, query)?;
    for (name, text) in path.into_iter().flatten() {
        members.add_text(name.to_owned(), text.to_owned());
    }
    Ok(members)
}

/// What no route answers: another method where there is one, known parts of the product that the
/// emulator lacks, and all else.
fn unknown(head: &http::request::Parts) -> ServiceError {
    let (method, path) = (head.method.as_str(), head.uri.path());
    if head.extensions.get::<WrongMethod>().is_some() {
        ServiceError::bad_target(path)
    } else if operations::is_known_elsewhere(path) {
        ServiceError::unsupported(method, path)
    } else {
        ServiceError::no_endpoint(method, path)
    }
}

/// Who sent a request, unless it is nobody known.
fn authorize(shared: &Shared, headers: &HeaderMap) -> Result<Caller, ServiceError> {
    of_no_page(shared, headers)?;
    let token = bearer(headers)?;
    let caller = shared.tokens.caller(&token);
    caller.ok_or_else(ServiceError::invalid_token)
}

/// The token of a request: as such, or as the password of a user whatever its name, which older
/// clients send.
fn bearer(headers: &HeaderMap) -> Result<String, ServiceError> {
    if let Some(Basic { password, .. }) =
        Basic::of(headers).filter(|basic| !basic.password.is_empty())
    {
        return Ok(password);
    }
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let (scheme, token) = given
        .and_then(|value| value.split_once(' '))
        .ok_or_else(ServiceError::unauthorized)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
        return Err(ServiceError::unauthorized());
    }
    Ok(token.to_owned())
}

/// Refuses what a web page sends, where it could have its code run: a page may name this machine as
/// its own host, and any token is taken.
fn of_no_page(shared: &Shared, headers: &HeaderMap) -> Result<(), ServiceError> {
    let runs_code = shared.workspaces.main().setup().local.is_some();
    if runs_code && shared.tokens.takes_any() && headers.contains_key(header::ORIGIN) {
        return Err(ServiceError::forbidden(
            "Requests of web pages are refused while jobs-emulator runs code and takes any token: \
             start it with a token.",
        ));
    }
    Ok(())
}

/// The body of a request to this route; as JSON, unless it is a file.
async fn read_as_json(
    route: Option<&Route>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Bytes, ServiceError> {
    let body = body::read(headers, body, form::limit(route)).await?;
    match route {
        Some(route) if !route.has_bytes => form::of_form(headers, body).await,
        _ => Ok(body),
    }
}

/// The file that an answer has.
fn file_in(answer: &Value) -> Option<Bytes> {
    STANDARD
        .decode(answer["content"].as_str()?)
        .ok()
        .map(Bytes::from)
}
