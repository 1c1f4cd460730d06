//! What requests carry.

use super::form::Form;
use super::label::Label;
use super::lower::Lowering;
use super::request::Request;
use super::{Field, FieldPlace, Shape, TypeKind, docs, names};
use crate::diagnostics::Rule;
use crate::openapi::{AdditionalProperties, Body, Encoding, Format, Schema, Style};

/// The media type of a body, where it is not the one that goes without saying.
pub(super) fn media(body: &Body) -> Option<String> {
    let media = &body.content.media;
    match body.content.format {
        Format::Json if media == "application/json" || media.contains('*') => None,
        // Where nothing is said, a service may take such text for any encoding.
        Format::Text if media.starts_with("text/") => Some(format!("{media}; charset=utf-8")),
        Format::Json | Format::Text => Some(media.clone()),
        Format::Bytes if media.contains('*') => Some("application/octet-stream".to_owned()),
        Format::Bytes => Some(media.clone()),
        Format::Form | Format::Parts => None,
    }
}

/// What a request carries; gives what is said of it.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    request: &mut Request,
    body: &Body,
    label: &Label,
) -> Option<String> {
    match body.content.format {
        Format::Json => return lower_json(lowering, request, body, label),
        Format::Form => lower_form(lowering, request, body, label),
        Format::Parts => lower_in_parts(lowering, request, body, label),
        Format::Text => lower_raw(lowering, request, body, label, Shape::Text),
        Format::Bytes => lower_raw(lowering, request, body, label, Shape::Bytes),
    }
    None
}

/// A JSON body: its members if it is described in place, else as a whole. Gives what is said of it.
fn lower_json(
    lowering: &mut Lowering<'_>,
    request: &mut Request,
    body: &Body,
    label: &Label,
) -> Option<String> {
    let schema = &body.content.schema;
    if schema.reference.is_none() && matches!(lowering.form(schema, false), Form::Model) {
        lower_members(lowering, request, schema, label, |_, _| FieldPlace::Body);
        request.additional = lowering.additional(schema, label);
        return schema.description.clone();
    }
    let field = lowering.field("body", schema, true, &whole(label, schema));
    let field = Field {
        // A body that may be null is sent all the same.
        required: !body.optional,
        ..field
    };
    request.add(field, FieldPlace::WholeBody, &schema.place);
    None
}

/// What the type of a body is called that is sent as a whole.
fn whole(label: &Label, schema: &Schema) -> Label {
    let called = schema.name.as_deref().unwrap_or("body");
    label.named(format!("{}{}", label.name, names::type_name(called)))
}

/// The members of an object, each as a field.
fn lower_members(
    lowering: &mut Lowering<'_>,
    request: &mut Request,
    schema: &Schema,
    label: &Label,
    mut goes: impl FnMut(&mut Field, &Schema) -> FieldPlace,
) {
    let members = lowering.members(schema);
    let fields = lowering.member_fields(&members, label);
    for (mut field, member) in fields.into_iter().zip(&members.properties) {
        let goes = goes(&mut field, &member.schema);
        request.add(field, goes, &member.schema.place);
    }
}

/// A form: a name and a value for each member.
fn lower_form(lowering: &mut Lowering<'_>, request: &mut Request, body: &Body, label: &Label) {
    let schema = lowering.settled(&body.content.schema);
    if matches!(lowering.form(&schema, false), Form::Model) {
        check_named(lowering, &schema);
        lower_members(lowering, request, &schema, label, |field, _| {
            let mut said = body.encodings.iter();
            let said = said.find(|encoding| encoding.member == field.wire);
            let style = said.and_then(|encoding| match &encoding.media {
                _ if encoding.style.is_some() => encoding.style,
                Some(media) if media.contains("json") => Some(Style::Json),
                _ => None,
            });
            FieldPlace::Form(style.unwrap_or_else(|| form_style(&field.shape)))
        });
    } else {
        let field = lowering.field("body", &schema, true, &whole(label, &schema));
        let field = Field {
            required: !body.optional,
            ..field
        };
        request.add(field, FieldPlace::Form(Style::Exploded), &schema.place);
    }
}

