//! Members and words that the service does not know.

use serde_json::{Map, Value};

use super::check::unknown_word;
use super::{Kind, Shape};

/// How alike two names must be for one to be taken for the other, from 0 to 1.
const ALIKE: f64 = 0.6;

/// Words that the service has been given since the spec was written.
const NEWER: [(&str, &str); 1] = [("performance_target", "COST_OPTIMIZED")];

impl Shape {
    /// Refuses an object with a member or a word that is not known, here or further down.
    ///
    /// # Errors
    ///
    /// When there is one: what it is, after the members that lead to it.
    pub(crate) fn check_known(
        &self,
        object: &Map<String, Value>,
        path: &str,
    ) -> Result<(), String> {
        for (name, value) in object {
            let path = format!("{path}{name}");
            let Some(member) = self.member(name) else {
                let known = self.members.iter().map(|member| member.name);
                return Err(match nearest(name, known) {
                    Some(nearest) => format!("Unknown field '{path}', did you mean '{nearest}'?"),
                    None => format!("Unknown field '{path}'"),
                });
            };
            if let Some(kind) = &member.kind {
                kind.check_known(value, name, &path)?;
            }
        }
        Ok(())
    }
}

impl Kind {
    fn check_known(&self, value: &Value, field: &str, path: &str) -> Result<(), String> {
        match (self, value) {
            (Self::Object(shape), Value::Object(members)) => {
                shape.check_known(members, &format!("{path}."))
            }
            (Self::List(kind), Value::Array(elements)) => elements
                .iter()
                .try_for_each(|element| kind.check_known(element, field, path)),
            (Self::Word(known), Value::String(word)) => {
                let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(word))
                    || NEWER.contains(&(field, word));
                if is_known {
                    Ok(())
                } else {
                    Err(unknown_word(path, word, known))
                }
            }
            _ => Ok(()),
        }
    }
}

/// The name that is most like this one, if any is.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(name, known);
    let alike = known.map(|known| (likeness(known), known));
    alike
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}
