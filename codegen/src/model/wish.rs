//! What things would be called, if nothing else were called that.

use super::label::Label;
use super::naming::Origin;
use super::{Field, names};
use crate::diagnostics::Place;
use crate::openapi::{self, AS, Loaded, Reference, Schema};

/// A name that something would have.
pub(super) struct Wish {
    /// By what the lock file knows it from now on.
    pub(super) key: String,
    /// By what it may know it so far, the surest first.
    known_as: Vec<Known>,
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

/// A key by which the lock file may know something.
pub(super) struct Known {
    pub(super) key: String,
    /// Whether nothing else can have been known so.
    pub(super) sure: bool,
}

impl Known {
    const fn sure(key: String) -> Self {
        Self { key, sure: true }
    }

    /// The key, and the place by which earlier versions knew it, if that is another.
    fn by(key: &str, place: String) -> Vec<Self> {
        let mut known = vec![Self::sure(key.to_owned())];
        known.extend((place != key).then(|| Self::sure(place)));
        known
    }
}

impl Wish {
    /// A type; its name is given by the document or made from what it is in. `is_alone` tells that
    /// nothing else is called after the same thing.
    pub(super) fn of_type(
        schema: &Schema,
        label: &Label,
        component: bool,
        is_alone: bool,
        loaded: &Loaded,
    ) -> Self {
        let (name, key) = (&label.name, &label.key);
        let with_name = |key: &str| format!("{key}{AS}{name}");
        let mut known_as = vec![
            Known::sure(with_name(key)),
            Known {
                key: key.clone(),
                sure: is_alone,
            },
        ];
        let mut place = loaded.former_key(&schema.place);
        if component {
            // What it merely stands for is part of it.
            place.truncate(component_key(&place).len());
        }
        if place != *key {
            known_as.push(Known::sure(with_name(&place)));
            known_as.push(Known {
                sure: is_only_a_place(&place),
                key: place,
            });
        }
        let origin = if schema.name.as_deref() == Some(name) {
            Origin::Given
        } else if component {
            component_origin(name, key)
        } else {
            Origin::Invented
        };
        Self {
            key: if is_alone {
                key.clone()
            } else {
                with_name(key)
            },
            known_as,
            name: name.clone(),
            otherwise: None,
            origin,
            what: if component {
                format!("schema `{}`", component_name(key))
            } else {
                format!("schema `{name}`")
            },
            place: schema.place.clone(),
        }
    }

    /// A component, before it is known whether it becomes a type. `given` is its name if the
    /// document says it.
    pub(super) fn component(
        component: &Reference,
        given: Option<&str>,
        place: &Place,
        loaded: &Loaded,
    ) -> Self {
        let key = loaded.key(component);
        let name = names::type_name(component.name());
        let origin = match given {
            Some(_) => Origin::Given,
            None => component_origin(&name, &key),
        };
        Self {
            known_as: vec![Known::sure(key.clone())],
            key,
            name: given.map_or(name, str::to_owned),
            otherwise: None,
            origin,
            what: format!("schema `{}`", component.name()),
            place: place.clone(),
        }
    }

    /// The request type of an operation.
    pub(super) fn request(written: &openapi::Operation, loaded: &Loaded) -> Self {
        let name = names::type_name(&written.id);
        let origin = match &written.request.name {
            Some(_) => Origin::Given,
            // It is no name of a type yet: a schema that comes to have it would have more right.
            None => operation_origin(&name, written).max(Origin::Follows),
        };
        Self {
            otherwise: Some(format!("{name}Request")),
            what: format!("the request of `{}`", written.id),
            name: written.request.name.clone().unwrap_or(name),
            origin,
            ..Self::operation(written, loaded)
        }
    }

    /// The method of an operation.
    pub(super) fn method(written: &openapi::Operation, loaded: &Loaded) -> Self {
        Self::operation(written, loaded)
    }

    fn operation(written: &openapi::Operation, loaded: &Loaded) -> Self {
        let name = names::field_name(&written.id);
        let key = loaded.key(&written.listed);
        Self {
            known_as: Known::by(&key, loaded.former_key(&written.place)),
            key,
            otherwise: None,
            origin: operation_origin(&name, written),
            what: format!("operation `{}`", written.id),
            place: written.place.clone(),
            name,
        }
    }

    /// A field that has a name already: that of its wire name, unless the document gives another.
    /// It was known by `former` when what it is in was known by its place.
    pub(super) fn field(field: &Field, key: String, former: String, place: &Place) -> Self {
        let follows = field.name == names::field_name(&field.wire);
        Self {
            known_as: Known::by(&key, former),
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

    /// The value of an enum.
    pub(super) fn value(
        (name, origin): (String, Origin),
        wire: &str,
        key: String,
        former: String,
        place: &Place,
    ) -> Self {
        Self {
            known_as: Known::by(&key, former),
            key,
            name,
            otherwise: None,
            origin,
            what: format!("value `{wire}`"),
            place: place.clone(),
        }
    }

    /// By what the lock file may know it, the surest first.
    pub(super) fn known_as(&self) -> impl Iterator<Item = &Known> {
        self.known_as.iter()
    }

    /// Whether this name is what comes of the wish, perhaps with a number.
    pub(super) fn leads_to(&self, name: &str) -> bool {
        let rest = name.strip_prefix(&*self.name);
        let is_number = |rest: &str| {
            rest.chars()
                .all(|sign| sign.is_ascii_digit() || sign == '_')
        };
        rest.is_some_and(is_number) || self.otherwise.as_deref() == Some(name)
    }
}

/// Whether a key of earlier versions can be no key of this one: it has the number of an element, or
/// leads through a media type.
fn is_only_a_place(key: &str) -> bool {
    let arrays = ["allOf", "anyOf", "oneOf", "parameters", "prefixItems"];
    let is_number = |token: &str| token.chars().all(|sign| sign.is_ascii_digit());
    let tokens = key.split('/');
    let mut pairs = tokens.clone().zip(tokens.skip(1));
    key.contains("/content/")
        || pairs.any(|(array, token)| arrays.contains(&array) && is_number(token))
}

/// The key of a component, without the way to the only schema that it is composed of.
fn component_key(key: &str) -> &str {
    let outer = key.rsplit_once('/').and_then(|(rest, _)| {
        let ends = ["/allOf", "/anyOf", "/oneOf"];
        ends.iter().find_map(|end| rest.strip_suffix(end))
    });
    outer.map_or(key, component_key)
}

/// Where the name of a component comes from.
fn component_origin(name: &str, key: &str) -> Origin {
    Origin::of(name, &component_name(key))
}

/// What the document calls a component: the last step of its key.
fn component_name(key: &str) -> String {
    let written = key.rsplit_once('/').map_or(key, |(_, written)| written);
    written.replace("~1", "/").replace("~0", "~")
}

/// Where a name comes from that is made of an operation's id.
fn operation_origin(name: &str, written: &openapi::Operation) -> Origin {
    if written.has_id {
        Origin::of(name, &written.id)
    } else {
        Origin::Invented
    }
}
