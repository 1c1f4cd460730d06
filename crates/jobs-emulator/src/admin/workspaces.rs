//! The workspaces of one emulator: one for all, or one for each token.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::runtime::Handle;

use super::{Setup, Workspace};
use crate::service::{Service, ServiceError};

/// How many tokens can have a workspace of their own at a time.
const MAX_WORKSPACES: usize = 1000;

/// All workspaces. They begin alike.
pub(crate) struct Workspaces {
    /// Of everybody; or else of those without credentials.
    main: Workspace,
    of_tokens: Option<Mutex<HashMap<String, Workspace>>>,
    setup: Arc<Setup>,
    /// Once the emulator listens.
    listening: OnceLock<Listening>,
}

/// Where users reach the emulator, and what drives the runs from then on.
struct Listening {
    base_url: String,
    runtime: Handle,
}

impl Workspaces {
    pub(crate) fn new(main: Workspace, setup: Arc<Setup>, is_per_token: bool) -> Self {
        Self {
            main,
            of_tokens: is_per_token.then(Mutex::default),
            setup,
            listening: OnceLock::new(),
        }
    }

    /// The workspace of everybody, or of those without credentials.
    pub(crate) fn main(&self) -> &Workspace {
        &self.main
    }

    /// The workspace of a token, made if it is not there.
    pub(crate) fn of(&self, token: &str) -> Result<Workspace, ServiceError> {
        let Some(mut workspaces) = self.of_tokens() else {
            return Ok(self.main.clone());
        };
        if let Some(workspace) = workspaces.get(token) {
            return Ok(workspace.clone());
        }
        if workspaces.len() >= MAX_WORKSPACES {
            return Err(ServiceError::invalid_state(format!(
                "{MAX_WORKSPACES} tokens have a workspace: give one back with DELETE /api/emulator/workspace"
            )));
        }
        let workspace = Workspace::open(Arc::clone(&self.setup), Some(token), |clock, setup| {
            let (user, simulator) = (setup.user.clone(), setup.simulator.clone());
            Service::open(None, clock, user, simulator, setup.workspace.clone())
                .map_err(ServiceError::from)
        })?;
        if let Some(listening) = self.listening.get() {
            listening.drive(&workspace);
        }
        workspaces.insert(token.to_owned(), workspace.clone());
        Ok(workspace)
    }

    /// Gives the workspace of a token back; tells whether tokens have some of their own.
    pub(crate) fn forget(&self, token: &str) -> bool {
        let Some(mut workspaces) = self.of_tokens() else {
            return false;
        };
        if let Some(workspace) = workspaces.remove(token) {
            workspace.stop();
        }
        true
    }

    /// Lets all runs go on by their clocks between requests, now that the emulator listens. Only
    /// the first call counts.
    pub(crate) fn drive(&self, base_url: String, runtime: Handle) {
        let listening = self
            .listening
            .get_or_init(|| Listening { base_url, runtime });
        listening.drive(&self.main);
        for workspace in self.of_tokens().iter().flat_map(|all| all.values()) {
            listening.drive(workspace);
        }
    }

    /// Stops all of them and lets go of their databases.
    pub(crate) fn close(&self) {
        self.main.close();
        for workspace in self.of_tokens().iter().flat_map(|all| all.values()) {
            workspace.close();
        }
    }

    fn of_tokens(&self) -> Option<MutexGuard<'_, HashMap<String, Workspace>>> {
        let workspaces = self.of_tokens.as_ref()?.lock();
        Some(workspaces.unwrap_or_else(PoisonError::into_inner))
    }
}

impl Listening {
    fn drive(&self, workspace: &Workspace) {
        workspace.service().set_base_url(self.base_url.clone());
        workspace.drive(&self.runtime);
    }
}

impl fmt::Debug for Workspaces {
    /// Tokens are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workspaces").finish_non_exhaustive()
    }
}
