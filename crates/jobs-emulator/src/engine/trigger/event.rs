//! What happens to tables and models, as triggers are told.

use serde::Deserialize;

/// What happens to a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ModelCondition {
    /// It was registered.
    ModelCreated,
    /// A version of it can be used.
    ModelVersionReady,
    /// A version of it was given a name.
    ModelAliasSet,
}

/// Something that happened to a registered model.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelEvent {
    pub(super) condition: ModelCondition,
    /// `catalog.schema.model`.
    pub(super) securable_name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

/// A change of the data of a table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableUpdate {
    pub(super) table_name: String,
    #[serde(default)]
    pub(super) version: Option<i64>,
    #[serde(default)]
    pub(super) commit_timestamp: Option<i64>,
}

impl ModelEvent {
    /// This happened to a model, named as `catalog.schema.model`.
    pub fn new(condition: ModelCondition, model: impl Into<String>) -> Self {
        Self {
            condition,
            securable_name: model.into(),
            aliases: Vec::new(),
        }
    }

    /// The alias that was set.
    #[must_use]
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.aliases.push(alias.into());
        self
    }
}

impl TableUpdate {
    /// The table of this name, `catalog.schema.table`, has changed.
    pub fn of(table: impl Into<String>) -> Self {
        Self {
            table_name: table.into(),
            version: None,
            commit_timestamp: None,
        }
    }

    /// The version that the table has now.
    #[must_use]
    pub fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// When the change was committed, in milliseconds since the epoch; now without it.
    #[must_use]
    pub fn commit_timestamp(mut self, moment: i64) -> Self {
        self.commit_timestamp = Some(moment);
        self
    }

    /// Says what is wrong with it, if anything is.
    pub(crate) fn check(&self) -> Result<(), String> {
        table_name(&self.table_name).map(drop)
    }
}

/// Refuses what is no name of a table.
pub(super) fn table_name(name: &str) -> Result<&str, String> {
    let parts: Vec<&str> = name.split('.').collect();
    if parts.len() == 3 && parts.iter().all(|part| !part.is_empty()) {
        return Ok(name);
    }
    Err(format!(
        "Invalid table name: {name}. It has to be catalog_name.schema_name.table_name."
    ))
}
