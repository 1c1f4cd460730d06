//! Schemas as they are written.

use std::rc::Rc;

use super::keywords::{
    read_additional, read_all, read_constraint, read_discriminator, read_items, read_required,
    read_types, read_value_descriptions, read_values,
};
use super::loader::Loaded;
use super::located::Located;
use super::node::Value;
use super::read::ObjectReader;
use super::reference::Reference;
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
    pub properties: Vec<(String, Rc<Schema>)>,
    /// `required`
    pub required: Vec<String>,
    /// `items`
    pub items: Option<Rc<Schema>>,
    /// `additionalProperties`
    pub additional_properties: AdditionalProperties,
    /// `enum` and `const`, as text; empty if any value will do.
    pub values: Vec<String>,
    /// `x-enum-descriptions`
    pub value_descriptions: Vec<(String, String)>,
    /// `x-enum-varnames`: the values' Rust names, where the values themselves do not do.
    pub value_names: Vec<String>,
    /// `allOf`
    pub all_of: Vec<Rc<Schema>>,
    /// `oneOf` and `anyOf`
    pub one_of: Vec<Rc<Schema>>,
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
    /// Its values, what they stand for, and where that is said; a schema that has none here has its
    /// own name.
    pub mapping: Vec<(String, Reference, Place)>,
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
        let since = diagnostics.mark();
        let mut reader = ObjectReader::new(located, diagnostics);
        let place = reader.place().clone();
        let reference = reader.string("$ref");
        let mut schema = Self::any(place);
        schema.nullable = reader.boolean("nullable");
        let kinds = read_types(&mut reader, &mut schema.nullable);
        let values = read_values(&mut reader, &mut schema.nullable);
        schema.reference = reference.map(|text| Loaded::reference(&schema.place, &text));
        schema.description = reader.prose("description");
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
            schema.properties.push((name.to_owned(), Rc::new(property)));
        }
        schema.items = read_items(&mut reader).map(Rc::new);
        for name in CONSTRAINTS {
            if let Some(constraint) = reader.child(name) {
                let text = read_constraint(name, &constraint, reader.diagnostics);
                schema.constraints.extend(text.map(|text| (name, text)));
            }
        }
        reader.finish(&WITHOUT_EFFECT);
        if diagnostics.is_bent(since) {
            return Self::any(schema.place);
        }
        schema.set_kinds(kinds, values);
        schema.compose_reference();
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
        Self::choice_of(place, choices.into_iter().map(Rc::new).collect())
    }

    /// The same between schemas that others have too.
    pub(crate) fn choice_of(place: Place, choices: Vec<Rc<Self>>) -> Self {
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

    /// Makes a reference one part of a composition, where what stands beside it describes members
    /// or alternatives too: both hold. Anything else there only says more of the same type.
    fn compose_reference(&mut self) {
        let says_more = !self.properties.is_empty()
            || !self.all_of.is_empty()
            || !self.one_of.is_empty()
            || matches!(self.additional_properties, AdditionalProperties::Of(_));
        if says_more && let Some(reference) = self.reference.take() {
            let part = Self {
                reference: Some(reference),
                ..Self::any(self.place.clone())
            };
            self.all_of.insert(0, Rc::new(part));
        }
    }

    /// Whether it is an integer for which only an unsigned one has room.
    #[must_use]
    pub fn is_unsigned(&self) -> bool {
        self.format.as_deref() == Some("uint64")
    }

    /// Whether it describes nothing but null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        let is_composed = !self.all_of.is_empty() || !self.one_of.is_empty();
        self.kind.is_none() && self.nullable && self.reference.is_none() && !is_composed
    }
}
