//! HTTP: routes, credentials, bodies, and what goes wrong with them on purpose. What an operation
//! does is said in [`crate::service`].

mod broken;
mod connection;
mod exchange;
mod neighbours;
mod operations;
mod reply;
mod route;

use std::sync::Arc;

use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::routing::{any, on};

pub(crate) use self::connection::{Listener, Reset};
use self::route::Route;
use crate::admin::{Break, Workspaces};
use crate::principal::Tokens;

/// Largest request that is taken, in bytes.
const MAX_REQUEST: usize = 10 * 1024 * 1024;

/// What all requests share.
pub(crate) struct Shared {
    pub(crate) workspaces: Workspaces,
    pub(crate) tokens: Tokens,
}

/// How the connection breaks after this answer: for those who have none to break.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Broken(pub(crate) Break);

/// Everything that the emulator answers, on a socket or without one.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let handler = move |State(shared): State<Arc<Shared>>, path: RawPathParams, request| async move {
            exchange::answer(&shared, Some(&route), Some(&path), request).await
        };
        router = router.route(route.path, on(route.method, handler));
    }
    router
        .route("/api/emulator/{*call}", any(admin))
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
        .with_state(shared)
}

/// Names of all operations.
pub(crate) fn operation_names() -> Vec<&'static str> {
    routes().map(|route| route.name).collect()
}

fn routes() -> impl Iterator<Item = Route> {
    operations::ALL.into_iter().chain(neighbours::ALL)
}

async fn admin(State(shared): State<Arc<Shared>>, request: Request) -> axum::response::Response {
    exchange::answer_admin(&shared, request).await
}

/// What no route answers.
async fn unknown(State(shared): State<Arc<Shared>>, request: Request) -> axum::response::Response {
    exchange::answer(&shared, None, None, request).await
}
