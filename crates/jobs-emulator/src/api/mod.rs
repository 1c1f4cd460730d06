//! HTTP: routes, credentials, bodies. What an operation does is said in [`crate::service`].

mod admin;
mod neighbours;
mod operations;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Map, Value};

use crate::service::request::Members;
use crate::service::{Answer, Operation, Service, ServiceError};

/// Largest request that is taken, in bytes.
const MAX_REQUEST: usize = 10 * 1024 * 1024;

/// What all requests share.
pub(crate) struct Shared {
    pub(crate) service: Service,
    /// Tokens that are taken; any is without them.
    pub(crate) tokens: Vec<String>,
}

/// Everything that the emulator answers, on a socket or without one.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new();
    for (method, path, operation) in operations::ALL
        .into_iter()
        .chain(neighbours::ALL)
        .chain(admin::ALL)
    {
        let handler = move |State(shared): State<Arc<Shared>>, path: RawPathParams, request| async move {
            respond(answer(&shared, operation, &path, request).await)
        };
        router = router.route(path, on(method, handler));
    }
    router
        .route(
            "/.well-known/databricks-config",
            on(MethodFilter::GET, neighbours::discovery),
        )
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
        .with_state(shared)
}

/// A route: its method and path, and what answers there.
type Route = (MethodFilter, &'static str, Operation);

async fn answer(
    shared: &Shared,
    operation: Operation,
    path: &RawPathParams,
    request: Request,
) -> Answer {
    authorize(shared, request.headers())?;
    let (head, body) = request.into_parts();
    let mut members = read_body(body).await?;
    let query = head.uri.query().unwrap_or_default();
    for (name, text) in form_urlencoded::parse(query.as_bytes()) {
        members.add_text(name.into_owned(), text.into_owned());
    }
    for (name, text) in path {
        members.add_text(name.to_owned(), text.to_owned());
    }
    shared.service.run(operation, &members)
}

/// Refuses a request that nobody known has sent.
fn authorize(shared: &Shared, headers: &HeaderMap) -> Result<(), ServiceError> {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let (scheme, token) = given
        .and_then(|value| value.split_once(' '))
        .ok_or_else(ServiceError::unauthorized)?;
    if !scheme.eq_ignore_ascii_case("bearer") || token.trim().is_empty() {
        return Err(ServiceError::unauthorized());
    }
    if !shared.tokens.is_empty() && !shared.tokens.iter().any(|known| known == token.trim()) {
        return Err(ServiceError::invalid_token());
    }
    Ok(())
}

/// The members of a body; none if it is empty.
async fn read_body(body: Body) -> Result<Members, ServiceError> {
    let body: Bytes = axum::body::to_bytes(body, MAX_REQUEST)
        .await
        .map_err(|_| ServiceError::too_large(MAX_REQUEST))?;
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Members::default());
    }
    let members: Map<String, Value> =
        serde_json::from_slice(&body).map_err(ServiceError::malformed)?;
    Ok(Members::new(members))
}

fn respond(answer: Answer) -> Response {
    let (status, body) = match answer {
        Ok(body) => (StatusCode::OK, body),
        Err(error) => (error.status, error.body()),
    };
    let json = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, json)], body.to_string()).into_response()
}

/// What no route answers: known parts of the product that the emulator lacks, and all else.
async fn unknown(request: Request) -> Response {
    let (method, path) = (request.method().as_str(), request.uri().path());
    respond(Err(if operations::is_known_elsewhere(path) {
        ServiceError::unsupported(method, path)
    } else {
        ServiceError::no_endpoint(method, path)
    }))
}
