//! What token endpoints answer.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::token::Token;

/// Life of a token whose issuer does not tell: they all issue tokens for an hour or more, and one
/// that runs out sooner is replaced when the service refuses it.
const UNTOLD_LIFE: Duration = Duration::from_secs(3600);

/// Reads a token, or says why there is none.
pub(super) fn read_token(answer: &Value, now: SystemTime) -> Result<Token, String> {
    let text = |name| answer[name].as_str().filter(|text: &&str| !text.is_empty());
    let Some(access_token) = text("access_token") else {
        return Err(
            told(answer).unwrap_or_else(|| "there is no `access_token` in its answer".to_owned())
        );
    };
    let mut token = Token::new(access_token);
    token.expires_at = expiry(answer, now);
    if let Some(kind) = text("token_type")
        && !kind.eq_ignore_ascii_case("bearer")
    {
        token.token_type = kind.to_owned();
    }
    Ok(token)
}

/// What a token endpoint says of a refusal, if it says anything in one of the known ways.
pub(super) fn told(answer: &Value) -> Option<String> {
    let text = |names: [&str; 2]| names.iter().find_map(|name| answer[*name].as_str());
    let code = text(["error", "errorCode"])?;
    let Some(description) = text(["error_description", "errorSummary"]) else {
        return Some(code.to_owned());
    };
    // Microsoft adds ids and times for its support.
    let description = description.split("Trace ID:").next().unwrap_or_default();
    Some(format!("{code}: {}", description.trim_end()))
}

/// When a token runs out: never, if that is farther away than the calendar goes.
fn expiry(answer: &Value, now: SystemTime) -> Option<SystemTime> {
    // What does not hang on the calendars of two machines comes first.
    if let Some(left) = seconds(&answer["expires_in"]) {
        return now.checked_add(left);
    }
    if let Some(since_epoch) = seconds(&answer["expires_on"]) {
        return SystemTime::UNIX_EPOCH.checked_add(since_epoch);
    }
    now.checked_add(UNTOLD_LIFE)
}

/// A number of seconds, written as a number or as text; a negative one is none.
fn seconds(value: &Value) -> Option<Duration> {
    let number: f64 = match value {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    if number.is_nan() {
        return None;
    }
    Some(Duration::try_from_secs_f64(number.max(0.0)).unwrap_or(Duration::MAX))
}
