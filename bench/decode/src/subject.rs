//! The ways of reading and writing that are compared.

use std::any::Any;
use std::rc::Rc;

use jobs_api::runtime::json;
use jobs_api::{operations, types};
use jobs_api_derive as derive;
use serde_json::Value;

use crate::documents;

/// One way of reading or writing one document.
pub struct Subject {
    /// What is done: `decode` or `encode`.
    pub work: &'static str,
    /// The document.
    pub document: &'static str,
    /// Who does it.
    pub name: &'static str,
    /// Length of the document in bytes.
    pub bytes: usize,
    /// Does it once, and gives what came out.
    pub run: Box<dyn Fn() -> Box<dyn Any>>,
}

/// All of them; those to be compared with each other stand side by side.
///
/// # Panics
///
/// When one of them cannot read a document, or loses something that is in it.
pub fn subjects() -> Vec<Subject> {
    let page: Rc<[u8]> = documents::page().into();
    let run: Rc<[u8]> = documents::small_run().into();
    let job: Rc<[u8]> = documents::create_job().into();
    vec![
        decoding("page", "jobs-api", &page, ours::<types::ListRunsResponse>),
        decoding("page", "derive", &page, |json| {
            derive::read_list_runs(json).unwrap()
        }),
        decoding(
            "page",
            "published",
            &page,
            foreign::<published::ListRunsResponse>,
        ),
        decoding("page", "Value", &page, foreign::<Value>),
        decoding(
            "page",
            "IgnoredAny",
            &page,
            foreign::<serde::de::IgnoredAny>,
        ),
        decoding("run", "jobs-api", &run, ours::<types::Run>),
        decoding("run", "derive", &run, |json| {
            derive::read_get_run(json).unwrap()
        }),
        decoding("run", "published", &run, foreign::<published::Run>),
        decoding("run", "Value", &run, foreign::<Value>),
        decoding("run", "IgnoredAny", &run, foreign::<serde::de::IgnoredAny>),
        encoding(
            "page",
            "jobs-api",
            &page,
            ours::<types::ListRunsResponse>,
            |page| json::to_vec(page).unwrap(),
        ),
        encoding(
            "page",
            "derive",
            &page,
            foreign::<derive::types::ListRunsResponse>,
            |page| serde_json::to_vec(page).unwrap(),
        ),
        encoding(
            "job",
            "jobs-api",
            &job,
            ours::<operations::CreateJob>,
            |job| json::to_vec(job).unwrap(),
        ),
        encoding(
            "job",
            "derive",
            &job,
            foreign::<derive::operations::CreateJob>,
            |job| derive::write_create(job).unwrap(),
        ),
    ]
}

/// As the client reads an answer.
fn ours<T: jobs_api::runtime::operation::Output>(json: &[u8]) -> T {
    T::decode(json).unwrap()
}

fn foreign<T: serde::de::DeserializeOwned>(json: &[u8]) -> T {
    serde_json::from_slice(json).unwrap()
}

fn decoding<T: Any>(
    document: &'static str,
    name: &'static str,
    json: &Rc<[u8]>,
    read: fn(&[u8]) -> T,
) -> Subject {
    let json = Rc::clone(json);
    let bytes = json.len();
    Subject {
        work: "decode",
        document,
        name,
        bytes,
        run: Box::new(move || Box::new(read(&json))),
    }
}

fn encoding<T: Any>(
    document: &'static str,
    name: &'static str,
    json: &[u8],
    read: fn(&[u8]) -> T,
    write: fn(&T) -> Vec<u8>,
) -> Subject {
    let value = read(json);
    let value_of = |json: &[u8]| foreign::<Value>(json);
    assert!(
        value_of(json) == value_of(&write(&value)),
        "{name} loses members of {document}"
    );
    let bytes = json.len();
    Subject {
        work: "encode",
        document,
        name,
        bytes,
        run: Box::new(move || Box::new(write(&value))),
    }
}
