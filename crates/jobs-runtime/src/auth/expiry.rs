//! When a token runs out, as issuers and programs write it.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

/// A moment as programs print it: with an offset (RFC 3339), or as the time of a clock on the
/// wall, which is that of `zone`.
pub(super) fn from_text(text: &str, zone: &TimeZone) -> Option<SystemTime> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.into());
    }
    let wall: DateTime = text.parse().ok()?;
    Some(wall.to_zoned(zone.clone()).ok()?.timestamp().into())
}

/// Seconds since 1970, as a number or as a text.
pub(super) fn from_epoch(value: &Value) -> Option<SystemTime> {
    let seconds = match value {
        Value::Number(number) => number.as_u64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::fixed(jiff::tz::offset(2))
    }

    fn seconds(text: &str) -> Option<f64> {
        let moment = from_text(text, &zone())?;
        Some(
            moment
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap()
                .as_secs_f64(),
        )
    }

    // F.B: the expiry formats of test_core (3) and cli_token_source_test (10); G.3 row 28.
    #[test]
    fn expiries_are_read_in_every_form_that_programs_print() {
        let noon = 1_700_000_000.0; // 2023-11-14T22:13:20Z
        for (text, expected) in [
            ("2023-11-14T22:13:20Z", Some(noon)),
            ("2023-11-14T22:13:20.5Z", Some(noon + 0.5)),
            ("2023-11-14T22:13:20.007742617Z", Some(noon + 0.007_742_617)),
            ("2023-11-15T09:13:20+11:00", Some(noon)),
            ("2023-11-15T09:13:20.25+11:00", Some(noon + 0.25)),
            ("2023-11-15 00:13:20", Some(noon)),
            ("2023-11-15 00:13:20.5", Some(noon + 0.5)),
            ("2023-11-15 00:13:20.500", Some(noon + 0.5)),
            ("2023-11-15 00:13:20.500000", Some(noon + 0.5)),
            ("2023-11-15 00:13:20.500000000", Some(noon + 0.5)),
            ("November 14, 2023", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn an_epoch_is_a_number_or_a_text() {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(7);
        assert_eq!(from_epoch(&Value::from(7)), Some(moment));
        assert_eq!(from_epoch(&Value::from("7")), Some(moment));
        for odd in [
            Value::Null,
            Value::from(-1),
            Value::from("soon"),
            Value::from(u64::MAX),
        ] {
            // The last may be beyond what the platform's time can say: no panic is what counts.
            let _ = from_epoch(&odd);
        }
        assert_eq!(from_epoch(&Value::from("soon")), None);
    }
}
