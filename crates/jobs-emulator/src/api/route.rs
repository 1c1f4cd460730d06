//! Routes: where an operation is, and what answers there.

use axum::routing::MethodFilter;

use crate::service::Operation;
use crate::service::version::ApiVersion;

/// An operation and its place.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    /// What clients call the operation.
    pub(crate) name: &'static str,
    pub(super) method: MethodFilter,
    pub(super) path: &'static str,
    pub(super) handler: Handler,
    /// The version of the Jobs API that it is an operation of; the newest where there are none.
    pub(super) version: ApiVersion,
    /// Whether it answers without credentials.
    pub(super) is_open: bool,
    /// Whether the body of the request, and that of the answer if it has one, are a file.
    pub(super) has_bytes: bool,
}

/// What answers at a route.
#[derive(Clone, Copy)]
pub(super) enum Handler {
    /// An operation of the service.
    Operation(Operation),
    /// The token endpoint.
    IssueToken,
}

pub(super) const fn get(name: &'static str, path: &'static str, operation: Operation) -> Route {
    route(name, MethodFilter::GET, path, operation)
}

pub(super) const fn post(name: &'static str, path: &'static str, operation: Operation) -> Route {
    route(name, MethodFilter::POST, path, operation)
}

pub(super) const fn put(name: &'static str, path: &'static str, operation: Operation) -> Route {
    route(name, MethodFilter::PUT, path, operation)
}

pub(super) const fn patch(name: &'static str, path: &'static str, operation: Operation) -> Route {
    route(name, MethodFilter::PATCH, path, operation)
}

pub(super) const fn delete(name: &'static str, path: &'static str, operation: Operation) -> Route {
    route(name, MethodFilter::DELETE, path, operation)
}

/// The same, with files for bodies.
pub(super) const fn bytes(route: Route) -> Route {
    Route {
        has_bytes: true,
        ..route
    }
}

/// The same, for callers without credentials too.
pub(super) const fn open(route: Route) -> Route {
    Route {
        is_open: true,
        ..route
    }
}

/// Gives tokens to whoever has the credentials in the body.
pub(super) const fn issue_tokens(name: &'static str, path: &'static str) -> Route {
    Route {
        name,
        method: MethodFilter::POST,
        path,
        handler: Handler::IssueToken,
        version: ApiVersion::V2_2,
        is_open: true,
        has_bytes: false,
    }
}

const fn route(
    name: &'static str,
    method: MethodFilter,
    path: &'static str,
    operation: Operation,
) -> Route {
    Route {
        name,
        method,
        path,
        handler: Handler::Operation(operation),
        version: ApiVersion::V2_2,
        is_open: false,
        has_bytes: false,
    }
}
