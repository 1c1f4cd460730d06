//! What references lead to.

use std::rc::Rc;

use super::lower::{DEPTH, Lowering};
use super::{Shape, composition};
use crate::diagnostics::{Place, Rule};
use crate::openapi::{Reference, Schema, circular_reference};

impl Lowering<'_> {
    /// The type that a reference stands for.
    pub(super) fn referenced(&mut self, reference: &Reference, from: &Place) -> Shape {
        match self.lowered.get(reference) {
            Some(Some(shape)) => return shape.clone(),
            Some(None) => {
                circular_reference(self.diagnostics, from, reference);
                return self.broken(reference.name());
            }
            None => {}
        }
        let Some(schema) = self.read(reference) else {
            return self.broken(reference.name());
        };
        self.lowered.insert(reference.clone(), None);
        let shape = match &schema.reference {
            Some(next) => self.deeper(&schema.place, |lowering| {
                lowering.referenced(next, &schema.place)
            }),
            None => {
                let label = self.component_label(reference);
                // What is inside of something else has no name of its own in the document.
                self.described(&schema, &label, reference.tokens.len() <= 3)
            }
        };
        self.lowered.insert(reference.clone(), Some(shape.clone()));
        shape
    }

    /// Reads a schema by reference, once. What names nothing has been reported with its file.
    pub(super) fn read(&mut self, reference: &Reference) -> Option<Rc<Schema>> {
        if let Some(schema) = self.schemas.get(reference) {
            return schema.clone();
        }
        let found = self.loaded.resolve(reference);
        let schema = found.map(|located| Rc::new(Schema::read(located, self.diagnostics)));
        self.schemas.insert(reference.clone(), schema.clone());
        schema
    }

    /// The schema that says what a value is: behind references and what merely stands for others.
    pub(super) fn settled(&mut self, schema: &Schema) -> Rc<Schema> {
        let mut settled = None;
        for _ in 0..DEPTH {
            match self.behind(settled.as_deref().unwrap_or(schema)) {
                Some(next) => settled = Some(next),
                None => break,
            }
        }
        settled.unwrap_or_else(|| Rc::new(schema.clone()))
    }

    /// The schema that a reference names, or that this one merely stands for.
    fn behind(&mut self, schema: &Schema) -> Option<Rc<Schema>> {
        match &schema.reference {
            Some(reference) => self.read(reference),
            None => composition::stands_for(schema).cloned(),
        }
    }

    /// Whether a value may be null, or one of those that it is a choice of.
    pub(super) fn is_nullable(&mut self, schema: &Schema) -> bool {
        let is_alone =
            schema.reference.is_none() && schema.all_of.is_empty() && schema.one_of.is_empty();
        schema.nullable || !is_alone && self.leaves(schema).or_null
    }

    /// Goes one step deeper, unless that is too deep: then the place is reported.
    pub(super) fn deeper(&mut self, place: &Place, step: impl FnOnce(&mut Self) -> Shape) -> Shape {
        if self.depth < DEPTH {
            self.depth += 1;
            let shape = step(self);
            self.depth -= 1;
            if shape.depth() < DEPTH {
                return shape;
            }
        }
        self.diagnostics.error(
            Rule::TooDeep,
            place,
            format!("more than {DEPTH} references, lists and maps lead to a type with a name"),
            "put an object with properties in between",
        );
        Shape::Any
    }
}
