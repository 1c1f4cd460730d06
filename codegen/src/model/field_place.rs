//! Where the fields of a request go.

use std::fmt;

use crate::openapi::{ParameterPlace, Style};

/// Where a field of a request goes. `Display` tells it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPlace {
    /// The path, the query or a header, as a scalar or repeated.
    Parameter(ParameterPlace),
    /// The same, written in a style.
    Styled(ParameterPlace, Style),
    /// A member of the JSON body.
    Body,
    /// The JSON body itself.
    WholeBody,
    /// A member of a form.
    Form(Style),
    /// A member of a form that uploads files.
    Part,
    /// Files of such a form.
    File,
    /// The body itself, which is no JSON.
    Raw,
}

impl fmt::Display for FieldPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parameter(place) | Self::Styled(place, _) => match place {
                ParameterPlace::Path => "the path",
                ParameterPlace::Query => "the query",
                ParameterPlace::Header => "a header",
                ParameterPlace::Cookie => "a cookie",
            },
            Self::Body => "the body",
            Self::WholeBody | Self::Raw => "the whole body",
            Self::Form(_) | Self::Part | Self::File => "a form",
        })
    }
}
