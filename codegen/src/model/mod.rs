//! The API as understood: resolved, named and checked. Templates read this and decide nothing.

mod answer;
mod boxing;
mod choice;
mod composition;
mod docs;
mod kept;
mod lower;
mod mentions;
mod names;
mod naming;
mod operations;
mod request;
mod waiting;
mod wish;

pub(crate) use docs::{code, interrupts_paragraph, paragraphs};
pub use kept::Kept;
pub use lower::lower;
pub(crate) use mentions::Mention;
pub use names::{field_name, type_name};

use crate::diagnostics::Place;
use crate::openapi::{Method, ParameterPlace, Retry, Style};

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
    /// Whether it is kept on the heap.
    pub boxed: bool,
    /// Whether its value must never be shown.
    pub sensitive: bool,
    /// Limits of its value, by keyword.
    pub limits: Vec<(&'static str, String)>,
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
    /// empty; but of a number or a boolean nobody can tell.
    #[must_use]
    pub const fn is_always_written(&self) -> bool {
        let is_plain = matches!(self.shape, Shape::Integer | Shape::Number | Shape::Boolean);
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
    /// A string with a name of its own.
    StringId,
    /// A value of one of several kinds.
    Choice,
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
    /// Whether it is an integer; else a string.
    pub integer: bool,
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

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name: the method of the client.
    pub name: String,
    /// What it does, one paragraph an entry.
    pub docs: Vec<String>,
    /// HTTP method.
    pub method: Method,
    /// Path template.
    pub path: String,
    /// When it may be sent again.
    pub retry: Retry,
    /// How the service says, with status 400, that the thing does not exist.
    pub not_found: Option<String>,
    /// The request type.
    pub request: Model,
    /// Where each field of the request goes.
    pub places: Vec<FieldPlace>,
    /// Fields of the body of which one at least must say something.
    pub any_of: Vec<Step>,
    /// Objects that the body is composed of and that alone make a request.
    pub parts: Vec<Model>,
    /// The media type of the body, where it is not the one that goes without saying.
    pub media: Option<String>,
    /// What the service answers; nothing if none.
    pub answer: Option<Shape>,
    /// Whether it may also answer nothing.
    pub may_be_empty: bool,
    /// Media types to ask for, in place of JSON.
    pub accept: Option<String>,
    /// The list in pages that it answers.
    pub paged: Option<Paged>,
    /// The object over pages that it answers.
    pub continued: Option<Continued>,
    /// How to wait for the work that it starts.
    pub long_running: Option<LongRunning>,
    /// An example in Rust.
    pub sample: Option<String>,
}

impl Operation {
    /// Whether the request has members that go into a JSON body.
    #[must_use]
    pub fn has_body_members(&self) -> bool {
        self.places.contains(&FieldPlace::Body)
    }
}

/// Where a field of a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPlace {
    /// The path, the query or a header, as a scalar or repeated.
    Parameter(ParameterPlace),
    /// The same, written in a style.
    Styled(ParameterPlace, Style),
    /// A member of the JSON body.
    Body,
    /// The JSON body itself.
    WholeBody,
    /// A member of a form.
    Form(Style),
    /// A member of a form that uploads files.
    Part,
    /// Files of such a form.
    File,
    /// The body itself, which is no JSON.
    Raw,
}

/// A list in pages.
#[derive(Clone, Debug)]
pub struct Paged {
    /// Request field that asks for a page.
    pub token: String,
    /// Answer field that tells of the next one.
    pub next_token: Step,
    /// Answer field that tells whether there is a next one.
    pub has_more: Option<Step>,
    /// Answer field with the elements.
    pub results: Step,
    /// Type of an element.
    pub item: Shape,
    /// How to ask for pages of another size, if it is known how large they can be.
    pub limit: Option<PageLimit>,
}

/// How to ask for pages of another size.
#[derive(Clone, Debug)]
pub struct PageLimit {
    /// Request field that says how many elements a page has.
    pub field: String,
    /// How many it can have.
    pub most: i64,
}

/// An object whose arrays continue over pages.
#[derive(Clone, Debug)]
pub struct Continued {
    /// Request field that asks for a page.
    pub token: String,
    /// Answer field that tells of the next one.
    pub next_token: Step,
    /// Answer field that tells whether there is a next one.
    pub has_more: Option<Step>,
    /// The arrays.
    pub arrays: Vec<ContinuedArray>,
}

/// An array that continues over pages.
#[derive(Clone, Debug)]
pub struct ContinuedArray {
    /// The fields that lead to it, itself included.
    pub path: Vec<Step>,
    /// The field by which elements are told apart.
    pub key: Step,
}

/// How to wait for started work.
#[derive(Clone, Debug)]
pub struct LongRunning {
    /// Request type of the operation to poll.
    pub poll: String,
    /// Its answer.
    pub polled: String,
    /// Where the name of the work comes from.
    pub bind: Binding,
    /// Field of the polling request that takes that name.
    pub bound: String,
    /// What is worked on, in a word, such as `run`.
    pub subject: String,
    /// Which states are ends: the first that is there decides.
    pub states: Vec<Tell>,
    /// Which results are successes: the first whose value is known decides. All ends are if none.
    pub results: Vec<Tell>,
    /// Fields that lead to what the service says of it: the first that is not empty is told.
    pub messages: Vec<Vec<Step>>,
    /// Fields that lead to the address of a page about the work; empty if there is none.
    pub link: Vec<Step>,
    /// Where the work appears once it has begun.
    pub begun: Option<Begun>,
}

/// A value to look at, and those values of it that count.
#[derive(Clone, Debug)]
pub struct Tell {
    /// Fields that lead to it.
    pub path: Vec<Step>,
    /// The values that count.
    pub values: Vec<String>,
}

/// The list in which started work appears once it has begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Fields that lead to the list.
    pub list: Vec<Step>,
    /// Field of its elements that names them.
    pub key: Step,
    /// Field of the answer to the start that holds that name.
    pub name: Step,
    /// Flag of the polling request by which the list is asked for.
    pub ask: Option<String>,
}

/// Where the name of started work comes from.
#[derive(Clone, Debug)]
pub enum Binding {
    /// A field of the request.
    Request(Step),
    /// A field of the answer.
    Answer(Step),
}

/// A field on the way to a value.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its Rust name, without `r#`.
    pub field: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub shape: Shape,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it is kept on the heap.
    pub boxed: bool,
}

impl Step {
    /// The step over a field.
    #[must_use]
    pub fn over(field: &Field) -> Self {
        Self {
            field: field.name.clone(),
            wire: field.wire.clone(),
            shape: field.shape.clone(),
            required: field.required,
            boxed: field.boxed,
        }
    }
}
