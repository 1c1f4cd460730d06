//! Triggers that fire when something changes elsewhere: files, tables, models, other jobs.

use serde::Deserialize;
use serde_json::Value;

use super::event::{ModelCondition, ModelEvent, TableUpdate, table_name};
use super::state::{Changes, Fired, TriggerState, UpdatedTable};
use super::{SHORTEST_PERIOD, TriggerError, invalid};
use crate::engine::Millis;

/// What a trigger watches, and how long it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Watch {
    pub(crate) what: Watched,
    /// Least time from one firing to the next.
    between: Millis,
    /// How long nothing must have changed.
    wait: Millis,
}

/// What a trigger watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Watched {
    /// New files below this URL.
    Files(String),
    Tables {
        /// `catalog.schema.table`.
        names: Vec<String>,
        /// Whether all of them have to change.
        all: bool,
    },
    Model {
        condition: ModelCondition,
        /// A model, a schema, or everything if it is empty.
        securable: String,
        /// Any alias if there are none.
        aliases: Vec<String>,
    },
    /// Runs of this job that end well.
    Job(i64),
}

/// Most tables that one trigger watches.
const MAX_TABLES: usize = 10;

/// Shortest of the times that a trigger can be told to wait, in seconds.
const SHORTEST_WAIT: i64 = 60;

impl Watch {
    pub(super) fn read(kind: &str, settings: &Value) -> Result<Self, TriggerError> {
        let seconds = |name: &str| match settings[name].as_i64() {
            None => Ok(0),
            Some(seconds) if seconds >= SHORTEST_WAIT => Ok(seconds.saturating_mul(1000)),
            Some(seconds) => Err(invalid(format!(
                "Invalid {kind}.{name} {seconds} - it has to be {SHORTEST_WAIT} or more."
            ))),
        };
        let (what, shortest) = match kind {
            "file_arrival" => (Watched::files(settings)?, 0),
            "table_update" => (Watched::tables(settings)?, 0),
            "model" => (Watched::model(settings)?, 0),
            // Two jobs may wait for each other.
            _ => (Watched::job(settings)?, SHORTEST_PERIOD),
        };
        Ok(Self {
            what,
            between: seconds("min_time_between_triggers_seconds")?.max(shortest),
            wait: seconds("wait_after_last_change_seconds")?,
        })
    }

    /// When it fires by what has changed; never if that is not enough.
    pub(crate) fn due(&self, state: &TriggerState) -> Option<Millis> {
        let changes = state.changes.as_ref()?;
        let enough = match &self.what {
            Watched::Tables { names, all: true } => changes.tables.len() == names.len(),
            _ => true,
        };
        let earliest = state
            .fired
            .map_or(Millis::MIN, |fired| fired.saturating_add(self.between));
        enough.then(|| changes.latest.saturating_add(self.wait).max(earliest))
    }

    /// What it fires with.
    pub(crate) fn fired(&self, changes: Option<Changes>, time: Millis) -> Fired {
        let tables = || changes.map_or_else(Vec::new, |changes| changes.tables);
        Fired {
            time,
            location: match &self.what {
                Watched::Files(url) => Some(url.clone()),
                _ => None,
            },
            updated_tables: matches!(self.what, Watched::Tables { .. }).then(tables),
            sql_satisfied: None,
        }
    }
}

impl Watched {
    fn files(settings: &Value) -> Result<Self, TriggerError> {
        match settings["url"].as_str().unwrap_or_default() {
            "" => Err(invalid("Missing required field: file_arrival.url.")),
            url if url.split('/').any(|segment| segment == "..") => Err(invalid(format!(
                "Invalid file_arrival.url: {url}. It must not go up by '..'."
            ))),
            url => Ok(Self::Files(url.to_owned())),
        }
    }

    fn tables(settings: &Value) -> Result<Self, TriggerError> {
        let names = texts(settings, "table_names");
        if names.is_empty() {
            return Err(invalid("Missing required field: table_update.table_names."));
        }
        if names.len() > MAX_TABLES {
            return Err(invalid(format!(
                "table_update.table_names has {} tables - it can have no more than {MAX_TABLES}.",
                names.len()
            )));
        }
        for (position, name) in names.iter().enumerate() {
            table_name(name).map_err(invalid)?;
            if names[..position].iter().any(|other| is_same(other, name)) {
                return Err(invalid(format!(
                    "table_update.table_names has {name} more than once."
                )));
            }
        }
        let all = match settings["condition"].as_str() {
            None | Some("ANY_UPDATED") => false,
            Some("ALL_UPDATED") => true,
            Some(condition) => {
                return Err(invalid(format!(
                    "Invalid table_update.condition: {condition}. It must be one of: \
                     ANY_UPDATED,ALL_UPDATED"
                )));
            }
        };
        Ok(Self::Tables { names, all })
    }

