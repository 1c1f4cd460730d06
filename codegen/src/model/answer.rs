//! Answers.

use super::Shape;
use super::form::Form;
use super::label::Label;
use super::lower::Lowering;
use crate::diagnostics::Rule;
use crate::openapi::{self, AdditionalProperties, Content, Format, Method, Schema, SchemaType};

/// What a service answers.
#[derive(Default)]
pub(super) struct Answer {
    /// Its type; nothing if none.
    pub(super) shape: Option<Shape>,
    /// Whether some success has no content, or is null.
    pub(super) may_be_empty: bool,
    /// Media types to ask for, in place of JSON.
    pub(super) accept: Option<String>,
}

/// What the service answers.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    written: &openapi::Operation,
    request: &Label,
) -> Answer {
    let contents = &written.answer.contents;
    if written.method == Method::Head || contents.is_empty() {
        return Answer::default();
    }
    let is_json = |content: &&Content| content.format == Format::Json;
    let (json, others): (Vec<&Content>, Vec<&Content>) = contents.iter().partition(is_json);
    if json.is_empty() {
        return not_json(contents, written.answer.may_be_empty);
    }
    for other in others {
        lowering.diagnostics.error(
            Rule::UnsupportedAnswer,
            &other.schema.place,
            format!(
                "a success of type `{}` is not supported beside one of JSON",
                other.media
            ),
            "describe all successes as JSON, or none of them",
        );
    }
    let mut schemas: Vec<&Schema> = Vec::new();
    for Content { schema, .. } in &json {
        let is_known = |known: &&Schema| {
            known.place == schema.place
                || (known.reference.is_some() && known.reference == schema.reference)
        };
        if !is_empty(lowering, schema) && !schemas.iter().any(is_known) {
            schemas.push(schema);
        }
    }
    let label = request.answer();
    let shape = match schemas.as_slice() {
        [] => None,
        [only] => Some(lowering.shape(only, &label)),
        [first, ..] => {
            let several = schemas.iter().copied().cloned().collect();
            let choice = Schema::choice(first.place.clone(), several);
            Some(lowering.shape(&choice, &label))
        }
    };
    let mut may_be_empty = written.answer.may_be_empty;
    for schema in &schemas {
        may_be_empty |= shape != Some(Shape::Any) && lowering.is_nullable(schema);
    }
    // What is read on from answer to answer has an answer each time.
    let goes_on =
        written.pagination.is_some() || written.continuation.is_some() || written.wait.is_some();
    let is_plain =
        |content: &&Content| content.media == "application/json" || content.media.contains('*');
    let accept = (!json.iter().any(is_plain)).then(|| medias(&json));
    Answer {
        may_be_empty: shape.is_some() && may_be_empty && !goes_on,
        shape,
        accept,
    }
}

/// Text if nothing else is to be expected, else bytes.
fn not_json(contents: &[Content], may_be_empty: bool) -> Answer {
    let all: Vec<&Content> = contents.iter().collect();
    let is_text = all.iter().all(|content| content.format == Format::Text);
    Answer {
        shape: Some(if is_text { Shape::Plain } else { Shape::Bytes }),
        may_be_empty,
        accept: Some(medias(&all)),
    }
}

fn medias(contents: &[&Content]) -> String {
    let mut medias: Vec<&str> = Vec::new();
    for content in contents {
        for media in [&content.media].into_iter().chain(&content.others) {
            if !medias.contains(&media.as_str()) {
                medias.push(media);
            }
        }
    }
    medias.join(", ")
}

/// Whether an answer is an object without any property.
fn is_empty(lowering: &mut Lowering<'_>, schema: &Schema) -> bool {
    let is_closed = !matches!(schema.additional_properties, AdditionalProperties::Any);
    schema.reference.is_none()
        && schema.kind == Some(SchemaType::Object)
        && is_closed
        && matches!(lowering.form(schema, false), Form::Map(None))
}
