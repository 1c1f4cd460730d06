//! What a strategy has to work with.

use std::fmt;
use std::sync::Arc;

use super::flight::Learned;
use super::host_metadata::HostMetadata;
use super::programs::Programs;
use crate::clock::Clock;
use crate::config::{Attribute, Config, Environment};
use crate::transport::Transport;

/// What a strategy has to work with: all that comes from outside is in here.
///
/// Clones share what has been found out about the host.
#[derive(Clone)]
pub(crate) struct Context {
    /// Resolved: program, environment and profile file have been heeded.
    pub(crate) config: Arc<Config>,
    pub(crate) environment: Arc<dyn Environment>,
    /// How token endpoints are reached: without the caller's credentials.
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) programs: Arc<dyn Programs>,
    /// Whether a person waits for an explanation, and not a request for a token: then nothing is
    /// tried twice, and answers are due soon.
    pub(super) hurried: bool,
    pub(super) learned: Arc<LearnedOfHost>,
}

/// What has been found out about the host, once for all strategies of a client.
pub(super) struct LearnedOfHost {
    pub(super) metadata: Learned<Arc<HostMetadata>>,
    pub(super) token_endpoint: Learned<String>,
}

impl LearnedOfHost {
    fn nothing() -> Arc<Self> {
        Arc::new(Self {
            metadata: Learned::new(),
            token_endpoint: Learned::new(),
        })
    }
}

impl Context {
    pub(crate) fn new(
        config: Config,
        environment: Arc<dyn Environment>,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        programs: Arc<dyn Programs>,
    ) -> Self {
        Self {
            config: Arc::new(config),
            environment,
            transport,
            clock,
            programs,
            hurried: false,
            learned: LearnedOfHost::nothing(),
        }
    }

    /// The same surroundings with nothing found out yet, for somebody who waits.
    pub(super) fn hurried(&self) -> Self {
        Self {
            hurried: true,
            learned: LearnedOfHost::nothing(),
            ..self.clone()
        }
    }

    /// Id of the workspace, for the header by which requests find it where one host serves many:
    /// as configured, or else as the host itself has told by now (CFG-32).
    pub(crate) fn workspace_id(&self) -> Option<&str> {
        let learned = || self.learned.metadata.get()?.workspace_id.as_deref();
        self.config.get(Attribute::WorkspaceId).or_else(learned)
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}
