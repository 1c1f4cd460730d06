//! Values, brought into the one way in which their form is written.

use std::borrow::Cow;
use std::time::Duration;

use super::table::Form;

/// What Go's `strconv.ParseBool` takes.
const TRUE: [&str; 6] = ["true", "True", "TRUE", "t", "T", "1"];
const FALSE: [&str; 6] = ["false", "False", "FALSE", "f", "F", "0"];

/// Whether a value, without spaces around it, says nothing.
pub(super) fn is_blank(form: Form, value: &str) -> bool {
    match form {
        Form::List => words(value).next().is_none(),
        _ => value.is_empty(),
    }
}

/// The value as [`Config::get`](super::Config::get) gives it, or what it must be and is not.
///
/// A host stays as it is until all sources have been read: its query may tell more.
pub(super) fn coerce(form: Form, value: &str) -> Result<Cow<'_, str>, String> {
    Ok(match form {
        Form::Text | Form::Host | Form::Address => Cow::Borrowed(value),
        Form::Id if is_id(value) => Cow::Borrowed(value),
        Form::Id => return Err("must consist of letters, digits and `-_.`".to_owned()),
        Form::Flag => Cow::Borrowed(if TRUE.contains(&value) {
            "true"
        } else if FALSE.contains(&value) {
            "false"
        } else {
            let words = [TRUE, FALSE].concat().join(", ");
            return Err(format!("must be one of {words}"));
        }),
        Form::Integer => match value.parse::<u64>() {
            Ok(number) => Cow::Owned(number.to_string()),
            Err(_) => return Err("must be a whole number, 0 or more".to_owned()),
        },
        Form::Seconds => match seconds(value) {
            Some(_) => Cow::Borrowed(value),
            None => return Err("must be a number of seconds, 0 or more".to_owned()),
        },
        Form::List => Cow::Owned(words(value).collect::<Vec<_>>().join(",")),
    })
}

/// Whether a value can stand in a header and in a path as it is.
pub(super) fn is_id(value: &str) -> bool {
    value.starts_with(|first: char| first.is_ascii_alphanumeric())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

pub(super) fn seconds(value: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(value.parse().ok()?).ok()
}

pub(super) fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty())
}
