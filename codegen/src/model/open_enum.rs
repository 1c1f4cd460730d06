//! Enums.

use super::composition::Part;
use super::label::Label;
use super::lower::Lowering;
use super::naming::{Names, Origin};
use super::wish::Wish;
use super::{OpenEnum, Variant, docs, names};
use crate::diagnostics::Rule;
use crate::openapi::{NameKind, Schema, encode_token};

impl Lowering<'_> {
    pub(super) fn open_enum(&mut self, schema: &Schema, label: Label) -> OpenEnum {
        let mut variants: Vec<Variant> = Vec::new();
        let mut wishes: Vec<Wish> = Vec::new();
        let place = schema.place.clone();
        let former = self.loaded.former_key(&place);
        for Part {
            schema, optional, ..
        } in self.parts(schema)
        {
            let known = variants.len();
            for (position, wire) in schema.values.iter().enumerate() {
                if let Some(twice) = variants.iter().position(|variant| variant.wire == *wire) {
                    // Choices may have values in common.
                    if twice >= known {
                        self.duplicate_value(&schema, wire);
                    }
                    continue;
                }
                let described = schema
                    .value_descriptions
                    .iter()
                    .find(|(value, _)| value == wire);
                let described = described.map(|(_, text)| text);
                let is_alone = optional && schema.values.len() == 1;
                let described = described.or(schema.description.as_ref().filter(|_| is_alone));
                let name = self.variant_name(&schema, position, wire);
                let value = format!("/enum/{}", encode_token(wire));
                let (key, former) = (format!("{}{value}", label.key), format!("{former}{value}"));
                wishes.push(Wish::value(name, wire, key, former, &schema.place));
                variants.push(Variant {
                    name: String::new(),
                    wire: wire.clone(),
                    docs: docs::paragraphs(described.unwrap_or(&format!("`{wire}`"))),
                    gone: false,
                });
            }
            self.check_values(&schema);
        }
        let hint = "give the values other Rust names with `x-enum-varnames`";
        let mut taken = Names::new(NameKind::Value, &[], hint);
        taken.keep_all(wishes.iter(), self.lock);
        for (variant, wish) in variants.iter_mut().zip(&wishes) {
            variant.name = taken.give(wish, self.lock, self.diagnostics);
        }
        OpenEnum {
            place,
            docs: docs::schema(schema, &format!("`{}` of the API.", label.name)),
            name: label.name,
            variants,
        }
    }

    fn variant_name(&mut self, schema: &Schema, position: usize, wire: &str) -> (String, Origin) {
        match schema.value_names.get(position) {
            Some(given) if names::is_type_name(given) => (given.clone(), Origin::Given),
            Some(given) => {
                let name = names::variant_name(given);
                // Others write them in their own way.
                self.diagnostics.warning(
                    Rule::BadName,
                    &schema.place,
                    format!("`{given}` cannot be the Rust name of a value; it becomes `{name}`"),
                    "write it `LikeThis`",
                );
                let origin = Origin::of(&name, given);
                (name, origin)
            }
            None => {
                let name = names::variant_name(wire);
                let origin = Origin::of(&name, wire);
                (name, origin)
            }
        }
    }

    fn duplicate_value(&mut self, schema: &Schema, wire: &str) {
        self.diagnostics.warning(
            Rule::DuplicateValue,
            &schema.place,
            format!("`enum` has `{wire}` twice"),
            "take one of them out",
        );
    }

    /// Reports descriptions of values that an enum does not have.
    fn check_values(&mut self, schema: &Schema) {
        for (value, _) in &schema.value_descriptions {
            if !schema.values.contains(value) {
                self.diagnostics.error(
                    Rule::UnknownEnumValue,
                    &schema.place,
                    format!("`x-enum-descriptions` describes `{value}`, which is not in `enum`"),
                    "add the value to `enum`, or take its description out",
                );
            }
        }
    }
}
