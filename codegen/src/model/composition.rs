//! What `allOf`, `oneOf` and `anyOf` make of other schemas.
//!
//! Rust has no type that is several others at once, or one of several. But most compositions say
//! less than that: members of an object kept in several places, values of an enum with a schema
//! each, or which of an object's members go together.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::choice::list_form;
use super::form::{Form, integer_form};
use super::label::Label;
use super::lower::Lowering;
use crate::diagnostics::Rule;
use crate::openapi::{AdditionalProperties, Reference, Schema, SchemaType};

/// A schema that another one is made of: neither a reference nor a composition itself.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) schema: Rc<Schema>,
    /// Whether it is one of several to choose from.
    pub(super) optional: bool,
    /// The reference that leads to it, if any.
    pub(super) owner: Option<Reference>,
}

/// The members of an object, wherever they are described.
#[derive(Default)]
pub(super) struct Members {
    pub(super) properties: Vec<Property>,
    pub(super) required: BTreeSet<String>,
}

/// A member of an object.
pub(super) struct Property {
    /// Its name on the wire.
    pub(super) wire: String,
    pub(super) schema: Rc<Schema>,
    /// The type that has it first, if that is not the one that is looked at.
    pub(super) owner: Option<Label>,
    /// Whether that type is one of several to choose from.
    pub(super) optional: bool,
    /// Members of other choices that read and write alike, and the types that have them: each of
    /// them would do as well.
    pub(super) alike: Vec<(Label, Rc<Schema>)>,
}

impl Property {
    /// Adds what another choice has under this name; `is_alike` tells whether both read and write
    /// alike. What was merged already is not compared: it grows with each choice, and to look at all of
    /// it for each would be work that grows with their square.
    fn add(&mut self, other: Self, is_alike: impl FnOnce(&Schema, &Schema) -> bool) {
        add_values(self, &other.schema);
        if self.schema.made || !is_alike(&self.schema, &other.schema) {
            add_choice(&mut self.schema, other.schema);
            self.disown();
        } else if self.owner.is_some() {
            let alike = other.owner.map(|owner| (owner, other.schema));
            self.alike.extend(alike);
        }
    }

    /// It is no longer what some type has, but of the type that is looked at.
    fn disown(&mut self) {
        self.owner = None;
        self.alike.clear();
    }
}

/// Where the walk through a composition goes on.
enum Step {
    Enter(Part),
    Take(Part),
    Leave(Reference),
}

/// The schemas that this one is composed of, but for those that tell nothing of the type: null,
/// remarks, and which members go together.
fn components(schema: &Schema) -> impl DoubleEndedIterator<Item = &Rc<Schema>> {
    let all = schema.all_of.iter().chain(&schema.one_of);
    all.filter(|part| tells_type(part))
}

fn tells_type(schema: &Schema) -> bool {
    schema.reference.is_some() || schema.kind.is_some() || components(schema).next().is_some()
}

/// Whether one of the choices says nothing, so that the value may be anything.
fn may_be_anything(schema: &Schema) -> bool {
    schema.kind.is_none() && schema.one_of.iter().any(|choice| choice.is_any())
}

/// The schema that this one merely stands for: the only one that it is composed of.
pub(super) fn stands_for(schema: &Schema) -> Option<&Rc<Schema>> {
    let says_more = !schema.properties.is_empty()
        || !schema.values.is_empty()
        || schema.items.is_some()
        || matches!(schema.additional_properties, AdditionalProperties::Of(_));
    if may_be_anything(schema) {
        return None;
    }
    let mut components = components(schema);
    match (components.next(), components.next()) {
        (Some(only), None) if !says_more => Some(only),
        _ => None,
    }
}

/// The steps through a part itself, the last one first.
fn inner_steps(part: &Part) -> Vec<Step> {
    let inner = |schema: &Rc<Schema>, optional| {
        Step::Enter(Part {
            schema: schema.clone(),
            optional,
            owner: part.owner.clone(),
        })
    };
    let choices = part
        .schema
        .one_of
        .iter()
        .filter(|choice| tells_type(choice));
    let mut steps: Vec<Step> = choices.rev().map(|choice| inner(choice, true)).collect();
    steps.push(Step::Take(part.clone()));
    let all = part.schema.all_of.iter().rev();
    steps.extend(all.map(|schema| inner(schema, part.optional)));
    steps
}

/// Adds the values of an enum to those of another one: what tells choices apart has one value in
/// each of them.
fn add_values(known: &mut Property, other: &Schema) {
    let values = &known.schema.values;
    let is_elsewhere = known.schema.reference.is_some() || other.reference.is_some();
    let has_more = || other.values.iter().any(|value| !values.contains(value));
    if is_elsewhere || values.is_empty() || !has_more() {
        return;
    }
    let schema = Rc::make_mut(&mut known.schema);
    for value in &other.values {
        if !schema.values.contains(value) {
            schema.values.push(value.clone());
        }
    }
    let descriptions = other.value_descriptions.iter().cloned();
    schema.value_descriptions.extend(descriptions);
    known.disown();
}

/// Makes of a value one that may be of another type too.
fn add_choice(one: &mut Rc<Schema>, other: Rc<Schema>) {
    if !one.made {
        *one = Rc::new(Schema {
            description: one.description.clone(),
            name: one.name.clone(),
            ..Schema::choice_of(one.place.clone(), vec![one.clone()])
        });
    }
    Rc::make_mut(one).one_of.push(other);
}

