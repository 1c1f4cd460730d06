//! Schemas as they are written.

use super::loader::{Loaded, Located, Reference};
use super::node::{Node, Value};
use super::read::{ObjectReader, string, wrong_type};
use crate::diagnostics::{Diagnostics, Place};

/// A schema of OpenAPI 3.0 or 3.1.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it stands.
    pub place: Place,
    /// `$ref`; what stands beside it (3.1) overrides.
    pub reference: Option<Reference>,
    /// `type`, without `null`; what the other keywords imply if it is not said.
    pub kind: Option<SchemaType>,
    /// Whether null is allowed: `nullable` (3.0) or `null` among the types (3.1).
    pub nullable: bool,
    /// `description`
    pub description: Option<String>,
    /// `format`
    pub format: Option<String>,
    /// `properties`, in the order they are written.
    pub properties: Vec<(String, Schema)>,
    /// `required`
    pub required: Vec<String>,
    /// `items`
    pub items: Option<Box<Schema>>,
    /// `additionalProperties`
    pub additional_properties: AdditionalProperties,
    /// `enum` and `const`, as text; empty if any value will do.
    pub values: Vec<String>,
    /// `x-enum-descriptions`
    pub value_descriptions: Vec<(String, String)>,
    /// `x-enum-varnames`: the values' Rust names, where the values themselves do not do.
    pub value_names: Vec<String>,
    /// `allOf`
    pub all_of: Vec<Schema>,
    /// `oneOf` and `anyOf`
    pub one_of: Vec<Schema>,
    /// `default`, `minimum`, `maxLength`, …: what a reader should know of the values.
    pub constraints: Vec<(&'static str, String)>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `x-databricks-preview`
    pub preview: Option<String>,
    /// `x-jobs-sensitive`
    pub sensitive: bool,
    /// `x-jobs-name`: the Rust name, where the document's own does not do.
    pub name: Option<String>,
}

/// The type of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaType {
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `array`
    Array,
    /// `object`
    Object,
}

/// What members an object has beside its properties.
#[derive(Clone, Debug, Default)]
pub enum AdditionalProperties {
    /// Nothing is said of them.
    #[default]
    Unsaid,
    /// Any, of any type.
    Any,
    /// None.
    None,
    /// Any, of this type.
    Of(Box<Schema>),
}

const CONSTRAINTS: [&str; 12] = [
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "pattern",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "default",
];

/// Keywords that tell a validator or a reader something, but nothing of the type.
const WITHOUT_EFFECT: [&str; 16] = [
    "$comment",
    "$defs",
    "$id",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "multipleOf",
    "not",
    "title",
    "uniqueItems",
    "writeOnly",
    "xml",
];

impl Schema {
    /// Reads a schema; what it refers to is not followed.
    pub fn read(located: Located<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut reader = ObjectReader::new(located, diagnostics);
        let place = reader.place().clone();
        let reference = reader.string("$ref");
        let mut nullable = reader.boolean("nullable");
        let kind = read_type(&mut reader, &mut nullable);
        let (values, implied) = read_values(&mut reader, &mut nullable);
        let mut schema = Self {
            reference: reference.map(|text| Loaded::reference(&place, &text)),
            kind: kind.or(implied),
            nullable,
            description: reader.string("description"),
            format: reader.string("format"),
            properties: Vec::new(),
            required: read_required(&mut reader),
            items: None,
            additional_properties: read_additional(&mut reader),
            values,
            value_descriptions: read_value_descriptions(&mut reader),
            value_names: reader.strings("x-enum-varnames"),
            all_of: read_all(&mut reader, "allOf"),
            one_of: read_all(&mut reader, "oneOf"),
            constraints: Vec::new(),
            deprecated: reader.boolean("deprecated"),
            read_only: reader.boolean("readOnly"),
            preview: reader.string("x-databricks-preview"),
            sensitive: reader.boolean("x-jobs-sensitive"),
            name: reader.string("x-jobs-name"),
            place,
        };
        schema.one_of.extend(read_all(&mut reader, "anyOf"));
        for (name, property) in reader.children("properties") {
            let property = Self::read(property, reader.diagnostics);
            schema.properties.push((name.to_owned(), property));
        }
        if let Some(items) = reader.child("items") {
            schema.items = Some(Box::new(Self::read(items, reader.diagnostics)));
        }
        for name in CONSTRAINTS {
            if let Some(constraint) = reader.child(name) {
                let text = read_constraint(name, &constraint, reader.diagnostics);
                schema.constraints.extend(text.map(|text| (name, text)));
            }
        }
        reader.finish(&WITHOUT_EFFECT);
        let has_members = !schema.properties.is_empty()
            || matches!(schema.additional_properties, AdditionalProperties::Of(_));
        schema.kind = schema.kind.or(match &schema.items {
            _ if has_members => Some(SchemaType::Object),
            Some(_) => Some(SchemaType::Array),
            None => None,
        });
        schema
    }

