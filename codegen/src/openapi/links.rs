//! The references in a file.

use super::loader::Loaded;
use super::located::Located;
use super::reference::Reference;
use crate::diagnostics::Place;

/// A `$ref`, and where it stands.
pub(super) struct Link {
    pub(super) reference: Reference,
    pub(super) text: String,
    pub(super) place: Place,
}

/// Members that hold values as users of the API would see them.
const NO_LINKS: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Members whose own members are named by the document.
const NAMED: [&str; 9] = [
    "$defs",
    "headers",
    "parameters",
    "pathItems",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
];

/// Collects what is referenced, from where; not from examples and the like, which may hold
/// anything. `named` tells that the members of this object are named by the document.
pub(super) fn find_links(found: &Located<'_>, named: bool, links: &mut Vec<Link>) {
    for (name, child) in found.children() {
        if !named && (NO_LINKS.contains(&name) || name.starts_with("x-")) {
            continue;
        }
        match child.node.as_str() {
            Some(text) if name == "$ref" => {
                let reference = Loaded::reference(&child.place, text);
                links.push(Link {
                    reference,
                    text: text.to_owned(),
                    place: child.place,
                });
            }
            _ => find_links(&child, !named && NAMED.contains(&name), links),
        }
    }
    for element in found.elements() {
        find_links(&element, false, links);
    }
}
