//! Edits of `wide.yaml`, and what is told of them.

mod members;
mod operations;
mod presence;

use jobs_codegen::diff::Class;

/// An edit of the document.
pub(crate) struct Wide {
    /// What version it takes; none if users see nothing of it.
    pub(crate) class: Option<Class>,
    /// Items that are told, and what is said of each among others.
    pub(crate) told: &'static [(&'static str, &'static str)],
    /// Texts of the document, each of which is there once, and what comes in their place.
    pub(crate) changes: &'static [(&'static str, &'static str)],
}

const fn wide(
    class: Option<Class>,
    told: &'static [(&'static str, &'static str)],
    changes: &'static [(&'static str, &'static str)],
) -> Wide {
    Wide {
        class,
        told,
        changes,
    }
}

const MAJOR: Option<Class> = Some(Class::Major);
const MINOR: Option<Class> = Some(Class::Minor);
const PATCH: Option<Class> = Some(Class::Patch);

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = &'static Wide> {
    let parts = [members::EDITS, presence::EDITS, operations::EDITS];
    parts.into_iter().flatten()
}
