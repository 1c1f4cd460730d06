//! How a trigger stands, and what it has seen.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::engine::Millis;

/// How a trigger stands, beside when it fires next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TriggerState {
    /// How many runs in a row have failed, of a continuous job.
    pub(crate) failures: u32,
    /// When it fired last.
    pub(crate) fired: Option<Millis>,
    /// What has changed since then where it watches.
    pub(crate) changes: Option<Changes>,
    /// Whether it knows which files were there when it began to watch a folder.
    pub(crate) knows_files: bool,
    /// What its SQL condition came to the last time.
    pub(crate) sql_satisfied: Option<bool>,
    /// The value that its SQL condition compares with.
    pub(crate) sql_value: Option<Value>,
    pub(crate) last_triggered: Option<Evaluation>,
    pub(crate) last_not_triggered: Option<Evaluation>,
    pub(crate) last_failed: Option<Evaluation>,
}

/// What has changed where a trigger watches and has not led to a run yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Changes {
    /// How many there were: files that arrived, updates, events.
    pub(crate) count: usize,
    /// When the latest one was seen.
    pub(crate) latest: Millis,
    /// The tables that were updated, by their latest updates.
    pub(crate) tables: Vec<UpdatedTable>,
}

/// An update of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UpdatedTable {
    /// As the trigger's settings write it.
    pub(crate) name: String,
    pub(crate) version: Option<i64>,
    pub(crate) commit_timestamp: Millis,
}

/// What came of looking whether a trigger fires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Evaluation {
    pub(crate) timestamp: Millis,
    pub(crate) description: String,
    /// The run that it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) run_id: Option<i64>,
}

/// What a trigger knew when it started a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Fired {
    /// When it was due.
    pub(crate) time: Millis,
    /// The location that files arrived in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<String>,
    /// The tables that were updated since it fired before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated_tables: Option<Vec<UpdatedTable>>,
    /// Whether its SQL condition was satisfied, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sql_satisfied: Option<bool>,
}

impl TriggerState {
    /// Notes that it could not be told whether it fires.
    pub(crate) fn fail(&mut self, at: Millis, why: String) {
        self.last_failed = Some(Evaluation::new(at, why));
    }

    /// Why it did not fire when it was looked at last, if it did not.
    pub(crate) fn latest_refusal(&self) -> Option<&str> {
        let refusals = [&self.last_not_triggered, &self.last_failed];
        let latest = refusals.into_iter().flatten();
        let latest = latest.max_by_key(|evaluation| evaluation.timestamp)?;
        Some(&latest.description)
    }
}

impl Evaluation {
    /// One that started no run.
    pub(crate) fn new(timestamp: Millis, description: String) -> Self {
        Self {
            timestamp,
            description,
            run_id: None,
        }
    }
}
