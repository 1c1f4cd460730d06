//! What requests may say, as data: members, their types, limits. The tables are generated from the
//! spec ([`crate::generated`]); here is what is done with them.
//!
//! - [`read`](Shape::read) takes a body as leniently as the service does.
//! - [`check`](Shape::check) refuses what lacks a member or goes beyond a limit.
//! - [`check_known`](Shape::check_known) refuses members and words that have no place.

mod check;
mod read;
mod unknown;

pub(crate) use self::check::Place;
pub(crate) use self::read::kind_of;
pub(crate) use self::unknown::nearest;

/// An object.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) members: &'static [Member],
}

/// A member of an object.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    /// None if it may be any JSON.
    pub(crate) kind: Option<Kind>,
    pub(crate) required: bool,
    pub(crate) limits: &'static [Limit],
}

/// The type of a value.
#[derive(Debug)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    /// Text out of these; newer versions of the service know others too.
    Word(&'static [&'static str]),
    Object(&'static Shape),
    List(&'static Kind),
    Map(&'static Kind),
}

/// What a value must keep to.
#[derive(Debug)]
pub(crate) enum Limit {
    /// In characters.
    MinLength(i64),
    /// In characters.
    MaxLength(i64),
    Minimum(i64),
    Maximum(i64),
    MinItems(i64),
    MaxItems(i64),
    MaxEntries(i64),
    /// A regular expression.
    Pattern(&'static str),
}

impl Shape {
    pub(crate) fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }
}

impl Member {
    pub(crate) const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind: Some(kind),
            required: false,
            limits: &[],
        }
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) const fn limits(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }
}
