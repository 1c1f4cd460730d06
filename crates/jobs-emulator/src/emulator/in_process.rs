//! The emulator without a socket.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use jobs_runtime::BoxFuture;
use jobs_runtime::transport::{Request, Response, Transport, TransportError, TransportErrorKind};
use tower_service::Service as _;

use crate::admin::{Break, ControlError, JournalEntry, Workspace, Workspaces};
use crate::api::{self, Broken, Shared};
use crate::engine::notification::Notification;
use crate::execute::Rule;

/// A Jobs service in the same process: the same as on a socket, without one.
///
/// It is a [`Transport`] for clients. Clones share one service. Runs go on by the clock between
/// two requests, as if somebody had watched: no task of an async runtime is needed for that.
#[derive(Clone)]
pub struct InProcess {
    router: Router,
    shared: Arc<Shared>,
}

impl InProcess {
    pub(super) fn new(shared: Shared) -> Self {
        let shared = Arc::new(shared);
        Self {
            router: api::router(Arc::clone(&shared)),
            shared,
        }
    }

    pub(super) fn router(&self) -> Router {
        self.router.clone()
    }

    pub(super) fn workspaces(&self) -> &Workspaces {
        &self.shared.workspaces
    }

    /// Answers a request as it would come over a socket. Where a fault would break the connection,
    /// there is no answer: that is told as status 502 without a body.
    pub async fn handle(&self, request: http::Request<Bytes>) -> http::Response<Bytes> {
        self.exchange(request).await.unwrap_or_else(|_| {
            let mut none = http::Response::default();
            *none.status_mut() = http::StatusCode::BAD_GATEWAY;
            none
        })
    }

    /// Answers a request, or says how the connection breaks.
    async fn exchange(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Break> {
        // The router is always ready and never fails: what it cannot answer is an answer as well.
        let response = match self.router.clone().call(request.map(Body::from)).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        if let Some(Broken(how)) = response.extensions().get() {
            return Err(*how);
        }
        let (head, body) = response.into_parts();
        // All other bodies are made in memory: reading them cannot fail.
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .unwrap_or_default();
        Ok(http::Response::from_parts(head, body))
    }

    /// Adds a rule for simulated tasks; of those that match, the last one added counts.
    pub fn add_outcome(&self, rule: Rule) {
        self.workspace().add_outcome(rule);
    }

    /// The workspace of everybody: its clock, its faults, its journal.
    pub fn workspace(&self) -> Workspace {
        self.shared.workspaces.main().clone()
    }

    /// The workspace of a token, made if it is not there.
    ///
    /// # Errors
    ///
    /// When too many tokens have one.
    pub fn workspace_of(&self, token: &str) -> Result<Workspace, ControlError> {
        Ok(self.shared.workspaces.of(token)?)
    }

    /// [`Workspace::advance`] of the [`workspace`](Self::workspace) of everybody.
    ///
    /// # Errors
    ///
    /// When the clock is the machine's.
    pub fn advance(&self, time: Duration) -> Result<(), ControlError> {
        self.workspace().advance(time)
    }

    /// [`Workspace::notifications`] of the [`workspace`](Self::workspace) of everybody.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub fn notifications(&self) -> Result<Vec<Notification>, ControlError> {
        self.workspace().notifications()
    }

    /// [`Workspace::journal`] of the [`workspace`](Self::workspace) of everybody.
    pub fn journal(&self) -> Vec<JournalEntry> {
        self.workspace().journal()
    }
}

impl Transport for InProcess {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let mut outgoing = http::Request::new(request.body);
            *outgoing.method_mut() = http::Method::from_bytes(request.method.as_str().as_bytes())
                .map_err(|error| {
                TransportError::new(TransportErrorKind::Request, "unknown method")
                    .with_source(error)
            })?;
            *outgoing.uri_mut() = request.url;
            *outgoing.headers_mut() = request.headers;
            let answered = self.exchange(outgoing).await.map_err(|how| {
                let message = match how {
                    Break::Reset => "the connection was reset",
                    Break::HalfBody => "the connection was closed in the middle of the answer",
                };
                TransportError::new(TransportErrorKind::Reset, message)
            })?;
            let (head, body) = answered.into_parts();
            let mut response = Response::new(head.status, body);
            response.headers = head.headers;
            Ok(response)
        })
    }
}

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcess").finish_non_exhaustive()
    }
}