    /// Whether it describes nothing but null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.kind.is_none() && self.nullable && self.reference.is_none()
    }
}

fn read_all(reader: &mut ObjectReader<'_, '_>, name: &'static str) -> Vec<Schema> {
    let elements = reader.elements(name);
    elements
        .into_iter()
        .map(|element| Schema::read(element, reader.diagnostics))
        .collect()
}

/// `type`: one name, or in 3.1 an array of names with `null` for nullable.
fn read_type(reader: &mut ObjectReader<'_, '_>, nullable: &mut bool) -> Option<SchemaType> {
    let found = reader.child("type")?;
    let names: Vec<Located<'_>> = match found.node.value {
        Value::Array(_) => found.elements().collect(),
        _ => vec![found.clone()],
    };
    let mut kinds = Vec::new();
    for name in names {
        match name.node.as_str() {
            Some("null") => *nullable = true,
            Some("string") => kinds.push(SchemaType::String),
            Some("integer") => kinds.push(SchemaType::Integer),
            Some("number") => kinds.push(SchemaType::Number),
            Some("boolean") => kinds.push(SchemaType::Boolean),
            Some("array") => kinds.push(SchemaType::Array),
            Some("object") => kinds.push(SchemaType::Object),
            Some(other) => reader.diagnostics.error(
                "unknown-type",
                &name.place,
                format!("`{other}` is not a type"),
                "use string, integer, number, boolean, array, object or null",
            ),
            None => wrong_type(reader.diagnostics, &name, "the name of a type"),
        }
    }
    if kinds.len() > 1 {
        reader.diagnostics.error(
            "unsupported-type",
            &found.place,
            "a value of several types is not supported",
            "keep one type; `null` beside it is allowed",
        );
    }
    kinds.first().copied()
}

/// `required`: names of properties. Older dialects say it of a property itself; since it is always
/// safe to take a member for optional, that has no effect.
fn read_required(reader: &mut ObjectReader<'_, '_>) -> Vec<String> {
    let Some(found) = reader.child("required") else {
        return Vec::new();
    };
    if let Value::Bool(_) | Value::String(_) = found.node.value {
        reader.diagnostics.warning(
            "misplaced-required",
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

fn read_constraint(
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

fn read_additional(reader: &mut ObjectReader<'_, '_>) -> AdditionalProperties {
    let Some(found) = reader.child("additionalProperties") else {
        return AdditionalProperties::Unsaid;
    };
    match &found.node.value {
        Value::Bool(true) => AdditionalProperties::Any,
        Value::Bool(false) => AdditionalProperties::None,
        Value::Object(members) if members.is_empty() => AdditionalProperties::Any,
        _ => AdditionalProperties::Of(Box::new(Schema::read(found, reader.diagnostics))),
    }
}

/// `enum` and `const`, and the type that they imply.
fn read_values(
    reader: &mut ObjectReader<'_, '_>,
    nullable: &mut bool,
) -> (Vec<String>, Option<SchemaType>) {
    let mut found = reader.elements("enum");
    found.extend(reader.child("const"));
    let mut texts = Vec::new();
    let mut kinds = Vec::new();
    for value in found {
        let kind = match value.node.value {
            Value::String(_) => SchemaType::String,
            Value::Integer(_) => SchemaType::Integer,
            Value::Number(_) => SchemaType::Number,
            Value::Bool(_) => SchemaType::Boolean,
            Value::Null => {
                *nullable = true;
                continue;
            }
            Value::Array(_) | Value::Object(_) => {
                wrong_type(reader.diagnostics, &value, "a scalar");
                continue;
            }
        };
        texts.extend(literal(value.node, false));
        kinds.push(kind);
    }
    kinds.dedup();
    match kinds.as_slice() {
        [only] => (texts, Some(*only)),
        _ => (texts, None),
    }
}

fn read_value_descriptions(reader: &mut ObjectReader<'_, '_>) -> Vec<(String, String)> {
    let mut descriptions = Vec::new();
    for (value, description) in reader.children("x-enum-descriptions") {
        let text = string(&description, reader.diagnostics);
        descriptions.extend(text.map(|text| (value.to_owned(), text)));
    }
    descriptions
}

/// A scalar as a reader of the docs would write it.
fn literal(node: &Node, quoted: bool) -> Option<String> {
    match &node.value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::String(value) if quoted => Some(format!("\"{value}\"")),
        Value::String(value) => Some(value.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
