//! Bodies and answers as they are written.

use super::document::follow;
use super::loader::Loaded;
use super::located::Located;
use super::parameter::{Style, is_exploded, style_of};
use super::read::ObjectReader;
use super::schema::Schema;
use crate::diagnostics::{Diagnostics, Place};

/// What a request carries.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where it stands.
    pub place: Place,
    /// Whether the document says in so many words that it may be left out.
    pub optional: bool,
    /// What it is.
    pub content: Content,
    /// What is said of members of a form.
    pub encodings: Vec<Encoding>,
}

/// How a member of a form is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// Where that is said.
    pub place: Place,
    /// The member.
    pub member: String,
    /// `style` and `explode`
    pub style: Option<Style>,
    /// `contentType`: the media types that it may have.
    pub media: Option<String>,
}

/// What an operation answers in success.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What it may be, by status.
    pub contents: Vec<Content>,
    /// Whether some success has no content.
    pub may_be_empty: bool,
}

/// A body or an answer.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its media type, without parameters.
    pub media: String,
    /// Other media types in which it is offered, written in the same way.
    pub others: Vec<String>,
    /// How it is written.
    pub format: Format,
    /// What it holds; anything if nothing is said.
    pub schema: Schema,
}

/// How a body or an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As JSON.
    Json,
    /// As an HTML form is sent: `application/x-www-form-urlencoded`.
    Form,
    /// As an HTML form is sent that uploads files: `multipart/form-data`.
    Parts,
    /// As text that is no JSON.
    Text,
    /// As bytes.
    Bytes,
}

impl Format {
    /// How a media type is written.
    pub(super) fn of(media: &str, schema: &Schema) -> Self {
        let is_text = [
            "xml", "yaml", "ndjson", "jsonl", "json-seq", "csv", "jwt", "graphql",
        ];
        match media {
            "*/*" | "application/*" if schema.format.as_deref() == Some("binary") => Self::Bytes,
            "*/*" | "application/*" => Self::Json,
            _ if media.ends_with("/json") || media.ends_with("+json") => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            _ if media.starts_with("multipart/") => Self::Parts,
            _ if media.starts_with("text/") => Self::Text,
            _ if is_text.iter().any(|end| media.ends_with(end)) => Self::Text,
            _ => Self::Bytes,
        }
    }
}

pub(super) fn read_body(
    loaded: &Loaded,
    body: Located<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    let body = follow(loaded, body, diagnostics)?;
    let mut reader = ObjectReader::new(body, diagnostics);
    let place = reader.place().clone();
    let optional = reader.has("required") && !reader.boolean("required");
    let (content, encodings) = read_content(&mut reader)?;
    reader.finish(&["description", "required"]);
    Some(Body {
        place,
        optional,
        content,
        encodings,
    })
}

/// What successes look like; errors look alike for all operations.
pub(super) fn read_answer(loaded: &Loaded, reader: &mut ObjectReader<'_, '_>) -> Answer {
    let responses = reader.children("responses");
    let is_success = |status: &str| status.starts_with('2');
    let has_success = responses.iter().any(|(status, _)| is_success(status));
    let mut answer = Answer::default();
    for (status, response) in responses {
        if !is_success(status) && (has_success || status != "default") {
            continue;
        }
        let Some(response) = follow(loaded, response, reader.diagnostics) else {
            continue;
        };
        let mut reader = ObjectReader::new(response, reader.diagnostics);
        match read_content(&mut reader) {
            // Whatever is said of it, such an answer has no content.
            Some(_) if matches!(status, "204" | "205") => answer.may_be_empty = true,
            Some((content, _)) => answer.contents.push(content),
            None => answer.may_be_empty = true,
        }
        reader.finish(&["description", "headers", "links"]);
    }
    answer
}

/// JSON if it is offered, else what is offered first; none if nothing is.
fn read_content(reader: &mut ObjectReader<'_, '_>) -> Option<(Content, Vec<Encoding>)> {
    let mut read = Vec::new();
    for (media, found) in reader.children("content") {
        let media = media_type(media);
        let mut reader = ObjectReader::new(found, reader.diagnostics);
        let place = reader.place().clone();
        let schema = reader.child("schema");
        let schema = schema.map(|schema| Schema::read(schema, reader.diagnostics));
        let schema = schema.unwrap_or_else(|| Schema::any(place));
        let encodings = read_encodings(&mut reader);
        reader.finish(&["example", "examples", "itemSchema"]);
        let content = Content {
            format: Format::of(&media, &schema),
            media,
            others: Vec::new(),
            schema,
        };
        read.push((content, encodings));
    }
    let plain = |(content, _): &(Content, _)| content.media == "application/json";
    let json = |(content, _): &(Content, _)| content.format == Format::Json;
    let chosen = read
        .iter()
        .position(plain)
        .or_else(|| read.iter().position(json));
    let (mut chosen, encodings) = read.get(chosen.unwrap_or(0))?.clone();
    let others = read.into_iter().map(|(other, _)| other);
    let others =
        others.filter(|other| other.format == chosen.format && other.media != chosen.media);
    chosen.others = others.map(|other| other.media).collect();
    Some((chosen, encodings))
}

/// A media type without its parameters.
pub(super) fn media_type(text: &str) -> String {
    let media = text.split(';').next().unwrap_or_default();
    media.trim().to_lowercase()
}

/// `encoding`: how members of a form are written.
fn read_encodings(reader: &mut ObjectReader<'_, '_>) -> Vec<Encoding> {
    let mut encodings = Vec::new();
    for (member, found) in reader.children("encoding") {
        let mut reader = ObjectReader::new(found, reader.diagnostics);
        let style = reader.string("style");
        let is_said = style.is_some() || reader.has("explode");
        let style = style.unwrap_or_else(|| "form".to_owned());
        let is_exploded = is_exploded(&mut reader, &style);
        encodings.push(Encoding {
            place: reader.place().clone(),
            member: member.to_owned(),
            style: style_of(&style, is_exploded).filter(|_| is_said),
            media: reader.string("contentType").map(|media| media_type(&media)),
        });
        reader.finish(&["headers", "explode", "allowReserved"]);
    }
    encodings
}
