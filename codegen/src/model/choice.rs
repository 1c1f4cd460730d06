//! Choices between types.
//!
//! A value of JSON tells of which kind it is. So a choice becomes an enum with at most one
//! alternative for each kind, and whatever the document adds to it later, none is ever taken for
//! another. Of one kind, objects are merged into one with all their members, and lists into one of
//! all their elements. Only objects that a discriminator tells apart stay apart.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::composition::stands_for;
use super::form::Form;
use super::label::Label;
use super::lower::Lowering;
use super::{Alternative, Choice, Kind, Shape, TagPlace, TypeKind, docs};
use crate::diagnostics::{Place, Rule};
use crate::openapi::{NameKind, Schema};

/// How many objects may be merged out of several at most.
const MERGES: usize = 1_000;

/// What a choice is between, as far as it is of one kind.
pub(super) struct OfKind {
    kind: Kind,
    schemas: Vec<Rc<Schema>>,
}

/// What a choice is between, choices within it included.
#[derive(Default)]
pub(super) struct Leaves {
    /// Their schemas; those by reference as references.
    schemas: Vec<Rc<Schema>>,
    /// Whether the value may also be null.
    pub(super) or_null: bool,
}

impl OfKind {
    /// The schema of the values of this kind.
    fn schema(self, place: &Place) -> Rc<Schema> {
        match <[Rc<Schema>; 1]>::try_from(self.schemas) {
            Ok([only]) => only,
            Err(schemas) => Rc::new(Schema::choice_of(place.clone(), schemas)),
        }
    }
}

/// A list of all that these lists hold.
pub(super) fn list_form<'s>(
    place: &Place,
    lists: impl Iterator<Item = &'s Schema>,
) -> Form<'static> {
    let items = lists.filter_map(|list| list.items.as_ref());
    let items: Vec<Rc<Schema>> = items.cloned().collect();
    if items.is_empty() {
        return Form::List(None);
    }
    let items = OfKind {
        kind: Kind::List,
        schemas: items,
    };
    Form::List(Some(items.schema(place)))
}

