//! Parameters as they are written.

use super::content::{Format, media_type};
use super::document::follow;
use super::loader::Loaded;
use super::located::Located;
use super::read::ObjectReader;
use super::schema::{Schema, SchemaType};
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
    /// All in one, with commas, and members with `=`: `simple`, exploded.
    Pairs,
    /// All in one after a dot, with commas: `label`.
    Label,
    /// Each after a dot: `label`, exploded.
    Labels,
    /// All in one after a semicolon and the name, with commas: `matrix`.
    Matrix,
    /// Each after a semicolon and its name: `matrix`, exploded.
    Matrices,
}

impl Style {
    /// Whether even a scalar is written in a way of its own.
    pub(crate) const fn marks_scalars(self) -> bool {
        matches!(
            self,
            Self::Json | Self::Label | Self::Labels | Self::Matrix | Self::Matrices
        )
    }
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
    let is_token = |sign: char| sign.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(sign);
    if goes == ParameterPlace::Header && !name.chars().all(is_token) {
        let message = format!("parameter `{name}` goes into a header, which cannot have that name");
        unsupported_parameter(reader.diagnostics, &place, message);
    }
    let (schema, style) = match read_content(&mut reader, &name) {
        Some(found) => found,
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
        description: reader.prose("description"),
        deprecated: reader.boolean("deprecated"),
        schema,
        place,
    };
    reader.finish(&["example", "examples", "allowEmptyValue", "allowReserved"]);
    Some(parameter)
}

/// The schema of a parameter that is written as a document of its own: as JSON, or as text.
fn read_content(reader: &mut ObjectReader<'_, '_>, name: &str) -> Option<(Schema, Style)> {
    let (media, found) = reader.children("content").into_iter().next()?;
    let mut content = ObjectReader::new(found, reader.diagnostics);
    let schema = content.child("schema");
    let place = content.place().clone();
    let schema = schema.map(|schema| Schema::read(schema, content.diagnostics));
    let schema = schema.unwrap_or_else(|| Schema::any(place.clone()));
    let style = match Format::of(&media_type(media), &schema) {
        Format::Json => Style::Json,
        Format::Text if !matches!(schema.kind, Some(SchemaType::Array | SchemaType::Object)) => {
            Style::Commas
        }
        _ => {
            let message = format!("parameter `{name}` is written as `{media}`");
            unsupported_parameter(content.diagnostics, &place, message);
            Style::Json
        }
    };
    content.finish(&["example", "examples", "encoding"]);
    Some((schema, style))
}

fn read_style(reader: &mut ObjectReader<'_, '_>, goes: ParameterPlace, name: &str) -> Style {
    let usual = match goes {
        ParameterPlace::Query | ParameterPlace::Cookie => "form",
        ParameterPlace::Path | ParameterPlace::Header => "simple",
    };
    let style = reader.string("style");
    let style = style.as_deref().unwrap_or(usual);
    let is_exploded = is_exploded(reader, style);
    let is_at_home = match style {
        "label" | "matrix" => goes == ParameterPlace::Path,
        "simple" => matches!(goes, ParameterPlace::Path | ParameterPlace::Header),
        "form" => matches!(goes, ParameterPlace::Query | ParameterPlace::Cookie),
        _ => goes == ParameterPlace::Query,
    };
    if let Some(style) = style_of(style, is_exploded).filter(|_| is_at_home) {
        return style;
    }
    let place = reader.place().clone();
    let message = format!("parameter `{name}` has the style `{style}`");
    unsupported_parameter(reader.diagnostics, &place, message);
    Style::Commas
}

/// Whether a list or an object in this style becomes one value for each of what it holds.
pub(super) fn is_exploded(reader: &mut ObjectReader<'_, '_>, style: &str) -> bool {
    if reader.has("explode") {
        reader.boolean("explode")
    } else {
        style == "form"
    }
}

/// What a style is called here; none if it is not supported.
pub(super) fn style_of(style: &str, is_exploded: bool) -> Option<Style> {
    Some(match style {
        "form" | "spaceDelimited" | "pipeDelimited" if is_exploded => Style::Exploded,
        "form" | "simple" if !is_exploded => Style::Commas,
        "spaceDelimited" => Style::Spaces,
        "pipeDelimited" => Style::Pipes,
        "deepObject" => Style::Deep,
        "simple" => Style::Pairs,
        "label" if is_exploded => Style::Labels,
        "label" => Style::Label,
        "matrix" if is_exploded => Style::Matrices,
        "matrix" => Style::Matrix,
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
        "use path (`simple`, `label`, `matrix`), query (`form`, `spaceDelimited`, \
         `pipeDelimited`, `deepObject`), header (`simple`) or cookie (`form`)",
    );
}
