//! Members of objects that have no name, where the document says of which type they are.
//!
//! They are kept as `extra`, as all members that nobody knows: one that is of another type, such as a
//! property of a later version, must not keep an answer from being read. Two methods read and set
//! them as what they are.

use super::Shape;
use super::label::Label;
use super::lower::Lowering;
use crate::openapi::{AdditionalProperties, Schema};

/// What the members of an object are that have no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Additional {
    /// Their type.
    pub shape: Shape,
    /// Name of the method that gives all of them.
    pub getter: String,
    /// Name of the method that sets one.
    pub setter: String,
}

impl Lowering<'_> {
    /// What members without a name are, if the object that is described here has others too, and one
    /// of the schemas that it is made of says it.
    pub(super) fn additional(&mut self, schema: &Schema, owner: &Label) -> Option<Additional> {
        let mut said = Vec::new();
        for part in self.parts(schema) {
            if let AdditionalProperties::Of(value) = &part.schema.additional_properties
                && !part.optional
            {
                said.push((value.clone(), part.owner));
            }
        }
        let [(value, inherited)] = said.as_slice() else {
            return None;
        };
        let owner = match inherited {
            Some(reference) => self.component_label(reference),
            None => owner.clone(),
        };
        let shape = self.inner(schema, Some(value), owner.value());
        (shape != Shape::Any).then(|| Additional {
            shape,
            getter: "extra_values".to_owned(),
            setter: "extra_value".to_owned(),
        })
    }
}
