//! JSON text whose members stand in the order in which they are given.

/// A value.
#[derive(Clone, Debug)]
pub(crate) struct Json(String);

impl Json {
    /// The values of an array.
    pub(crate) fn array<T: Into<Self>>(elements: impl IntoIterator<Item = T>) -> Self {
        let elements: Vec<String> = elements
            .into_iter()
            .map(|element| element.into().0)
            .collect();
        Self(format!("[{}]", elements.join(",")))
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self(serde_json::Value::from(text).to_string())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self(value.to_string())
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self(format!("{{{}}}", object.0))
    }
}

/// An object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The same, with one member more.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push_str(&format!("\"{name}\":{}", value.into().0));
        self
    }
}
