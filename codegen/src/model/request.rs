//! Requests: what is set on them, and where it goes.

use super::lower::{Form, Lowering};
use super::{Field, FieldPlace, Model, Shape, Step, TypeKind, docs};
use crate::diagnostics::{Place, Rule};
use crate::openapi::{
    self, Body, Format, Parameter, ParameterPlace, Schema, Style, unsupported_parameter,
};

/// A request in the making.
#[derive(Default)]
struct Request {
    fields: Vec<Field>,
    goes: Vec<FieldPlace>,
    places: Vec<Place>,
}

impl Request {
    fn add(&mut self, field: Field, goes: FieldPlace, place: &Place) {
        self.fields.push(field);
        self.goes.push(goes);
        self.places.push(place.clone());
    }
}

/// The request type: its parameters, then what it carries.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    written: &openapi::Operation,
    name: &str,
) -> (Model, Vec<FieldPlace>) {
    let mut request = Request::default();
    for parameter in &written.parameters {
        let (field, goes) = lower_parameter(lowering, parameter, name);
        request.add(field, goes, &parameter.place);
    }
    let mut description = written.request.description.clone();
    if let Some(body) = &written.body {
        match body.content.format {
            Format::Json => {
                let said = lower_json(lowering, &mut request, body, name);
                description = description.or(said);
            }
            Format::Form => lower_form(lowering, &mut request, body, name),
            Format::Parts => lower_in_parts(lowering, &mut request, body, name),
            Format::Text => lower_raw(lowering, &mut request, body, Shape::Text),
            Format::Bytes => lower_raw(lowering, &mut request, body, Shape::Bytes),
        }
    }
    let Request {
        mut fields,
        goes,
        places,
    } = request;
    let sections = goes.iter().map(section);
    let details: Vec<(&str, Place)> = sections.zip(places).collect();
    lowering.finish_fields(&mut fields, &written.place, &details);
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

/// How the lock file knows what goes there.
const fn section(goes: &FieldPlace) -> &'static str {
    match goes {
        FieldPlace::Parameter(goes) | FieldPlace::Styled(goes, _) => match goes {
            ParameterPlace::Path => "/parameters/path",
            ParameterPlace::Query => "/parameters/query",
            ParameterPlace::Header => "/parameters/header",
            ParameterPlace::Cookie => "/parameters/cookie",
        },
        FieldPlace::Body | FieldPlace::Form(_) | FieldPlace::Part | FieldPlace::File => {
            "/requestBody/properties"
        }
        FieldPlace::WholeBody | FieldPlace::Raw => "/requestBody",
    }
}

/// The media type of a body, where it is not the one that goes without saying.
pub(super) fn media(body: &Body) -> Option<String> {
    let media = &body.content.media;
    match body.content.format {
        Format::Json if media == "application/json" || media.contains('*') => None,
        Format::Json | Format::Text => Some(media.clone()),
        Format::Bytes if media.contains('*') => Some("application/octet-stream".to_owned()),
        Format::Bytes => Some(media.clone()),
        Format::Form | Format::Parts => None,
    }
}

/// A JSON body: its members if it is described in place, else as a whole. Gives what is said of it.
fn lower_json(
    lowering: &mut Lowering<'_>,
    request: &mut Request,
    body: &Body,
    name: &str,
) -> Option<String> {
    let schema = &body.content.schema;
    if schema.reference.is_none() && matches!(lowering.form(schema, false), Form::Model) {
        lower_members(lowering, request, schema, name, |_, _| FieldPlace::Body);
        return schema.description.clone();
    }
    let field = lowering.field("body", schema, true, name);
    let field = Field {
        // A body that may be null is sent all the same.
        required: !body.optional,
        ..field
    };
    request.add(field, FieldPlace::WholeBody, &schema.place);
    None
}

/// The members of an object, each as a field.
fn lower_members(
    lowering: &mut Lowering<'_>,
    request: &mut Request,
    schema: &Schema,
    name: &str,
    goes: impl Fn(&mut Field, &Schema) -> FieldPlace,
) {
    let members = lowering.members(schema);
    let fields = lowering.member_fields(&members, name);
    for (mut field, member) in fields.into_iter().zip(&members.properties) {
        let goes = goes(&mut field, &member.schema);
        request.add(field, goes, &member.schema.place);
    }
}

/// A form: a name and a value for each member.
fn lower_form(lowering: &mut Lowering<'_>, request: &mut Request, body: &Body, name: &str) {
    let schema = lowering.settled(&body.content.schema);
    if matches!(lowering.form(&schema, false), Form::Model) {
        lower_members(lowering, request, &schema, name, |field, _| {
            let said = body.styles.iter().find(|(member, _)| *member == field.wire);
            let style = said.map_or_else(|| form_style(&field.shape), |(_, style)| *style);
            FieldPlace::Form(style)
        });
    } else {
        let field = lowering.field("body", &schema, true, name);
        let field = Field {
            required: !body.optional,
            ..field
        };
        request.add(field, FieldPlace::Form(Style::Exploded), &schema.place);
    }
}

/// How a member of a form is written of which nothing is said.
fn form_style(shape: &Shape) -> Style {
    match shape {
        Shape::Named(named) if named.kind == TypeKind::Model => Style::Json,
        Shape::Map(_) => Style::Json,
        // Right for scalars, which most of them are.
        Shape::Named(named) if named.kind == TypeKind::Choice => Style::Deep,
        Shape::Any => Style::Deep,
        _ => Style::Exploded,
    }
}

