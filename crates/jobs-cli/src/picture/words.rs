//! Axes, moments and ends, as people say them.

use jiff::Timestamp;
use jobs_api::RunOutcome;

/// A place on an axis of time, as far behind its beginning as this many milliseconds, in two units at
/// most and without what is zero: `0`, `500ms`, `1m`, `1m 30s`, `2h 30m`.
pub(crate) fn tick(millis: i64) -> String {
    const UNITS: [(&str, i64); 5] = [
        ("d", 86_400_000),
        ("h", 3_600_000),
        ("m", 60_000),
        ("s", 1000),
        ("ms", 1),
    ];
    let mut rest = millis.max(0);
    let mut words = Vec::new();
    for (unit, length) in UNITS {
        let count = rest / length;
        rest %= length;
        if count > 0 {
            words.push(format!("{count}{unit}"));
        }
        if words.len() == 2 || (count == 0 && !words.is_empty()) {
            break;
        }
    }
    if words.is_empty() {
        return "0".to_owned();
    }
    words.join(" ")
}

/// A moment in milliseconds since the Unix epoch.
pub(crate) fn moment(millis: i64) -> String {
    match Timestamp::from_millisecond(millis) {
        Ok(moment) => moment.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
        Err(_) => millis.to_string(),
    }
}

/// How something ended, or how it stands by the service's word, in one or two words.
pub(crate) fn standing(outcome: Option<&RunOutcome>, state: &str) -> String {
    match outcome.map_or(state, |outcome| outcome.name()) {
        "" => "no state".to_owned(),
        word => word.to_lowercase().replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_leave_out_what_is_zero() {
        for (millis, text) in [
            (0, "0"),
            (500, "500ms"),
            (1500, "1s 500ms"),
            (90_000, "1m 30s"),
            (9_000_000, "2h 30m"),
            (172_800_000, "2d"),
            (4_000_000, "1h 6m"),
            (3_605_000, "1h"),
        ] {
            assert_eq!(tick(millis), text);
        }
    }

    #[test]
    fn moments_that_no_calendar_has_are_numbers() {
        assert_eq!(moment(1_769_839_200_000), "2026-01-31 06:00:00 UTC");
        assert_eq!(moment(i64::MAX), i64::MAX.to_string());
    }
}
