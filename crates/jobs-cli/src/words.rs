//! How runs, tasks and times are put into words.

use std::time::Duration;

use jobs_api::RunOutcome;
use jobs_api::runs::IterationCounts;
use jobs_api::runtime::retry::Retry;

use crate::terminal_text::printable;

/// How something stands.
pub(crate) fn how(state: &str, outcome: Option<&RunOutcome>) -> String {
    match outcome {
        Some(outcome) => outcome.to_string(),
        None if state.is_empty() => "no state".to_owned(),
        None => state.to_lowercase().replace('_', " "),
    }
}

/// How far a for-each task is.
pub(crate) fn iterations(counts: &IterationCounts) -> String {
    let IterationCounts {
        total, completed, ..
    } = counts;
    let failed = match counts.failed {
        0 => String::new(),
        failed => format!(", {failed} failed"),
    };
    format!("{completed}/{total} iterations{failed}")
}

/// Why a request is sent again, and when.
pub(crate) fn retry(retry: &Retry<'_>) -> (String, String) {
    let why = match retry.error.status() {
        Some(status) if status >= 300 => format!("the service answered {status}"),
        // No answer, or one that cannot be read.
        _ => printable(retry.error.message()),
    };
    let seconds = retry.after.as_millis().div_ceil(1000);
    let when = match seconds {
        0 => "; trying again".to_owned(),
        _ => format!("; trying again in {seconds} s"),
    };
    (why, when)
}

/// How long something took: `350ms`, `4.2s`, `42s`, `4m 10s`, `2h 05m`, `3d 04h`.
pub(crate) fn took(duration: Duration) -> String {
    let millis = duration.as_millis();
    if millis == 0 {
        return "0s".to_owned();
    }
    if millis < 1000 {
        return format!("{millis}ms");
    }
    if millis < 10_000 && !millis.is_multiple_of(1000) {
        let tenths = millis / 100;
        return format!("{}.{}s", tenths / 10, tenths % 10);
    }
    let seconds = millis / 1000;
    match seconds {
        ..60 => format!("{seconds}s"),
        60..3600 => pair(seconds, 60, 'm', 1, 's'),
        3600..86_400 => pair(seconds, 3600, 'h', 60, 'm'),
        _ => pair(seconds, 86_400, 'd', 3600, 'h'),
    }
}

fn pair(seconds: u128, big: u128, big_unit: char, small: u128, small_unit: char) -> String {
    let (whole, rest) = (seconds / big, seconds % big / small);
    format!("{whole}{big_unit} {rest:02}{small_unit}")
}

/// How long something has been going on: in whole seconds, for who looks at it again and again.
pub(crate) fn elapsed(time: Duration) -> String {
    took(Duration::from_secs(time.as_secs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_two_units_at_most() {
        for (millis, text) in [
            (0, "0s"),
            (1, "1ms"),
            (999, "999ms"),
            (1000, "1s"),
            (4250, "4.2s"),
            (59_999, "59s"),
            (60_000, "1m 00s"),
            (250_000, "4m 10s"),
            (3_600_000, "1h 00m"),
            (7_500_000, "2h 05m"),
            (86_400_000, "1d 00h"),
            (273_600_000, "3d 04h"),
        ] {
            assert_eq!(took(Duration::from_millis(millis)), text);
        }
    }

    #[test]
    fn what_goes_on_is_told_in_whole_seconds() {
        assert_eq!(elapsed(Duration::from_millis(999)), "0s");
        assert_eq!(elapsed(Duration::from_millis(61_500)), "1m 01s");
    }
}
