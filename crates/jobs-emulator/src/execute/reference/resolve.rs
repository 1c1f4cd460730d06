//! Values in the places of references.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::name::{Name, NoName};
use super::{Piece, Scope, may_have_references, pieces};

/// Most bytes that values may take in the settings of one task run, all of them together.
const MAX_BYTES: usize = 1024 * 1024;

/// Replaces the references in the settings of one task run.
#[derive(Debug)]
pub(crate) struct Resolver<'a> {
    scope: Scope<'a>,
    /// Bytes that values may still take.
    left: usize,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(scope: Scope<'a>) -> Self {
        Self {
            scope,
            left: MAX_BYTES,
        }
    }

    /// The text with its references replaced, or why the task cannot start.
    pub(crate) fn text(&mut self, text: &str) -> Result<String, String> {
        if !may_have_references(text) {
            return Ok(text.to_owned());
        }
        let mut resolved = String::with_capacity(text.len());
        for piece in pieces(text) {
            let reference = match piece {
                Piece::Text(text) => {
                    resolved.push_str(text);
                    continue;
                }
                Piece::Reference(reference) => reference,
            };
            match Name::of(&reference) {
                // Without iterations there is no such namespace.
                Ok(Name::Input(_)) if !self.scope.is_iteration() => {
                    resolved.push_str(reference.whole);
                }
                Ok(name) => {
                    let Some(value) = self.scope.value(&name) else {
                        return Err(no_value(reference.whole));
                    };
                    self.left = self.left.checked_sub(value.len()).ok_or_else(|| {
                        format!(
                            "The values of references take more than {MAX_BYTES} bytes in the \
                             settings of the task."
                        )
                    })?;
                    resolved.push_str(&value);
                }
                Err(NoName::IsText) => resolved.push_str(reference.whole),
                Err(NoName::IsWrong) => return Err(wrong(reference.whole)),
            }
        }
        Ok(resolved)
    }

    /// The document with the references replaced in all of its texts.
    pub(crate) fn document(&mut self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => Value::String(self.text(text)?),
            Value::Array(values) => {
                let values = values.iter().map(|value| self.document(value));
                values.collect::<Result<_, _>>()?
            }
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.document(value)?)));
                members.collect::<Result<_, String>>()?
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        })
    }
}

/// The job parameters of a run with the references in them replaced. They are the same for all of
/// its tasks: what they say of tasks, of other parameters and of what is not there stays as it is
/// written.
pub(crate) fn job_parameters<'a>(scope: &Scope<'a>) -> Cow<'a, Map<String, Value>> {
    let parameters = scope.parameters;
    let has_references = |value: &Value| value.as_str().is_some_and(may_have_references);
    if !parameters.values().any(has_references) {
        return Cow::Borrowed(parameters);
    }
    let mut left = MAX_BYTES;
    let parameters = parameters.iter().map(|(name, value)| {
        let value = match value.as_str() {
            Some(text) => Value::String(of_the_run(text, scope, &mut left)),
            None => value.clone(),
        };
        (name.clone(), value)
    });
    Cow::Owned(parameters.collect())
}

/// The text with those references replaced that are about the whole run.
fn of_the_run(text: &str, scope: &Scope<'_>, left: &mut usize) -> String {
    let mut resolved = String::with_capacity(text.len());
    for piece in pieces(text) {
        let reference = match piece {
            Piece::Text(text) => {
                resolved.push_str(text);
                continue;
            }
            Piece::Reference(reference) => reference,
        };
        let value = match Name::of(&reference) {
            Ok(name @ (Name::Job(_) | Name::WorkspaceId | Name::WorkspaceUrl)) => {
                scope.value(&name).filter(|value| value.len() <= *left)
            }
            _ => None,
        };
        match value {
            Some(value) => {
                *left -= value.len();
                resolved.push_str(&value);
            }
            None => resolved.push_str(reference.whole),
        }
    }
    resolved
}

/// Says which reference of a document is wrong whatever run it is for, if one is.
pub(crate) fn check(document: &Value) -> Result<(), String> {
    match document {
        Value::String(text) if may_have_references(text) => {
            for piece in pieces(text) {
                if let Piece::Reference(reference) = piece
                    && Name::of(&reference) == Err(NoName::IsWrong)
                {
                    return Err(wrong(reference.whole));
                }
            }
            Ok(())
        }
        Value::Array(values) => values.iter().try_for_each(check),
        Value::Object(members) => members.values().try_for_each(check),
        _ => Ok(()),
    }
}

fn no_value(reference: &str) -> String {
    format!("The reference '{}' has no value.", shown(reference))
}

fn wrong(reference: &str) -> String {
    format!(
        "The reference '{}' names nothing that there is.",
        shown(reference)
    )
}

/// As much of a reference as fits into a message.
fn shown(reference: &str) -> String {
    reference.chars().take(200).collect()
}
