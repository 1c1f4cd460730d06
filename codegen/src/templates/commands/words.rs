//! How commands are spelt.

use heck::ToKebabCase as _;

use crate::model::{Api, Operation};

/// How a command is spelt.
pub(super) struct Words {
    pub(super) words: Vec<String>,
    /// Another spelling, by the path of the operation; empty if there is none.
    pub(super) also: Vec<String>,
}

/// A command is called as its operation. Those of resources beside the main one stand in a group
/// of the resource's name, which need not be said twice; those of a resource below it have a
/// second spelling in a group of that one.
pub(super) fn words(operation: &Operation, home: &str) -> Words {
    let name = operation.name.to_kebab_case();
    let steps = resources(&operation.path);
    match steps.as_slice() {
        [first, below @ ..] if *first == home => Words {
            words: vec![name],
            also: match below {
                [] | [_] => Vec::new(),
                below => below.iter().map(|step| step.to_kebab_case()).collect(),
            },
        },
        [first, ..] => {
            let group = first.to_kebab_case();
            let singular = group.strip_suffix('s').unwrap_or(&group);
            let said = [group.as_str(), singular];
            let words = name.split('-').filter(|word| !said.contains(word));
            let short = words.collect::<Vec<_>>().join("-");
            let name = if short.is_empty() { name } else { short };
            Words {
                words: vec![group, name],
                also: Vec::new(),
            }
        }
        [] => Words {
            words: vec![name],
            also: Vec::new(),
        },
    }
}

/// The resource that the API is about: that of its first operation.
pub(super) fn home(api: &Api) -> &str {
    let mut operations = api.groups.iter().flat_map(|group| &group.operations);
    let first = operations
        .next()
        .map(|operation| resources(&operation.path));
    first
        .and_then(|steps| steps.first().copied())
        .unwrap_or_default()
}

/// The steps of a path without its version and its parameters.
fn resources(path: &str) -> Vec<&str> {
    let is_version = |step: &str| step.starts_with(|c: char| c.is_ascii_digit());
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps = steps.skip_while(|step| *step == "api" || is_version(step));
    steps.filter(|step| !step.starts_with('{')).collect()
}
