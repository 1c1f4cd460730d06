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
            ([], Some(items)) if self.is_choice_beside(SchemaType::Array) => {
                let items = items.clone();
                self.give_items(&items);
                self.items = None;
            }
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

    /// Whether some of the choices are of another type.
    fn is_choice_beside(&self, kind: SchemaType) -> bool {
        let mut kinds = self.one_of.iter().filter_map(|choice| choice.kind);
        kinds.any(|other| other != kind)
    }

    /// `items` beside choices is about those of them that are arrays.
    fn give_items(&mut self, items: &Rc<Self>) {
        for choice in &mut self.one_of {
            let says_less = choice.items.as_ref().is_none_or(|own| own.is_any());
            if choice.kind == Some(SchemaType::Array) && says_less {
                Rc::make_mut(choice).items = Some(items.clone());
            }
        }
    }

    /// What this schema says of values of one of its types.
    fn of_kind(&self, kind: SchemaType, values: &[(String, SchemaType)]) -> Self {
        let is_one = |(_, of): &&(String, SchemaType)| *of == kind;
        let names = values.iter().zip(&self.value_names);
        let names = names.filter(|(value, _)| is_one(value));
        let values = values.iter().filter(is_one).map(|(text, _)| text.clone());
        let mut schema = Self {
            kind: Some(kind),
            values: values.collect(),
            value_names: names.map(|(_, name)| name.clone()).collect(),
            ..Self::any(self.place.clone())
        };
        let described = self.value_descriptions.iter();
        let described = described.filter(|(value, _)| schema.values.contains(value));
        schema.value_descriptions = described.cloned().collect();
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
