//! Moments as references show them: `{{job.start_time.iso_date}}`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::engine::Millis;

/// How a moment is shown, always in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    IsoWeekday,
    IsWeekday,
    IsoDate,
    IsoDatetime,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    TimestampMs,
}

impl Format {
    pub(super) fn from_wire(name: &str) -> Option<Self> {
        Some(match name {
            "iso_weekday" => Self::IsoWeekday,
            "is_weekday" => Self::IsWeekday,
            "iso_date" => Self::IsoDate,
            "iso_datetime" => Self::IsoDatetime,
            "year" => Self::Year,
            "month" => Self::Month,
            "day" => Self::Day,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "second" => Self::Second,
            "timestamp_ms" => Self::TimestampMs,
            _ => return None,
        })
    }

    /// The moment in this form; none if it is further away than calendars go.
    pub(super) fn show(self, moment: Millis) -> Option<String> {
        let time = Timestamp::from_millisecond(moment).ok()?;
        let time = time.to_zoned(TimeZone::UTC);
        Some(match self {
            // Monday is 1.
            Self::IsoWeekday => time.weekday().to_monday_one_offset().to_string(),
            Self::IsWeekday => (time.weekday().to_monday_one_offset() < 6).to_string(),
            Self::IsoDate => time.date().to_string(),
            Self::IsoDatetime => time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(),
            Self::Year => time.year().to_string(),
            Self::Month => time.month().to_string(),
            Self::Day => time.day().to_string(),
            Self::Hour => time.hour().to_string(),
            Self::Minute => time.minute().to_string(),
            Self::Second => time.second().to_string(),
            Self::TimestampMs => moment.to_string(),
        })
    }
}
