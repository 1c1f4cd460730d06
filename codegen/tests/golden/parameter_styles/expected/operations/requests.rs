// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    self, Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{FindBooksShelf, FindBooksSort, FindBooksTheme, Range, Span};

/// Request to find books.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FindBooks {
    /// A scalar.
    pub shelf: FindBooksShelf,
    /// A list, with commas.
    pub keys: Vec<i64>,
    /// Slashes in it are escaped.
    pub path: String,
    /// One for each.
    pub tag: Option<Vec<String>>,
    /// With commas.
    pub author: Option<Vec<String>>,
    /// With spaces.
    pub word: Option<Vec<String>>,
    /// With `|`.
    pub page: Option<Vec<i64>>,
    /// With names in brackets.
    pub lent: Option<Box<Span>>,
    /// A parameter for each member.
    pub bought: Option<Box<Range>>,
    /// As JSON.
    pub filter: Option<Box<Span>>,
    /// One or several.
    pub sort: Option<FindBooksSort>,
    /// A scalar.
    pub x_trace: Option<i64>,
    /// A list, with commas.
    pub x_fields: Option<Vec<String>>,
    /// A cookie.
    pub session: Option<String>,
    /// Another one.
    pub theme: Option<FindBooksTheme>,
}

impl FindBooks {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(
        shelf: impl Into<FindBooksShelf>,
        keys: impl IntoIterator<Item = i64>,
        path: impl Into<String>,
    ) -> Self {
        Self {
            shelf: shelf.into(),
            keys: keys.into_iter().collect(),
            path: path.into(),
            tag: None,
            author: None,
            word: None,
            page: None,
            lent: None,
            bought: None,
            filter: None,
            sort: None,
            x_trace: None,
            x_fields: None,
            session: None,
            theme: None,
        }
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<FindBooksShelf>) -> Self {
        self.shelf = value.into();
        self
    }

    /// Sets `keys`.
    #[must_use]
    pub fn keys(mut self, value: impl IntoIterator<Item = i64>) -> Self {
        self.keys = value.into_iter().collect();
        self
    }

    /// Adds one to `keys`.
    #[must_use]
    pub fn key(mut self, value: i64) -> Self {
        self.keys.push(value);
        self
    }

    /// Sets `path`.
    #[must_use]
    pub fn path(mut self, value: impl Into<String>) -> Self {
        self.path = value.into();
        self
    }

    /// Sets `tag`.
    #[must_use]
    pub fn tag(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tag = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `author`.
    #[must_use]
    pub fn author(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.author = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `word`.
    #[must_use]
    pub fn word(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.word = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `page`.
    #[must_use]
    pub fn page(mut self, value: impl IntoIterator<Item = i64>) -> Self {
        self.page = Some(value.into_iter().collect());
        self
    }

    /// Sets `lent`.
    #[must_use]
    pub fn lent(mut self, value: impl Into<Span>) -> Self {
        self.lent = Some(Box::new(value.into()));
        self
    }

    /// Sets `bought`.
    #[must_use]
    pub fn bought(mut self, value: impl Into<Range>) -> Self {
        self.bought = Some(Box::new(value.into()));
        self
    }

    /// Sets `filter`.
    #[must_use]
    pub fn filter(mut self, value: impl Into<Span>) -> Self {
        self.filter = Some(Box::new(value.into()));
        self
    }

    /// Sets `sort`.
    #[must_use]
    pub fn sort(mut self, value: impl Into<FindBooksSort>) -> Self {
        self.sort = Some(value.into());
        self
    }

    /// Sets `x_trace`.
    #[must_use]
    pub fn x_trace(mut self, value: i64) -> Self {
        self.x_trace = Some(value);
        self
    }

    /// Sets `x_fields`.
    #[must_use]
    pub fn x_fields(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.x_fields = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `x_fields`.
    #[must_use]
    pub fn x_field(mut self, value: impl Into<String>) -> Self {
        self.x_fields.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `session`.
    #[must_use]
    pub fn session(mut self, value: impl Into<String>) -> Self {
        self.session = Some(value.into());
        self
    }

    /// Sets `theme`.
    #[must_use]
    pub fn theme(mut self, value: impl Into<FindBooksTheme>) -> Self {
        self.theme = Some(value.into());
        self
    }
}

impl Operation for FindBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "find_books",
        Method::Get,
        "/shelves/{shelf}/books/{keys}/{path}",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path_value("shelf", &self.shelf)?;
        request.path_value("keys", &self.keys)?;
        request.path("path", &self.path)?;
        request.query("tag", &self.tag);
        request.query_value("author", operation::Style::Commas, &self.author)?;
        request.query_value("word", operation::Style::Spaces, &self.word)?;
        request.query_value("page", operation::Style::Pipes, &self.page)?;
        request.query_value("lent", operation::Style::Deep, &self.lent)?;
        request.query_value("bought", operation::Style::Exploded, &self.bought)?;
        request.query_value("filter", operation::Style::Json, &self.filter)?;
        request.query_value("sort", operation::Style::Exploded, &self.sort)?;
        request.header("X-Trace", &self.x_trace);
        request.header_value("X-Fields", &self.x_fields)?;
        request.cookie("session", &self.session)?;
        request.cookie("theme", &self.theme)?;
        Ok(())
    }
}
