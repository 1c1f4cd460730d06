//! Keywords of schemas that take more than a look.

use std::rc::Rc;

use super::loader::Loaded;
use super::located::Located;
use super::node::{Node, Value};
use super::read::{ObjectReader, string, wrong_type};
use super::schema::{AdditionalProperties, Discriminator, Schema, SchemaType};
use crate::diagnostics::{Diagnostics, Rule};

pub(super) fn read_discriminator(reader: &mut ObjectReader<'_, '_>) -> Option<Discriminator> {
    let mut reader = reader.object("discriminator")?;
    let member = reader.required_string("propertyName");
    let mut mapping = Vec::new();
    for (value, target) in reader.children("mapping") {
        if let Some(text) = string(&target, reader.diagnostics) {
            let is_name = !text.contains(['/', '#', '.']);
            let text = if is_name {
                format!("#/components/schemas/{text}")
            } else {
                text
            };
            let reference = Loaded::reference(&target.place, &text);
            mapping.push((value.to_owned(), reference, target.place));
        }
    }
    reader.finish(&["defaultMapping"]);
    Some(Discriminator { member, mapping })
}

pub(super) fn read_all(reader: &mut ObjectReader<'_, '_>, name: &'static str) -> Vec<Rc<Schema>> {
    let elements = reader.elements(name);
    elements
        .into_iter()
        .map(|element| Rc::new(Schema::read(element, reader.diagnostics)))
        .collect()
}

/// `items`; of the types that `prefixItems` gives to the first elements, any.
pub(super) fn read_items(reader: &mut ObjectReader<'_, '_>) -> Option<Schema> {
    let items = reader.child("items");
    let mut choices = read_all(reader, "prefixItems");
    let items = items.map(|items| Schema::read(items, reader.diagnostics));
    if choices.is_empty() {
        return items;
    }
    // `items: false` says that no elements follow.
    choices.extend(items.filter(|items| !items.is_any()).map(Rc::new));
    Some(Schema::choice_of(reader.place().clone(), choices))
}

