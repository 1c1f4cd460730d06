//! The types of an API.

use super::Additional;
use crate::diagnostics::Place;

/// A named type.
#[derive(Clone, Debug)]
pub enum TypeDef {
    /// An object.
    Model(Model),
    /// A string out of some known values.
    OpenEnum(OpenEnum),
    /// A scalar with a name of its own.
    Id(Id),
    /// A value of one of several kinds.
    Choice(Choice),
}

impl TypeDef {
    /// Its Rust name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Model(model) => &model.name,
            Self::OpenEnum(open_enum) => &open_enum.name,
            Self::Id(id) => &id.name,
            Self::Choice(choice) => &choice.name,
        }
    }
}

/// An object.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its Rust name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it is, one paragraph an entry.
    pub docs: Vec<String>,
    /// Its members, in the order they are written.
    pub fields: Vec<Field>,
    /// What members without a name are, where that is said.
    pub additional: Option<Additional>,
    /// Whether only the service writes it: then required members must be there.
    pub answers_only: bool,
}

impl Model {
    /// A model of which nothing is known yet but its name and where that stands.
    pub(crate) const fn named(name: String, place: Place) -> Self {
        Self {
            name,
            place,
            docs: Vec::new(),
            fields: Vec::new(),
            additional: None,
            answers_only: false,
        }
    }
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its Rust name, without `r#`.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// What it is, one paragraph an entry.
    pub docs: Vec<String>,
    /// Its type.
    pub shape: Shape,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it may be absent all the same: it was required once, and stays as it was in Rust.
    pub lapsed: bool,
    /// Whether a body has it as `null` where it has no value: the service demands that it is there.
    pub null_if_unset: bool,
    /// Whether it is kept on the heap.
    pub boxed: bool,
    /// Whether only answers have it.
    pub read_only: bool,
    /// Whether only requests have it.
    pub write_only: bool,
    /// Whether its value must never be shown.
    pub sensitive: bool,
    /// Media type of a part of a form, where the document says it.
    pub media: Option<String>,
    /// Limits of its value, by keyword.
    pub limits: Vec<(&'static str, String)>,
    /// Name of its setter.
    pub setter: String,
    /// Name of the setter that adds one element, for lists and maps.
    pub appender: Option<String>,
}

impl Field {
    /// Whether an answer makes no sense without it, and a request is refused.
    #[must_use]
    pub const fn is_demanded(&self) -> bool {
        self.required && !self.lapsed
    }

    /// Whether it is written whatever its value. One that may be absent after all is not if it is
    /// empty; but of a number, a boolean or a file nobody can tell.
    #[must_use]
    pub fn is_always_written(&self) -> bool {
        let shape = match &self.shape {
            Shape::List(item) if **item == Shape::Upload => item,
            shape => shape,
        };
        let is_plain = matches!(
            shape,
            Shape::Integer
                | Shape::Unsigned
                | Shape::Number
                | Shape::Boolean
                | Shape::Bytes
                | Shape::Upload
        );
        self.required && (!self.lapsed || is_plain)
    }
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A 64-bit integer.
    Integer,
    /// A 64-bit integer that is not negative.
    Unsigned,
    /// A 64-bit float.
    Number,
    /// A boolean.
    Boolean,
    /// Any JSON.
    Any,
    /// A type with a name.
    Named(TypeRef),
    /// A list.
    List(Box<Self>),
    /// A map from strings.
    Map(Box<Self>),
    /// Text that is no JSON: a whole answer.
    Plain,
    /// Bytes: a whole body or answer.
    Bytes,
    /// A file to be uploaded: a member of a form.
    Upload,
}

impl Shape {
    /// Whether its values are copied, not moved.
    pub(crate) fn is_copy(&self) -> bool {
        match self {
            Self::Integer | Self::Unsigned | Self::Number | Self::Boolean => true,
            Self::Named(named) => {
                matches!(named.kind, TypeKind::IntegerId | TypeKind::UnsignedId)
            }
            _ => false,
        }
    }
}

/// A reference to a named type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// Its Rust name.
    pub name: String,
    /// What kind of type it is.
    pub kind: TypeKind,
}

/// What kind of type a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// An object.
    Model,
    /// A string out of some known values.
    OpenEnum,
    /// An integer with a name of its own.
    IntegerId,
    /// An integer with a name of its own that is not negative.
    UnsignedId,
    /// A string with a name of its own.
    StringId,
    /// A value of one of several kinds.
    Choice,
}

impl TypeKind {
    /// Whether it is a scalar with a name of its own.
    pub(crate) const fn is_id(self) -> bool {
        matches!(self, Self::IntegerId | Self::UnsignedId | Self::StringId)
    }
}

/// A string out of some known values.
#[derive(Clone, Debug)]
pub struct OpenEnum {
    /// Its Rust name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it is, one paragraph an entry.
    pub docs: Vec<String>,
    /// Its known values.
    pub variants: Vec<Variant>,
}

/// A known value.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its Rust name.
    pub name: String,
    /// The value on the wire.
    pub wire: String,
    /// What it means, one paragraph an entry.
    pub docs: Vec<String>,
    /// Whether the document does not have it any more.
    pub gone: bool,
}

/// A scalar with a name of its own.
#[derive(Clone, Debug)]
pub struct Id {
    /// Its Rust name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it is, one paragraph an entry.
    pub docs: Vec<String>,
    /// What it is a name for: an integer or a string.
    pub shape: Shape,
}

/// A value of one of several kinds.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its Rust name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it is, one paragraph an entry.
    pub docs: Vec<String>,
    /// The member of an object by which alternatives are told, if not by the kind of JSON.
    pub tag: Option<String>,
    /// What it may be, in the order they are written; without a tag, at most one of each kind.
    pub alternatives: Vec<Alternative>,
}

/// What a value may be.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Its Rust name, which does not change when what it holds does.
    pub name: String,
    /// The kind of JSON that it is.
    pub kind: Kind,
    /// Values of the tag by which it is told, if there is a tag.
    pub tags: Vec<String>,
    /// Where the tag is in what it holds.
    pub tag_place: TagPlace,
    /// What it is, one paragraph an entry.
    pub docs: Vec<String>,
    /// Its type.
    pub shape: Shape,
}

/// Where the tag of a choice is in one of its objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagPlace {
    /// In this field, which is an optional string: what is converted gets it.
    Field(String),
    /// In no field of its own: what is converted gets it as another member.
    Extra,
    /// It is for the user to set.
    User,
}

/// A kind of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// What it is in words.
    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::Text => "A string.",
            Self::Number => "A number.",
            Self::Boolean => "A boolean.",
            Self::List => "A list.",
            Self::Object => "An object.",
        }
    }
}