    fn model(settings: &Value) -> Result<Self, TriggerError> {
        let condition = &settings["condition"];
        let condition = ModelCondition::deserialize(condition).map_err(|_| {
            let given = condition.as_str().unwrap_or_default();
            invalid(format!(
                "Invalid model.condition: {given}. It must be one of: \
                 MODEL_CREATED,MODEL_VERSION_READY,MODEL_ALIAS_SET"
            ))
        })?;
        let aliases = texts(settings, "aliases");
        if !aliases.is_empty() && condition != ModelCondition::ModelAliasSet {
            let message = "model.aliases can only be set with the condition MODEL_ALIAS_SET.";
            return Err(invalid(message));
        }
        Ok(Self::Model {
            condition,
            securable: settings["securable_name"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            aliases,
        })
    }

    fn job(settings: &Value) -> Result<Self, TriggerError> {
        match settings["job_id"]
            .as_i64()
            .or_else(|| settings["job_id"].as_str()?.parse().ok())
        {
            Some(job_id) => Ok(Self::Job(job_id)),
            None => Err(invalid("Missing required field: job_completion.job_id.")),
        }
    }

    /// What has changed, in words.
    pub(crate) fn describe(&self, count: usize) -> String {
        match self {
            Self::Files(url) => format!("{count} new files in {url}."),
            Self::Tables { .. } => format!("{count} table updates."),
            Self::Model { .. } => format!("{count} model updates."),
            Self::Job(job_id) => format!("A run of job {job_id} has ended."),
        }
    }

    /// The update as this trigger sees it, if it is one of its tables.
    pub(crate) fn sees_table(&self, update: &TableUpdate, now: Millis) -> Option<UpdatedTable> {
        let Self::Tables { names, .. } = self else {
            return None;
        };
        let name = names
            .iter()
            .find(|name| is_same(name, &update.table_name))?;
        Some(UpdatedTable {
            name: name.clone(),
            version: update.version,
            commit_timestamp: update.commit_timestamp.unwrap_or(now),
        })
    }

    /// Whether it waits for this event.
    pub(crate) fn sees_model(&self, event: &ModelEvent) -> bool {
        let Self::Model {
            condition,
            securable,
            aliases,
        } = self
        else {
            return false;
        };
        let (model, securable) = (
            event.securable_name.to_lowercase(),
            securable.to_lowercase(),
        );
        let below = model
            .strip_prefix(&securable)
            .is_some_and(|rest| securable.is_empty() || rest.is_empty() || rest.starts_with('.'));
        let alias = aliases.is_empty() || aliases.iter().any(|alias| event.aliases.contains(alias));
        *condition == event.condition && below && alias
    }

    /// Whether a file at this URL is below the location that it watches.
    pub(crate) fn sees_file(&self, file: &str) -> bool {
        let Self::Files(url) = self else {
            return false;
        };
        let rest = file.strip_prefix(url.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl Changes {
    /// Counts changes that were seen now.
    pub(crate) fn add(changes: &mut Option<Self>, count: usize, now: Millis) -> &mut Self {
        let changes = changes.get_or_insert_default();
        changes.count = changes.count.saturating_add(count);
        changes.latest = now;
        changes
    }

    /// Counts an update of a table; of each table the latest one is kept.
    pub(crate) fn add_table(changes: &mut Option<Self>, table: UpdatedTable, now: Millis) {
        let changes = Self::add(changes, 1, now);
        match changes
            .tables
            .iter_mut()
            .find(|known| known.name == table.name)
        {
            Some(known) => *known = table,
            None => changes.tables.push(table),
        }
    }
}

/// Names in a catalog do not tell cases apart.
fn is_same(name: &str, other: &str) -> bool {
    name.to_lowercase() == other.to_lowercase()
}

fn texts(settings: &Value, name: &str) -> Vec<String> {
    let texts = settings[name].as_array().into_iter().flatten();
    texts
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect()
}
