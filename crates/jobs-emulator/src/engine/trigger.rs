//! What starts runs of a job by itself, and when. Pure: moments in, moments out.

mod quartz;
mod schedule;

use serde_json::Value;

use self::schedule::Schedule;
use super::Millis;

/// What starts runs of a job by itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trigger {
    /// At the times of a cron expression.
    Schedule(Schedule),
    /// Once in so many milliseconds.
    Periodic(Millis),
    /// Whenever no run is active.
    Continuous,
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
}

/// Shortest time between two runs that a trigger starts.
const SHORTEST_PERIOD: Millis = 10_000;

/// How long a continuous job rests after a run that did not fail.
const REST: Millis = 10_000;

/// Longest rest of a continuous job, however often it failed.
const LONGEST_REST: Millis = 3_600_000;

const MINUTE: Millis = 60_000;

impl Trigger {
    /// The trigger in the settings of a job, if there is one, whether it is paused or not.
    pub(crate) fn read(settings: &Value) -> Result<Option<Self>, TriggerError> {
        if settings["schedule"].is_object() {
            return Schedule::read(&settings["schedule"])
                .map(|schedule| Some(Self::Schedule(schedule)));
        }
        if settings["trigger"]["periodic"].is_object() {
            return periodic(&settings["trigger"]["periodic"])
                .map(|every| Some(Self::Periodic(every)));
        }
        Ok(settings["continuous"]
            .is_object()
            .then_some(Self::Continuous))
    }

    /// The trigger in the settings of a job, if there is one at work.
    pub(crate) fn at_work(settings: &Value) -> Option<Self> {
        let paused = ["schedule", "trigger", "continuous"]
            .iter()
            .any(|kind| settings[*kind]["pause_status"] == "PAUSED");
        if paused {
            return None;
        }
        // Settings that cannot be read are refused before they are stored.
        Self::read(settings).ok().flatten()
    }

    /// When it fires first after it has been set; never if there is no such time.
    pub(crate) fn first(&self, set: Millis) -> Option<Millis> {
        match self {
            Self::Schedule(schedule) => schedule.from(set + 1),
            Self::Periodic(every) => Some(set.saturating_add(*every)),
            Self::Continuous => Some(set),
        }
    }

    /// When it fires next after it fired; a continuous one does when its run has ended.
    pub(crate) fn next(&self, fired: Millis) -> Option<Millis> {
        match self {
            Self::Schedule(schedule) => schedule.from(fired + SHORTEST_PERIOD),
            Self::Periodic(every) => Some(fired.saturating_add(*every)),
            Self::Continuous => None,
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
            Self::Continuous => Some(now),
        }
    }
}

/// How long a continuous job rests after a run, having failed so many times in a row.
pub(crate) fn rest(failures: u32) -> Millis {
    1_i64
        .checked_shl(failures.min(32))
        .map_or(LONGEST_REST, |factor| (REST * factor).min(LONGEST_REST))
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

#[cfg(test)]
mod tests;
