//! What starts runs of a job by itself, and when. Pure: moments in, moments out.

mod event;
mod gate;
mod quartz;
mod schedule;
mod state;
mod watch;

use serde_json::Value;

pub use self::event::{ModelCondition, ModelEvent, TableUpdate};
pub(crate) use self::gate::Gate;
pub use self::gate::SqlResult;
use self::schedule::Schedule;
pub(crate) use self::state::{Changes, Evaluation, Fired, TriggerState, UpdatedTable};
pub(crate) use self::watch::{Watch, Watched};
use super::Millis;
use crate::settings;

/// A trigger as the settings of a job have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Configured {
    pub(crate) trigger: Trigger,
    pub(crate) paused: bool,
    /// What has to agree before it starts a run.
    pub(crate) gate: Option<Gate>,
}

/// What starts runs of a job by itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trigger {
    /// At the times of a cron expression.
    Schedule(Schedule),
    /// Once in so many milliseconds.
    Periodic(Millis),
    /// Whenever no run is active.
    Continuous,
    /// When something changes elsewhere.
    Watch(Watch),
}

/// Why settings of a trigger cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TriggerError {
    /// There is no time zone.
    NoTimeZone,
    /// No time zone has this name.
    UnknownTimeZone(String),
    /// Not an expression in Quartz's syntax.
    BadExpression(String),
    /// The interval is not positive.
    BadInterval(i64),
    /// Not a unit of time.
    UnknownUnit(String),
    /// Anything else, in words for whoever wrote the settings.
    Invalid(String),
}

/// Shortest time between two runs that a trigger starts.
pub(crate) const SHORTEST_PERIOD: Millis = 10_000;

/// How often a location is looked at for new files.
pub(crate) const POLL: Millis = MINUTE;

/// How long a continuous job rests after a run that did not fail.
const REST: Millis = 10_000;

/// Longest rest of a continuous job, however often it failed.
const LONGEST_REST: Millis = 3_600_000;

const MINUTE: Millis = 60_000;

/// Most triggers of a job.
const MAX_TRIGGERS: usize = 100;

/// The settings that have one trigger; `triggers` has several.
const SINGLE: [&str; 3] = ["schedule", "trigger", "continuous"];

/// The kinds of triggers among several.
const KINDS: [&str; 7] = [
    "schedule",
    "periodic",
    "continuous",
    "file_arrival",
    "table_update",
    "model",
    "job_completion",
];

const DAYS: [&str; 7] = [
    "MONDAY",
    "TUESDAY",
    "WEDNESDAY",
    "THURSDAY",
    "FRIDAY",
    "SATURDAY",
    "SUNDAY",
];

impl Trigger {
    /// The triggers in the settings of a job, paused or not: at most one, or those of `triggers`.
    pub(crate) fn read(settings: &Value) -> Result<Vec<Configured>, TriggerError> {
        check_retries(settings)?;
        let several = settings::elements(settings, "triggers");
        if several.len() > MAX_TRIGGERS {
            return Err(invalid(format!(
                "The job has {} triggers - it can have no more than {MAX_TRIGGERS}.",
                several.len()
            )));
        }
        let single = SINGLE.iter().find(|name| settings[**name].is_object());
        let Some(single) = single else {
            let triggers: Vec<Configured> = several
                .iter()
                .enumerate()
                .map(|(position, trigger)| {
                    let kind = only_kind(trigger, &format!("triggers[{position}]"))?;
                    let kind = kind.ok_or_else(|| {
                        invalid(format!(
                            "triggers[{position}] has to have one of {}.",
                            KINDS.join(", ")
                        ))
                    })?;
                    configured(trigger, kind, &trigger[kind])
                })
                .collect::<Result<_, _>>()?;
            let continuous = triggers
                .iter()
                .filter(|configured| configured.trigger == Self::Continuous);
            if continuous.count() > 1 {
                let message = "Only one of the triggers of a job can be continuous.";
                return Err(invalid(message));
            }
            return Ok(triggers);
        };
        let outer = &settings[*single];
        if *single != "trigger" {
            return Ok(vec![configured(outer, single, outer)?]);
        }
        Ok(match only_kind(outer, "trigger")? {
            Some(kind) => vec![configured(outer, kind, &outer[kind])?],
            None => Vec::new(),
        })
    }

    /// Whether failed tasks of continuous runs are tried again while others are at their first
    /// attempt.
    pub(crate) fn retries_tasks(settings: &Value) -> bool {
        settings::continuous(settings)
            .is_some_and(|continuous| continuous["task_retry_mode"] == "ON_FAILURE")
    }

    /// When it fires first after it has been set; never if there is no such time.
    pub(crate) fn first(&self, set: Millis) -> Option<Millis> {
        match self {
            Self::Schedule(schedule) => schedule.from(set + 1),
            Self::Periodic(every) => Some(set.saturating_add(*every)),
            Self::Continuous => Some(set),
            Self::Watch(_) => None,
        }
    }

