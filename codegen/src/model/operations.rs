//! Operations and their groups.

use super::label::Label;
use super::lower::Lowering;
use super::naming::Names;
use super::wish::Wish;
use super::{Group, Model, Operation, Shape, answer, body, docs, names, request};
use crate::diagnostics::Rule;
use crate::openapi::{self, Document, Method, NameKind, ParameterPlace, Retry};

/// Methods of the clients, and those of their traits.
const METHODS: [&str; 14] = [
    "block_on",
    "builder",
    "clone",
    "clone_from",
    "clone_into",
    "fmt",
    "from",
    "from_env",
    "into",
    "new",
    "runtime",
    "to_owned",
    "try_from",
    "try_into",
];

/// Lowers all operations, by tag.
pub(super) fn lower(lowering: &mut Lowering<'_>, document: &Document) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let hint = "give one of them another `operationId`";
    let mut methods = Names::new(NameKind::Method, &METHODS, hint);
    let written = document.operations.iter();
    let wishes: Vec<Wish> = written
        .map(|one| Wish::method(one, lowering.loaded))
        .collect();
    methods.keep_all(wishes.iter(), lowering.lock);
    for (written, wish) in document.operations.iter().zip(&wishes) {
        let start = lowering.diagnostics.mark();
        let mut operation = lower_operation(lowering, written);
        let place = &written.place;
        if lowering.diagnostics.is_omitted(start, &wish.what, place) {
            continue;
        }
        operation.name = methods.give(wish, lowering.lock, lowering.diagnostics);
        let tag = written.tag.as_deref().unwrap_or("requests");
        let name = names::module_name(tag);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.operations.push(operation),
            None => {
                let described = document.tags.iter().find(|(known, _)| known == tag);
                let description = described.map_or("", |(_, text)| text);
                let description = Some(description).filter(|text| !text.is_empty());
                groups.push(Group {
                    name,
                    docs: docs::paragraphs(description.unwrap_or("Operations of the API.")),
                    operations: vec![operation],
                });
            }
        }
    }
    groups
}

fn lower_operation(lowering: &mut Lowering<'_>, written: &openapi::Operation) -> Operation {
    let mut wish = Wish::request(written, lowering.loaded);
    let given = written.request.name.as_deref();
    wish.name = lowering.checked_name(given, &wish.name, &written.place);
    let names = &mut lowering.names;
    let request_name = names.give(&wish, lowering.lock, lowering.diagnostics);
    let label = Label::request(written, &request_name, lowering.loaded);
    let (request, places) = request::lower(lowering, written, &label);
    let parts = request::lower_parts(lowering, written);
    let any_of = request::lower_any_of(lowering, written, &request, &places);
    let fields = request.fields.iter().map(|field| &field.shape);
    for shape in fields.chain(request.additional.iter().map(|others| &others.shape)) {
        lowering.in_requests.extend(shape.named_type());
    }
    let answer = answer::lower(lowering, written, &label);
    let mut text = docs::paragraphs(written.summary.as_deref().unwrap_or(&written.id));
    if let Some(first) = text.first_mut()
        && !first.ends_with('.')
    {
        first.push('.');
    }
    text.extend(docs::paragraphs(
        written.description.as_deref().unwrap_or_default(),
    ));
    let stage = docs::stage(written.preview.as_deref(), written.deprecated);
    if !stage.is_empty() {
        text.push(stage.join(" "));
    }
    check_path(lowering, written);
    check_pattern(lowering, written);
    let retry = retry(lowering, written, &request);
    Operation {
        name: names::field_name(&written.id),
        docs: text,
        method: written.method,
        path: written.path.clone(),
        retry,
        not_found: written.not_found.clone(),
        request,
        places,
        any_of,
        parts,
        media: written.body.as_ref().and_then(body::media),
        answer: answer.shape,
        may_be_empty: answer.may_be_empty,
        accept: answer.accept,
        paged: None,
        continued: None,
        long_running: None,
        sample: written.sample.clone(),
    }
}

/// Every `{parameter}` of the path must be described, and every one that is must be in the path.
fn check_path(lowering: &mut Lowering<'_>, written: &openapi::Operation) {
    let in_path: Vec<&str> = written
        .path
        .split('{')
        .skip(1)
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect();
    let parameters = written.parameters.iter();
    let described: Vec<&str> = parameters
        .filter(|parameter| parameter.goes == ParameterPlace::Path)
        .map(|parameter| parameter.name.as_str())
        .collect();
    for name in in_path.iter().filter(|name| !described.contains(name)) {
        lowering.diagnostics.error(
            Rule::UnknownPathParameter,
            &written.place,
            format!("the path has `{{{name}}}`, which is no parameter of the operation"),
            format!("add a parameter `{name}` with `in: path`"),
        );
    }
    for name in described.iter().filter(|name| !in_path.contains(name)) {
        lowering.diagnostics.error(
            Rule::UnknownPathParameter,
            &written.place,
            format!("parameter `{name}` goes into the path, which has no `{{{name}}}`"),
            "add it to the path, or send it elsewhere",
        );
    }
}

fn check_pattern(lowering: &mut Lowering<'_>, written: &openapi::Operation) {
    if let Some(pattern) = &written.not_found
        && let Err(error) = regex_lite::Regex::new(pattern)
    {
        lowering.diagnostics.error(
            Rule::BadPattern,
            &written.place,
            format!("`x-jobs-not-found` is not a regular expression: {error}"),
            "use the syntax of the crate `regex`",
        );
    }
}

/// The retry class; a document that is not ours gets that of the verb.
fn retry(lowering: &mut Lowering<'_>, written: &openapi::Operation, request: &Model) -> Retry {
    match &written.retry {
        Some(Retry::Keyed(member)) => {
            let field = request.fields.iter().find(|field| field.wire == *member);
            if !field.is_some_and(|field| field.shape == Shape::Text && !field.required) {
                lowering.diagnostics.error(
                    Rule::UnknownRetryKey,
                    &written.place,
                    format!("`x-jobs-retry` names `{member}`, which is no optional string here"),
                    "name a member of the request that holds the key",
                );
            }
            Retry::Keyed(field.map_or_else(String::new, |field| field.name.clone()))
        }
        Some(class) => class.clone(),
        None => {
            let (class, name) = match written.method {
                Method::Get | Method::Head | Method::Options | Method::Trace => {
                    (Retry::Safe, "safe")
                }
                Method::Put | Method::Delete => (Retry::Idempotent, "idempotent"),
                Method::Post | Method::Patch => (Retry::Unsafe, "unsafe"),
            };
            lowering.diagnostics.warning(
                Rule::NoRetryClass,
                &written.place,
                format!(
                    "operation `{}` has no retry class; its verb's is `{name}`",
                    written.id
                ),
                "add `x-jobs-retry`: safe, idempotent, unsafe or { keyed: <member> }",
            );
            class
        }
    }
}
