//! What a type is called that is described in place, and by what the lock file knows it.
//!
//! Both go by what the type belongs to in the API, not by where its schema stands in the document:
//! a member is a member wherever `allOf` and `oneOf` have it, and a choice has at most one
//! alternative of each kind. So neither moves when something is written before something else.

use super::{Kind, names};
use crate::openapi::{Loaded, Operation, ParameterPlace, Reference, encode_token};

/// How the lock file knows members of objects.
pub(super) const PROPERTIES: &str = "/properties";

/// A name that a type would have, and its key in the lock file.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) key: String,
}

impl Label {
    /// What a reference names.
    pub(super) fn referenced(reference: &Reference, loaded: &Loaded) -> Self {
        Self {
            name: names::referenced_name(reference),
            key: loaded.key(reference),
        }
    }

    /// The request of an operation; what belongs to it is called after the request's type.
    pub(super) fn request(operation: &Operation, name: &str, loaded: &Loaded) -> Self {
        Self {
            name: name.to_owned(),
            key: loaded.key(&operation.listed),
        }
    }

    /// The same with another name.
    pub(super) fn named(&self, name: String) -> Self {
        let key = self.key.clone();
        Self { name, key }
    }

    /// A member of an object; `called` is what its name is made of.
    pub(super) fn member(&self, wire: &str, called: &str) -> Self {
        self.in_section(PROPERTIES, wire, called)
    }

    /// The key of a member of an object.
    pub(super) fn member_key(&self, wire: &str) -> String {
        self.key_in(PROPERTIES, wire)
    }

    /// A parameter of a request.
    pub(super) fn parameter(&self, goes: ParameterPlace, wire: &str, called: &str) -> Self {
        self.in_section(parameters(goes), wire, called)
    }

    fn in_section(&self, section: &str, wire: &str, called: &str) -> Self {
        Self {
            name: format!("{}{}", self.name, names::type_name(called)),
            key: self.key_in(section, wire),
        }
    }

    fn key_in(&self, section: &str, wire: &str) -> String {
        format!("{}{section}/{}", self.key, encode_token(wire))
    }

    /// What a request carries, as far as it is no member of its own.
    pub(super) fn body(&self) -> Self {
        self.step("", "/requestBody")
    }

    /// What an operation answers.
    pub(super) fn answer(&self) -> Self {
        self.step("Response", "/responses")
    }

    /// What a list holds.
    pub(super) fn item(&self) -> Self {
        self.step("Item", "/items")
    }

    /// What a map holds.
    pub(super) fn value(&self) -> Self {
        self.step("Value", "/additionalProperties")
    }

    /// What a choice may be of one kind. Only objects and enums have names; of a list, that is
    /// what it holds.
    pub(super) fn alternative(&self, kind: Kind) -> Self {
        match kind {
            Kind::Object => self.step("Object", "/oneOf/object"),
            Kind::Text => self.step("Text", "/oneOf/string"),
            Kind::List | Kind::Number | Kind::Boolean => self.clone(),
        }
    }

    /// Objects of a choice that this tag does not tell apart.
    pub(super) fn told_by(&self, tag: &str) -> Self {
        self.in_section("/oneOf/object", tag, tag)
    }

    fn step(&self, word: &str, way: &str) -> Self {
        Self {
            name: format!("{}{word}", self.name),
            key: format!("{}{way}", self.key),
        }
    }
}

/// How the lock file knows parameters that go there.
pub(super) const fn parameters(goes: ParameterPlace) -> &'static str {
    match goes {
        ParameterPlace::Path => "/parameters/path",
        ParameterPlace::Query => "/parameters/query",
        ParameterPlace::Header => "/parameters/header",
        ParameterPlace::Cookie => "/parameters/cookie",
    }
}
