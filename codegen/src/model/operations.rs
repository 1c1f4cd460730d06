//! Operations: their requests, and how they connect to other operations.

use std::collections::BTreeMap;

use super::lower::Lowering;
use super::names;
use super::naming::Names;
use super::waiting::Polled;
use super::wish::Wish;
use super::{
    Continued, ContinuedArray, Field, Group, Model, Module, OpenEnum, Operation, PageLimit, Paged,
    Shape, Step, TypeDef, TypeKind, answer, docs, request,
};
use crate::diagnostics::{Diagnostics, Place, Rule};
use crate::openapi::{self, Document, Method, NameKind, ParameterPlace, Retry};

/// Lowers all operations, by tag.
pub(super) fn lower(lowering: &mut Lowering<'_>, document: &Document) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let hint = "give one of them another `operationId`";
    let reserved = &["block_on", "builder", "from_env", "new", "runtime"];
    let mut methods = Names::new(NameKind::Method, reserved, hint);
    let written = document.operations.iter();
    let wishes: Vec<Wish> = written
        .map(|one| Wish::method(one, lowering.lock))
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
    let mut wish = Wish::request(written, lowering.lock);
    let given = written.request.name.as_deref();
    wish.name = lowering.checked_name(given, &wish.name, &written.place);
    let names = &mut lowering.names;
    let request_name = names.give(&wish, lowering.lock, lowering.diagnostics);
    let (request, places) = request::lower(lowering, written, &request_name);
    let parts = request::lower_parts(lowering, written);
    let any_of = request::lower_any_of(lowering, written, &request, &places);
    for field in &request.fields {
        lowering.in_requests.extend(field.shape.named_type());
    }
    let answer = answer::lower(lowering, written, &request_name);
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
        media: written.body.as_ref().and_then(request::media),
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

/// Connects operations to the fields of their answers and to each other.
pub(super) fn connect(
    document: &Document,
    modules: &[Module],
    groups: &mut [Group],
    diagnostics: &mut Diagnostics,
) {
    let types = modules.iter().flat_map(|module| &module.types);
    let models = types
        .filter_map(|definition| match definition {
            TypeDef::Model(model) => Some((model.name.as_str(), model)),
            _ => None,
        })
        .collect();
    let written = document.operations.iter();
    let written: BTreeMap<&Place, _> = written.map(|written| (&written.place, written)).collect();
    let mut polls: BTreeMap<String, Polled> = BTreeMap::new();
    for operation in groups.iter().flat_map(|group| &group.operations) {
        if let Some(written) = written.get(&operation.request.place) {
            let name = names::field_name(&written.id);
            polls.entry(name).or_insert_with(|| Polled::of(operation));
        }
    }
    let enums = modules
        .iter()
        .flat_map(|module| &module.types)
        .filter_map(|definition| match definition {
            TypeDef::OpenEnum(open_enum) => Some((open_enum.name.as_str(), open_enum)),
            _ => None,
        })
        .collect();
    let mut connecting = Connecting {
        models,
        enums,
        polls,
        diagnostics,
    };
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        if let Some(written) = written.get(&operation.request.place) {
            operation.parts = connecting.parts(operation);
            operation.paged = connecting.paged(written, operation);
            operation.continued = connecting.continued(written, operation);
            operation.long_running = connecting.long_running(written, operation);
        }
    }
}

/// How many fields lead from an answer to what is looked for at most.
const WAY: usize = 16;

