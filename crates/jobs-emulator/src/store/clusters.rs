//! Clusters and their libraries.

use rusqlite::{Row, params};
use serde_json::{Map, Value};

use super::{StoreError, Tables, from_text, to_text};

/// A cluster that the API made or stopped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClusterRow {
    pub(crate) cluster_id: String,
    pub(crate) state: ClusterState,
    /// What it was made with.
    pub(crate) document: Map<String, Value>,
}

/// What a cluster does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClusterState {
    Running,
    Terminated,
    /// Gone for good.
    Deleted,
}

/// A library on a cluster.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LibraryRow {
    pub(crate) cluster_id: String,
    pub(crate) library: Value,
    /// Whether it goes when the cluster starts again.
    pub(crate) is_leaving: bool,
}

const INSTALLED: &str = "INSTALLED";
const LEAVING: &str = "UNINSTALL_ON_RESTART";

impl ClusterState {
    /// As the API names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Terminated => "TERMINATED",
            Self::Deleted => "DELETED",
        }
    }

    fn read(name: &str) -> Result<Self, StoreError> {
        let all = [Self::Running, Self::Terminated, Self::Deleted];
        let known = all.into_iter().find(|state| state.name() == name);
        known.ok_or_else(|| StoreError::Damaged(format!("a cluster is '{name}'")))
    }
}

impl ClusterRow {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        Ok(Self {
            cluster_id: row.get(0)?,
            state: ClusterState::read(text(1)?)?,
            document: from_text(text(2)?)?,
        })
    }
}

impl LibraryRow {
    /// As the API names it.
    pub(crate) fn status(&self) -> &'static str {
        if self.is_leaving { LEAVING } else { INSTALLED }
    }
}

impl Tables<'_> {
    /// The cluster with this id, if the API made or stopped it.
    pub(crate) fn cluster(&self, cluster_id: &str) -> Result<Option<ClusterRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT cluster_id, state, document FROM clusters WHERE cluster_id = ?1",
        )?;
        let mut rows = statement.query([cluster_id])?;
        rows.next()?.map(ClusterRow::read).transpose()
    }

    /// All clusters that the API made or stopped, by their ids.
    pub(crate) fn clusters(&self) -> Result<Vec<ClusterRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT cluster_id, state, document FROM clusters ORDER BY cluster_id",
        )?;
        let mut rows = statement.query([])?;
        let mut clusters = Vec::new();
        while let Some(row) = rows.next()? {
            clusters.push(ClusterRow::read(row)?);
        }
        Ok(clusters)
    }

    /// Stores a cluster.
    pub(crate) fn save_cluster(&self, cluster: &ClusterRow) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO clusters (cluster_id, state, document) VALUES (?1, ?2, ?3)
                 ON CONFLICT (cluster_id)
                 DO UPDATE SET state = excluded.state, document = excluded.document",
            )?
            .execute(params![
                cluster.cluster_id,
                cluster.state.name(),
                to_text(&cluster.document)?
            ])?;
        Ok(())
    }

    /// Libraries of this cluster, or of all.
    pub(crate) fn libraries(
        &self,
        cluster_id: Option<&str>,
    ) -> Result<Vec<LibraryRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT cluster_id, library, status FROM libraries
             WHERE ?1 IS NULL OR cluster_id = ?1 ORDER BY cluster_id, library",
        )?;
        let mut rows = statement.query([cluster_id])?;
        let mut libraries = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            libraries.push(LibraryRow {
                cluster_id: row.get(0)?,
                library: from_text(text(1)?)?,
                is_leaving: text(2)? == LEAVING,
            });
        }
        Ok(libraries)
    }

    /// Puts a library on a cluster.
    pub(crate) fn add_library(&self, cluster_id: &str, library: &Value) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO libraries (cluster_id, library, status) VALUES (?1, ?2, ?3)
                 ON CONFLICT (cluster_id, library) DO UPDATE SET status = excluded.status",
            )?
            .execute(params![cluster_id, to_text(library)?, INSTALLED])?;
        Ok(())
    }

    /// Lets a library go when its cluster starts again; tells whether it was there.
    pub(crate) fn remove_library(
        &self,
        cluster_id: &str,
        library: &Value,
    ) -> Result<bool, StoreError> {
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE libraries SET status = ?3 WHERE cluster_id = ?1 AND library = ?2",
            )?
            .execute(params![cluster_id, to_text(library)?, LEAVING])?;
        Ok(changed > 0)
    }

    /// Forgets the libraries of a cluster that were to go, or all.
    pub(crate) fn forget_libraries(&self, cluster_id: &str, all: bool) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM libraries WHERE cluster_id = ?1 AND (?2 OR status = ?3)")?
            .execute(params![cluster_id, all, LEAVING])?;
        Ok(())
    }
}
