//! SQL conditions: what has to agree before a trigger starts a run. No SQL is run: what a query
//! comes to is told by whoever tests.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::state::TriggerState;
use super::{TriggerError, invalid};

/// An SQL condition of a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gate {
    pub(crate) query_id: String,
    mode: Mode,
}

/// By what the result of a query lets a trigger through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It has rows.
    ReturnsRows,
    /// Its one value is another than the last time.
    ValueChanges,
}

/// What the query of an SQL condition comes to from now on.
///
/// Without one, a condition lets its trigger through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SqlResult {
    pub(crate) sql_query_id: String,
    /// How many rows it returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    /// The one value that it returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// Why it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl SqlResult {
    fn of(query_id: impl Into<String>) -> Self {
        Self {
            sql_query_id: query_id.into(),
            rows: None,
            value: None,
            error: None,
        }
    }

    /// The query returns so many rows: none keep a trigger from firing by `QUERY_RETURNS_ROWS`.
    pub fn rows(query_id: impl Into<String>, rows: u64) -> Self {
        Self {
            rows: Some(rows),
            ..Self::of(query_id)
        }
    }

    /// The query returns one value: the same one as the last time keeps a trigger from firing by
    /// `RESULT_VALUE_CHANGES`.
    pub fn value(query_id: impl Into<String>, value: impl Into<Value>) -> Self {
        Self {
            value: Some(value.into()),
            ..Self::of(query_id)
        }
    }

    /// The query fails with this message, and its triggers with it.
    pub fn fails(query_id: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            error: Some(message.into()),
            ..Self::of(query_id)
        }
    }
}

impl Gate {
    pub(super) fn read(settings: &Value) -> Result<Option<Self>, TriggerError> {
        if !settings.is_object() {
            return Ok(None);
        }
        let required = |name: &str| match settings[name].as_str().filter(|text| !text.is_empty()) {
            Some(text) => Ok(text.to_owned()),
            None => Err(invalid(format!(
                "Missing required field: sql_condition.{name}."
            ))),
        };
        required("warehouse_id")?;
        let mode = match settings["trigger_mode"].as_str() {
            None | Some("QUERY_RETURNS_ROWS") => Mode::ReturnsRows,
            Some("RESULT_VALUE_CHANGES") => Mode::ValueChanges,
            Some(mode) => {
                return Err(invalid(format!(
                    "Invalid sql_condition.trigger_mode: {mode}. It must be one of: \
                     QUERY_RETURNS_ROWS,RESULT_VALUE_CHANGES"
                )));
            }
        };
        Ok(Some(Self {
            query_id: required("sql_query_id")?,
            mode,
        }))
    }

    /// Whether it lets its trigger through by what the query comes to, or why that cannot be told.
    /// A value that is compared is kept for the next time.
    pub(crate) fn opens(
        &self,
        result: Option<&SqlResult>,
        state: &mut TriggerState,
    ) -> Result<bool, String> {
        let Some(result) = result else {
            return Ok(true);
        };
        if let Some(error) = &result.error {
            return Err(error.clone());
        }
        match (self.mode, &result.value) {
            (Mode::ReturnsRows, value) => Ok(result.rows.unwrap_or(u64::from(value.is_some())) > 0),
            (Mode::ValueChanges, Some(value)) => {
                Ok(state.sql_value.replace(value.clone()).as_ref() != Some(value))
            }
            (Mode::ValueChanges, None) => {
                Err("The query has to return exactly one value.".to_owned())
            }
        }
    }
}
