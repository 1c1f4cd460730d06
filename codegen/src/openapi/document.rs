//! What a document says as it is written: what it is about, its paths, its components.

use super::loader::Loaded;
use super::located::Located;
use super::node::Value;
use super::operation::{Method, Operation, read_operation};
use super::parameter::{Parameter, read_parameters};
use super::read::{ObjectReader, wrong_type};
use super::reference::Reference;
use super::security;
use super::server;
use crate::diagnostics::{Diagnostics, Place, Rule};

/// What a document says beside its schemas.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where the document begins.
    pub place: Place,
    /// `info.title`
    pub title: String,
    /// `info.description`
    pub description: Option<String>,
    /// The tags and their descriptions, in the order they are written.
    pub tags: Vec<(String, String)>,
    /// All operations, in the order they are written.
    pub operations: Vec<Operation>,
    /// `components.schemas`, in the order they are written; those in other files are reached by
    /// reference only.
    pub components: Vec<Reference>,
}

impl Document {
    /// Reads what the root file says.
    pub fn read(loaded: &Loaded, diagnostics: &mut Diagnostics) -> Option<Self> {
        let root = loaded.root()?;
        let mut reader = ObjectReader::new(root, diagnostics);
        let place = reader.place().clone();
        if !is_supported(&mut reader) {
            // All else would be measured by rules that it does not follow.
            return None;
        }
        let mut document = Self {
            place,
            title: String::new(),
            description: None,
            tags: Vec::new(),
            operations: Vec::new(),
            components: Vec::new(),
        };
        reader.require("info");
        if let Some(mut info) = reader.object("info") {
            info.require("title");
            document.title = info.prose("title").unwrap_or_else(|| "API".to_owned());
            let since = info.diagnostics.mark();
            info.required_string("version");
            info.diagnostics.soften(since);
            document.description = info.prose("description");
            info.finish(&["termsOfService", "contact", "license", "summary"]);
        }
        for tag in reader.elements("tags") {
            let mut tag = ObjectReader::new(tag, reader.diagnostics);
            let name = tag.required_string("name");
            let description = tag.prose("description").unwrap_or_default();
            document.tags.push((name, description));
            tag.finish(&["externalDocs"]);
        }
        let mut schemes = Vec::new();
        if let Some(mut components) = reader.object("components") {
            for (name, component) in components.children("schemas") {
                document.components.push(Reference {
                    file: component.place.file,
                    tokens: vec!["components".into(), "schemas".into(), name.to_owned()],
                });
            }
            schemes = security::read_foreign_schemes(loaded, &mut components);
            components.finish(&COMPONENTS);
        }
        let base = server::base_path(&mut reader).unwrap_or_default();
        for (path, item) in reader.children("paths") {
            if !path.starts_with("x-") {
                let operations = read_path(loaded, &base, path, item, reader.diagnostics);
                document.operations.extend(operations);
            }
        }
        let usual = security::read_ways(&mut reader);
        security::check(
            &schemes,
            usual.as_ref(),
            &document.operations,
            reader.diagnostics,
        );
        reader.finish(&["externalDocs", "jsonSchemaDialect", "webhooks"]);
        Some(document)
    }
}

/// Whether the document is of a version that is understood; another one is reported.
fn is_supported(reader: &mut ObjectReader<'_, '_>) -> bool {
    let found = reader.child("openapi").or_else(|| reader.child("swagger"));
    let Some(found) = found else {
        reader.missing("openapi");
        return true;
    };
    let version = match &found.node.value {
        Value::String(text) => text.clone(),
        // In older documents it is often a number: `swagger: 2.0`.
        Value::Number(number) => format!("{number:.1}"),
        _ => {
            wrong_type(reader.diagnostics, &found, "a string");
            return true;
        }
    };
    let is_number = matches!(found.node.value, Value::Number(_));
    if is_number && (version == "3.0" || version == "3.1") {
        wrong_type(reader.diagnostics, &found, "a string");
        return true;
    }
    let is_supported = version.starts_with("3.0") || version.starts_with("3.1");
    if !is_supported {
        let name = if reader.has("openapi") {
            "OpenAPI"
        } else {
            "Swagger"
        };
        reader.diagnostics.error(
            Rule::UnsupportedVersion,
            &found.place,
            format!("{name} {version} is not supported"),
            "convert the document to 3.0 or 3.1",
        );
    }
    is_supported
}

