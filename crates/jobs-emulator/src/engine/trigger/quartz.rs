//! Cron expressions as Quartz has them: seconds first, an optional year, `?` for the one of the two
//! fields of days that says nothing.

mod field;

use jiff::civil::{Date, DateTime, Time, Weekday};

use self::field::{Field, Values};

/// The last year that an expression can name.
const LAST_YEAR: i16 = 2099;

const SECONDS: Field = Field::numbers(0, 59);
const MINUTES: Field = Field::numbers(0, 59);
const HOURS: Field = Field::numbers(0, 23);
const DAYS: Field = Field::numbers(1, 31);
const MONTHS: Field = Field {
    names: &[
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ],
    ..Field::numbers(1, 12)
};
/// Weeks begin on Sunday, which is 1.
const WEEKDAYS: Field = Field {
    names: &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
    ..Field::numbers(1, 7)
};
const YEARS: Field = Field {
    goes_round: false,
    ..Field::numbers(1970, LAST_YEAR)
};

/// A cron expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expression {
    seconds: Values,
    minutes: Values,
    hours: Values,
    days: Days,
    months: Values,
    years: Values,
}

/// Which days an expression names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Days {
    OfMonth(Values),
    /// So many days before the last of the month.
    BeforeLast(i8),
    /// The weekday next to the day that is so many days before the last of the month.
    WeekdayBeforeLast(i8),
    /// The weekday next to this day of the month.
    WeekdayNextTo(i8),
    OfWeek(Values),
    /// The last of its kind in the month.
    LastOfWeek(i8),
    /// The nth of its kind in the month.
    NthOfWeek {
        weekday: i8,
        nth: i8,
    },
}

impl Expression {
    /// Reads an expression; none if it is not in the syntax.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        let fields: Vec<&str> = text.split_whitespace().collect();
        let (fields, year) = match *fields.as_slice() {
            [a, b, c, d, e, f] => ([a, b, c, d, e, f], "*"),
            [a, b, c, d, e, f, year] => ([a, b, c, d, e, f], year),
            _ => return None,
        };
        let [seconds, minutes, hours, day, month, weekday] = fields;
        Some(Self {
            seconds: SECONDS.parse(seconds)?,
            minutes: MINUTES.parse(minutes)?,
            hours: HOURS.parse(hours)?,
            days: match (day, weekday) {
                // What both say at once Quartz does not know.
                ("?", "?") => return None,
                (day, "?") => Days::of_month(day)?,
                ("?", weekday) => Days::of_week(weekday)?,
                _ => return None,
            },
            months: MONTHS.parse(month)?,
            years: YEARS.parse(year)?,
        })
    }

    /// The first time that matches, not before this one; none if there is none any more.
    pub(super) fn from(&self, earliest: DateTime) -> Option<DateTime> {
        let mut date = earliest.date();
        let mut from = earliest.time();
        while date.year() <= LAST_YEAR {
            let next = if !self.years.contain(date.year()) {
                Date::new(date.year() + 1, 1, 1).ok()?
            } else if !self.months.contain(date.month().into()) {
                date.last_of_month().tomorrow().ok()?
            } else {
                let time = self.days.contain(date).then(|| self.time_from(from));
                if let Some(time) = time.flatten() {
                    return Some(date.to_datetime(time));
                }
                date.tomorrow().ok()?
            };
            (date, from) = (next, Time::midnight());
        }
        None
    }

    /// The first time of a day that matches, not before this one.
    fn time_from(&self, from: Time) -> Option<Time> {
        let whole = |hour: i16, minute: i16, second: i16| {
            // The fields hold what their bounds let through, which fits.
            let part = |number: i16| i8::try_from(number).unwrap_or_default();
            Time::new(part(hour), part(minute), part(second), 0).ok()
        };
        let (hour, minute, second) = (
            from.hour().into(),
            from.minute().into(),
            from.second().into(),
        );
        if self.hours.contain(hour) {
            if self.minutes.contain(minute)
                && let Some(second) = self.seconds.from(second)
            {
                return whole(hour, minute, second);
            }
            if let Some(minute) = self.minutes.from(minute + 1) {
                return whole(hour, minute, self.seconds.from(0)?);
            }
        }
        let hour = self.hours.from(hour + 1)?;
        whole(hour, self.minutes.from(0)?, self.seconds.from(0)?)
    }
}

impl Days {
    fn of_month(field: &str) -> Option<Self> {
        let one = |text: &str| {
            let day = DAYS.number(text)?;
            i8::try_from(day).ok()
        };
        if let Some(rest) = field.strip_prefix('L') {
            let (rest, weekday) = match rest.strip_suffix('W') {
                Some(rest) => (rest, true),
                None => (rest, false),
            };
            let before = match rest.strip_prefix('-') {
                // A month has 28 days at least, so the day is always there.
                Some(days) => one(days).filter(|days| *days < 28)?,
                None if rest.is_empty() => 0,
                None => return None,
            };
            return Some(match weekday {
                true => Self::WeekdayBeforeLast(before),
                false => Self::BeforeLast(before),
            });
        }
        match field.strip_suffix('W') {
            Some(day) => one(day).map(Self::WeekdayNextTo),
            None => DAYS.parse(field).map(Self::OfMonth),
        }
    }

    fn of_week(field: &str) -> Option<Self> {
        let one = |text: &str| {
            let weekday = WEEKDAYS.number(text)?;
            i8::try_from(weekday).ok()
        };
        if field == "L" {
            return WEEKDAYS.parse("SAT").map(Self::OfWeek);
        }
        if let Some((weekday, nth)) = field.split_once('#') {
            return Some(Self::NthOfWeek {
                weekday: one(weekday)?,
                nth: nth.parse().ok().filter(|nth| (1..=5).contains(nth))?,
            });
        }
        match field.strip_suffix('L') {
            Some(weekday) => one(weekday).map(Self::LastOfWeek),
            None => WEEKDAYS.parse(field).map(Self::OfWeek),
        }
    }

    fn contain(&self, date: Date) -> bool {
        let last = date.days_in_month();
        let is_weekday = |weekday: i8| date.weekday().to_sunday_one_offset() == weekday;
        match self {
            Self::OfMonth(days) => days.contain(date.day().into()),
            Self::BeforeLast(days) => date.day() == last - days,
            Self::WeekdayBeforeLast(days) => is_weekday_next_to(date, last - days),
            Self::WeekdayNextTo(day) => *day <= last && is_weekday_next_to(date, *day),
            Self::OfWeek(weekdays) => {
                weekdays.contain(date.weekday().to_sunday_one_offset().into())
            }
            Self::LastOfWeek(weekday) => is_weekday(*weekday) && date.day() > last - 7,
            Self::NthOfWeek { weekday, nth } => {
                is_weekday(*weekday) && (date.day() - 1) / 7 == nth - 1
            }
        }
    }
}

/// Whether a date is, of Monday to Friday, the one nearest to this day of its month. The month is
/// never left.
fn is_weekday_next_to(date: Date, day: i8) -> bool {
    let last = date.days_in_month();
    let Ok(wanted) = Date::new(date.year(), date.month(), day) else {
        return false;
    };
    let nearest = match wanted.weekday() {
        Weekday::Saturday if day > 1 => day - 1,
        Weekday::Saturday => day + 2,
        Weekday::Sunday if day < last => day + 1,
        Weekday::Sunday => day - 2,
        _ => day,
    };
    date.day() == nearest
}
