//! How a run goes: the state machine ([`state`]) and what drives it by a clock ([`scheduler`]).
//!
//! Everything below [`scheduler`] is pure: no I/O, no threads, no database, no clock of its own.

pub(crate) mod condition;
pub(crate) mod health;
pub(crate) mod limits;
pub(crate) mod notification;
pub(crate) mod plan;
pub(crate) mod scheduler;
pub(crate) mod state;
pub(crate) mod trigger;
pub(crate) mod workspace;

/// A moment, in milliseconds since the epoch, or a length of time in milliseconds.
pub(crate) type Millis = i64;

/// Parameters of the older kinds: each goes to all tasks of one kind.
pub(crate) const OLDER_KINDS: [&str; 8] = [
    "notebook_params",
    "jar_params",
    "python_params",
    "spark_submit_params",
    "python_named_params",
    "dbt_commands",
    "sql_params",
    "pipeline_params",
];