impl Lowering<'_> {
    /// What a composition is; none if the schema is no composition.
    pub(super) fn composed_form(&mut self, schema: &Schema) -> Option<Form<'static>> {
        components(schema).next()?;
        if may_be_anything(schema) {
            return Some(Form::Any);
        }
        let parts = self.parts(schema);
        let kinds: Vec<SchemaType> = parts.iter().filter_map(|part| part.schema.kind).collect();
        let all = |wanted| kinds.iter().all(|kind| *kind == wanted);
        let is_number = |kind| matches!(kind, SchemaType::Integer | SchemaType::Number);
        Some(if all(SchemaType::Object) {
            let has_member = |part: &Part| !part.schema.properties.is_empty();
            if kinds.len() > 1 && !parts.iter().any(has_member) {
                Form::Map(None)
            } else {
                Form::Model
            }
        } else if all(SchemaType::String) {
            let is_open = |part: &Part| part.schema.kind.is_some() && part.schema.values.is_empty();
            if parts.iter().any(is_open) {
                Form::Text
            } else {
                Form::OpenEnum
            }
        } else if all(SchemaType::Integer) {
            integer_form(&parts)
        } else if kinds.iter().copied().all(is_number) {
            Form::Number
        } else if all(SchemaType::Boolean) {
            Form::Boolean
        } else if all(SchemaType::Array) {
            list_form(&schema.place, parts.iter().map(|part| &*part.schema))
        } else if schema.kind.is_none() && schema.all_of.is_empty() {
            self.choice_form(schema)
        } else {
            self.diagnostics.error(
                Rule::UnsupportedAllOf,
                &schema.place,
                "a value of several types at once is not supported",
                "keep `allOf` for objects, or for a single reference",
            );
            Form::Broken
        })
    }

    /// The schemas that make up this one, those of `allOf` first, then itself, then choices.
    pub(super) fn parts(&mut self, schema: &Schema) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut inside = BTreeSet::new();
        let mut done = BTreeSet::new();
        let mut open = vec![Step::Enter(Part {
            schema: Rc::new(schema.clone()),
            optional: false,
            owner: None,
        })];
        while let Some(step) = open.pop() {
            match step {
                Step::Enter(part) => {
                    open.extend(inner_steps(&part));
                    let Some(reference) = &part.schema.reference else {
                        continue;
                    };
                    if inside.contains(reference) {
                        self.diagnostics.error(
                            Rule::RecursiveAllOf,
                            &part.schema.place,
                            format!("`{}` is made of itself", reference.name()),
                            "take it out of `allOf`, `oneOf` or `anyOf`",
                        );
                    } else if !done.contains(reference)
                        && let Some(schema) = self.read(reference)
                    {
                        inside.insert(reference.clone());
                        open.push(Step::Leave(reference.clone()));
                        open.push(Step::Enter(Part {
                            schema,
                            optional: part.optional,
                            owner: Some(reference.clone()),
                        }));
                    }
                }
                Step::Take(part) => parts.push(part),
                Step::Leave(reference) => {
                    inside.remove(&reference);
                    done.insert(reference);
                }
            }
        }
        parts
    }

    /// The members of an object.
    pub(super) fn members(&mut self, schema: &Schema) -> Members {
        let mut members = Members::default();
        for part in self.parts(schema) {
            let owner = part.owner.as_ref().map(|owner| self.component_label(owner));
            for (wire, property) in &part.schema.properties {
                let new = Property {
                    wire: wire.clone(),
                    schema: property.clone(),
                    owner: owner.clone(),
                    optional: part.optional,
                    alike: Vec::new(),
                };
                match members
                    .properties
                    .iter_mut()
                    .find(|known| known.wire == *wire)
                {
                    None => members.properties.push(new),
                    Some(known) if !part.optional => *known = new,
                    Some(known) => {
                        known.add(new, |one, other| self.is_alike(one, other, ALIKE_DEPTH));
                    }
                }
            }
            if !part.optional {
                members
                    .required
                    .extend(part.schema.required.iter().cloned());
            }
        }
        for name in &members.required {
            if !members.properties.iter().any(|known| known.wire == *name) {
                self.diagnostics.warning(
                    Rule::UnknownRequired,
                    &schema.place,
                    format!("`required` names `{name}`, which is no property"),
                    "check its spelling",
                );
            }
        }
        members
    }

    /// Whether the values of two schemas read and write alike.
    fn is_alike(&mut self, one: &Schema, other: &Schema, depth: usize) -> bool {
        if depth == 0 {
            return false;
        }
        if one.reference.is_some() && one.reference == other.reference {
            return true;
        }
        let (one, other) = (self.settled(one), self.settled(other));
        let alike = |lowering: &mut Self, one: Option<&Schema>, other: Option<&Schema>| match (
            one, other,
        ) {
            (Some(one), Some(other)) => lowering.is_alike(one, other, depth - 1),
            (None, None) => true,
            _ => false,
        };
        match (self.form(&one, false), self.form(&other, false)) {
            (Form::Text | Form::OpenEnum, Form::Text | Form::OpenEnum)
            | (Form::Integer, Form::Integer)
            | (Form::Unsigned, Form::Unsigned)
            | (Form::Number, Form::Number)
            | (Form::Boolean, Form::Boolean)
            | (Form::Any, Form::Any) => true,
            (Form::List(one), Form::List(other)) => alike(self, one.as_deref(), other.as_deref()),
            (Form::Map(one), Form::Map(other)) => alike(self, one, other),
            _ => false,
        }
    }
}

/// How many lists and maps inside each other are compared.
const ALIKE_DEPTH: usize = 8;

#[cfg(test)]
mod tests;
