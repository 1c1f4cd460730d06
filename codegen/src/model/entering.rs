//! Types that get a name.

use std::rc::Rc;

use super::label::Label;
use super::lower::Lowering;
use super::wish::Wish;
use super::{Id, Shape, TypeDef, TypeKind, TypeRef, docs, names};
use crate::diagnostics::{Diagnostics, Place, Rule};
use crate::openapi::{Document, NameKind, Reference, Schema};

impl Lowering<'_> {
    /// What the type is called that a component becomes.
    pub(super) fn component_label(&mut self, reference: &Reference) -> Label {
        let label = Label::referenced(reference, self.loaded);
        match self.read(reference) {
            Some(schema) => self.given_label(&schema, label),
            None => label,
        }
    }

    /// The same with the name that `x-jobs-name` gives to a type, if any.
    pub(super) fn given_label(&mut self, schema: &Schema, label: Label) -> Label {
        match &schema.name {
            Some(given) => label.named(self.checked_name(Some(given), &label.name, &schema.place)),
            None => label,
        }
    }

    /// The name that the document gives to a type, if it does and that is one.
    pub(super) fn checked_name(
        &mut self,
        given: Option<&str>,
        otherwise: &str,
        place: &Place,
    ) -> String {
        match given {
            Some(given) if names::is_type_name(given) => given.to_owned(),
            Some(given) => {
                bad_name(self.diagnostics, place, given, "a type: `LikeThis`");
                otherwise.to_owned()
            }
            None => otherwise.to_owned(),
        }
    }

    /// Gives a name to a type, whose contents are looked at later.
    pub(super) fn enter(
        &mut self,
        kind: TypeKind,
        schema: &Schema,
        label: &Label,
        component: bool,
    ) -> Shape {
        // What is inherited by `allOf` is met several times.
        let others = self.entered.entry(label.key.clone()).or_default();
        if let Some((_, known)) = others.iter().find(|(other, _)| *other == label.name) {
            return Shape::Named(known.clone());
        }
        let wish = Wish::of_type(schema, label, component, others.is_empty(), self.loaded);
        let type_ref = TypeRef {
            name: self.names.give(&wish, self.lock, self.diagnostics),
            kind,
        };
        others.push((label.name.clone(), type_ref.clone()));
        let schema = Rc::new(schema.clone());
        self.waiting
            .push_back((type_ref.clone(), label.key.clone(), schema));
        Shape::Named(type_ref)
    }

    /// Keeps names for those types that have a name in the document or in the lock file.
    pub(super) fn keep_names(&mut self, document: &Document) {
        for (key, locked) in self.lock.names(NameKind::Type) {
            let (name, place) = (locked.name.clone(), locked.place.clone());
            self.names.keep(name, key.to_owned(), place);
        }
        let components = document.components.iter();
        let mut wishes: Vec<Wish> = components
            .filter_map(|component| {
                let found = self.loaded.resolve(component)?;
                // What merely stands for another is that other, by its name.
                let stands_alone = found.node.get("$ref").is_none();
                let given = found.node.get("x-jobs-name").and_then(|node| node.as_str());
                stands_alone.then(|| Wish::component(component, given, &found.place, self.loaded))
            })
            .collect();
        let operations = document.operations.iter();
        wishes.extend(operations.map(|written| Wish::request(written, self.loaded)));
        self.names.keep_all(wishes.iter(), self.lock);
    }

    /// Looks at the contents of all types that have a name.
    pub(super) fn finish(&mut self) {
        while let Some((type_ref, key, schema)) = self.waiting.pop_front() {
            let label = Label {
                name: type_ref.name,
                key,
            };
            let definition = match type_ref.kind {
                TypeKind::Model => TypeDef::Model(self.model(&schema, label)),
                TypeKind::OpenEnum => TypeDef::OpenEnum(self.open_enum(&schema, label)),
                TypeKind::Choice => TypeDef::Choice(self.choice(&schema, label)),
                TypeKind::IntegerId => TypeDef::Id(id(&schema, label.name, Shape::Integer)),
                TypeKind::UnsignedId => TypeDef::Id(id(&schema, label.name, Shape::Unsigned)),
                TypeKind::StringId => TypeDef::Id(id(&schema, label.name, Shape::Text)),
            };
            self.types.push((schema.place.clone(), definition));
        }
    }
}

fn id(schema: &Schema, name: String, shape: Shape) -> Id {
    Id {
        place: schema.place.clone(),
        docs: docs::schema(schema, &format!("`{name}` of the API.")),
        name,
        shape,
    }
}

pub(super) fn bad_name(diagnostics: &mut Diagnostics, place: &Place, given: &str, wanted: &str) {
    diagnostics.error(
        Rule::BadName,
        place,
        format!("`{given}` cannot be the Rust name of {wanted}"),
        "use letters and digits, and no name that generated code uses itself",
    );
}