/// `type`: one name, or in 3.1 an array of names with `null` for nullable.
pub(super) fn read_types(
    reader: &mut ObjectReader<'_, '_>,
    nullable: &mut bool,
) -> Vec<SchemaType> {
    let Some(found) = reader.child("type") else {
        return Vec::new();
    };
    let names: Vec<Located<'_>> = match found.node.value {
        Value::Array(_) => found.elements().collect(),
        _ => vec![found.clone()],
    };
    let mut kinds = Vec::new();
    for name in names {
        let kind = match name.node.as_str() {
            Some("null") => {
                *nullable = true;
                continue;
            }
            Some("string") => SchemaType::String,
            Some("integer") => SchemaType::Integer,
            Some("number") => SchemaType::Number,
            Some("boolean") => SchemaType::Boolean,
            Some("array") => SchemaType::Array,
            Some("object") => SchemaType::Object,
            Some(other) => {
                reader.diagnostics.error(
                    Rule::UnknownType,
                    &name.place,
                    format!("`{other}` is not a type"),
                    "use string, integer, number, boolean, array, object or null",
                );
                continue;
            }
            None => {
                wrong_type(reader.diagnostics, &name, "the name of a type");
                continue;
            }
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// `required`: names of properties. Older dialects say it of a property itself; since it is always
/// safe to take a member for optional, that has no effect.
pub(super) fn read_required(reader: &mut ObjectReader<'_, '_>) -> Vec<String> {
    let Some(found) = reader.child("required") else {
        return Vec::new();
    };
    if let Value::Bool(_) | Value::String(_) = found.node.value {
        reader.diagnostics.warning(
            Rule::MisplacedRequired,
            &found.place,
            format!(
                "expected an array of names, found {}; it has no effect",
                found.node.kind()
            ),
            "write `required: [name]` beside the `properties`",
        );
        return Vec::new();
    }
    reader.strings("required")
}

pub(super) fn read_constraint(
    name: &str,
    found: &Located<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    match (name, &found.node.value) {
        ("default", _) => return literal(found.node, true),
        ("pattern", _) => return string(found, diagnostics),
        ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(_))
        | (_, Value::Integer(_) | Value::Number(_)) => {}
        _ => {
            wrong_type(diagnostics, found, "a number");
            return None;
        }
    }
    literal(found.node, false)
}

pub(super) fn read_additional(reader: &mut ObjectReader<'_, '_>) -> AdditionalProperties {
    let found = reader.child("additionalProperties");
    let additional = match found.as_ref().map(|found| &found.node.value) {
        None => AdditionalProperties::Unsaid,
        Some(Value::Bool(true)) => AdditionalProperties::Any,
        Some(Value::Bool(false)) => AdditionalProperties::None,
        Some(Value::Object(members)) if members.is_empty() => AdditionalProperties::Any,
        Some(_) => {
            let schema = found.map(|found| Schema::read(found, reader.diagnostics));
            schema.map_or(AdditionalProperties::Any, of_schema)
        }
    };
    let patterns = reader.children("patternProperties");
    let mut patterns: Vec<Schema> = patterns
        .into_iter()
        .map(|(_, found)| Schema::read(found, reader.diagnostics))
        .collect();
    match additional {
        additional if patterns.is_empty() => additional,
        AdditionalProperties::Any | AdditionalProperties::Of(_) => AdditionalProperties::Any,
        AdditionalProperties::Unsaid | AdditionalProperties::None => match patterns.pop() {
            Some(only) if patterns.is_empty() => of_schema(only),
            last => {
                patterns.extend(last);
                of_schema(Schema::choice(reader.place().clone(), patterns))
            }
        },
    }
}

fn of_schema(schema: Schema) -> AdditionalProperties {
    if schema.is_any() {
        AdditionalProperties::Any
    } else {
        AdditionalProperties::Of(Box::new(schema))
    }
}

/// `enum` and `const`, with their types.
pub(super) fn read_values(
    reader: &mut ObjectReader<'_, '_>,
    nullable: &mut bool,
) -> Vec<(String, SchemaType)> {
    let mut found = reader.elements("enum");
    found.extend(reader.child("const"));
    let mut values = Vec::new();
    for value in found {
        let kind = match value.node.value {
            Value::String(_) => SchemaType::String,
            Value::Integer(_) => SchemaType::Integer,
            Value::Number(_) => SchemaType::Number,
            Value::Bool(_) => SchemaType::Boolean,
            Value::Array(_) => SchemaType::Array,
            Value::Object(_) => SchemaType::Object,
            Value::Null => {
                *nullable = true;
                continue;
            }
        };
        values.extend(literal(value.node, false).map(|text| (text, kind)));
    }
    values
}

/// `x-enum-descriptions`: by value, or as others write it, in the order of `enum`.
pub(super) fn read_value_descriptions(reader: &mut ObjectReader<'_, '_>) -> Vec<(String, String)> {
    const NAME: &str = "x-enum-descriptions";
    let described = reader.child(NAME);
    if let Some(described) = described.filter(|found| matches!(found.node.value, Value::Array(_))) {
        let values = reader.child("enum");
        let values = values.iter().flat_map(Located::elements);
        let pairs = values.zip(described.elements());
        return pairs
            .filter_map(|(value, text)| {
                Some((literal(value.node, false)?, text.node.as_str()?.to_owned()))
            })
            .collect();
    }
    let mut descriptions = Vec::new();
    for (value, description) in reader.children(NAME) {
        let text = string(&description, reader.diagnostics);
        descriptions.extend(text.map(|text| (value.to_owned(), text)));
    }
    descriptions
}

/// A value as a reader of the docs would write it.
fn literal(node: &Node, quoted: bool) -> Option<String> {
    match &node.value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::String(value) if quoted => Some(format!("\"{value}\"")),
        Value::String(value) => Some(value.clone()),
        Value::Array(elements) if quoted => {
            let elements: Vec<String> = elements
                .iter()
                .filter_map(|element| literal(element, true))
                .collect();
            Some(format!("[{}]", elements.join(", ")))
        }
        Value::Object(members) if quoted => {
            let members: Vec<String> = members
                .iter()
                .filter_map(|member| {
                    let value = literal(&member.node, true)?;
                    Some(format!("\"{}\": {value}", member.name))
                })
                .collect();
            Some(format!("{{{}}}", members.join(", ")))
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
