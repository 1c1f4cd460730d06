// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, OpenEnum, UnknownValue};

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
