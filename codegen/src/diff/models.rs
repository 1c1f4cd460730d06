//! Objects and their fields: those of the API, and requests.

use std::fmt;

use super::{Found, pairs};
use crate::model::{Additional, Field, Model, Shape};

pub(super) fn compare(found: &mut Found, old: &Model, new: &Model, item: &str) {
    found.docs(item, &old.docs, &new.docs);
    let is_answer = new.answers_only;
    for pair in pairs(&old.fields, &new.fields, |field| &field.name) {
        match pair {
            (Some(old), Some(new)) => compare_field(found, old, new, item, is_answer),
            (None, Some(new)) => add_field(found, new, item),
            (Some(old), None) => found.removed(
                format!("{item}::{}", old.name),
                "code that reads or sets the field does not compile",
            ),
            (None, None) => {}
        }
    }
    compare_order(found, old, new, item);
    compare_appenders(found, old, new, item);
    compare_additional(found, old, new, item);
    if old.answers_only != new.answers_only && new.fields.iter().any(Field::is_demanded) {
        found.behaves(
            item,
            if new.answers_only {
                "an answer that lacks a required member is an error now"
            } else {
                "an answer may lack required members now: they are empty then"
            },
        );
    }
}

fn add_field(found: &mut Found, new: &Field, item: &str) {
    let path = format!("{item}::{}", new.name);
    if new.required {
        let why = format!("`{item}::new` takes it as another argument");
        found.push(super::Kind::Added, path, super::Class::Major, why);
    } else {
        found.added(path, format!("a field of type `{}`", FieldType(new)));
    }
}

fn compare_field(found: &mut Found, old: &Field, new: &Field, item: &str, is_answer: bool) {
    let path = format!("{item}::{}", new.name);
    let (before, after) = (FieldType(old).to_string(), FieldType(new).to_string());
    if before != after {
        let mut why = format!("its type `{before}` becomes `{after}`");
        match (old.required, new.required) {
            (true, false) => why.push_str(", and `new` does not take it any more"),
            (false, true) => why.push_str(", and `new` takes it as another argument"),
            _ => {}
        }
        found.broken(&path, why);
    }
    if old.wire != new.wire {
        let why = format!("it is `{}` on the wire, no longer `{}`", new.wire, old.wire);
        found.behaves(&path, why);
    }
    if old.setter != new.setter {
        let why = format!("its setter `{}` becomes `{}`", old.setter, new.setter);
        found.broken(&path, why);
    }
    let behaves = compare_behaviour(found, old, new, &path, is_answer);
    if before == after && !behaves {
        found.docs(&path, &old.docs, &new.docs);
    }
}

/// What becomes of a field's value; tells whether it is something else.
fn compare_behaviour(
    found: &mut Found,
    old: &Field,
    new: &Field,
    path: &str,
    is_answer: bool,
) -> bool {
    let told = found.changes.len();
    match (old.lapsed, new.lapsed) {
        (false, true) if old.required => found.behaves(path, lapsed(new, is_answer)),
        (true, false) if new.required => found.behaves(path, "it is always there again"),
        _ if old.required == new.required && old.null_if_unset != new.null_if_unset => {
            let why = if new.null_if_unset {
                "a body has it as `null` where it is unset"
            } else {
                "a body lacks it where it is unset"
            };
            found.behaves(path, why);
        }
        _ => {}
    }
    if old.media != new.media {
        let told = |field: &Field| match &field.media {
            Some(media) => format!("`{media}`"),
            None => "the usual type".to_owned(),
        };
        let (after, before) = (told(new), told(old));
        found.behaves(path, format!("its part is {after}, no longer {before}"));
    }
    if old.sensitive != new.sensitive {
        let why = if new.sensitive {
            "its value is not shown any more"
        } else {
            "its value is shown"
        };
        found.behaves(path, why);
    }
    found.changes.len() > told
}

