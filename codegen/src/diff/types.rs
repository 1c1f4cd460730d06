//! Modules, and the types in them.

use super::{Found, models, pairs};
use crate::model::{Alternative, Api, Choice, OpenEnum, Shape, TagPlace, TypeDef, Variant};

/// A type and its module.
struct Placed<'a> {
    module: &'a str,
    definition: &'a TypeDef,
}

pub(super) fn compare(found: &mut Found, old: &Api, new: &Api, root: &str) {
    for pair in pairs(&old.modules, &new.modules, |module| &module.name) {
        match pair {
            (Some(old), Some(new)) => {
                found.docs(&format!("{root}::{}", new.name), &old.docs, &new.docs);
            }
            (None, Some(new)) => found.added(format!("{root}::{}", new.name), "a module of types"),
            (Some(old), None) => found.removed(
                format!("{root}::{}", old.name),
                "paths through this module no longer lead anywhere",
            ),
            (None, None) => {}
        }
    }
    let (old, new) = (placed(old), placed(new));
    for pair in pairs(&old, &new, |placed| placed.definition.name()) {
        match pair {
            (Some(old), Some(new)) => {
                let item = format!("{root}::{}", new.definition.name());
                if old.module != new.module {
                    let (from, to) = (old.module, new.module);
                    found.broken(
                        &item,
                        format!("it moves from the module `{from}` to `{to}`"),
                    );
                }
                compare_type(found, old.definition, new.definition, &item);
            }
            (None, Some(new)) => {
                let kind = kind(new.definition);
                found.added(format!("{root}::{}", new.definition.name()), kind);
            }
            (Some(old), None) => found.removed(
                format!("{root}::{}", old.definition.name()),
                "code that names the type does not compile",
            ),
            (None, None) => {}
        }
    }
}

fn placed(api: &Api) -> Vec<Placed<'_>> {
    let of = |module| move |definition| Placed { module, definition };
    let modules = api.modules.iter();
    modules
        .flat_map(|module| module.types.iter().map(of(module.name.as_str())))
        .collect()
}

const fn kind(definition: &TypeDef) -> &'static str {
    match definition {
        TypeDef::Model(_) => "an object",
        TypeDef::OpenEnum(_) => "an enum",
        TypeDef::Id(id) => match id.shape {
            Shape::Integer => "an id that is an integer",
            Shape::Unsigned => "an id that is an unsigned integer",
            _ => "an id that is a string",
        },
        TypeDef::Choice(_) => "a choice between kinds of values",
    }
}

fn compare_type(found: &mut Found, old: &TypeDef, new: &TypeDef, item: &str) {
    match (old, new) {
        (TypeDef::Model(old), TypeDef::Model(new)) => models::compare(found, old, new, item),
        (TypeDef::OpenEnum(old), TypeDef::OpenEnum(new)) => compare_enum(found, old, new, item),
        (TypeDef::Choice(old), TypeDef::Choice(new)) => compare_choice(found, old, new, item),
        (TypeDef::Id(old), TypeDef::Id(new)) if old.shape == new.shape => {
            found.docs(item, &old.docs, &new.docs);
        }
        _ => found.broken(item, format!("{} becomes {}", kind(old), kind(new))),
    }
}

fn compare_enum(found: &mut Found, old: &OpenEnum, new: &OpenEnum, item: &str) {
    found.docs(item, &old.docs, &new.docs);
    for pair in pairs(&old.variants, &new.variants, |variant| &variant.name) {
        match pair {
            (Some(old), Some(new)) => {
                compare_variant(found, old, new, &format!("{item}::{}", new.name));
            }
            (None, Some(new)) => found.added(
                format!("{item}::{}", new.name),
                format!("the value `{}`, which was an unknown one", new.wire),
            ),
            (Some(old), None) => found.removed(
                format!("{item}::{}", old.name),
                "code that names the variant does not compile",
            ),
            (None, None) => {}
        }
    }
}

fn compare_variant(found: &mut Found, old: &Variant, new: &Variant, item: &str) {
    match (old.gone, new.gone) {
        (false, true) => {
            found.behaves(
                item,
                "the API has lost this value; the variant stays, deprecated",
            );
        }
        (true, false) => found.behaves(item, "the API has this value again"),
        _ if old.wire != new.wire => found.behaves(
            item,
            format!("it is `{}` on the wire, no longer `{}`", new.wire, old.wire),
        ),
        _ => found.docs(item, &old.docs, &new.docs),
    }
}

fn compare_choice(found: &mut Found, old: &Choice, new: &Choice, item: &str) {
    found.docs(item, &old.docs, &new.docs);
    if old.tag != new.tag {
        let told = |choice: &Choice| match &choice.tag {
            Some(tag) => format!("the member `{tag}`"),
            None => "the kind of value".to_owned(),
        };
        let why = format!("{} tells what it is, no longer {}", told(new), told(old));
        found.behaves(item, why);
    }
    for pair in pairs(&old.alternatives, &new.alternatives, |one| &one.name) {
        match pair {
            (Some(old), Some(new)) => {
                compare_alternative(found, old, new, &format!("{item}::{}", new.name));
            }
            (None, Some(new)) => found.added(
                format!("{item}::{}", new.name),
                "values of this kind, which were `Other`",
            ),
            (Some(old), None) => found.removed(
                format!("{item}::{}", old.name),
                "code that names the variant does not compile",
            ),
            (None, None) => {}
        }
    }
}

/// The tags that tell an alternative.
fn tags(alternative: &Alternative) -> String {
    let tags = alternative.tags.iter();
    let tags: Vec<String> = tags.map(|tag| format!("`{tag}`")).collect();
    match tags.is_empty() {
        true => "nothing".to_owned(),
        false => tags.join(" or "),
    }
}

fn compare_alternative(found: &mut Found, old: &Alternative, new: &Alternative, item: &str) {
    if old.shape != new.shape {
        let why = format!("it holds `{}`, no longer `{}`", new.shape, old.shape);
        found.broken(item, why);
    } else if old.tags != new.tags {
        let (after, before) = (tags(new), tags(old));
        let mut why = format!("{after} tells it, no longer {before}");
        if let Some(tag) = new.tags.first().filter(|tag| old.tags.first() != Some(tag)) {
            why.push_str(&format!("; what is converted gets `{tag}`"));
        }
        found.behaves(item, why);
    } else if old.tag_place != new.tag_place {
        let why = match (&old.tag_place, &new.tag_place) {
            (_, TagPlace::User) => "what is converted does not get its tag by itself any more",
            (TagPlace::User, _) => "what is converted gets its tag by itself",
            _ => "what is converted gets its tag in another place",
        };
        found.behaves(item, why);
    } else {
        found.docs(item, &old.docs, &new.docs);
    }
}
