//! The spec as one document, as several copies of itself, and in the older dialect.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::Failure;

/// The spec in one document: the schemas of all its files are components.
///
/// # Errors
///
/// When a file cannot be read, or two have schemas of the same name.
pub fn bundle(spec: &Path) -> Result<Value, Failure> {
    let mut files = fs::read_dir(spec.join("schemas"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<PathBuf>, Failure>>()?;
    files.sort();
    let mut schemas = Map::new();
    for file in files {
        for (name, schema) in read::<Map<String, Value>>(&file)? {
            if schemas.insert(name.clone(), schema).is_some() {
                return Err(format!("two files have a schema named `{name}`").into());
            }
        }
    }
    let mut document: Value = read(&spec.join("openapi.yaml"))?;
    document["components"]["schemas"] = Value::Object(schemas);
    for_references(&mut document, &mut |reference| {
        let (_, pointer) = reference.split_once('#')?;
        (!pointer.starts_with("/components/")).then(|| format!("#/components/schemas{pointer}"))
    });
    Ok(document)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    Ok(serde_yaml::from_str(&fs::read_to_string(path)?)?)
}

/// A document with all that the given one has, so many times: what is named has another name in
/// each copy.
///
/// # Errors
///
/// When the document is not one that [`bundle`] makes.
pub fn repeat(document: &Value, copies: usize) -> Result<Value, Failure> {
    let mut repeated = document.clone();
    for copy in 2..=copies {
        let mut document = document.clone();
        rename(&mut document, copy).ok_or("the document has no paths or operations")?;
        for part in ["/paths", "/components/schemas", "/components/responses"] {
            let (Some(Value::Object(all)), Some(Value::Object(more))) =
                (repeated.pointer_mut(part), document.pointer_mut(part))
            else {
                return Err(format!("the document has no `{part}`").into());
            };
            all.append(more);
        }
        let (Some(all), Some(more)) = (
            repeated["tags"].as_array_mut(),
            document["tags"].as_array_mut(),
        ) else {
            return Err("the document has no tags".into());
        };
        all.append(more);
    }
    Ok(repeated)
}

/// Gives all that stands beside the same of other copies a name of its own.
fn rename(document: &mut Value, copy: usize) -> Option<()> {
    let paths = document["paths"].as_object_mut()?;
    *paths = std::mem::take(paths)
        .into_iter()
        .map(|(path, item)| (format!("/copy{copy}{path}"), item))
        .collect();
    for item in paths.values_mut() {
        for operation in item.as_object_mut()?.values_mut() {
            let words = format!("_copy{copy}");
            for names in ["/operationId", "/x-databricks-wait/poll", "/tags/0"] {
                append(operation.pointer_mut(names), &words);
            }
            append(
                operation.pointer_mut("/x-jobs-request/name"),
                &format!("Copy{copy}"),
            );
        }
    }
    for tag in document["tags"].as_array_mut()? {
        append(tag.pointer_mut("/name"), &format!("_copy{copy}"));
    }
    for part in ["schemas", "responses"] {
        let components = document["components"][part].as_object_mut()?;
        *components = std::mem::take(components)
            .into_iter()
            .map(|(name, component)| (format!("{name}Copy{copy}"), component))
            .collect();
    }
    for_references(document, &mut |reference| {
        Some(format!("{reference}Copy{copy}"))
    });
    Some(())
}

fn append(name: Option<&mut Value>, suffix: &str) {
    if let Some(Value::String(name)) = name {
        name.push_str(suffix);
    }
}

/// Makes the document one that progenitor takes:
///
/// - It reads OpenAPI 3.0. Of what 3.1 added, the spec uses only members beside `$ref`, which 3.0
///   ignores: there, `allOf` of the one reference stands beside them.
/// - It takes an answer by `default` for a success too, and none of two kinds. Errors are answers
///   by `4XX` and `5XX` instead.
pub fn downgrade(document: &mut Value) {
    document["openapi"] = json!("3.0.3");
    wrap_references(document);
    let items = children(&mut document["paths"]);
    for operation in items.flat_map(children) {
        let Some(Value::Object(answers)) = operation.get_mut("responses") else {
            continue;
        };
        if let Some(error) = answers.shift_remove("default") {
            answers.insert("4XX".to_owned(), error.clone());
            answers.insert("5XX".to_owned(), error);
        }
    }
}

fn wrap_references(value: &mut Value) {
    if let Value::Object(members) = value
        && members.len() > 1
        && members.get("$ref").is_some_and(Value::is_string)
        && let Some(reference) = members.shift_remove("$ref")
    {
        members.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    }
    children(value).for_each(wrap_references);
}

/// Replaces references in all places, where there is something to replace them by.
fn for_references(value: &mut Value, replace: &mut dyn FnMut(&str) -> Option<String>) {
    if let Some(Value::String(reference)) = value.get_mut("$ref")
        && let Some(other) = replace(reference)
    {
        *reference = other;
    }
    children(value).for_each(|child| for_references(child, replace));
}

fn children(value: &mut Value) -> Box<dyn Iterator<Item = &mut Value> + '_> {
    match value {
        Value::Object(members) => Box::new(members.values_mut()),
        Value::Array(elements) => Box::new(elements.iter_mut()),
        _ => Box::new(std::iter::empty()),
    }
}
