//! Parameters as they are written.

use super::document::follow;
use super::loader::{Loaded, Located};
use super::read::ObjectReader;
use super::schema::Schema;
use crate::diagnostics::{Diagnostics, Place, Rule};

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands.
    pub place: Place,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub goes: ParameterPlace,
    /// How lists and objects are written there.
    pub style: Style,
    /// `required`; parameters of the path always are.
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `schema`
    pub schema: Schema,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a list or an object becomes names and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One for each element, one for each member: `form`, exploded.
    Exploded,
    /// All in one, with commas: `form`, or `simple`.
    Commas,
    /// With spaces: `spaceDelimited`.
    Spaces,
    /// With `|`: `pipeDelimited`.
    Pipes,
    /// With the members' names in brackets: `deepObject`.
    Deep,
    /// As JSON: `content` in place of `schema`.
    Json,
}

/// Headers that are the runtime's own; OpenAPI wants such parameters ignored.
const OWN_HEADERS: [&str; 3] = ["accept", "authorization", "content-type"];

pub(super) fn read_parameters(
    loaded: &Loaded,
    reader: &mut ObjectReader<'_, '_>,
) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for found in reader.elements("parameters") {
        if let Some(found) = follow(loaded, found, reader.diagnostics) {
            parameters.extend(read_parameter(found, reader.diagnostics));
        }
    }
    parameters
}

fn read_parameter(found: Located<'_>, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let mut reader = ObjectReader::new(found, diagnostics);
    let place = reader.place().clone();
    let name = reader.required_string("name");
    let goes = match reader.required_string("in").as_str() {
        "path" => ParameterPlace::Path,
        "query" => ParameterPlace::Query,
        "header" if OWN_HEADERS.contains(&name.to_lowercase().as_str()) => return None,
        "header" => ParameterPlace::Header,
        "cookie" => ParameterPlace::Cookie,
        "" => return None,
        other => {
            let message = format!("parameter `{name}` goes into `{other}`");
            unsupported_parameter(reader.diagnostics, &place, message);
            return None;
        }
    };
    let (schema, style) = match read_content(&mut reader) {
        Some(schema) => (schema, Style::Json),
        None => {
            reader.require("schema");
            let schema = Schema::read(reader.child("schema")?, reader.diagnostics);
            (schema, read_style(&mut reader, goes, &name))
        }
    };
    let parameter = Parameter {
        name,
        goes,
        style,
        required: reader.boolean("required") || goes == ParameterPlace::Path,
        description: reader.string("description"),
        deprecated: reader.boolean("deprecated"),
        schema,
        place,
    };
    reader.finish(&["example", "examples", "allowEmptyValue", "allowReserved"]);
    Some(parameter)
}

/// The schema of a parameter that is written as a document of its own: as JSON.
fn read_content(reader: &mut ObjectReader<'_, '_>) -> Option<Schema> {
    let (_, media) = reader.children("content").into_iter().next()?;
    let mut media = ObjectReader::new(media, reader.diagnostics);
    let schema = media.child("schema");
    let place = media.place().clone();
    let schema = schema.map(|schema| Schema::read(schema, media.diagnostics));
    media.finish(&["example", "examples", "encoding"]);
    Some(schema.unwrap_or_else(|| Schema::any(place)))
}

fn read_style(reader: &mut ObjectReader<'_, '_>, goes: ParameterPlace, name: &str) -> Style {
    let usual = match goes {
        ParameterPlace::Query | ParameterPlace::Cookie => "form",
        ParameterPlace::Path | ParameterPlace::Header => "simple",
    };
    let style = reader.string("style");
    let style = style.as_deref().unwrap_or(usual);
    let is_exploded = match reader.child("explode") {
        Some(_) => reader.boolean("explode"),
        None => style == "form",
    };
    if goes == ParameterPlace::Query || style == usual {
        match style_of(style, is_exploded) {
            Some(style) => return style,
            // Lists and scalars are written as they are otherwise.
            None if style == "simple" => return Style::Exploded,
            None => {}
        }
    }
    let place = reader.place().clone();
    let message = format!("parameter `{name}` has the style `{style}`");
    unsupported_parameter(reader.diagnostics, &place, message);
    Style::Commas
}

/// What a style is called here; none if it is not supported.
pub(super) fn style_of(style: &str, is_exploded: bool) -> Option<Style> {
    Some(match style {
        "form" | "spaceDelimited" | "pipeDelimited" if is_exploded => Style::Exploded,
        "form" | "simple" if !is_exploded => Style::Commas,
        "spaceDelimited" => Style::Spaces,
        "pipeDelimited" => Style::Pipes,
        "deepObject" => Style::Deep,
        _ => return None,
    })
}

/// Reports a parameter that cannot be sent as it should be.
pub(crate) fn unsupported_parameter(
    diagnostics: &mut Diagnostics,
    place: &Place,
    message: impl Into<String>,
) {
    diagnostics.error(
        Rule::UnsupportedParameter,
        place,
        format!("{}, which is not supported", message.into()),
        "use path (`simple`), query (`form`, `spaceDelimited`, `pipeDelimited`, `deepObject`), \
         header or cookie",
    );
}
