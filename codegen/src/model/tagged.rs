//! Objects of a choice that a member tells apart: its discriminator.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::form::Form;
use super::label::Label;
use super::lower::Lowering;
use super::{Alternative, Choice, Kind, Model, Module, Shape, TagPlace, TypeDef, TypeKind, docs};
use crate::diagnostics::Rule;
use crate::openapi::{Discriminator, Schema, SchemaType};

/// Objects of a choice that have a tag in common, and all tags that they have.
#[derive(Default)]
struct Told {
    schemas: Vec<Rc<Schema>>,
    tags: Vec<String>,
}

impl Lowering<'_> {
    /// The discriminator of a choice between objects that have names.
    pub(super) fn is_tagged(&mut self, schema: &Schema) -> Option<Discriminator> {
        let tag = schema.discriminator.clone()?;
        let is_choice = schema.all_of.is_empty()
            && schema.properties.is_empty()
            && matches!(schema.kind, None | Some(SchemaType::Object));
        let mut choices = schema.one_of.iter().filter(|choice| !choice.is_null());
        let is_between_objects = choices.all(|choice| {
            let settled = self.settled(choice);
            choice.reference.is_some()
                && settled.discriminator.is_none()
                && matches!(self.form(&settled, true), Form::Model)
        });
        (is_choice && is_between_objects && !schema.one_of.is_empty()).then_some(tag)
    }

    /// One alternative for each object.
    pub(super) fn tagged(
        &mut self,
        schema: &Schema,
        tag: &Discriminator,
        label: &Label,
    ) -> Vec<Alternative> {
        let mut alternatives: Vec<Alternative> = Vec::new();
        for (value, target, place) in &tag.mapping {
            let mut choices = schema.one_of.iter();
            if !choices.any(|choice| choice.reference.as_ref() == Some(target)) {
                self.diagnostics.warning(
                    Rule::UnknownMapping,
                    place,
                    format!("`{value}` stands for none of the choices"),
                    "add it to `oneOf`, or take the value out of `mapping`",
                );
            }
        }
        for told in self.told_apart(schema, tag) {
            let (name, shape, described) = match told.schemas.as_slice() {
                [only] => {
                    let shape = self.shape(only, label);
                    (
                        shape.named_type(),
                        shape,
                        self.settled(only).description.clone(),
                    )
                }
                several => {
                    let whole = Schema::choice_of(schema.place.clone(), several.to_vec());
                    let shape = self.shape(&whole, &label.told_by(&told.tags[0]));
                    (shape.named_type(), shape, None)
                }
            };
            let Some(name) = name else {
                continue;
            };
            if let Some(known) = alternatives.iter_mut().find(|known| known.shape == shape) {
                known.tags.extend(told.tags);
                continue;
            }
            let described = described.as_deref();
            alternatives.push(Alternative {
                name: if name == "Other" {
                    "OtherValue".to_owned()
                } else {
                    name
                },
                kind: Kind::Object,
                tags: told.tags,
                tag_place: TagPlace::User,
                docs: docs::paragraphs(described.unwrap_or(Kind::Object.about())),
                shape,
            });
        }
        alternatives
    }

    /// The objects of a choice by their tags. Those that have one in common are not told apart by it.
    fn told_apart(&mut self, schema: &Schema, tag: &Discriminator) -> Vec<Told> {
        let mut all: Vec<Told> = Vec::new();
        for choice in schema.one_of.iter().filter(|choice| !choice.is_null()) {
            let tags = self.tags(choice, tag);
            let is_shared = |told: &Told| told.tags.iter().any(|one| tags.contains(one));
            let place = all.iter().position(is_shared).unwrap_or(all.len());
            let (shared, rest): (Vec<Told>, Vec<Told>) = all.into_iter().partition(is_shared);
            let mut whole = Told::default();
            let own = Told {
                schemas: vec![choice.clone()],
                tags: tags.clone(),
            };
            for told in shared.into_iter().chain([own]) {
                for one in told.schemas {
                    let is_same = |known: &Rc<Schema>| known.reference == one.reference;
                    if !whole.schemas.iter().any(is_same) {
                        whole.schemas.push(one);
                    }
                }
                for one in told.tags {
                    if !whole.tags.contains(&one) {
                        whole.tags.push(one);
                    }
                }
            }
            all = rest;
            all.insert(place, whole);
        }
        all
    }

    /// The values by which an object of a choice is told: those of `mapping`, else its name if the
    /// member can be that, else those that it can be.
    fn tags(&mut self, choice: &Schema, tag: &Discriminator) -> Vec<String> {
        let Some(reference) = &choice.reference else {
            return Vec::new();
        };
        let mapped = tag.mapping.iter();
        let mapped = mapped.filter(|(_, target, _)| target == reference);
        let mapped: Vec<String> = mapped.map(|(value, ..)| value.clone()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let settled = self.settled(choice);
        let members = self.members(&settled);
        let mut members = members.properties.iter();
        let member = members.find(|property| property.wire == tag.member);
        let values = member.map(|member| self.settled(&member.schema).values.clone());
        let name = reference.name().to_owned();
        values
            .filter(|values| !values.is_empty() && !values.contains(&name))
            .unwrap_or_else(|| vec![name])
    }
}

/// Finds where tags are in the objects of choices, once all types are known.
pub(super) fn place_tags(modules: &mut [Module]) {
    let types = modules.iter().flat_map(|module| &module.types);
    let models: BTreeMap<String, Model> = types
        .filter_map(|definition| match definition {
            TypeDef::Model(model) => Some((model.name.clone(), model.clone())),
            _ => None,
        })
        .collect();
    for definition in modules.iter_mut().flat_map(|module| &mut module.types) {
        let TypeDef::Choice(Choice {
            tag: Some(tag),
            alternatives,
            ..
        }) = definition
        else {
            continue;
        };
        for alternative in alternatives {
            let name = alternative.shape.named_type();
            let model = name.and_then(|name| models.get(&name));
            let field = model.and_then(|model| model.fields.iter().find(|one| one.wire == *tag));
            let is_text = |shape: &Shape| match shape {
                Shape::Text => true,
                Shape::Named(named) => named.kind == TypeKind::OpenEnum,
                _ => false,
            };
            alternative.tag_place = match field {
                None => TagPlace::Extra,
                Some(field) if !field.required && is_text(&field.shape) => {
                    TagPlace::Field(field.name.clone())
                }
                Some(_) => TagPlace::User,
            };
        }
    }
}
