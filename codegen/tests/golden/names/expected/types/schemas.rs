// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};

/// A name that generated code uses itself, as far as Rust goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueType(pub String);

json::impl_string_id!(ValueType);

/// Members whose names are none in Rust.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StrangeName {
    /// A word of the language.
    pub r#type: String,
    /// Not even a name with `r#`.
    pub self_: String,
    /// A word of the language since 2024.
    pub r#gen: Option<String>,
    /// In another style.
    pub book_id: Option<i64>,
    /// Begins with a digit.
    pub field_3d_model: Option<bool>,
    /// A name that generated code uses itself, as far as Rust goes.
    pub ref_like: Option<ValueType>,
    /// Its singular is `new`, which is taken.
    pub news: Option<Vec<String>>,
    /// Renamed; `extra` is taken.
    pub extra_text: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl StrangeName {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(r#type: impl Into<String>, self_: impl Into<String>) -> Self {
        Self {
            r#type: r#type.into(),
            self_: self_.into(),
            r#gen: None,
            book_id: None,
            field_3d_model: None,
            ref_like: None,
            news: None,
            extra_text: None,
            extra: Extra::default(),
        }
    }

    /// Sets `type`.
    #[must_use]
    pub fn r#type(mut self, value: impl Into<String>) -> Self {
        self.r#type = value.into();
        self
    }

    /// Sets `self_`.
    #[must_use]
    pub fn self_(mut self, value: impl Into<String>) -> Self {
        self.self_ = value.into();
        self
    }

    /// Sets `gen`.
    #[must_use]
    pub fn r#gen(mut self, value: impl Into<String>) -> Self {
        self.r#gen = Some(value.into());
        self
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: i64) -> Self {
        self.book_id = Some(value);
        self
    }

    /// Sets `field_3d_model`.
    #[must_use]
    pub fn field_3d_model(mut self, value: bool) -> Self {
        self.field_3d_model = Some(value);
        self
    }

    /// Sets `ref_like`.
    #[must_use]
    pub fn ref_like(mut self, value: impl Into<ValueType>) -> Self {
        self.ref_like = Some(value.into());
        self
    }

    /// Sets `news`.
    #[must_use]
    pub fn news(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.news = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `extra_text`.
    #[must_use]
    pub fn extra_text(mut self, value: impl Into<String>) -> Self {
        self.extra_text = Some(value.into());
        self
    }
}

impl Model for StrangeName {
    fn empty() -> Self {
        Self {
            r#type: Decode::empty(),
            self_: Decode::empty(),
            r#gen: None,
            book_id: None,
            field_3d_model: None,
            ref_like: None,
            news: None,
            extra_text: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "StrangeName"
    }

    fn required(&self) -> &'static [&'static str] {
        &["type", "self"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "type" => value.read(&mut self.r#type),
            "self" => value.read(&mut self.self_),
            "gen" => value.read(&mut self.r#gen),
            "bookId" => value.read(&mut self.book_id),
            "3d-model" => value.read(&mut self.field_3d_model),
            "$ref-like" => value.read(&mut self.ref_like),
            "news" => value.read(&mut self.news),
            "extra" => value.read(&mut self.extra_text),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("type", &self.r#type);
        object.member("self", &self.self_);
        object.member("gen", &self.r#gen);
        object.member("bookId", &self.book_id);
        object.member("3d-model", &self.field_3d_model);
        object.member("$ref-like", &self.ref_like);
        object.member("news", &self.news);
        object.member("extra", &self.extra_text);
        object.extra(&self.extra);
    }
}

json::impl_model!(StrangeName);
