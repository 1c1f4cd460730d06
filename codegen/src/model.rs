//! The API as understood: resolved, named and checked. Templates read this and decide nothing.

mod additional;
mod answer;
mod body;
mod boxing;
mod choice;
mod composition;
mod connecting;
mod docs;
mod endless;
mod entering;
mod field_place;
mod fields;
mod form;
mod kept;
mod label;
mod lower;
mod mentions;
mod modules;
mod names;
mod naming;
mod open_enum;
mod operation;
mod operations;
mod pages;
mod reach;
mod references;
mod request;
mod setters;
mod tagged;
mod types;
mod waiting;
mod wish;

pub use additional::Additional;
pub(crate) use docs::{code, interrupts_paragraph, paragraphs};
pub use field_place::FieldPlace;
pub use kept::Kept;
pub use lower::lower;
pub(crate) use mentions::Mention;
pub use names::{field_name, type_name};
pub use operation::{
    Begun, Binding, Continued, ContinuedArray, LongRunning, Operation, PageLimit, Paged, Step, Tell,
};
pub use types::{
    Alternative, Choice, Field, Id, Kind, Model, OpenEnum, Shape, TagPlace, TypeDef, TypeKind,
    TypeRef, Variant,
};

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// Its title.
    pub title: String,
    /// What it is for, one paragraph an entry.
    pub docs: Vec<String>,
    /// Its types, by module.
    pub modules: Vec<Module>,
    /// Its operations, by group.
    pub groups: Vec<Group>,
}

/// The types of one schema file.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its Rust name.
    pub name: String,
    /// What its types are about, one paragraph an entry.
    pub docs: Vec<String>,
    /// Its types, in the order they are written.
    pub types: Vec<TypeDef>,
}

/// The operations of one tag.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its Rust name.
    pub name: String,
    /// What its operations are about, one paragraph an entry.
    pub docs: Vec<String>,
    /// Its operations, in the order they are written.
    pub operations: Vec<Operation>,
}
