//! What holds for a whole workspace.

use std::sync::{Arc, OnceLock};

use super::limits::WorkspaceLimits;

/// What holds for a whole workspace. Clones have the same URL.
#[derive(Clone, Debug, Default)]
pub(crate) struct WorkspaceSettings {
    pub(crate) limits: WorkspaceLimits,
    /// Whether a repair runs without the parameters that the run was given before.
    pub(crate) repair_drops_parameters: bool,
    pub(crate) url: WorkspaceUrl,
}

/// Where users reach the workspace, without a slash at the end; known once it listens.
#[derive(Clone, Debug, Default)]
pub(crate) struct WorkspaceUrl(Arc<OnceLock<String>>);

/// Where users reach a service that listens nowhere.
const NOWHERE: &str = "http://jobs-emulator.localhost";

impl WorkspaceUrl {
    /// Only the first call counts.
    pub(crate) fn set(&self, url: String) {
        self.0.get_or_init(|| url);
    }

    pub(crate) fn get(&self) -> &str {
        self.listening().unwrap_or(NOWHERE)
    }

    /// None where it listens nowhere.
    pub(crate) fn listening(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}
