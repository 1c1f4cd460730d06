//! The document's operations as they are written, extensions included.

use super::content::{self, Answer, Body};
use super::loader::{Loaded, Located, Reference};
use super::node::Node;
use super::parameter::{Parameter, read_parameters};
use super::read::{ObjectReader, string};
use super::server;
use super::waiting::{self, Outcome, Wait};
use crate::diagnostics::{Diagnostics, Place, Rule};

/// What a document says beside its schemas.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where the document begins.
    pub place: Place,
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub description: Option<String>,
    /// The tags and their descriptions, in the order they are written.
    pub tags: Vec<(String, String)>,
    /// All operations, in the order they are written.
    pub operations: Vec<Operation>,
    /// `components.schemas`, in the order they are written; those in other files are reached by
    /// reference only.
    pub components: Vec<Reference>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub place: Place,
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

impl Method {
    const ALL: [(&'static str, Self); 8] = [
        ("get", Self::Get),
        ("post", Self::Post),
        ("put", Self::Put),
        ("patch", Self::Patch),
        ("delete", Self::Delete),
        ("head", Self::Head),
        ("options", Self::Options),
        ("trace", Self::Trace),
    ];
}

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

impl Document {
    /// Reads what the root file says.
    pub fn read(loaded: &Loaded, diagnostics: &mut Diagnostics) -> Option<Self> {
        let root = loaded.root()?;
        let mut reader = ObjectReader::new(root, diagnostics);
        let place = reader.place().clone();
        let version = reader.required_string("openapi");
        if !version.is_empty() && !version.starts_with("3.0") && !version.starts_with("3.1") {
            reader.diagnostics.error(
                Rule::UnsupportedVersion,
                &place,
                format!("OpenAPI {version} is not supported"),
                "use 3.0 or 3.1",
            );
        }
        let mut document = Self {
            place,
            title: String::new(),
            version: String::new(),
            description: None,
            tags: Vec::new(),
            operations: Vec::new(),
            components: Vec::new(),
        };
        reader.require("info");
        if let Some(mut info) = reader.object("info") {
            document.title = info.required_string("title");
            document.version = info.required_string("version");
            document.description = info.string("description");
            info.finish(&["termsOfService", "contact", "license", "summary"]);
        }
        for tag in reader.elements("tags") {
            let mut tag = ObjectReader::new(tag, reader.diagnostics);
            let name = tag.required_string("name");
            let description = tag.string("description").unwrap_or_default();
            document.tags.push((name, description));
            tag.finish(&["externalDocs"]);
        }
        if let Some(mut components) = reader.object("components") {
            for (name, component) in components.children("schemas") {
                document.components.push(Reference {
                    file: component.place.file,
                    tokens: vec!["components".into(), "schemas".into(), name.to_owned()],
                });
            }
            components.finish(&COMPONENTS);
        }
        let base = server::base_path(&mut reader).unwrap_or_default();
        for (path, item) in reader.children("paths") {
            if !path.starts_with("x-") {
                let operations = read_path(loaded, &base, path, item, reader.diagnostics);
                document.operations.extend(operations);
            }
        }
        reader.finish(&["security", "externalDocs", "jsonSchemaDialect", "webhooks"]);
        Some(document)
    }
}

/// Components that are read where they are referenced, or not at all.
const COMPONENTS: [&str; 9] = [
    "callbacks",
    "examples",
    "headers",
    "links",
    "parameters",
    "pathItems",
    "requestBodies",
    "responses",
    "securitySchemes",
];

/// Follows a `$ref` that stands in the place of the thing itself.
pub(super) fn follow<'a>(
    loaded: &'a Loaded,
    mut found: Located<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Located<'a>> {
    let mut seen = Vec::new();
    while let Some(text) = found.node.get("$ref").and_then(|node| node.as_str()) {
        let reference = Loaded::reference(&found.place, text);
        if seen.contains(&reference) {
            circular_reference(diagnostics, &found.place, &reference);
            return None;
        }
        ObjectReader::new(found, diagnostics).finish(&["$ref", "summary", "description"]);
        // What names nothing has been reported when the files were read.
        found = loaded.resolve(&reference)?;
        seen.push(reference);
    }
    Some(found)
}

