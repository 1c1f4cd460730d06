//! Operations: their requests, and how they connect to other operations.

use std::collections::BTreeMap;

use super::lower::{Form, Lowering};
use super::names::{self, Names};
use super::waiting::Polled;
use super::{
    Continued, ContinuedArray, Field, FieldPlace, Group, Model, Module, OpenEnum, Operation,
    PageLimit, Paged, Shape, Step, TypeDef, TypeKind, docs,
};
use crate::diagnostics::{Diagnostics, Place};
use crate::openapi::{
    self, AdditionalProperties, Document, Method, Parameter, ParameterPlace, Retry, Schema,
    SchemaType, unsupported_parameter,
};

/// Lowers all operations, by tag.
pub(super) fn lower(lowering: &mut Lowering<'_>, document: &Document) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let hint = "give one of them another `operationId`";
    let mut methods = Names::new(&["block_on", "builder", "from_env", "new", "runtime"], hint);
    for written in &document.operations {
        let operation = lower_operation(lowering, written);
        let what = format!("operation `{}`", written.id);
        methods.take(&operation.name, &what, &written.place, lowering.diagnostics);
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
    let given = written.request.name.as_deref();
    let request_name = names::type_name(&written.id);
    let request_name = lowering.checked_name(given, &request_name, &written.place);
    let what = format!("the request of `{}`", written.id);
    let names = &mut lowering.names;
    names.take(&request_name, &what, &written.place, lowering.diagnostics);
    let (request, places) = lower_request(lowering, written, &request_name);
    let parts = lower_parts(lowering, written);
    let any_of = lower_any_of(lowering, written, &request, &places);
    for field in &request.fields {
        lowering.in_requests.extend(field.shape.named_type());
    }
    let answer = written.answer.as_ref();
    let answer = answer.and_then(|schema| lower_answer(lowering, schema, &request_name));
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
        answer,
        paged: None,
        continued: None,
        long_running: None,
        sample: written.sample.clone(),
    }
}

/// What the service answers; nothing if that is an object without any property.
fn lower_answer(lowering: &mut Lowering<'_>, schema: &Schema, request: &str) -> Option<Shape> {
    let is_closed = !matches!(schema.additional_properties, AdditionalProperties::Any);
    let is_empty = schema.reference.is_none()
        && schema.kind == Some(SchemaType::Object)
        && is_closed
        && matches!(lowering.form(schema, false), Form::Map(None));
    if is_empty {
        return None;
    }
    let shape = lowering.shape(schema, &format!("{request}Response"));
    let is_scalar_type = matches!(&shape, Shape::Named(named) if named.kind != TypeKind::Model);
    if is_scalar_type {
        lowering.diagnostics.error(
            "unsupported-answer",
            &schema.place,
            "an answer that is a scalar with a name of its own is not supported",
            "describe the scalar in place, or take its content out to ignore it",
        );
    }
    Some(shape)
}

/// The request type: its parameters, then the members of its body.
fn lower_request(
    lowering: &mut Lowering<'_>,
    written: &openapi::Operation,
    name: &str,
) -> (Model, Vec<FieldPlace>) {
    let mut fields = Vec::new();
    let mut goes = Vec::new();
    let mut places = Vec::new();
    for parameter in &written.parameters {
        fields.push(lower_parameter(lowering, parameter, name));
        goes.push(FieldPlace::Parameter(parameter.goes));
        places.push(parameter.place.clone());
    }
    let mut description = written.request.description.clone();
    if let Some(body) = &written.body {
        if body.reference.is_none() && matches!(lowering.form(body, false), Form::Model) {
            description = description.or_else(|| body.description.clone());
            let members = lowering.members(body);
            fields.extend(lowering.member_fields(&members, name));
            goes.extend(members.properties.iter().map(|_| FieldPlace::Body));
            places.extend(
                members
                    .properties
                    .into_iter()
                    .map(|member| member.schema.place),
            );
        } else {
            fields.push(lower_whole_body(lowering, body, name));
            goes.push(FieldPlace::WholeBody);
            places.push(body.place.clone());
        }
    }
    lowering.finish_fields(&mut fields, places.iter());
    let mut text = docs::paragraphs(description.as_deref().unwrap_or_default());
    if text.is_empty() {
        let summary = written.summary.as_deref().unwrap_or(&written.id);
        text = docs::paragraphs(&format!("Request to {}.", lower_first(summary)));
    }
    let model = Model {
        name: name.to_owned(),
        place: written.place.clone(),
        docs: text,
        fields,
        answers_only: false,
    };
    (model, goes)
}

