// Generated from openapi.yaml. Do not edit.

//! The commands of the API: one for each operation.

mod books;
mod shelves;

use crate::command::Command;

/// All commands, in the order of the spec.
pub(crate) static COMMANDS: &[&Command] = &[
    &books::CREATE,
    &books::LIST,
    &books::LEND_BOOK,
    &books::GET_LOAN,
    &shelves::REMOVE_SHELF,
];

/// The groups that commands stand in, and what they are about.
pub(crate) static GROUPS: &[(&str, &str)] = &[
    ("loans", "Books and who has them."),
    ("shelves", "Where books stand."),
];
