// What this template emits.

/// What somebody owes, in cents or in words.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fees {
    /// A number.
    Integer(i64),
    /// A string.
    Text(String),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Fees {
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

impl json::Encode for Fees {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Fees);

impl From<i64> for Fees {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<String> for Fees {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Fees {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
