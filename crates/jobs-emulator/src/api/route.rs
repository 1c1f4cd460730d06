//! Routes: where an operation is, and what answers there.

use axum::routing::MethodFilter;

use crate::service::Operation;

/// An operation and its place.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    /// What clients call the operation.
    pub(crate) name: &'static str,
    pub(super) method: MethodFilter,
    pub(super) path: &'static str,
    pub(super) operation: Operation,
    /// Whether it answers without credentials.
    pub(super) is_open: bool,
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

/// The same, for callers without credentials too.
pub(super) const fn open(route: Route) -> Route {
    Route {
        is_open: true,
        ..route
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
        operation,
        is_open: false,
    }
}