impl Lowering<'_> {
    /// What a choice is: of one type after all, or of several.
    pub(super) fn choice_form(&mut self, schema: &Schema) -> Form<'static> {
        let Some(mut groups) = self.groups(schema) else {
            return Form::Any;
        };
        match (groups.pop(), groups.is_empty()) {
            (None, _) => Form::Any,
            (Some(only), true) if only.kind == Kind::List => {
                let mut lists = Vec::new();
                for list in &only.schemas {
                    lists.push(self.settled(list));
                }
                list_form(&schema.place, lists.iter().map(|list| &**list))
            }
            (Some(_), _) => Form::Choice,
        }
    }

    /// What a choice is between, by kind; none if any value will do.
    fn groups(&mut self, schema: &Schema) -> Option<Vec<OfKind>> {
        let mut groups: Vec<OfKind> = Vec::new();
        for leaf in self.leaves(schema).schemas {
            let settled = self.settled(&leaf);
            let kind = match self.form(&settled, false) {
                Form::Text | Form::OpenEnum => Kind::Text,
                Form::Integer | Form::Unsigned | Form::Number => Kind::Number,
                Form::Boolean => Kind::Boolean,
                Form::List(_) => Kind::List,
                Form::Model | Form::Map(_) | Form::Tagged => Kind::Object,
                Form::Same(_) | Form::Any | Form::Choice | Form::Broken => return None,
            };
            match groups.iter_mut().find(|group| group.kind == kind) {
                Some(group) => group.schemas.push(leaf),
                None => groups.push(OfKind {
                    kind,
                    schemas: vec![leaf],
                }),
            }
        }
        for numbers in groups.iter().filter(|group| group.kind == Kind::Number) {
            let whole = Schema::choice_of(schema.place.clone(), numbers.schemas.clone());
            if matches!(self.form(&whole, false), Form::Any) {
                return None;
            }
        }
        Some(groups)
    }

    /// What a choice is between, choices within it included.
    pub(super) fn leaves(&mut self, schema: &Schema) -> Leaves {
        let mut leaves = Leaves::default();
        let mut seen = BTreeSet::new();
        let whole = Rc::new(schema.clone());
        let mut open = vec![(whole.clone(), whole)];
        while let Some((written, behind)) = open.pop() {
            let mut choices = behind.one_of.iter();
            leaves.or_null |= behind.nullable || choices.any(|choice| choice.is_null());
            if let Some(reference) = &behind.reference {
                // One that leads back has been reported.
                if seen.insert(reference.clone())
                    && let Some(target) = self.read(reference)
                {
                    open.push((written, target));
                }
            } else if behind.is_null() {
                // It is no schema of a value.
            } else if let Some(only) = stands_for(&behind) {
                open.push((written, only.clone()));
            } else if behind.kind.is_none() && behind.all_of.is_empty() && !behind.one_of.is_empty()
            {
                let choices = behind.one_of.iter().rev();
                open.extend(choices.map(|choice| (choice.clone(), choice.clone())));
            } else {
                leaves.schemas.push(written);
            }
        }
        leaves
    }

    /// Gives a name to a type; to one that was made of several, the name of the first that was made
    /// of the same ones: those that lead to each other would be made for ever. One that has had its
    /// own name stays apart, whatever comes before it.
    pub(super) fn enter_merged(
        &mut self,
        kind: TypeKind,
        schema: &Schema,
        label: &Label,
        component: bool,
    ) -> Shape {
        let is_choice = !schema.one_of.is_empty() && schema.all_of.is_empty();
        if !is_choice || schema.kind.is_some() {
            return self.enter(kind, schema, label, component);
        }
        let mut places = BTreeSet::new();
        for leaf in self.leaves(schema).schemas {
            places.insert(self.settled(&leaf).place.clone());
        }
        match self.merges.get(&places) {
            Some(known) if schema.made && !self.is_locked(label) => return known.clone(),
            _ if schema.made && self.made >= MERGES => {
                self.diagnostics.error(
                    Rule::TooManyMerges,
                    &schema.place,
                    format!("more than {MERGES} types would be made of several"),
                    "give members of one name the same type in all choices",
                );
                return Shape::Any;
            }
            _ => {}
        }
        self.made += usize::from(schema.made);
        let shape = self.enter(kind, schema, label, component);
        self.merges.entry(places).or_insert_with(|| shape.clone());
        shape
    }

    fn is_locked(&self, label: &Label) -> bool {
        self.lock.locked(NameKind::Type, &label.key).is_some()
    }

    /// An enum of what a choice is between.
    pub(super) fn choice(&mut self, schema: &Schema, label: Label) -> Choice {
        let tag = self.is_tagged(schema);
        let alternatives = match &tag {
            Some(tag) => self.tagged(schema, tag, &label),
            None => self.by_kind(schema, &label),
        };
        Choice {
            place: schema.place.clone(),
            docs: docs::schema(schema, &format!("`{}` of the API.", label.name)),
            name: label.name,
            tag: tag.map(|tag| tag.member),
            alternatives,
        }
    }

    /// One alternative for each kind.
    fn by_kind(&mut self, schema: &Schema, label: &Label) -> Vec<Alternative> {
        let groups = self.groups(schema).unwrap_or_default();
        let mut alternatives = Vec::new();
        for group in groups {
            let kind = group.kind;
            let schema = group.schema(&schema.place);
            let described = schema.description.as_deref();
            let text = docs::paragraphs(described.unwrap_or(kind.about()));
            let shape = self.shape(&schema, &label.alternative(kind));
            let name = match kind {
                Kind::Text => "Text",
                Kind::Number if shape == Shape::Number => "Number",
                Kind::Number => "Integer",
                Kind::Boolean => "Boolean",
                Kind::List => "List",
                Kind::Object => "Object",
            };
            alternatives.push(Alternative {
                name: name.to_owned(),
                kind,
                tags: Vec::new(),
                tag_place: TagPlace::User,
                docs: text,
                shape,
            });
        }
        alternatives
    }
}