/// Components that are read where they are referenced, or not at all.
const COMPONENTS: [&str; 8] = [
    "callbacks",
    "examples",
    "headers",
    "links",
    "parameters",
    "pathItems",
    "requestBodies",
    "responses",
];

/// Follows a `$ref` that stands in the place of the thing itself.
pub(super) fn follow<'a>(
    loaded: &'a Loaded,
    mut found: Located<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Located<'a>> {
    let mut seen = Vec::new();
    while let Some(text) = found.node.get("$ref").and_then(|node| node.as_str()) {
        let reference = Loaded::reference(&found.place, text);
        if seen.contains(&reference) {
            circular_reference(diagnostics, &found.place, &reference);
            return None;
        }
        ObjectReader::new(found, diagnostics).finish(&["$ref", "summary", "description"]);
        // What names nothing has been reported when the files were read.
        found = loaded.resolve(&reference)?;
        seen.push(reference);
    }
    Some(found)
}

/// Reports a reference that leads back to itself, and to nothing else.
pub(crate) fn circular_reference(
    diagnostics: &mut Diagnostics,
    place: &Place,
    reference: &Reference,
) {
    diagnostics.error(
        Rule::CircularRef,
        place,
        format!("`{reference}` leads back to itself"),
        "only an object may hold itself, in one of its properties",
    );
}

fn read_path(
    loaded: &Loaded,
    base: &str,
    path: &str,
    item: Located<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let start = diagnostics.mark();
    let place = item.place.clone();
    check_path(path, &place, diagnostics);
    let Some(item) = follow(loaded, item, diagnostics) else {
        return Vec::new();
    };
    let mut reader = ObjectReader::new(item, diagnostics);
    let shared = read_parameters(loaded, &mut reader);
    let base = server::base_path(&mut reader).unwrap_or_else(|| base.to_owned());
    let what = format!("path `{path}`");
    if reader.diagnostics.is_omitted(start, &what, &place) {
        return Vec::new();
    }
    let mut operations = Vec::new();
    for (name, method) in Method::ALL {
        if let Some(operation) = reader.child(name) {
            let start = reader.diagnostics.mark();
            let mut operation =
                read_operation(loaded, &base, path, method, operation, reader.diagnostics);
            let place = &operation.place;
            let what = format!("operation `{}`", operation.id);
            if reader.diagnostics.is_omitted(start, &what, place) {
                continue;
            }
            for parameter in &shared {
                let is_own =
                    |own: &Parameter| own.name == parameter.name && own.goes == parameter.goes;
                if !operation.parameters.iter().any(is_own) {
                    operation.parameters.push(parameter.clone());
                }
            }
            operations.push(operation);
        }
    }
    reader.finish(&["summary", "description"]);
    operations.sort_by(|a, b| a.place.cmp(&b.place));
    operations
}

/// A path template begins with a slash, closes its braces, and has neither query nor fragment.
fn check_path(path: &str, place: &Place, diagnostics: &mut Diagnostics) {
    let is_closed = path.split('{').skip(1).all(|part| {
        part.split_once('}')
            .is_some_and(|(name, rest)| !name.is_empty() && !rest.contains('}'))
    });
    let is_odd = |sign: char| sign.is_whitespace() || sign.is_control() || "`?#".contains(sign);
    if !path.starts_with('/') || !is_closed || path.contains(is_odd) {
        diagnostics.error(
            Rule::BadPath,
            place,
            format!("`{path}` is no path"),
            "write it as `/things/{thing_id}`",
        );
    }
}
