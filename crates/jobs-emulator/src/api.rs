//! HTTP: routes, credentials, bodies, and what goes wrong with them on purpose. What an operation
//! does is said in [`crate::service`].

mod body;
mod broken;
mod connection;
mod exchange;
mod files;
mod form;
mod neighbours;
mod oidc;
mod operations;
mod reply;
mod route;
mod serve;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::routing::{any, on};

use self::connection::Reset;
use self::route::Route;
pub(crate) use self::serve::{ClientLimits, serve};
use crate::admin::{Break, Workspaces};
use crate::service::version::ApiVersion;
use crate::tokens::Tokens;

/// Largest request that is taken, in bytes.
const MAX_REQUEST: usize = 10 * 1024 * 1024;

/// What all requests share.
pub(crate) struct Shared {
    pub(crate) workspaces: Workspaces,
    pub(crate) tokens: Tokens,
}

/// What a path says, unless it is no text: then it says nothing.
type PathParams = Result<RawPathParams, RawPathParamsRejection>;

/// How the connection breaks after this answer: for those who have none to break.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Broken(pub(crate) Break);

/// Everything that the emulator answers, on a socket or without one.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new();
    for (path, route) in routes() {
        let handler = move |State(shared): State<Arc<Shared>>, params: PathParams, request| async move {
            exchange::answer(&shared, Some(&route), params.as_ref().ok(), request).await
        };
        router = router.route(&path, on(route.method, handler));
    }
    router
        .route("/api/emulator/{*call}", any(admin))
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
        .with_state(shared)
}

/// Names of all operations; those that are at several paths come several times.
pub(crate) fn operation_names() -> Vec<&'static str> {
    routes().map(|(_, route)| route.name).collect()
}

/// All routes with their paths.
fn routes() -> impl Iterator<Item = (String, Route)> {
    let others = [
        operations::UNVERSIONED,
        neighbours::ALL,
        oidc::ALL,
        files::ALL,
    ];
    let others = others.into_iter().flatten().copied();
    ApiVersion::ALL
        .into_iter()
        .flat_map(operations::of)
        .chain(others.map(|route| (route.path.to_owned(), route)))
}

async fn admin(State(shared): State<Arc<Shared>>, request: Request) -> axum::response::Response {
    exchange::answer_admin(&shared, request).await
}

/// What no route answers.
async fn unknown(State(shared): State<Arc<Shared>>, request: Request) -> axum::response::Response {
    exchange::answer(&shared, None, None, request).await
}

/// What a route answers to another method.
async fn wrong_method(
    State(shared): State<Arc<Shared>>,
    mut request: Request,
) -> axum::response::Response {
    request.extensions_mut().insert(exchange::WrongMethod);
    exchange::answer(&shared, None, None, request).await
}
