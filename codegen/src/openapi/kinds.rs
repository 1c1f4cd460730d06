//! Which types a schema allows.

use std::rc::Rc;

use super::schema::{AdditionalProperties, Schema, SchemaType};

impl Schema {
    /// Sets the type, or makes a choice of several; what the other keywords imply if none is said.
    pub(super) fn set_kinds(
        &mut self,
        mut kinds: Vec<SchemaType>,
        values: Vec<(String, SchemaType)>,
    ) {
        if kinds.is_empty() {
            for (_, kind) in &values {
                if !kinds.contains(kind) {
                    kinds.push(*kind);
                }
            }
        }
        let has_members = !self.properties.is_empty()
            || matches!(self.additional_properties, AdditionalProperties::Of(_));
        match (kinds.as_slice(), &self.items) {
            ([], _) if has_members => self.kind = Some(SchemaType::Object),
            ([], Some(_)) => self.kind = Some(SchemaType::Array),
            ([], None) => {}
            ([only], _) => self.kind = Some(*only),
            (several, _) if self.one_of.is_empty() && self.all_of.is_empty() => {
                self.one_of = several
                    .iter()
                    .map(|kind| Rc::new(self.of_kind(*kind, &values)))
                    .collect();
                self.properties = Vec::new();
                self.items = None;
                return;
            }
            // What it is composed of tells the type.
            _ => {}
        }
        self.values = values.into_iter().map(|(text, _)| text).collect();
    }

    /// What this schema says of values of one of its types.
    fn of_kind(&self, kind: SchemaType, values: &[(String, SchemaType)]) -> Self {
        let values = values.iter().filter(|(_, of)| *of == kind);
        let mut schema = Self {
            kind: Some(kind),
            values: values.map(|(text, _)| text.clone()).collect(),
            ..Self::any(self.place.clone())
        };
        match kind {
            SchemaType::Object => {
                schema.properties = self.properties.clone();
                schema.required = self.required.clone();
                schema.additional_properties = self.additional_properties.clone();
            }
            SchemaType::Array => schema.items = self.items.clone(),
            _ => schema.format = self.format.clone(),
        }
        schema
    }
}