/// The members of the body of which one at least must say something.
fn lower_any_of(
    lowering: &mut Lowering<'_>,
    written: &openapi::Operation,
    request: &Model,
    places: &[FieldPlace],
) -> Vec<Step> {
    let mut steps = Vec::new();
    for wire in &written.any_of {
        let mut members = request.fields.iter().zip(places);
        match members.find(|(field, place)| field.wire == *wire && **place == FieldPlace::Body) {
            Some((field, _)) => steps.push(Step::over(field)),
            None => lowering.diagnostics.error(
                "unknown-member",
                &written.place,
                format!("`x-jobs-any-of` names `{wire}`, which is no member of the body"),
                "check its spelling",
            ),
        }
    }
    steps
}

/// The types by name that the body is composed of. Their fields are known only when all types are.
fn lower_parts(lowering: &mut Lowering<'_>, written: &openapi::Operation) -> Vec<Model> {
    let Some(body) = &written.body else {
        return Vec::new();
    };
    let mut parts: Vec<Model> = Vec::new();
    for schema in body.all_of.iter().filter(|part| part.reference.is_some()) {
        if let Shape::Named(part) = lowering.shape(schema, "")
            && part.kind == TypeKind::Model
            && parts.iter().all(|known| known.name != part.name)
        {
            parts.push(Model::named(part.name, schema.place.clone()));
        }
    }
    parts
}

fn lower_parameter(lowering: &mut Lowering<'_>, parameter: &Parameter, request: &str) -> Field {
    let mut schema = parameter.schema.clone();
    schema.description = parameter.description.clone().or(schema.description);
    schema.deprecated |= parameter.deprecated;
    schema.place = parameter.place.clone();
    let field = lowering.field(&parameter.name, &schema, parameter.required, request);
    if !is_sendable(&field.shape, parameter.goes) {
        let message = format!("parameter `{}` is no scalar", parameter.name);
        unsupported_parameter(lowering.diagnostics, &parameter.place, message);
    }
    Field {
        // One that must be sent cannot be absent, whatever its schema says.
        required: parameter.required,
        ..field
    }
}

fn lower_whole_body(lowering: &mut Lowering<'_>, body: &Schema, request: &str) -> Field {
    let field = lowering.field("body", body, true, request);
    Field {
        // A body that may be null is sent all the same.
        required: true,
        ..field
    }
}

/// Whether a value can stand where the parameter goes.
pub(super) fn is_sendable(shape: &Shape, goes: ParameterPlace) -> bool {
    match shape {
        Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean => true,
        Shape::Named(named) => named.kind != TypeKind::Model,
        Shape::List(item) => {
            goes == ParameterPlace::Query
                && !matches!(**item, Shape::List(_))
                && is_sendable(item, goes)
        }
        Shape::Map(_) | Shape::Any => false,
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.trim_end_matches('.').chars();
    let first = characters
        .next()
        .map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + characters.as_str()
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
            "unknown-path-parameter",
            &written.place,
            format!("the path has `{{{name}}}`, which is no parameter of the operation"),
            format!("add a parameter `{name}` with `in: path`"),
        );
    }
    for name in described.iter().filter(|name| !in_path.contains(name)) {
        lowering.diagnostics.error(
            "unknown-path-parameter",
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
            "bad-pattern",
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
                    "unknown-retry-key",
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
                Method::Get | Method::Head => (Retry::Safe, "safe"),
                Method::Put | Method::Delete => (Retry::Idempotent, "idempotent"),
                Method::Post | Method::Patch => (Retry::Unsafe, "unsafe"),
            };
            lowering.diagnostics.warning(
                "no-retry-class",
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
    let polls: BTreeMap<String, Polled> = groups
        .iter()
        .flat_map(|group| &group.operations)
        .map(|operation| (operation.name.clone(), Polled::of(operation)))
        .collect();
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
    for written in &document.operations {
        let name = names::field_name(&written.id);
        let all = groups.iter_mut().flat_map(|group| &mut group.operations);
        for operation in all.filter(|operation| operation.name == name) {
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
            let of_part = |field: &Field| part.fields.iter().find(|own| own.name == field.name);
            let same = |own: &Field, field: &Field| {
                (&own.shape, own.required, own.boxed) == (&field.shape, field.required, field.boxed)
            };
            let fits = |field: &Field| match of_part(field) {
                Some(own) => same(own, field),
                None => !field.required,
            };
            let in_request = |own: &Field| request.fields.iter().any(|f| f.name == own.name);
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
            "unknown-member",
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
            "unsuitable-member",
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
