//! What a schema is, and the type that comes of it.

use std::rc::Rc;

use super::composition::{self, Part};
use super::label::Label;
use super::lower::Lowering;
use super::{Shape, TypeKind, TypeRef, names};
use crate::openapi::{AdditionalProperties, Schema, SchemaType};

/// What a schema is, before it has a name.
pub(super) enum Form<'s> {
    /// What another schema is.
    Same(&'s Schema),
    Model,
    OpenEnum,
    Text,
    Integer,
    Unsigned,
    Number,
    Boolean,
    Any,
    /// A list of what the schema describes: as it is written, or made of what several lists hold.
    List(Option<Rc<Schema>>),
    /// A map to what the schema describes.
    Map(Option<&'s Schema>),
    /// A value of one of several kinds.
    Choice,
    /// One of several objects, which a member tells apart.
    Tagged,
    /// Something that is not supported, which has been reported.
    Broken,
}

/// What integers are together. Where some of a choice are unsigned and others are not, no integer of
/// 64 bits has room for both.
pub(super) fn integer_form(parts: &[Part]) -> Form<'static> {
    let integers = parts
        .iter()
        .filter(|part| part.schema.kind == Some(SchemaType::Integer));
    let (choices, whole): (Vec<&Part>, Vec<&Part>) = integers.partition(|part| part.optional);
    let is_unsigned = |part: &&Part| part.schema.is_unsigned();
    if whole.iter().any(is_unsigned) {
        return Form::Unsigned;
    }
    let unsigned = choices.iter().filter(|part| is_unsigned(part)).count();
    match unsigned {
        0 => Form::Integer,
        _ if unsigned == choices.len() => Form::Unsigned,
        _ => Form::Any,
    }
}

impl Lowering<'_> {
    /// The type of a value; `label` is what a type is called that is described in place.
    pub(super) fn shape(&mut self, schema: &Schema, label: &Label) -> Shape {
        match &schema.reference {
            Some(reference) => self.referenced(reference, &schema.place),
            None => self.described(schema, label, false),
        }
    }

    /// What a schema is that is no reference; `component` tells that it has a name in the document.
    pub(super) fn form<'s>(&mut self, schema: &'s Schema, component: bool) -> Form<'s> {
        if let Some(other) = composition::stands_for(schema) {
            return Form::Same(other);
        }
        if self.is_tagged(schema).is_some() {
            return Form::Tagged;
        }
        if let Some(form) = self.composed_form(schema) {
            return form;
        }
        match schema.kind {
            None => Form::Any,
            Some(SchemaType::String) if schema.values.is_empty() => Form::Text,
            Some(SchemaType::String) => Form::OpenEnum,
            Some(SchemaType::Integer) if schema.is_unsigned() => Form::Unsigned,
            Some(SchemaType::Integer) => Form::Integer,
            Some(SchemaType::Number) => Form::Number,
            Some(SchemaType::Boolean) => Form::Boolean,
            Some(SchemaType::Array) => Form::List(schema.items.clone()),
            Some(SchemaType::Object) if !schema.properties.is_empty() => Form::Model,
            Some(SchemaType::Object) => match &schema.additional_properties {
                AdditionalProperties::Of(value) => Form::Map(Some(value)),
                AdditionalProperties::Any => Form::Map(None),
                AdditionalProperties::Unsaid | AdditionalProperties::None if component => {
                    Form::Model
                }
                AdditionalProperties::Unsaid | AdditionalProperties::None => Form::Map(None),
            },
        }
    }

    /// The type of a schema that is no reference.
    pub(super) fn described(&mut self, schema: &Schema, label: &Label, component: bool) -> Shape {
        match self.form(schema, component) {
            Form::Same(other) if other.reference.is_some() => {
                self.deeper(&schema.place, |lowering| lowering.shape(other, label))
            }
            Form::Same(other) => {
                let mut other = Schema::clone(other);
                other.description = schema.description.clone().or(other.description);
                self.deeper(&schema.place, |lowering| {
                    lowering.described(&other, label, component)
                })
            }
            Form::Tagged => self.enter(TypeKind::Choice, schema, label, component),
            Form::Model => self.enter_merged(TypeKind::Model, schema, label, component),
            Form::Choice => self.enter_merged(TypeKind::Choice, schema, label, component),
            Form::OpenEnum => self.enter(TypeKind::OpenEnum, schema, label, component),
            Form::Text if component => self.enter(TypeKind::StringId, schema, label, true),
            Form::Integer if component => self.enter(TypeKind::IntegerId, schema, label, true),
            Form::Unsigned if component => self.enter(TypeKind::UnsignedId, schema, label, true),
            Form::Text => Shape::Text,
            Form::Integer => Shape::Integer,
            Form::Unsigned => Shape::Unsigned,
            Form::Number => Shape::Number,
            Form::Boolean => Shape::Boolean,
            Form::Any => Shape::Any,
            Form::List(held) => {
                let item = self.inner(schema, held.as_deref(), label.item());
                Shape::List(Box::new(item))
            }
            Form::Map(value) => Shape::Map(Box::new(self.inner(schema, value, label.value()))),
            Form::Broken => self.broken(&label.name),
        }
    }

    /// The type of what a list or a map holds.
    pub(super) fn inner(&mut self, outer: &Schema, schema: Option<&Schema>, label: Label) -> Shape {
        let Some(schema) = schema else {
            return Shape::Any;
        };
        let label = self.given_label(schema, label);
        if self.loses_null(schema) {
            let choice = Schema::choice(schema.place.clone(), vec![schema.clone()]);
            return self.enter(TypeKind::Choice, &choice, &label, false);
        }
        self.deeper(&outer.place, |lowering| lowering.shape(schema, &label))
    }

    /// Whether a value may be null, and its type has no room for that. A member is absent then; an
    /// element of a list becomes a choice, which keeps what it does not know.
    fn loses_null(&mut self, schema: &Schema) -> bool {
        if !self.is_nullable(schema) {
            return false;
        }
        let settled = self.settled(schema);
        !matches!(
            self.form(&settled, false),
            Form::Any | Form::Choice | Form::Tagged | Form::Broken | Form::Same(_)
        )
    }

    /// What an error stands for: any JSON, where that will do; else an object, so that nothing more
    /// is said of the place.
    pub(super) fn broken(&self, name: &str) -> Shape {
        if self.diagnostics.is_lenient() {
            return Shape::Any;
        }
        Shape::Named(TypeRef {
            name: names::type_name(name),
            kind: TypeKind::Model,
        })
    }
}