/// Of a form with properties, only these are sent.
fn check_named(lowering: &mut Lowering<'_>, form: &Schema) {
    for part in lowering.parts(form) {
        let place = match &part.schema.additional_properties {
            AdditionalProperties::Of(schema) => &schema.place,
            AdditionalProperties::Any => &part.schema.place,
            AdditionalProperties::Unsaid | AdditionalProperties::None => continue,
        };
        lowering.diagnostics.warning(
            Rule::UnsentMembers,
            place,
            "of a form, members that have no name here cannot be sent beside those that have one",
            "describe those that are needed as `properties`, and take `additionalProperties` out",
        );
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
fn lower_in_parts(lowering: &mut Lowering<'_>, request: &mut Request, body: &Body, label: &Label) {
    let schema = lowering.settled(&body.content.schema);
    let media = &body.content.media;
    let is_form = media == "multipart/form-data" || media.contains('*');
    if !is_form || !matches!(lowering.form(&schema, false), Form::Model) {
        let message = if is_form {
            format!("a body of type `{media}` is no form with properties")
        } else {
            format!("a body of type `{media}` is not supported, for its parts have no names")
        };
        lowering.diagnostics.error(
            Rule::UnsupportedContent,
            &body.content.schema.place,
            message,
            "use `multipart/form-data`, and describe its parts as `properties`",
        );
        return;
    }
    check_named(lowering, &schema);
    let mut unsent = Vec::new();
    lower_members(lowering, request, &schema, label, |field, schema| {
        let mut said = body.encodings.iter();
        let said = said.find(|encoding| encoding.member == field.wire);
        let media = said.and_then(|encoding| encoding.media.as_ref());
        // Of several, the user knows which it is.
        field.media = media.filter(|media| !media.contains(['*', ','])).cloned();
        let odd = said.filter(|encoding| is_odd(encoding));
        let (shape, schema) = match &mut field.shape {
            Shape::List(item) => (&mut **item, schema.items.as_deref()),
            shape => (shape, Some(schema)),
        };
        let is_file = match shape {
            Shape::Text => odd.is_some() || schema.is_some_and(is_file),
            // Of what has no type, the media type is all that is said.
            Shape::Any => odd.is_some(),
            _ => false,
        };
        if is_file {
            *shape = Shape::Upload;
            return FieldPlace::File;
        }
        unsent.extend(odd);
        FieldPlace::Part
    });
    for Encoding {
        place,
        member,
        media,
        ..
    } in unsent
    {
        let media = media.as_deref().unwrap_or_default();
        lowering.diagnostics.error(
            Rule::UnsupportedContent,
            place,
            format!("part `{member}` is written as `{media}`, which is not supported"),
            "use JSON or text, or make it a file: `{type: string, format: binary}`",
        );
    }
}

/// Whether a part is written in another way than objects and scalars are: as JSON, and as text. Only
/// files are of any media type, whose content whoever sends it has as text or bytes already.
fn is_odd(encoding: &Encoding) -> bool {
    let is_sent = |media: &String| ["json", "text/"].iter().any(|one| media.contains(one));
    encoding.media.as_ref().is_some_and(|media| !is_sent(media))
}

fn is_file(schema: &Schema) -> bool {
    schema.format.as_deref() == Some("binary")
}

/// A body that is no JSON.
fn lower_raw(
    lowering: &mut Lowering<'_>,
    request: &mut Request,
    body: &Body,
    label: &Label,
    shape: Shape,
) {
    let field = Field {
        shape,
        docs: docs::paragraphs(&format!("The body, of type `{}`.", body.content.media)),
        ..lowering.field("body", &Schema::any(body.place.clone()), true, label)
    };
    let field = Field {
        required: !body.optional,
        ..field
    };
    request.add(field, FieldPlace::Raw, &body.place);
}
