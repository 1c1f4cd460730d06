//! What types lead to, and what follows for them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Field, FieldPlace, Group, Module, Shape, TypeDef};

/// Takes members for optional that a value need not have after all: a type of requests those that
/// only answers have, and a type of answers those that only requests have. And only what a JSON body
/// demands is `null` in it: parameters and forms have no such value, and leave it out.
pub(super) fn loosen(modules: &mut [Module], groups: &mut [Group], requested: &BTreeSet<String>) {
    for definition in modules.iter_mut().flat_map(|module| &mut module.types) {
        if let TypeDef::Model(model) = definition {
            let is_requested = requested.contains(&model.name);
            for field in &mut model.fields {
                let is_absent = if is_requested {
                    field.read_only
                } else {
                    field.write_only
                };
                field.required &= !is_absent;
                field.null_if_unset &= is_requested && !is_absent;
                tell_null(field);
            }
        }
    }
    let operations = groups.iter_mut().flat_map(|group| &mut group.operations);
    for operation in operations {
        let fields = operation.request.fields.iter_mut();
        for (field, place) in fields.zip(&operation.places) {
            let is_parameter = matches!(
                place,
                FieldPlace::Parameter(_) | FieldPlace::Styled(..) | FieldPlace::WholeBody
            );
            field.required &= is_parameter || !field.read_only;
            field.null_if_unset &= *place == FieldPlace::Body && !field.read_only;
            tell_null(field);
        }
    }
}

fn tell_null(field: &mut Field) {
    if field.null_if_unset {
        field
            .docs
            .push("If it is unset, `null` is sent.".to_owned());
    }
}

/// All types that these types lead to.
pub(super) fn reach(modules: &[Module], from: BTreeSet<String>) -> BTreeSet<String> {
    let types = modules.iter().flat_map(|module| &module.types);
    let types: BTreeMap<&str, &TypeDef> = types
        .map(|definition| (definition.name(), definition))
        .collect();
    let mut open: Vec<String> = from.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if reached.insert(name.clone()) {
            let definition = types.get(name.as_str());
            open.extend(
                definition
                    .into_iter()
                    .flat_map(|definition| within(definition)),
            );
        }
    }
    reached
}

/// Names of the types that a type holds.
fn within(definition: &TypeDef) -> Vec<String> {
    match definition {
        TypeDef::Model(model) => {
            let shapes = model.fields.iter().map(|field| &field.shape);
            let others = model.additional.iter().map(|others| &others.shape);
            shapes.chain(others).filter_map(Shape::named_type).collect()
        }
        TypeDef::Choice(choice) => {
            let shapes = choice.alternatives.iter().map(|one| &one.shape);
            shapes.filter_map(Shape::named_type).collect()
        }
        TypeDef::OpenEnum(_) | TypeDef::Id(_) => Vec::new(),
    }
}

impl Shape {
    /// Name of the type at the heart of this one, through lists and maps.
    #[must_use]
    pub fn named_type(&self) -> Option<String> {
        match self {
            Self::Named(named) => Some(named.name.clone()),
            Self::List(inner) | Self::Map(inner) => inner.named_type(),
            _ => None,
        }
    }

    /// How many lists and maps are inside each other.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::List(inner) | Self::Map(inner) => 1 + inner.depth(),
            _ => 0,
        }
    }
}
