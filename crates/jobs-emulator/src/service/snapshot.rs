//! Everything that is stored, taken out, put back and thrown away.

use super::{Service, ServiceError};
use crate::engine::workspace::WorkspaceSettings;
use crate::execute::Simulator;
use crate::store::Store;
use crate::store::snapshot::SnapshotError;

impl Service {
    /// The database as it is now, after everything that was due has happened.
    pub(crate) fn snapshot(&self) -> Result<Vec<u8>, ServiceError> {
        self.act(|_| Ok(()))?;
        self.with_core(|core| Ok(core.store.snapshot()?))
    }

    /// Puts the database of a snapshot in the place of this one, and takes up its active runs.
    pub(crate) fn restore(&self, snapshot: &[u8]) -> Result<(), ServiceError> {
        let source = Store::from_snapshot(snapshot)?;
        self.replace(source, None)
    }

    /// Empties the database. Simulated tasks go as this simulator says from now on.
    /// The workspace is as these settings say.
    pub(crate) fn reset(
        &self,
        simulator: Simulator,
        workspace: WorkspaceSettings,
    ) -> Result<(), ServiceError> {
        self.replace(Store::open(None)?, Some((simulator, workspace)))
    }

    fn replace(
        &self,
        source: Store,
        settings: Option<(Simulator, WorkspaceSettings)>,
    ) -> Result<(), ServiceError> {
        self.with_core(|core| {
            core.store.replace_with(&source)?;
            if let Some((simulator, workspace)) = settings {
                core.scheduler.simulator = simulator;
                core.scheduler.workspace = workspace;
            }
            core.generation += 1;
            core.start_over(self.clock.now(), self.executor.get());
            self.post_if_needed(core);
            Ok(())
        })?;
        self.posts_are_gone();
        self.changed.notify_one();
        Ok(())
    }
}

impl From<SnapshotError> for ServiceError {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::Store(error) => error.into(),
            SnapshotError::NotASnapshot(why) => {
                Self::invalid(format!("This is not a snapshot of this emulator: {why}"))
            }
        }
    }
}