pub(super) struct Connecting<'a> {
    models: BTreeMap<&'a str, &'a Model>,
    pub(super) enums: BTreeMap<&'a str, &'a OpenEnum>,
    pub(super) polls: BTreeMap<String, Polled>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Connecting<'_> {
    /// Of the types that the body is composed of, those that have all that a request needs.
    fn parts(&self, operation: &Operation) -> Vec<Model> {
        let known = |part: &Model| self.models.get(part.name.as_str()).copied().cloned();
        let request = &operation.request;
        let suffices = |part: &Model| {
            let is_same =
                |own: &Field, field: &Field| own.name == field.name && own.wire == field.wire;
            let of_part = |field: &Field| part.fields.iter().find(|own| is_same(own, field));
            let same = |own: &Field, field: &Field| {
                (&own.shape, own.required, own.boxed) == (&field.shape, field.required, field.boxed)
            };
            let fits = |field: &Field| match of_part(field) {
                Some(own) => same(own, field),
                None => !field.required,
            };
            let in_request = |own: &Field| request.fields.iter().any(|field| is_same(own, field));
            part.fields.iter().all(in_request) && request.fields.iter().all(fits)
        };
        let parts = operation.parts.iter().filter_map(known);
        parts.filter(suffices).collect()
    }

    /// Follows fields from a type; reports the first that is not there.
    pub(super) fn walk(
        &mut self,
        from: Option<&Shape>,
        path: &[String],
        place: &Place,
    ) -> Option<Vec<Step>> {
        if path.len() > WAY {
            self.unsuitable(place, &path.join("."), "near enough");
            return None;
        }
        let mut steps: Vec<Step> = Vec::new();
        for wire in path {
            let from = steps.last().map_or(from, |step| Some(&step.shape));
            let model = match from {
                Some(Shape::Named(named)) => self.models.get(named.name.as_str()),
                _ => None,
            };
            let field = model.and_then(|model| model.fields.iter().find(|f| f.wire == *wire));
            let Some(field) = field else {
                self.unknown(place, wire, &path.join("."));
                return None;
            };
            steps.push(Step::over(field));
        }
        Some(steps)
    }

    pub(super) fn unknown(&mut self, place: &Place, wire: &str, path: &str) {
        self.diagnostics.error(
            Rule::UnknownMember,
            place,
            format!("`{path}`: there is no member `{wire}`"),
            "check the spelling; the path begins at the answer, and leads through objects only",
        );
    }

    pub(super) fn one(&mut self, from: Option<&Shape>, wire: &str, place: &Place) -> Option<Step> {
        if wire.is_empty() {
            // That has been reported as missing.
            return None;
        }
        self.walk(from, &[wire.to_owned()], place)?.pop()
    }

    /// Reports a member that is there, but not of the type that is needed.
    pub(super) fn unsuitable(&mut self, place: &Place, wire: &str, wanted: &str) {
        self.diagnostics.error(
            Rule::UnsuitableMember,
            place,
            format!("`{wire}` is not {wanted}"),
            "name another member, or change its type",
        );
    }

    /// The request field that asks for a page, and the answer's that tells of the next one.
    fn token(
        &mut self,
        operation: &Operation,
        token: &openapi::Token,
        place: &Place,
    ) -> Option<(String, Step)> {
        let fields = &operation.request.fields;
        let request = fields.iter().find(|field| field.wire == token.request);
        let Some(request) = request else {
            if token.request.is_empty() {
                return None;
            }
            self.unknown(place, &token.request, &token.request);
            return None;
        };
        if request.required || request.shape != Shape::Text {
            self.unsuitable(place, &token.request, "an optional string");
        }
        let response = self.one(operation.answer.as_ref(), &token.response, place)?;
        if response.shape != Shape::Text {
            self.unsuitable(place, &token.response, "a string");
        }
        Some((request.name.clone(), response))
    }

    fn paged(&mut self, written: &openapi::Operation, operation: &Operation) -> Option<Paged> {
        let pagination = written.pagination.as_ref()?;
        let place = &pagination.place;
        let token = self.token(operation, &pagination.token, place);
        let limit = self.limit(written, operation);
        let results = self.one(operation.answer.as_ref(), &pagination.results, place)?;
        let Shape::List(item) = results.shape.clone() else {
            self.unsuitable(place, &pagination.results, "a list");
            return None;
        };
        let (token, next_token) = token?;
        Some(Paged {
            token,
            next_token,
            has_more: self.has_more(operation),
            results,
            item: *item,
            limit,
        })
    }

    /// The field of an answer that says, beside the token, whether another page follows.
    fn has_more(&self, operation: &Operation) -> Option<Step> {
        let answer = operation.answer.as_ref().and_then(Shape::named_type)?;
        let model = self.models.get(answer.as_str())?;
        let field = model.fields.iter().find(|field| field.wire == "has_more")?;
        (field.shape == Shape::Boolean).then(|| Step::over(field))
    }

    /// How to ask for pages of another size.
    fn limit(&mut self, written: &openapi::Operation, operation: &Operation) -> Option<PageLimit> {
        let pagination = written.pagination.as_ref()?;
        let (place, wire) = (&pagination.place, pagination.limit.as_ref()?);
        let mut fields = operation.request.fields.iter();
        let Some(field) = fields.find(|field| field.wire == *wire) else {
            self.unknown(place, wire, wire);
            return None;
        };
        if field.required || field.shape != Shape::Integer {
            self.unsuitable(place, wire, "an optional integer");
        }
        let parameter = written.parameters.iter().find(|one| one.name == *wire)?;
        let mut constraints = parameter.schema.constraints.iter();
        let (_, most) = constraints.find(|(name, _)| *name == "maximum")?;
        Some(PageLimit {
            field: field.name.clone(),
            most: most.parse().ok()?,
        })
    }

    fn continued(
        &mut self,
        written: &openapi::Operation,
        operation: &Operation,
    ) -> Option<Continued> {
        let continuation = written.continuation.as_ref()?;
        let place = &continuation.place;
        let token = self.token(operation, &continuation.token, place);
        let answer = operation.answer.as_ref();
        let mut arrays = Vec::new();
        for array in &continuation.arrays {
            arrays.push(self.continued_array(answer, array, place)?);
        }
        let (token, next_token) = token?;
        Some(Continued {
            token,
            next_token,
            has_more: self.has_more(operation),
            arrays,
        })
    }

    fn continued_array(
        &mut self,
        answer: Option<&Shape>,
        array: &openapi::ContinuedArray,
        place: &Place,
    ) -> Option<ContinuedArray> {
        let path = self.walk(answer, &array.path, place)?;
        let name = array.path.join(".");
        let element = match path.last().map(|step| &step.shape) {
            Some(Shape::List(element)) if path.iter().all(|step| !step.required) => element,
            _ => {
                self.unsuitable(place, &name, "an optional list in optional objects");
                return None;
            }
        };
        let key = self.one(Some(element), &array.key, place)?;
        let is_key = match &key.shape {
            Shape::Text | Shape::Integer | Shape::Boolean => true,
            Shape::Named(named) => named.kind != TypeKind::Model,
            _ => false,
        };
        if !is_key {
            self.unsuitable(place, &array.key, "a string, an integer or a boolean");
        }
        Some(ContinuedArray { path, key })
    }
}
