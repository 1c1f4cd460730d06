//! An operation of an API.

use super::{Field, FieldPlace, Model, Shape};
use crate::openapi::{Method, Retry};

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
    /// Whether it may also answer nothing, or null.
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
    /// Setter of the flag of the polling request by which the list is asked for.
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