    /// When it fires next after it fired; a continuous one does when its run has ended, one that
    /// watches when something has changed.
    pub(crate) fn next(&self, fired: Millis) -> Option<Millis> {
        match self {
            Self::Schedule(schedule) => schedule.from(fired + SHORTEST_PERIOD),
            Self::Periodic(every) => Some(fired.saturating_add(*every)),
            Self::Continuous | Self::Watch(_) => None,
        }
    }

    /// When it fires next after time in which nothing could: what was missed is not made up.
    pub(crate) fn resumed(&self, due: Millis, now: Millis) -> Option<Millis> {
        if due >= now {
            return Some(due);
        }
        match self {
            Self::Schedule(schedule) => schedule.from(now),
            Self::Periodic(every) => {
                let missed = (now - due + every - 1) / every;
                Some(due + missed * every)
            }
            Self::Continuous | Self::Watch(_) => Some(now),
        }
    }
}

/// How long a continuous job rests after a run, having failed so many times in a row.
pub(crate) fn rest(failures: u32) -> Millis {
    1_i64
        .checked_shl(failures.min(32))
        .map_or(LONGEST_REST, |factor| (REST * factor).min(LONGEST_REST))
}

/// The one kind that a trigger has, if it has any.
fn only_kind(trigger: &Value, place: &str) -> Result<Option<&'static str>, TriggerError> {
    let mut kinds = KINDS.iter().filter(|kind| trigger[**kind].is_object());
    match (kinds.next(), kinds.next()) {
        (Some(one), Some(other)) => Err(invalid(format!(
            "Only one of {one} and {other} can be set in {place}."
        ))),
        (kind, _) => Ok(kind.copied()),
    }
}

/// A trigger of this kind; `outer` has what all kinds share.
fn configured(outer: &Value, kind: &str, settings: &Value) -> Result<Configured, TriggerError> {
    let trigger = match kind {
        "schedule" => Trigger::Schedule(Schedule::read(settings)?),
        "periodic" => Trigger::Periodic(periodic(settings)?),
        "continuous" => {
            check_continuous(settings)?;
            Trigger::Continuous
        }
        _ => Trigger::Watch(Watch::read(kind, settings)?),
    };
    Ok(Configured {
        trigger,
        paused: outer["pause_status"] == "PAUSED",
        gate: Gate::read(&outer["sql_condition"])?,
    })
}

/// The length of a period.
fn periodic(settings: &Value) -> Result<Millis, TriggerError> {
    let unit = settings["unit"].as_str().unwrap_or_default();
    let length = match unit {
        "MINUTES" => MINUTE,
        "HOURS" => 60 * MINUTE,
        "DAYS" => 24 * 60 * MINUTE,
        "WEEKS" => 7 * 24 * 60 * MINUTE,
        _ => return Err(TriggerError::UnknownUnit(unit.to_owned())),
    };
    let interval = settings["interval"].as_i64().unwrap_or(0);
    match interval.checked_mul(length) {
        Some(every) if every > 0 => Ok(every),
        _ => Err(TriggerError::BadInterval(interval)),
    }
}

/// Refuses what a continuous job cannot have.
fn check_continuous(settings: &Value) -> Result<(), TriggerError> {
    let mode = settings["task_retry_mode"].as_str().unwrap_or("NEVER");
    if !["NEVER", "ON_FAILURE"].contains(&mode) {
        return Err(invalid(format!(
            "Invalid continuous.task_retry_mode: {mode}. It must be one of: NEVER,ON_FAILURE"
        )));
    }
    let window = &settings["maintenance_window"];
    if !window.is_object() {
        return Ok(());
    }
    let hour = window["start_hour"].as_i64();
    if !hour.is_some_and(|hour| (0..24).contains(&hour)) {
        return Err(invalid(
            "continuous.maintenance_window.start_hour has to be between 0 and 23.",
        ));
    }
    if !DAYS.iter().any(|day| window["day_of_week"] == *day) {
        return Err(invalid(format!(
            "continuous.maintenance_window.day_of_week must be one of: {}",
            DAYS.join(",")
        )));
    }
    match window["timezone_id"].as_str().unwrap_or_default() {
        "" => Err(invalid(
            "Missing required field: continuous.maintenance_window.timezone_id.",
        )),
        id => match schedule::time_zone(id) {
            Some(_) => Ok(()),
            None => Err(TriggerError::UnknownTimeZone(id.to_owned())),
        },
    }
}

/// Refuses retries of tasks where the whole job is repeated.
fn check_retries(settings: &Value) -> Result<(), TriggerError> {
    if settings::continuous(settings).is_none() {
        return Ok(());
    }
    let retries = |task: &&Value| task["max_retries"].as_i64().unwrap_or(0) != 0;
    match settings::tasks(settings).iter().find(retries) {
        Some(task) => Err(invalid(format!(
            "Task '{}' is one of a continuous job: max_retries cannot be set, but \
             continuous.task_retry_mode.",
            settings::key(task, "task_key")
        ))),
        None => Ok(()),
    }
}

fn invalid(message: impl Into<String>) -> TriggerError {
    TriggerError::Invalid(message.into())
}

#[cfg(test)]
mod tests;