/// What it means that a field is not demanded any more, and stays as it was in Rust.
fn lapsed(field: &Field, is_answer: bool) -> &'static str {
    if is_answer {
        "it may be absent, and is empty then; its type stays"
    } else if field.is_always_written() {
        "the API does not demand it any more, but it is sent all the same; its type stays"
    } else if field.null_if_unset {
        "the API does not demand a value any more: an empty one is sent as `null`; its type stays"
    } else {
        "the API does not demand it any more: an empty one is not sent; its type stays"
    }
}

/// The arguments of `new` must stay in their order: two of one type would be swapped in silence.
fn compare_order(found: &mut Found, old: &Model, new: &Model, item: &str) {
    let stayed = |model: &Model, other: &Model| -> Vec<String> {
        let is_there = |field: &&Field| {
            let there = other.fields.iter().find(|known| known.name == field.name);
            field.required && there.is_some_and(|known| known.required)
        };
        let fields = model.fields.iter().filter(is_there);
        fields.map(|field| field.name.clone()).collect()
    };
    let (before, after) = (stayed(old, new), stayed(new, old));
    if before != after {
        let why = format!("its arguments are in another order: {}", after.join(", "));
        found.broken(format!("{item}::new"), why);
    }
}

/// The setters that add one element.
fn compare_appenders(found: &mut Found, old: &Model, new: &Model, item: &str) {
    let appenders = |model: &Model| -> Vec<(String, String)> {
        let fields = model.fields.iter();
        let named = fields.filter_map(|field| Some((field.appender.clone()?, field.name.clone())));
        named.collect()
    };
    let (old, new) = (appenders(old), appenders(new));
    for pair in pairs(&old, &new, |(name, _)| name) {
        match pair {
            (Some((name, before)), Some((_, after))) if before != after => found.broken(
                format!("{item}::{name}"),
                format!("the setter adds to `{after}`, no longer to `{before}`"),
            ),
            (Some((name, field)), None) => found.broken(
                format!("{item}::{name}"),
                format!("there is no such setter any more that adds one to `{field}`"),
            ),
            // A new one comes with a new field, or with a new type of one.
            _ => {}
        }
    }
}

/// The methods for members that have no name.
fn compare_additional(found: &mut Found, old: &Model, new: &Model, item: &str) {
    let path = |others: &Additional| format!("{item}::{}", others.getter);
    match (&old.additional, &new.additional) {
        (None, Some(new)) => found.added(
            path(new),
            format!("members without a name, each a `{}`", new.shape),
        ),
        (Some(old), None) => found.removed(path(old), "nothing is said any more of what they are"),
        (Some(old), Some(new)) if old.shape != new.shape => found.broken(
            path(new),
            format!(
                "members without a name are `{}`, no longer `{}`",
                new.shape, old.shape
            ),
        ),
        (Some(old), Some(new)) => {
            for (before, after) in [(&old.getter, &new.getter), (&old.setter, &new.setter)] {
                if before != after {
                    let why = format!("the method is `{after}` now, because of a member's setter");
                    found.broken(format!("{item}::{before}"), why);
                }
            }
        }
        (None, None) => {}
    }
}

/// The type of a field in Rust.
struct FieldType<'a>(&'a Field);

impl fmt::Display for FieldType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Field {
            shape,
            required,
            boxed,
            ..
        } = self.0;
        match (required, boxed) {
            (true, false) => write!(f, "{shape}"),
            (true, true) => write!(f, "Box<{shape}>"),
            (false, false) => write!(f, "Option<{shape}>"),
            (false, true) => write!(f, "Option<Box<{shape}>>"),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("String"),
            Self::Integer => f.write_str("i64"),
            Self::Unsigned => f.write_str("u64"),
            Self::Number => f.write_str("f64"),
            Self::Boolean => f.write_str("bool"),
            Self::Any => f.write_str("Value"),
            // As code says it: types of the API may have the same names.
            Self::Plain => f.write_str("operation::Text"),
            Self::Bytes => f.write_str("operation::Bytes"),
            Self::Upload => f.write_str("operation::Upload"),
            Self::Named(named) => f.write_str(&named.name),
            Self::List(item) => write!(f, "Vec<{item}>"),
            Self::Map(value) => write!(f, "BTreeMap<String, {value}>"),
        }
    }
}
