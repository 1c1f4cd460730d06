//! Reading typed values from nodes, with a finding for everything that does not fit.

use super::located::Located;
use super::node::Value;
use crate::diagnostics::{Diagnostics, Place, Rule};

/// An object being read: it knows which members were asked for, so that the rest can be reported.
pub(super) struct ObjectReader<'a, 'd> {
    object: Located<'a>,
    asked: Vec<&'static str>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> ObjectReader<'a, 'd> {
    /// Starts to read; anything but an object is reported and read as an empty one.
    pub(super) fn new(object: Located<'a>, diagnostics: &'d mut Diagnostics) -> Self {
        if !matches!(object.node.value, Value::Object(_)) {
            wrong_type(diagnostics, &object, "an object");
        }
        Self {
            object,
            asked: Vec::new(),
            diagnostics,
        }
    }

    pub(super) const fn place(&self) -> &Place {
        &self.object.place
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.object.node.member(name).is_some()
    }

    pub(super) fn child(&mut self, name: &'static str) -> Option<Located<'a>> {
        self.asked.push(name);
        self.object.child(name)
    }

    /// A member that is an object itself, to be read in turn.
    pub(super) fn object(&mut self, name: &'static str) -> Option<ObjectReader<'a, '_>> {
        let found = self.child(name)?;
        Some(ObjectReader::new(found, self.diagnostics))
    }

    /// The members of an object whose names are the document's own.
    pub(super) fn children(&mut self, name: &'static str) -> Vec<(&'a str, Located<'a>)> {
        let Some(found) = self.child(name) else {
            return Vec::new();
        };
        if !matches!(found.node.value, Value::Object(_)) {
            wrong_type(self.diagnostics, &found, "an object");
        }
        found.children().collect()
    }

    /// The elements of an array.
    pub(super) fn elements(&mut self, name: &'static str) -> Vec<Located<'a>> {
        let Some(found) = self.child(name) else {
            return Vec::new();
        };
        if !matches!(found.node.value, Value::Array(_)) {
            wrong_type(self.diagnostics, &found, "an array");
        }
        found.elements().collect()
    }

    pub(super) fn string(&mut self, name: &'static str) -> Option<String> {
        let found = self.child(name)?;
        string(&found, self.diagnostics)
    }

    /// Words for a reader; an empty text is none.
    pub(super) fn prose(&mut self, name: &'static str) -> Option<String> {
        self.string(name).filter(|text| !text.trim().is_empty())
    }

    pub(super) fn boolean(&mut self, name: &'static str) -> bool {
        match self.child(name) {
            None => false,
            Some(found) => match found.node.value {
                Value::Bool(value) => value,
                _ => {
                    wrong_type(self.diagnostics, &found, "a boolean");
                    false
                }
            },
        }
    }

    pub(super) fn strings(&mut self, name: &'static str) -> Vec<String> {
        let elements = self.elements(name);
        elements
            .iter()
            .filter_map(|element| string(element, self.diagnostics))
            .collect()
    }

    /// A member that must be there; its absence is reported.
    pub(super) fn required_string(&mut self, name: &'static str) -> String {
        self.require(name);
        self.string(name).unwrap_or_default()
    }

    /// Strings of which there must be one at least; their absence is reported.
    pub(super) fn required_strings(&mut self, name: &'static str) -> Vec<String> {
        let is_empty = matches!(self.child(name), Some(found) if found.elements().next().is_none());
        if is_empty {
            self.missing(name);
        } else {
            self.require(name);
        }
        self.strings(name)
    }

    /// Reports a member that is not there.
    pub(super) fn require(&mut self, name: &str) {
        if !self.has(name) {
            self.missing(name);
        }
    }

    /// Reports a member as lacking.
    pub(super) fn missing(&mut self, name: &str) {
        if !matches!(self.object.node.value, Value::Object(_)) {
            // That has been reported.
            return;
        }
        self.diagnostics.error(
            Rule::MissingMember,
            &self.object.place,
            format!("`{name}` is missing"),
            format!("add `{name}`"),
        );
    }

    /// Reports members that nobody asked for, but for those named here and extensions of others.
    pub(super) fn finish(self, ignored: &[&str]) {
        for member in self.object.node.members() {
            let name = member.name.as_str();
            let known = self.asked.contains(&name) || ignored.contains(&name);
            let foreign = name.starts_with("x-") && !name.starts_with("x-jobs-");
            if !known && !foreign {
                self.diagnostics.warning(
                    Rule::UnknownKeyword,
                    &self.object.member(member).place,
                    format!("`{name}` is not a keyword here and has no effect"),
                    "check its spelling; names of extensions begin with `x-`",
                );
            }
        }
    }
}

pub(super) fn string(found: &Located<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = found.node.as_str();
    if text.is_none() {
        wrong_type(diagnostics, found, "a string");
    }
    text.map(str::to_owned)
}

pub(super) fn wrong_type(diagnostics: &mut Diagnostics, found: &Located<'_>, expected: &str) {
    let hint = match found.node.value {
        Value::Bool(_) | Value::Integer(_) | Value::Number(_) if expected == "a string" => {
            "put it in quotes".to_owned()
        }
        _ => format!("write {expected} here"),
    };
    diagnostics.error(
        Rule::WrongType,
        &found.place,
        format!("expected {expected}, found {}", found.node.kind()),
        hint,
    );
}
