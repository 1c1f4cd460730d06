//! One request and its answer: who asks, what goes wrong on purpose, what is written down.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, RawPathParams, Request};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, header};

use super::reply::Reply;
use super::route::Route;
use super::{Broken, MAX_REQUEST, Reset, Shared, operations};
use crate::admin::{self, AdminCall, Arrival, Break, Fault, Moment, Workspace};
use crate::clock;
use crate::principal::Principal;
use crate::service::ServiceError;
use crate::service::request::Members;

/// A request that was read.
struct Asked<'a> {
    head: &'a http::request::Parts,
    path: Option<&'a RawPathParams>,
    body: Result<Bytes, ServiceError>,
    caller: Result<Caller<'a>, ServiceError>,
}

/// Somebody known.
#[derive(Clone, Copy)]
struct Caller<'a> {
    token: &'a str,
    principal: &'a Principal,
}

/// Answers a request to an operation, or to what is none.
pub(super) async fn answer(
    shared: &Shared,
    route: Option<&Route>,
    path: Option<&RawPathParams>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let caller = authorize(shared, &head.headers);
    let workspace = match &caller {
        Ok(caller) => shared.workspaces.of(caller.token),
        Err(_) => Ok(shared.workspaces.main().clone()),
    };
    let workspace = match workspace {
        Ok(workspace) => workspace,
        Err(error) => return Reply::from(Err(error)).into_response(),
    };
    let arrived = workspace.now();
    // What a stranger sends is not worth reading.
    let is_admitted = caller.is_ok() || route.is_some_and(|route| route.is_open);
    let asked = Asked {
        head: &head,
        path,
        body: if is_admitted {
            read(body, MAX_REQUEST).await
        } else {
            Ok(Bytes::new())
        },
        caller,
    };
    let operation = route.map(|route| route.name);
    let (number, fault) = arrive(&workspace, &asked, operation, arrived);

    let reply = match fault {
        None => handle(&workspace, route, asked),
        Some(fault) => disturbed(&workspace, &fault, || handle(&workspace, route, asked)).await,
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
        && let Some(ConnectInfo(connection)) = head.extensions.get::<ConnectInfo<Reset>>()
    {
        connection.request();
    }
    response
}

/// Answers a call to the emulator itself. Nothing goes wrong with it, and it is not written down.
pub(super) async fn answer_admin(shared: &Shared, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let answered = async {
        let token = authorize(shared, &head.headers)?.token;
        let path = head.uri.path();
        let call = path.strip_prefix(admin::PREFIX).unwrap_or(path);
        let limit = if call == "snapshot" {
            admin::MAX_SNAPSHOT
        } else {
            MAX_REQUEST
        };
        let body = read(body, limit).await?;
        admin::answer(
            &head.method,
            call,
            &AdminCall {
                workspace: &shared.workspaces.of(token)?,
                workspaces: &shared.workspaces,
                token,
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
    let caller = asked.caller.as_ref().ok();
    let principal = caller.map(|caller| caller.principal.name().to_owned());
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
fn handle(workspace: &Workspace, route: Option<&Route>, asked: Asked<'_>) -> Reply {
    let Some(route) = route else {
        return Reply::from(Err(unknown(asked.head)));
    };
    let is_open = route.is_open;
    let admitted = match asked.caller {
        Ok(caller) => admit(workspace, route, caller.token).map(|()| Some(caller.principal)),
        Err(_) if is_open => Ok(None),
        Err(error) => Err(error.into()),
    };
    let answered = admitted.map(|caller| {
        let members = members(asked.path, asked.head, asked.body)?;
        workspace.service().run(route.operation, caller, &members)
    });
    answered.map_or_else(|refused| *refused, Reply::from)
}

/// Refuses a token that has ended, and requests that are too many.
fn admit(workspace: &Workspace, route: &Route, token: &str) -> Result<(), Box<Reply>> {
    let now = workspace.now();
    let mut controls = workspace.controls();
    if !route.is_open && controls.expiries.is_expired(token, now) {
        return Err(ServiceError::invalid_token().into());
    }
    controls
        .rate_limits
        .take(route.name, now)
        .map_err(|exceeded| Box::new(Reply::over_limit(&exceeded)))
}

/// What the request says in its body, query and path.
fn members(
    path: Option<&RawPathParams>,
    head: &http::request::Parts,
    body: Result<Bytes, ServiceError>,
) -> Result<Members, ServiceError> {
    let mut members = Members::parse(&body?, head.uri.query().unwrap_or_default())?;
    for (name, text) in path.into_iter().flatten() {
        members.add_text(name.to_owned(), text.to_owned());
    }
    Ok(members)
}

/// What no route answers: known parts of the product that the emulator lacks, and all else.
fn unknown(head: &http::request::Parts) -> ServiceError {
    let (method, path) = (head.method.as_str(), head.uri.path());
    if operations::is_known_elsewhere(path) {
        ServiceError::unsupported(method, path)
    } else {
        ServiceError::no_endpoint(method, path)
    }
}

/// Who sent a request, unless it is nobody known.
fn authorize<'a>(shared: &'a Shared, headers: &'a HeaderMap) -> Result<Caller<'a>, ServiceError> {
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
    let principal = shared.tokens.principal(token);
    let principal = principal.ok_or_else(ServiceError::invalid_token)?;
    Ok(Caller { token, principal })
}

async fn read(body: Body, limit: usize) -> Result<Bytes, ServiceError> {
    let read = axum::body::to_bytes(body, limit).await;
    read.map_err(|_| ServiceError::too_large(limit))
}