/// A form that uploads files: a part for each member.
fn lower_in_parts(lowering: &mut Lowering<'_>, request: &mut Request, body: &Body, name: &str) {
    let schema = lowering.settled(&body.content.schema);
    let media = &body.content.media;
    let is_form = !matches!(media.as_str(), "multipart/mixed" | "multipart/related");
    if !is_form || !matches!(lowering.form(&schema, false), Form::Model) {
        lowering.diagnostics.error(
            Rule::UnsupportedContent,
            &body.content.schema.place,
            format!("a body of type `{media}` is no form with properties"),
            "use `multipart/form-data`, and describe its parts as `properties`",
        );
        return;
    }
    lower_members(lowering, request, &schema, name, |field, schema| {
        match (&mut field.shape, schema) {
            (shape @ Shape::Text, schema) if is_file(schema) => *shape = Shape::Upload,
            (Shape::List(item), schema)
                if **item == Shape::Text && schema.items.as_deref().is_some_and(is_file) =>
            {
                **item = Shape::Upload;
            }
            _ => return FieldPlace::Part,
        }
        FieldPlace::File
    });
}

fn is_file(schema: &Schema) -> bool {
    schema.format.as_deref() == Some("binary")
}

/// A body that is no JSON.
fn lower_raw(lowering: &mut Lowering<'_>, request: &mut Request, body: &Body, shape: Shape) {
    let field = Field {
        shape,
        docs: docs::paragraphs(&format!("The body, of type `{}`.", body.content.media)),
        ..lowering.field("body", &Schema::any(body.place.clone()), true, "")
    };
    let field = Field {
        required: !body.optional,
        ..field
    };
    request.add(field, FieldPlace::Raw, &body.place);
}

/// The members of the body of which one at least must say something.
pub(super) fn lower_any_of(
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
                Rule::UnknownMember,
                &written.place,
                format!("`x-jobs-any-of` names `{wire}`, which is no member of the body"),
                "check its spelling",
            ),
        }
    }
    steps
}

/// The types by name that the body is composed of. Their fields are known only when all types are.
pub(super) fn lower_parts(lowering: &mut Lowering<'_>, written: &openapi::Operation) -> Vec<Model> {
    let body = written.body.as_ref().map(|body| &body.content);
    let Some(body) = body.filter(|body| body.format == Format::Json) else {
        return Vec::new();
    };
    let mut parts: Vec<Model> = Vec::new();
    for schema in body
        .schema
        .all_of
        .iter()
        .filter(|part| part.reference.is_some())
    {
        if let Shape::Named(part) = lowering.shape(schema, "")
            && part.kind == TypeKind::Model
            && parts.iter().all(|known| known.name != part.name)
        {
            parts.push(Model::named(part.name, schema.place.clone()));
        }
    }
    parts
}

fn lower_parameter(
    lowering: &mut Lowering<'_>,
    parameter: &Parameter,
    request: &str,
) -> (Field, FieldPlace) {
    let mut schema = parameter.schema.clone();
    schema.description = parameter.description.clone().or(schema.description);
    schema.deprecated |= parameter.deprecated;
    schema.place = parameter.place.clone();
    let field = lowering.field(&parameter.name, &schema, parameter.required, request);
    let field = Field {
        // One that must be sent cannot be absent, whatever its schema says.
        required: parameter.required,
        ..field
    };
    let (goes, style) = (parameter.goes, parameter.style);
    let is_plain = style != Style::Json && is_sendable(&field.shape, goes);
    let is_plain = is_plain && (style == Style::Exploded || !matches!(field.shape, Shape::List(_)));
    if is_exploded_away(&field.shape, goes, style) {
        let message = format!("parameter `{}` is exploded", parameter.name);
        unsupported_parameter(lowering.diagnostics, &parameter.place, message);
    }
    if is_plain {
        (field, FieldPlace::Parameter(goes))
    } else {
        (field, FieldPlace::Styled(goes, style))
    }
}

/// Whether a value would have to be several ones where there is room for one.
fn is_exploded_away(shape: &Shape, goes: ParameterPlace, style: Style) -> bool {
    let is_several = match shape {
        Shape::List(_) => goes == ParameterPlace::Cookie,
        Shape::Map(_) => true,
        Shape::Named(named) => named.kind == TypeKind::Model,
        _ => false,
    };
    is_several && style == Style::Exploded && goes != ParameterPlace::Query
}

/// Whether a value stands where the parameter goes without further ado.
pub(super) fn is_sendable(shape: &Shape, goes: ParameterPlace) -> bool {
    match shape {
        Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean => {
            goes != ParameterPlace::Cookie
        }
        Shape::Named(named) => {
            let is_scalar = !matches!(named.kind, TypeKind::Model | TypeKind::Choice);
            is_scalar && goes != ParameterPlace::Cookie
        }
        Shape::List(item) => {
            goes == ParameterPlace::Query
                && !matches!(**item, Shape::List(_))
                && is_sendable(item, goes)
        }
        Shape::Map(_) | Shape::Any | Shape::Plain | Shape::Bytes | Shape::Upload => false,
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.trim_end_matches('.').chars();
    let first = characters
        .next()
        .map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
