//! What things would be called, if nothing else were called that.

use super::naming::Origin;
use super::{Field, names};
use crate::diagnostics::Place;
use crate::openapi::{self, Located, NameLock, Schema};

/// A name that something would have.
pub(super) struct Wish {
    /// By what the lock file knows it.
    pub(super) key: String,
    /// The name.
    pub(super) name: String,
    /// Another one, should something else have that name; a number is added if there is none.
    pub(super) otherwise: Option<String>,
    /// Where the name comes from.
    pub(super) origin: Origin,
    /// What it is for, in words.
    pub(super) what: String,
    /// Where that stands.
    pub(super) place: Place,
}

/// How the lock file knows members of objects.
pub(super) const PROPERTIES: &str = "/properties";

impl Wish {
    /// A type; `name` is given by the document or made from what it is in.
    pub(super) fn of_type(schema: &Schema, name: &str, component: bool, lock: &NameLock) -> Self {
        let mut key = lock.key(&schema.place, "");
        if component {
            // What it merely stands for is part of it.
            key.truncate(component_key(&key).len());
        }
        let origin = if schema.name.as_deref() == Some(name) {
            Origin::Given
        } else if component {
            component_origin(name, &key)
        } else {
            Origin::Invented
        };
        Self {
            key,
            name: name.to_owned(),
            otherwise: None,
            origin,
            what: format!("schema `{name}`"),
            place: schema.place.clone(),
        }
    }

    /// A component, before it is known whether it becomes a type.
    pub(super) fn component(found: &Located<'_>, written: &str, lock: &NameLock) -> Self {
        let key = lock.key(&found.place, "");
        let given = found.node.get("x-jobs-name").and_then(|node| node.as_str());
        let name = names::type_name(written);
        let origin = match given {
            Some(_) => Origin::Given,
            None => component_origin(&name, &key),
        };
        Self {
            key,
            name: given.map_or(name, str::to_owned),
            otherwise: None,
            origin,
            what: format!("schema `{written}`"),
            place: found.place.clone(),
        }
    }

    /// The request type of an operation.
    pub(super) fn request(written: &openapi::Operation, lock: &NameLock) -> Self {
        let name = names::type_name(&written.id);
        let origin = match &written.request.name {
            Some(_) => Origin::Given,
            None => operation_origin(&name, written),
        };
        Self {
            key: lock.key(&written.place, ""),
            otherwise: Some(format!("{name}Request")),
            origin,
            what: format!("the request of `{}`", written.id),
            place: written.place.clone(),
            name: written.request.name.clone().unwrap_or(name),
        }
    }

    /// The method of an operation.
    pub(super) fn method(written: &openapi::Operation, lock: &NameLock) -> Self {
        let name = names::field_name(&written.id);
        Self {
            key: lock.key(&written.place, ""),
            otherwise: None,
            origin: operation_origin(&name, written),
            what: format!("operation `{}`", written.id),
            place: written.place.clone(),
            name,
        }
    }

    /// A field that has a name already: that of its wire name, unless the document gives another.
    pub(super) fn field(field: &Field, key: String, place: &Place) -> Self {
        let follows = field.name == names::field_name(&field.wire);
        Self {
            key,
            name: field.name.clone(),
            otherwise: None,
            origin: if follows {
                Origin::of(&field.name, &field.wire)
            } else {
                Origin::Given
            },
            what: format!("property `{}`", field.wire),
            place: place.clone(),
        }
    }
}

/// The key of a component, without the way to the only schema that it is composed of.
fn component_key(key: &str) -> &str {
    let outer = key.rsplit_once('/').and_then(|(rest, _)| {
        let ends = ["/allOf", "/anyOf", "/oneOf"];
        ends.iter().find_map(|end| rest.strip_suffix(end))
    });
    outer.map_or(key, component_key)
}

/// Where the name of a component comes from: the last step of its key is what the document calls it.
fn component_origin(name: &str, key: &str) -> Origin {
    let written = key.rsplit_once('/').map_or(key, |(_, written)| written);
    Origin::of(name, &written.replace("~1", "/").replace("~0", "~"))
}

/// Where a name comes from that is made of an operation's id.
fn operation_origin(name: &str, written: &openapi::Operation) -> Origin {
    if written.has_id {
        Origin::of(name, &written.id)
    } else {
        Origin::Invented
    }
}
