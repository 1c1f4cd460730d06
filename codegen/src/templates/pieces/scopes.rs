//! What the items of each kind of file can name without saying where it comes from. A name that a
//! template begins to use is added here; it is imported where it is used.

use crate::format::Scope;
use crate::model::{Api, TypeDef};

/// Names of the runtime that types use.
const JSON: &[&str] = &[
    "self",
    "Decode",
    "Extra",
    "Hidden",
    "Model",
    "ObjectWriter",
    "OpenEnum",
    "ReadError",
    "Reader",
    "UnknownValue",
    "Value",
];

/// Names of the runtime that operations use.
const OPERATION: &[&str] = &[
    "self",
    "Continuation",
    "Continued",
    "LongRunning",
    "Method",
    "Operation",
    "OperationInfo",
    "Paged",
    "Progress",
    "RequestParts",
    "RetryClass",
    "Told",
    "idempotency_token",
];

/// Names of the runtime that clients use.
const CLIENT: &[&str] = &["Call", "ClientBuilder", "Result"];

/// Of a file of types.
pub(in crate::templates) fn of_types(api: &Api) -> Scope {
    with_std()
        .with("super", types(api))
        .with("jobs_runtime::json", JSON.iter().copied())
}

/// Of a file of operations.
pub(in crate::templates) fn of_operations(api: &Api) -> Scope {
    with_std()
        .with("super", requests(api))
        .with("super::super::types", types(api))
        .with("jobs_runtime", ["Result"])
        .with("jobs_runtime::json", JSON.iter().copied())
        .with("jobs_runtime::operation", OPERATION.iter().copied())
}

/// Of the client.
pub(in crate::templates) fn of_client(api: &Api) -> Scope {
    Scope::default()
        .with("super::operations", requests(api))
        .with("jobs_runtime", CLIENT.iter().copied())
}

/// Of the blocking client.
pub(in crate::templates) fn of_blocking_client(api: &Api) -> Scope {
    Scope::default()
        .with("super::operations", requests(api))
        .with("jobs_runtime", ["Result"])
        .with("jobs_runtime::blocking", ["Call"])
}

/// Of files over serde's derive; `types` is the module that has all types.
pub(in crate::templates) fn of_derive(api: &Api, module: &'static str) -> Scope {
    with_std()
        .with(module, types(api))
        .with("serde", ["Deserialize", "Serialize"])
        .with("serde_json", ["Value"])
}

fn with_std() -> Scope {
    Scope::default()
        .with("std::collections", ["BTreeMap"])
        .with("std", ["fmt"])
}

fn types(api: &Api) -> impl Iterator<Item = &str> {
    let types = api.modules.iter().flat_map(|module| &module.types);
    types.map(TypeDef::name)
}

fn requests(api: &Api) -> impl Iterator<Item = &str> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    operations.map(|operation| operation.request.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::type_name;

    // R16.3
    #[test]
    fn no_type_of_a_document_has_a_name_that_templates_use() {
        for name in JSON.iter().chain(OPERATION).chain(CLIENT) {
            let is_type = name.starts_with(char::is_uppercase);
            assert!(
                !is_type || type_name(name) != *name,
                "`{name}` is to be among the names that `model::names` keeps free"
            );
        }
    }
}
