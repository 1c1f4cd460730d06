// What this template emits.

/// Where a book stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shelf {
    /// In the upper left corner.
    UpperLeft,
    /// In the lower right corner.
    LowerRight,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Shelf {
    fn from_wire(value: &str) -> Self {
        match value {
            "UPPER_LEFT" => Self::UpperLeft,
            "lower-right" => Self::LowerRight,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::UpperLeft => "UPPER_LEFT",
            Self::LowerRight => "lower-right",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Shelf);

/// How a book is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// It can be read.
    Sound,
    /// At the bookbinder's.
    InRepair,
    /// It cannot be read any more.
    Ruined,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for State {
    fn from_wire(value: &str) -> Self {
        match value {
            "SOUND" => Self::Sound,
            "IN_REPAIR" => Self::InRepair,
            "RUINED" => Self::Ruined,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Sound => "SOUND",
            Self::InRepair => "IN_REPAIR",
            Self::Ruined => "RUINED",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(State);
