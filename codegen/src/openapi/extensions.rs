//! What extensions say of operations: retries, requests, pages, samples.

use super::node::Node;
use super::read::{ObjectReader, string};
use crate::diagnostics::{Place, Rule};

/// `x-jobs-retry`: when an operation may be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retry {
    /// It changes nothing.
    Safe,
    /// Twice is as good as once.
    Idempotent,
    /// The named member makes it so.
    Keyed(String),
    /// It may take effect twice.
    Unsafe,
}

/// `x-jobs-request`: the request type that stands for the operation.
#[derive(Clone, Debug, Default)]
pub struct RequestInfo {
    /// Its name, where the operation's own does not do.
    pub name: Option<String>,
    /// What it describes.
    pub description: Option<String>,
}

/// Members by which pages are asked for and continued.
#[derive(Clone, Debug, Default)]
pub struct Token {
    /// Parameter of the request.
    pub request: String,
    /// Member of the answer.
    pub response: String,
}

/// `x-databricks-pagination`: a list in pages.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// Where it stands.
    pub place: Place,
    /// Member of the answer that holds the elements.
    pub results: String,
    /// How pages are asked for.
    pub token: Token,
    /// Parameter that says how many elements a page has.
    pub limit: Option<String>,
}

/// `x-jobs-pages`: an object whose arrays continue over pages.
#[derive(Clone, Debug)]
pub struct Continuation {
    /// Where it stands.
    pub place: Place,
    /// How pages are asked for.
    pub token: Token,
    /// The arrays.
    pub arrays: Vec<ContinuedArray>,
}

/// An array that continues over pages.
#[derive(Clone, Debug)]
pub struct ContinuedArray {
    /// Members that lead to it, such as `settings`, `tasks`.
    pub path: Vec<String>,
    /// Member by which its elements are told apart.
    pub key: String,
}

pub(super) fn read_retry(reader: &mut ObjectReader<'_, '_>) -> Option<Retry> {
    let found = reader.child("x-jobs-retry")?;
    let keyed = found.child("keyed");
    match (
        found.node.as_str(),
        keyed.and_then(|key| string(&key, reader.diagnostics)),
    ) {
        (Some("safe"), _) => Some(Retry::Safe),
        (Some("idempotent"), _) => Some(Retry::Idempotent),
        (Some("unsafe"), _) => Some(Retry::Unsafe),
        (None, Some(member)) => Some(Retry::Keyed(member)),
        _ => {
            reader.diagnostics.error(
                Rule::UnknownRetryClass,
                &found.place,
                "this is not a retry class",
                "use `safe`, `idempotent`, `unsafe` or `{ keyed: <member> }`",
            );
            None
        }
    }
}

pub(super) fn read_request_info(reader: &mut ObjectReader<'_, '_>) -> RequestInfo {
    let Some(mut info) = reader.object("x-jobs-request") else {
        return RequestInfo::default();
    };
    let request = RequestInfo {
        name: info.string("name"),
        description: info.prose("description"),
    };
    info.finish(&[]);
    request
}

fn read_token(reader: &mut ObjectReader<'_, '_>) -> Token {
    reader.require("token");
    let Some(mut token) = reader.object("token") else {
        return Token::default();
    };
    let read = Token {
        request: token.required_string("request"),
        response: token.required_string("response"),
    };
    token.finish(&[]);
    read
}

pub(super) fn read_pagination(reader: &mut ObjectReader<'_, '_>) -> Option<Pagination> {
    let mut reader = reader.object("x-databricks-pagination")?;
    let pagination = Pagination {
        place: reader.place().clone(),
        results: reader.required_string("results"),
        token: read_token(&mut reader),
        limit: reader.string("limit"),
    };
    reader.finish(&[]);
    Some(pagination)
}

pub(super) fn read_continuation(reader: &mut ObjectReader<'_, '_>) -> Option<Continuation> {
    let mut reader = reader.object("x-jobs-pages")?;
    let mut continuation = Continuation {
        place: reader.place().clone(),
        token: read_token(&mut reader),
        arrays: Vec::new(),
    };
    reader.require("arrays");
    for array in reader.elements("arrays") {
        let mut array = ObjectReader::new(array, reader.diagnostics);
        let path = array.required_string("path");
        let path = path.split('.').map(str::to_owned).collect();
        continuation.arrays.push(ContinuedArray {
            path,
            key: array.required_string("key"),
        });
        array.finish(&[]);
    }
    reader.finish(&[]);
    Some(continuation)
}

/// The Rust sample among the code samples of an operation.
pub(super) fn read_sample(reader: &mut ObjectReader<'_, '_>) -> Option<String> {
    let samples = reader.elements("x-codeSamples");
    samples.iter().find_map(|sample| {
        let text = |name| sample.node.get(name).and_then(Node::as_str);
        text("source")
            .filter(|_| text("lang") == Some("Rust"))
            .map(str::to_owned)
    })
}
