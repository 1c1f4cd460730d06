// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};

/// What keywords say is put into words.
///
/// In public preview: it may change.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Search {
    /// What to find.
    ///
    /// 1 to 1,000 characters. Matches `` ^[^`]+$ ``.
    pub text: Option<String>,
    /// Code of a language.
    ///
    /// Default: `"en"`.
    pub language: Option<String>,
    /// How many books to find.
    ///
    /// From 1 to 25. Default: `20`.
    pub limit: Option<i64>,
    /// What a book costs at most.
    ///
    /// More than 0.
    pub price: Option<f64>,
    /// Where to look.
    ///
    /// At most 1 element.
    pub shelves: Option<Vec<String>>,
    /// What to look for.
    ///
    /// At least 2 entries.
    pub tags: Option<BTreeMap<String, String>>,
    /// How many books there are.
    ///
    /// Set by the service only.
    pub count: Option<i64>,
    /// Use `limit`.
    ///
    /// **Deprecated.**
    pub page: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Search {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `text`.
    #[must_use]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        self.text = Some(value.into());
        self
    }

    /// Sets `language`.
    #[must_use]
    pub fn language(mut self, value: impl Into<String>) -> Self {
        self.language = Some(value.into());
        self
    }

    /// Sets `limit`.
    #[must_use]
    pub fn limit(mut self, value: i64) -> Self {
        self.limit = Some(value);
        self
    }

    /// Sets `price`.
    #[must_use]
    pub fn price(mut self, value: f64) -> Self {
        self.price = Some(value);
        self
    }

    /// Sets `shelves`.
    #[must_use]
    pub fn shelves(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.shelves = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `shelves`.
    #[must_use]
    pub fn shelve(mut self, value: impl Into<String>) -> Self {
        self.shelves.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `tags`.
    #[must_use]
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.tags = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `tags`.
    #[must_use]
    pub fn tag(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// Sets `count`.
    #[must_use]
    pub fn count(mut self, value: i64) -> Self {
        self.count = Some(value);
        self
    }

    /// Sets `page`.
    #[must_use]
    pub fn page(mut self, value: i64) -> Self {
        self.page = Some(value);
        self
    }
}

impl Model for Search {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Search"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "text" => value.read(&mut self.text),
            "language" => value.read(&mut self.language),
            "limit" => value.read(&mut self.limit),
            "price" => value.read(&mut self.price),
            "shelves" => value.read(&mut self.shelves),
            "tags" => value.read(&mut self.tags),
            "count" => value.read(&mut self.count),
            "page" => value.read(&mut self.page),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("text", &self.text);
        object.member("language", &self.language);
        object.member("limit", &self.limit);
        object.member("price", &self.price);
        object.member("shelves", &self.shelves);
        object.member("tags", &self.tags);
        object.member("count", &self.count);
        object.member("page", &self.page);
        object.extra(&self.extra);
    }
}

json::impl_model!(Search);
