//! Members that must be there, and limits of their values.

use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex_lite::Regex;
use serde_json::{Map, Value};

use super::{Kind, Limit, Member, Shape};

/// Words that decide what the emulator does: others than the known ones are refused. All other
/// words go through, for newer versions of the service may know them.
const DECIDING: [&str; 4] = ["run_if", "op", "metric", "pause_status"];

/// Where a member is, in the service's words: `settings.tasks.task_key`. Elements of lists have no
/// numbers in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    within: Option<&'a Place<'a>>,
    name: &'a str,
    /// What the tasks of settings are called.
    tasks: &'static str,
}

impl<'a> Place<'a> {
    /// The settings of a job whose tasks are called so: `tasks`, or `task` where it has but one at
    /// its root.
    pub(crate) const fn settings(tasks: &'static str) -> Self {
        Self {
            within: None,
            name: "settings",
            tasks,
        }
    }

    /// A member of what is here.
    pub(crate) fn member(&'a self, name: &'a str) -> Self {
        let is_tasks = self.within.is_none() && name == "tasks";
        Self {
            within: Some(self),
            name: if is_tasks { self.tasks } else { name },
            tasks: self.tasks,
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(within) = self.within {
            write!(f, "{within}.")?;
        }
        f.write_str(self.name)
    }
}

impl Shape {
    /// Checks an object that was read.
    ///
    /// # Errors
    ///
    /// When something is missing or beyond a limit: what it is.
    pub(crate) fn check(
        &self,
        object: &Map<String, Value>,
        place: &Place<'_>,
    ) -> Result<(), String> {
        for member in self.members {
            let place = place.member(member.name);
            match object.get(member.name) {
                Some(value) => member.check(value, &place)?,
                None if member.required => return Err(missing(&place)),
                None => {}
            }
        }
        Ok(())
    }
}

impl Member {
    fn check(&self, value: &Value, place: &Place<'_>) -> Result<(), String> {
        for limit in self.limits {
            limit.check(value, place)?;
        }
        let Some(kind) = &self.kind else {
            return Ok(());
        };
        if let (Kind::Word(known), Value::String(word)) = (kind, value)
            && DECIDING.contains(&self.name)
            && !known.contains(&word.as_str())
        {
            return Err(unknown_word(&place.to_string(), word, known));
        }
        kind.check(value, place)
    }
}

impl Kind {
    fn check(&self, value: &Value, place: &Place<'_>) -> Result<(), String> {
        match (self, value) {
            (Self::Object(shape), Value::Object(members)) => shape.check(members, place),
            (Self::List(kind), Value::Array(elements)) => elements
                .iter()
                .try_for_each(|element| kind.check(element, place)),
            _ => Ok(()),
        }
    }
}

/// What is said of a word that is none of those that are known.
pub(super) fn unknown_word(path: &str, word: &str, known: &[&str]) -> String {
    let (word, known) = (short(word), known.join(","));
    format!("Invalid {path} '{word}' - it has to be one of: {known}.")
}

impl Limit {
    fn check(&self, value: &Value, place: &Place<'_>) -> Result<(), String> {
        match (self, value) {
            (Self::MinLength(_), Value::String(text)) if text.is_empty() => Err(missing(place)),
            (Self::MinLength(least), Value::String(text)) => {
                let length = text.chars().count();
                at_least(length, *least, || {
                    format!("Invalid {place} - it has {length} characters, and has to have")
                })
            }
            (Self::MaxLength(most), Value::String(text)) => {
                let length = text.chars().count();
                at_most(length, *most, || {
                    format!("Invalid {place} - it has {length} characters, and has to have")
                })
            }
            (Self::Minimum(least), value) => match value.as_f64() {
                Some(number) if number < *least as f64 => Err(format!(
                    "Invalid {place} {value} - it has to be no less than {least}."
                )),
                _ => Ok(()),
            },
            (Self::Maximum(most), value) => match value.as_f64() {
                Some(number) if number > *most as f64 => Err(format!(
                    "Invalid {place} {value} - it has to be no more than {most}."
                )),
                _ => Ok(()),
            },
            (Self::MinItems(least), Value::Array(elements)) => {
                at_least(elements.len(), *least, || {
                    let count = elements.len();
                    format!("Invalid {place} - it has {count} elements, and has to have")
                })
            }
            (Self::MaxItems(most), Value::Array(elements)) => {
                at_most(elements.len(), *most, || {
                    let count = elements.len();
                    format!("Invalid {place} - it has {count} elements, and has to have")
                })
            }
            (Self::MaxEntries(most), Value::Object(entries)) => {
                at_most(entries.len(), *most, || {
                    let count = entries.len();
                    format!("Invalid {place} - it has {count} entries, and has to have")
                })
            }
            (Self::Pattern(pattern), Value::String(text)) if !matches(pattern, text) => {
                Err(format!(
                    "Invalid {place} '{}' - it has to match {pattern}",
                    short(text)
                ))
            }
            _ => Ok(()),
        }
    }
}

fn at_least(count: usize, least: i64, what: impl Fn() -> String) -> Result<(), String> {
    if i64::try_from(count).is_ok_and(|count| count < least) {
        return Err(format!("{} no less than {least}.", what()));
    }
    Ok(())
}

fn at_most(count: usize, most: i64, what: impl Fn() -> String) -> Result<(), String> {
    if i64::try_from(count).is_ok_and(|count| count <= most) {
        return Ok(());
    }
    Err(format!("{} no more than {most}.", what()))
}

fn missing(place: &Place<'_>) -> String {
    let place = place.to_string();
    // As it was recorded: this one alone is without the stop.
    let stop = if place.ends_with(".depends_on.task_key") {
        ""
    } else {
        "."
    };
    format!("Missing required field: {place}{stop}")
}

/// The beginning of a text that somebody sent, to be told what it was.
fn short(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether a text matches a pattern of the tables. Each is compiled once.
fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: LazyLock<Mutex<HashMap<&'static str, Option<Regex>>>> =
        LazyLock::new(Mutex::default);
    // A map that somebody panicked over is whole all the same.
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled
        .entry(pattern)
        .or_insert_with(|| Regex::new(pattern).ok());
    // A test sees to it that there is no pattern that cannot be read.
    regex.as_ref().is_none_or(|regex| regex.is_match(text))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::generated::REQUESTS;

    /// 1.1: what the tables say can be checked.
    #[test]
    fn every_pattern_of_the_tables_can_be_read() {
        let mut seen = HashSet::new();
        let mut patterns = HashSet::new();
        let mut open: Vec<&'static Member> = REQUESTS
            .iter()
            .flat_map(|(_, shape)| shape.members)
            .collect();
        while let Some(member) = open.pop() {
            for limit in member.limits {
                if let Limit::Pattern(pattern) = limit {
                    Regex::new(pattern).expect(pattern);
                    patterns.insert(*pattern);
                }
            }
            let mut kind = member.kind.as_ref();
            while let Some(Kind::List(inner) | Kind::Map(inner)) = kind {
                kind = Some(inner);
            }
            if let Some(Kind::Object(shape)) = kind
                && seen.insert(std::ptr::from_ref(*shape))
            {
                open.extend(shape.members);
            }
        }
        assert!(patterns.contains("^[A-Za-z0-9_-]+$"), "{patterns:?}");
    }
}