/// Reports a reference that leads back to itself, and to nothing else.
pub(crate) fn circular_reference(
    diagnostics: &mut Diagnostics,
    place: &Place,
    reference: &Reference,
) {
    diagnostics.error(
        Rule::CircularRef,
        place,
        format!("`{reference}` leads back to itself"),
        "only an object may hold itself, in one of its properties",
    );
}

fn read_path(
    loaded: &Loaded,
    base: &str,
    path: &str,
    item: Located<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let start = diagnostics.mark();
    let place = item.place.clone();
    check_path(path, &place, diagnostics);
    let Some(item) = follow(loaded, item, diagnostics) else {
        return Vec::new();
    };
    let mut reader = ObjectReader::new(item, diagnostics);
    let shared = read_parameters(loaded, &mut reader);
    let base = server::base_path(&mut reader).unwrap_or_else(|| base.to_owned());
    let what = format!("path `{path}`");
    if reader.diagnostics.is_omitted(start, &what, &place) {
        return Vec::new();
    }
    let mut operations = Vec::new();
    for (name, method) in Method::ALL {
        if let Some(operation) = reader.child(name) {
            let start = reader.diagnostics.mark();
            let mut operation =
                read_operation(loaded, &base, path, method, operation, reader.diagnostics);
            let place = &operation.place;
            let what = format!("operation `{}`", operation.id);
            if reader.diagnostics.is_omitted(start, &what, place) {
                continue;
            }
            for parameter in &shared {
                let is_own =
                    |own: &Parameter| own.name == parameter.name && own.goes == parameter.goes;
                if !operation.parameters.iter().any(is_own) {
                    operation.parameters.push(parameter.clone());
                }
            }
            operations.push(operation);
        }
    }
    reader.finish(&["summary", "description"]);
    operations.sort_by(|a, b| a.place.cmp(&b.place));
    operations
}

/// A path template begins with a slash, closes its braces, and has neither query nor fragment.
fn check_path(path: &str, place: &Place, diagnostics: &mut Diagnostics) {
    let is_closed = path.split('{').skip(1).all(|part| {
        part.split_once('}')
            .is_some_and(|(name, rest)| !name.is_empty() && !rest.contains('}'))
    });
    let is_odd = |sign: char| sign.is_whitespace() || sign.is_control() || "`?#".contains(sign);
    if !path.starts_with('/') || !is_closed || path.contains(is_odd) {
        diagnostics.error(
            Rule::BadPath,
            place,
            format!("`{path}` is no path"),
            "write it as `/things/{thing_id}`",
        );
    }
}

fn read_operation(
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
        place,
        path: format!("{base}{path}"),
        method,
        id,
        has_id,
        tag: reader.strings("tags").into_iter().next(),
        summary: reader.string("summary"),
        description: reader.string("description"),
        deprecated: reader.boolean("deprecated"),
        preview: reader.string("x-databricks-preview"),
        parameters,
        body,
        answer,
        retry: read_retry(&mut reader),
        not_found: reader.string("x-jobs-not-found"),
        any_of: reader.strings("x-jobs-any-of"),
        request: read_request_info(&mut reader),
        pagination: read_pagination(&mut reader),
        continuation: read_continuation(&mut reader),
        wait: waiting::read_wait(&mut reader),
        outcome: waiting::read_outcome(&mut reader),
        sample: read_sample(&mut reader),
    };
    reader.finish(&["security", "externalDocs", "callbacks"]);
    operation
}

fn read_retry(reader: &mut ObjectReader<'_, '_>) -> Option<Retry> {
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

fn read_request_info(reader: &mut ObjectReader<'_, '_>) -> RequestInfo {
    let Some(mut info) = reader.object("x-jobs-request") else {
        return RequestInfo::default();
    };
    let request = RequestInfo {
        name: info.string("name"),
        description: info.string("description"),
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

fn read_pagination(reader: &mut ObjectReader<'_, '_>) -> Option<Pagination> {
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

fn read_continuation(reader: &mut ObjectReader<'_, '_>) -> Option<Continuation> {
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
fn read_sample(reader: &mut ObjectReader<'_, '_>) -> Option<String> {
    let samples = reader.elements("x-codeSamples");
    samples.iter().find_map(|sample| {
        let text = |name| sample.node.get(name).and_then(Node::as_str);
        text("source")
            .filter(|_| text("lang") == Some("Rust"))
            .map(str::to_owned)
    })
}
