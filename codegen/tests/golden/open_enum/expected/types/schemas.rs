// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, OpenEnum, ReadError, Reader, UnknownValue, Value};

/// Where a book stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shelf {
    /// In the upper left corner.
    UpperLeft,
    /// `lowerRight`
    LowerRight,
    /// `2nd-floor`
    Value2ndFloor,
    /// `in transit`
    InTransit,
    /// Nobody knows, the service least of all.
    Unknown,
    /// `unknown_value`
    UnknownValueValue,
    /// `self`
    SelfValue,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Shelf {
    fn from_wire(value: &str) -> Self {
        match value {
            "UPPER_LEFT" => Self::UpperLeft,
            "lowerRight" => Self::LowerRight,
            "2nd-floor" => Self::Value2ndFloor,
            "in transit" => Self::InTransit,
            "UNKNOWN" => Self::Unknown,
            "unknown_value" => Self::UnknownValueValue,
            "self" => Self::SelfValue,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::UpperLeft => "UPPER_LEFT",
            Self::LowerRight => "lowerRight",
            Self::Value2ndFloor => "2nd-floor",
            Self::InTransit => "in transit",
            Self::Unknown => "UNKNOWN",
            Self::UnknownValueValue => "unknown_value",
            Self::SelfValue => "self",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Shelf);

/// How large a book is, described in the order of its values, as others do.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Size {
    /// A string.
    Text(SizeText),
    /// A number.
    Integer(i64),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Size {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::String) => Self::Text(value.take()?),
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for Size {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Size);

impl From<SizeText> for Size {
    fn from(value: SizeText) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Size {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Size {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}

impl From<i64> for Size {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

/// `SizeText` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SizeText {
    /// Small.
    S,
    /// `M`
    M,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for SizeText {
    fn from_wire(value: &str) -> Self {
        match value {
            "S" => Self::S,
            "M" => Self::M,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::S => "S",
            Self::M => "M",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(SizeText);

/// How good a book is, in words or as a number.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Grade {
    /// A number.
    Integer(i64),
    /// A string.
    Text(GradeText),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Grade {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            Some(json::Kind::String) => Self::Text(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for Grade {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Grade);

impl From<i64> for Grade {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<GradeText> for Grade {
    fn from(value: GradeText) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Grade {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Grade {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}

/// `GradeText` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GradeText {
    /// `A+`
    Excellent,
    /// `-`
    Nothing,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for GradeText {
    fn from_wire(value: &str) -> Self {
        match value {
            "A+" => Self::Excellent,
            "-" => Self::Nothing,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Excellent => "A+",
            Self::Nothing => "-",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(GradeText);

/// How two numbers compare; signs have no letters to make a name of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sign {
    /// `<`
    Less,
    /// `=`
    Equal,
    /// `>`
    Greater,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Sign {
    fn from_wire(value: &str) -> Self {
        match value {
            "<" => Self::Less,
            "=" => Self::Equal,
            ">" => Self::Greater,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Less => "<",
            Self::Equal => "=",
            Self::Greater => ">",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Sign);
