//! Changing a tree, beside a copy of it as plain JSON, which paths are looked up in.

use std::sync::Arc;

use serde_json::{Map, Value as Json};
use serde_json_path::{JsonPath, PathElement};

use super::located::Located;
use super::node::{Member, Node, Value};
use crate::diagnostics::{Place, Spot};

/// A step from a node to one that it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

/// The tree as plain JSON.
pub(super) struct Mirror(Json);

impl Mirror {
    pub(super) fn of(root: &Node) -> Self {
        Self(json(root))
    }

    /// The ways to all nodes that a path matches, in order.
    pub(super) fn find(&self, path: &JsonPath) -> Vec<Vec<Step>> {
        let mut found: Vec<Vec<Step>> = path
            .query_located(&self.0)
            .iter()
            .map(|node| node.location().iter().map(step).collect())
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// Takes over what a node has become.
    pub(super) fn replace(&mut self, way: &[Step], node: &Node) {
        if let Some(found) = self.at(way) {
            *found = json(node);
        }
    }

    /// Takes out what a node no longer holds.
    pub(super) fn remove(&mut self, holder: &[Step], last: &Step) {
        match (self.at(holder), last) {
            (Some(Json::Object(members)), Step::Name(name)) => {
                members.remove(name);
            }
            (Some(Json::Array(elements)), Step::Index(index)) if *index < elements.len() => {
                elements.remove(*index);
            }
            _ => {}
        }
    }

    fn at(&mut self, way: &[Step]) -> Option<&mut Json> {
        way.iter().try_fold(&mut self.0, |json, step| match step {
            Step::Name(name) => json.get_mut(name),
            Step::Index(index) => json.get_mut(index),
        })
    }
}

fn step(element: &PathElement<'_>) -> Step {
    match element {
        PathElement::Name(name) => Step::Name((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    }
}

/// The number, exact if it is one of 64 bits.
fn integer(value: i128) -> Json {
    let signed = i64::try_from(value).map(Json::from);
    signed
        .or_else(|_| u64::try_from(value).map(Json::from))
        .unwrap_or_else(|_| Json::from(value as f64))
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Integer(value) => integer(*value),
        Value::Number(value) => Json::from(*value),
        Value::String(text) => Json::from(text.as_str()),
        Value::Array(elements) => elements.iter().map(json).collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|member| (member.name.clone(), json(&member.node)));
            Json::Object(members.collect::<Map<_, _>>())
        }
    }
}

/// The node at the end of a way.
pub(super) fn find<'n>(root: &'n mut Node, way: &[Step]) -> Option<&'n mut Node> {
    way.iter()
        .try_fold(root, |node, step| match (&mut node.value, step) {
            (Value::Object(members), Step::Name(name)) => members
                .iter_mut()
                .find(|member| member.name == *name)
                .map(|member| &mut member.node),
            (Value::Array(elements), Step::Index(index)) => elements.get_mut(*index),
            _ => None,
        })
}

/// An update that does not fit what it is for.
pub(super) struct Misfit {
    /// Where it stands.
    pub(super) place: Place,
    /// What is wrong.
    pub(super) message: String,
}

/// Merges an update into the object that it is for, or appends it to the array. Tells whether that
/// changed anything.
pub(super) fn update(target: &mut Node, update: &Located<'_>) -> Result<bool, Misfit> {
    let at = end(target);
    match &mut target.value {
        Value::Array(elements) => {
            elements.push(added(update, at));
            Ok(true)
        }
        Value::Object(_) => merge(target, update, at),
        _ => Err(Misfit {
            place: update.place.clone(),
            message: format!(
                "an update is for an object or an array, not for {}",
                target.kind()
            ),
        }),
    }
}

/// Objects take members over, arrays elements, and a scalar gives way to anything.
fn merge(target: &mut Node, update: &Located<'_>, at: (u64, u64)) -> Result<bool, Misfit> {
    let mut changed = false;
    match (&mut target.value, &update.node.value) {
        (Value::Object(members), Value::Object(_)) => {
            for (name, new) in update.children() {
                match members.iter_mut().find(|member| member.name == name) {
                    None => {
                        let node = added(&new, at);
                        members.push(Member {
                            name: name.to_owned(),
                            line: at.0,
                            column: at.1,
                            overlay: Some(spot(&new)),
                            node,
                        });
                        changed = true;
                    }
                    Some(known) if is_scalar(&known.node) => {
                        if json(&known.node) != json(new.node) {
                            known.overlay = Some(spot(&new));
                            known.node = added(&new, (known.node.line, known.node.column));
                            changed = true;
                        }
                    }
                    Some(known) => {
                        let at = end(&known.node);
                        changed |= merge(&mut known.node, &new, at)?;
                    }
                }
            }
        }
        (Value::Array(elements), Value::Array(_)) => {
            elements.extend(update.elements().map(|new| added(&new, at)));
            changed = update.elements().next().is_some();
        }
        _ => {
            let (new, known) = (update.node.kind(), target.kind());
            return Err(Misfit {
                place: update.place.clone(),
                message: format!("{new} cannot be merged into {known}"),
            });
        }
    }
    Ok(changed)
}

const fn is_scalar(node: &Node) -> bool {
    !matches!(node.value, Value::Array(_) | Value::Object(_))
}

/// Where the last thing in a node stands: what is added comes behind it.
fn end(node: &Node) -> (u64, u64) {
    match &node.value {
        Value::Object(members) => members.last().map(|last| (last.line, last.column)),
        Value::Array(elements) => elements.last().map(|last| (last.line, last.column)),
        _ => None,
    }
    .unwrap_or((node.line, node.column))
}

fn spot(located: &Located<'_>) -> Arc<Spot> {
    Arc::new(Spot {
        file: located.place.file.clone(),
        line: located.place.line,
        column: located.place.column,
    })
}

/// A copy of a node of the overlay, as part of the document: it remembers where it was written.
fn added(new: &Located<'_>, at: (u64, u64)) -> Node {
    let (line, column) = at;
    let value = match &new.node.value {
        Value::Array(_) => {
            let elements = new.elements();
            Value::Array(elements.map(|element| added(&element, at)).collect())
        }
        Value::Object(_) => {
            let members = new.children().map(|(name, member)| Member {
                name: name.to_owned(),
                line,
                column,
                overlay: Some(spot(&member)),
                node: added(&member, at),
            });
            Value::Object(members.collect())
        }
        scalar => scalar.clone(),
    };
    Node {
        value,
        line,
        column,
        overlay: Some(spot(new)),
    }
}
