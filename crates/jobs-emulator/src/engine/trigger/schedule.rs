//! Times of a cron expression in a time zone.

use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

use super::TriggerError;
use super::quartz::Expression;
use crate::engine::Millis;

/// A cron expression and the time zone that it is read in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Schedule {
    expression: Expression,
    zone: TimeZone,
}

impl Schedule {
    /// The schedule of a job's settings.
    pub(super) fn read(settings: &Value) -> Result<Self, TriggerError> {
        let text = |name: &str| settings[name].as_str().unwrap_or_default();
        let (expression, zone) = (text("quartz_cron_expression"), text("timezone_id"));
        let parsed = Expression::parse(expression);
        Ok(Self {
            expression: parsed.ok_or_else(|| TriggerError::BadExpression(expression.to_owned()))?,
            zone: match zone {
                "" => return Err(TriggerError::NoTimeZone),
                id => time_zone(id).ok_or_else(|| TriggerError::UnknownTimeZone(id.to_owned()))?,
            },
        })
    }

    /// The first moment that matches, not before this one; none if there is none any more.
    ///
    /// Times are local. One that the clocks jump over is as much later as they jump; one that comes
    /// twice counts the first time.
    pub(super) fn from(&self, moment: Millis) -> Option<Millis> {
        // Schedules know whole seconds only.
        let earliest = Timestamp::from_second(
            moment.div_euclid(1000) + i64::from(moment.rem_euclid(1000) > 0),
        )
        .ok()?;
        let mut local = self.zone.to_datetime(earliest);
        loop {
            local = self.expression.from(local)?;
            let found = self.zone.to_timestamp(local).ok()?;
            if found >= earliest {
                return Some(found.as_millisecond());
            }
            local = local.checked_add(1.second()).ok()?;
        }
    }
}

/// The time zone of this name: of the tz database, or a distance from Greenwich as Java writes it.
pub(super) fn time_zone(id: &str) -> Option<TimeZone> {
    let distance = id.strip_prefix("GMT").or_else(|| id.strip_prefix("UTC"));
    match distance.filter(|distance| !distance.is_empty()) {
        Some(distance) => offset(distance).map(TimeZone::fixed),
        // The bundled database: the same on every machine.
        None => TimeZoneDatabase::bundled().get(id).ok(),
    }
}

/// A distance from Greenwich: `+2`, `-03:30`.
fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
    let number = |text: &str, most: i32| {
        let is_number =
            (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let number: i32 = is_number.then(|| text.parse().ok())??;
        (number <= most).then_some(number)
    };
    let seconds = number(hours, 23)? * 3600 + number(minutes, 59)? * 60;
    Offset::from_seconds(sign * seconds).ok()
}
