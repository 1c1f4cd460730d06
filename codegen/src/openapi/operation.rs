//! Operations as they are written.

use std::fmt;

use super::content::{self, Answer, Body};
use super::extensions::{self, Continuation, Pagination, RequestInfo, Retry};
use super::loader::Loaded;
use super::located::Located;
use super::parameter::{Parameter, read_parameters};
use super::read::ObjectReader;
use super::reference::Reference;
use super::security::{self, Ways};
use super::server;
use super::waiting::{self, Outcome, Wait};
use crate::diagnostics::{Diagnostics, Place};

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub place: Place,
    /// Where the document lists it: under its path, wherever that is described.
    pub listed: Reference,
    /// Path template, with the path of the server before it.
    pub path: String,
    /// HTTP method.
    pub method: Method,
    /// `operationId`; made from method and path where there is none.
    pub id: String,
    /// Whether the document has that id.
    pub has_id: bool,
    /// Its first tag.
    pub tag: Option<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `x-databricks-preview`
    pub preview: Option<String>,
    /// Parameters, those of the path included.
    pub parameters: Vec<Parameter>,
    /// What the request carries.
    pub body: Option<Body>,
    /// What it answers in success.
    pub answer: Answer,
    /// `security`, if anything is said of it.
    pub security: Option<Ways>,
    /// `x-jobs-retry`
    pub retry: Option<Retry>,
    /// `x-jobs-not-found`
    pub not_found: Option<String>,
    /// `x-jobs-any-of`
    pub any_of: Vec<String>,
    /// `x-jobs-request`
    pub request: RequestInfo,
    /// `x-databricks-pagination`
    pub pagination: Option<Pagination>,
    /// `x-jobs-pages`
    pub continuation: Option<Continuation>,
    /// `x-databricks-wait`
    pub wait: Option<Wait>,
    /// `x-jobs-outcome`
    pub outcome: Option<Outcome>,
    /// The sample in Rust among `x-codeSamples`.
    pub sample: Option<String>,
}

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `get`
    Get,
    /// `post`
    Post,
    /// `put`
    Put,
    /// `patch`
    Patch,
    /// `delete`
    Delete,
    /// `head`
    Head,
    /// `options`
    Options,
    /// `trace`
    Trace,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
        })
    }
}

impl Method {
    pub(super) const ALL: [(&'static str, Self); 8] = [
        ("get", Self::Get),
        ("post", Self::Post),
        ("put", Self::Put),
        ("patch", Self::Patch),
        ("delete", Self::Delete),
        ("head", Self::Head),
        ("options", Self::Options),
        ("trace", Self::Trace),
    ];

    /// The member of a path that describes it.
    fn member(self) -> &'static str {
        let mut all = Self::ALL.into_iter();
        all.find(|(_, method)| *method == self)
            .map_or("", |(name, _)| name)
    }
}

pub(super) fn read_operation(
    loaded: &Loaded,
    base: &str,
    path: &str,
    method: Method,
    located: Located<'_>,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let mut reader = ObjectReader::new(located, diagnostics);
    let place = reader.place().clone();
    let has_id = reader.has("operationId");
    let id = reader
        .string("operationId")
        .unwrap_or_else(|| format!("{method:?} {path}"));
    let parameters = read_parameters(loaded, &mut reader);
    let body = reader.child("requestBody");
    let body = body.and_then(|body| content::read_body(loaded, body, reader.diagnostics));
    let answer = content::read_answer(loaded, &mut reader);
    let base = server::base_path(&mut reader).unwrap_or_else(|| base.to_owned());
    let operation = Operation {
        listed: Reference {
            file: loaded.root_path().into(),
            tokens: ["paths", path, method.member()].map(str::to_owned).to_vec(),
        },
        place,
        path: format!("{base}{path}"),
        method,
        id,
        has_id,
        tag: reader.strings("tags").into_iter().next(),
        summary: reader.prose("summary"),
        description: reader.prose("description"),
        deprecated: reader.boolean("deprecated"),
        preview: reader.string("x-databricks-preview"),
        parameters,
        body,
        answer,
        security: security::read_ways(&mut reader),
        retry: extensions::read_retry(&mut reader),
        not_found: reader.string("x-jobs-not-found"),
        any_of: reader.strings("x-jobs-any-of"),
        request: extensions::read_request_info(&mut reader),
        pagination: extensions::read_pagination(&mut reader),
        continuation: extensions::read_continuation(&mut reader),
        wait: waiting::read_wait(&mut reader),
        outcome: waiting::read_outcome(&mut reader),
        sample: extensions::read_sample(&mut reader),
    };
    reader.finish(&["externalDocs", "callbacks"]);
    operation
}
