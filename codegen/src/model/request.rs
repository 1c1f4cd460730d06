//! Requests: what is set on them, and where it goes.

use super::label::{Label, parameters};
use super::lower::Lowering;
use super::{Additional, Field, FieldPlace, Model, Shape, Step, TypeKind, body, docs};
use crate::diagnostics::{Place, Rule};
use crate::openapi::{self, Format, Parameter, ParameterPlace, Style, unsupported_parameter};

/// A request in the making.
#[derive(Default)]
pub(super) struct Request {
    fields: Vec<Field>,
    goes: Vec<FieldPlace>,
    places: Vec<Place>,
    /// What members of the body are that have no name.
    pub(super) additional: Option<Additional>,
}

impl Request {
    pub(super) fn add(&mut self, field: Field, goes: FieldPlace, place: &Place) {
        self.fields.push(field);
        self.goes.push(goes);
        self.places.push(place.clone());
    }
}

/// The request type: its parameters, then what it carries.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    written: &openapi::Operation,
    label: &Label,
) -> (Model, Vec<FieldPlace>) {
    let mut request = Request::default();
    for parameter in &written.parameters {
        let (field, goes) = lower_parameter(lowering, parameter, label);
        request.add(field, goes, &parameter.place);
    }
    let mut description = written.request.description.clone();
    if let Some(body) = &written.body {
        let label = &label.body();
        let said = body::lower(lowering, &mut request, body, label);
        description = description.or(said);
    }
    let Request {
        mut fields,
        goes,
        places,
        additional,
    } = request;
    let sections = goes.iter().map(section);
    let details: Vec<(&str, Place)> = sections.zip(places).collect();
    lowering.finish_fields(&mut fields, &label.key, &written.place, &details);
    let mut text = docs::paragraphs(description.as_deref().unwrap_or_default());
    if text.is_empty() {
        let summary = written.summary.as_deref().unwrap_or(&written.id);
        text = docs::paragraphs(&format!("Request to {}.", lower_first(summary)));
    }
    let model = Model {
        name: label.name.clone(),
        place: written.place.clone(),
        docs: text,
        fields,
        additional,
        answers_only: false,
    };
    (model, goes)
}

/// How the lock file knows what goes there.
const fn section(goes: &FieldPlace) -> &'static str {
    match goes {
        FieldPlace::Parameter(goes) | FieldPlace::Styled(goes, _) => parameters(*goes),
        FieldPlace::Body | FieldPlace::Form(_) | FieldPlace::Part | FieldPlace::File => {
            "/requestBody/properties"
        }
        FieldPlace::WholeBody | FieldPlace::Raw => "/requestBody",
    }
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
    for schema in &body.schema.all_of {
        if let Some(reference) = &schema.reference
            && let Shape::Named(part) = lowering.referenced(reference, &schema.place)
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
    request: &Label,
) -> (Field, FieldPlace) {
    let mut schema = parameter.schema.clone();
    schema.description = parameter.description.clone().or(schema.description);
    schema.deprecated |= parameter.deprecated;
    schema.place = parameter.place.clone();
    let called = schema.name.as_deref().unwrap_or(&parameter.name);
    let label = request.parameter(parameter.goes, &parameter.name, called);
    let field = lowering.field(&parameter.name, &schema, parameter.required, &label);
    let field = Field {
        // One that must be sent cannot be absent, whatever its schema says.
        required: parameter.required,
        ..field
    };
    let (goes, mut style) = (parameter.goes, parameter.style);
    let is_plain = !style.marks_scalars() && is_sendable(&field.shape, goes);
    let is_plain = is_plain && (style == Style::Exploded || !matches!(field.shape, Shape::List(_)));
    if is_exploded_away(&field.shape, goes, style) {
        let message = format!("parameter `{}` is exploded", parameter.name);
        unsupported_parameter(lowering.diagnostics, &parameter.place, message);
    }
    if goes == ParameterPlace::Cookie && style == Style::Exploded {
        // There is room for one value: of a choice it may be a list.
        style = Style::Commas;
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
        Shape::List(_) | Shape::Map(_) => true,
        Shape::Named(named) => named.kind == TypeKind::Model,
        _ => false,
    };
    is_several && style == Style::Exploded && goes == ParameterPlace::Cookie
}

/// Whether a value stands where the parameter goes without further ado.
pub(super) fn is_sendable(shape: &Shape, goes: ParameterPlace) -> bool {
    match shape {
        Shape::Text | Shape::Integer | Shape::Unsigned | Shape::Number | Shape::Boolean => {
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
