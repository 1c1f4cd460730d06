//! Schemas as they are written.

use super::loader::{Loaded, Located, Reference};
use super::node::{Node, Value};
use super::read::{ObjectReader, string, wrong_type};
use crate::diagnostics::{Diagnostics, Place, Rule};

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
    /// `discriminator`
    pub discriminator: Option<Discriminator>,
    /// `default`, `minimum`, `maxLength`, …: what a reader should know of the values.
    pub constraints: Vec<(&'static str, String)>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `x-databricks-preview`
    pub preview: Option<String>,
    /// `x-jobs-sensitive`
    pub sensitive: bool,
    /// `x-jobs-name`: the Rust name, where the document's own does not do.
    pub name: Option<String>,
    /// Whether it stands in no document, but is made of several schemas that do.
    pub made: bool,
}

/// `discriminator`: the member by which a choice is told.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// Its name.
    pub member: String,
    /// Its values, and what they stand for; a schema that has none here has its own name.
    pub mapping: Vec<(String, Reference)>,
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
const WITHOUT_EFFECT: [&str; 27] = [
    "$anchor",
    "$comment",
    "$defs",
    "$id",
    "$schema",
    "contains",
    "contentEncoding",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "example",
    "examples",
    "externalDocs",
    "if",
    "maxContains",
    "minContains",
    "multipleOf",
    "not",
    "propertyNames",
    "summary",
    "then",
    "title",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "xml",
];

impl Schema {
    /// Reads a schema; what it refers to is not followed.
    pub fn read(located: Located<'_>, diagnostics: &mut Diagnostics) -> Self {
        if let Value::Bool(_) = located.node.value {
            // In 3.1, these stand for any value and for none.
            return Self::any(located.place);
        }
        let mut reader = ObjectReader::new(located, diagnostics);
        let place = reader.place().clone();
        let reference = reader.string("$ref");
        let mut schema = Self::any(place);
        schema.nullable = reader.boolean("nullable");
        let kinds = read_types(&mut reader, &mut schema.nullable);
        let values = read_values(&mut reader, &mut schema.nullable);
        schema.reference = reference.map(|text| Loaded::reference(&schema.place, &text));
        schema.description = reader.string("description");
        schema.format = reader.string("format");
        schema.required = read_required(&mut reader);
        schema.additional_properties = read_additional(&mut reader);
        schema.value_descriptions = read_value_descriptions(&mut reader);
        schema.value_names = reader.strings("x-enum-varnames");
        schema.all_of = read_all(&mut reader, "allOf");
        schema.one_of = read_all(&mut reader, "oneOf");
        schema.one_of.extend(read_all(&mut reader, "anyOf"));
        schema.discriminator = read_discriminator(&mut reader);
        schema.deprecated = reader.boolean("deprecated");
        schema.read_only = reader.boolean("readOnly");
        schema.write_only = reader.boolean("writeOnly");
        schema.preview = reader.string("x-databricks-preview");
        let is_password = schema.format.as_deref() == Some("password");
        schema.sensitive = reader.boolean("x-jobs-sensitive") || is_password;
        schema.name = reader.string("x-jobs-name");
        if reader.string("contentMediaType").is_some() && schema.format.is_none() {
            schema.format = Some("binary".to_owned());
        }
        for (name, property) in reader.children("properties") {
            let property = Self::read(property, reader.diagnostics);
            schema.properties.push((name.to_owned(), property));
        }
        schema.items = read_items(&mut reader).map(Box::new);
        for name in CONSTRAINTS {
            if let Some(constraint) = reader.child(name) {
                let text = read_constraint(name, &constraint, reader.diagnostics);
                schema.constraints.extend(text.map(|text| (name, text)));
            }
        }
        reader.finish(&WITHOUT_EFFECT);
        schema.set_kinds(kinds, values);
        schema
    }

    /// A schema that says nothing.
    #[must_use]
    pub const fn any(place: Place) -> Self {
        Self {
            place,
            reference: None,
            kind: None,
            nullable: false,
            description: None,
            format: None,
            properties: Vec::new(),
            required: Vec::new(),
            items: None,
            additional_properties: AdditionalProperties::Unsaid,
            values: Vec::new(),
            value_descriptions: Vec::new(),
            value_names: Vec::new(),
            all_of: Vec::new(),
            one_of: Vec::new(),
            discriminator: None,
            constraints: Vec::new(),
            deprecated: false,
            read_only: false,
            write_only: false,
            preview: None,
            sensitive: false,
            name: None,
            made: false,
        }
    }

    /// A choice between schemas that no document makes.
    #[must_use]
    pub fn choice(place: Place, choices: Vec<Self>) -> Self {
        Self {
            one_of: choices,
            made: true,
            ..Self::any(place)
        }
    }

    /// Whether nothing is said of the values but in words.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.reference.is_none()
            && self.kind.is_none()
            && !self.nullable
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.required.is_empty()
            && self.constraints.is_empty()
    }

    /// Sets the type, or makes a choice of several; what the other keywords imply if none is said.
    fn set_kinds(&mut self, mut kinds: Vec<SchemaType>, values: Vec<(String, SchemaType)>) {
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
                    .map(|kind| self.of_kind(*kind, &values))
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

    /// Whether it describes nothing but null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        let is_composed = !self.all_of.is_empty() || !self.one_of.is_empty();
        self.kind.is_none() && self.nullable && self.reference.is_none() && !is_composed
    }
}

fn read_discriminator(reader: &mut ObjectReader<'_, '_>) -> Option<Discriminator> {
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
            mapping.push((value.to_owned(), Loaded::reference(&target.place, &text)));
        }
    }
    reader.finish(&["defaultMapping"]);
    Some(Discriminator { member, mapping })
}

fn read_all(reader: &mut ObjectReader<'_, '_>, name: &'static str) -> Vec<Schema> {
    let elements = reader.elements(name);
    elements
        .into_iter()
        .map(|element| Schema::read(element, reader.diagnostics))
        .collect()
}

/// `items`; of the types that `prefixItems` gives to the first elements, any.
fn read_items(reader: &mut ObjectReader<'_, '_>) -> Option<Schema> {
    let items = reader.child("items");
    let mut choices = read_all(reader, "prefixItems");
    let items = items.map(|items| Schema::read(items, reader.diagnostics));
    if choices.is_empty() {
        return items;
    }
    // `items: false` says that no elements follow.
    choices.extend(items.filter(|items| !items.is_any()));
    Some(Schema::choice(reader.place().clone(), choices))
}

/// `type`: one name, or in 3.1 an array of names with `null` for nullable.
fn read_types(reader: &mut ObjectReader<'_, '_>, nullable: &mut bool) -> Vec<SchemaType> {
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
fn read_required(reader: &mut ObjectReader<'_, '_>) -> Vec<String> {
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
fn read_values(
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

fn read_value_descriptions(reader: &mut ObjectReader<'_, '_>) -> Vec<(String, String)> {
    let mut descriptions = Vec::new();
    for (value, description) in reader.children("x-enum-descriptions") {
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
