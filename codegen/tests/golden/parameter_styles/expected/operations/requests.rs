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
    /// An object, with commas.
    pub dates: Option<Box<Range>>,
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
            dates: None,
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

    /// Sets `dates`.
    #[must_use]
    pub fn dates(mut self, value: impl Into<Range>) -> Self {
        self.dates = Some(Box::new(value.into()));
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
        request.path_value("shelf", operation::Style::Commas, &self.shelf)?;
        request.path_value("keys", operation::Style::Commas, &self.keys)?;
        request.path("path", &self.path)?;
        request.query("tag", &self.tag);
        request.query_value("author", operation::Style::Commas, &self.author)?;
        request.query_value("word", operation::Style::Spaces, &self.word)?;
        request.query_value("page", operation::Style::Pipes, &self.page)?;
        request.query_value("dates", operation::Style::Commas, &self.dates)?;
        request.query_value("lent", operation::Style::Deep, &self.lent)?;
        request.query_value("bought", operation::Style::Exploded, &self.bought)?;
        request.query_value("filter", operation::Style::Json, &self.filter)?;
        request.query_value("sort", operation::Style::Exploded, &self.sort)?;
        request.header("X-Trace", &self.x_trace);
        request.header_value("X-Fields", operation::Style::Commas, &self.x_fields)?;
        request.cookie("session", operation::Style::Commas, &self.session)?;
        request.cookie("theme", operation::Style::Commas, &self.theme)?;
        Ok(())
    }
}

/// Request to find labels.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FindLabels {
    /// A scalar after a dot.
    pub one: String,
    /// A list after a dot, with commas.
    pub list: Vec<i64>,
    /// Each after a dot.
    pub each: Vec<String>,
    /// Each member after a dot.
    pub range: Box<Range>,
    /// A scalar with its name.
    pub member: String,
    /// A list with its name.
    pub named: Vec<i64>,
    /// Each with its name.
    pub all: Vec<String>,
    /// Each member with its name.
    pub pairs: Box<Range>,
    /// As JSON.
    pub json: Box<Range>,
    /// Members with `=`.
    pub x_range: Option<Box<Range>>,
    /// As JSON.
    pub x_json: Option<Box<Range>>,
    /// As text.
    pub x_text: Option<String>,
    /// As JSON.
    pub era: Option<Box<Range>>,
}

impl FindLabels {
    /// A value with the members that are always there.
    #[expect(clippy::too_many_arguments, reason = "all of them are always there")]
    #[must_use]
    pub fn new(
        one: impl Into<String>,
        list: impl IntoIterator<Item = i64>,
        each: impl IntoIterator<Item = impl Into<String>>,
        range: impl Into<Range>,
        member: impl Into<String>,
        named: impl IntoIterator<Item = i64>,
        all: impl IntoIterator<Item = impl Into<String>>,
        pairs: impl Into<Range>,
        json: impl Into<Range>,
    ) -> Self {
        Self {
            one: one.into(),
            list: list.into_iter().collect(),
            each: each.into_iter().map(Into::into).collect(),
            range: Box::new(range.into()),
            member: member.into(),
            named: named.into_iter().collect(),
            all: all.into_iter().map(Into::into).collect(),
            pairs: Box::new(pairs.into()),
            json: Box::new(json.into()),
            x_range: None,
            x_json: None,
            x_text: None,
            era: None,
        }
    }

    /// Sets `one`.
    #[must_use]
    pub fn one(mut self, value: impl Into<String>) -> Self {
        self.one = value.into();
        self
    }

    /// Sets `list`.
    #[must_use]
    pub fn list(mut self, value: impl IntoIterator<Item = i64>) -> Self {
        self.list = value.into_iter().collect();
        self
    }

    /// Sets `each`.
    #[must_use]
    pub fn each(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.each = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `range`.
    #[must_use]
    pub fn range(mut self, value: impl Into<Range>) -> Self {
        self.range = Box::new(value.into());
        self
    }

    /// Sets `member`.
    #[must_use]
    pub fn member(mut self, value: impl Into<String>) -> Self {
        self.member = value.into();
        self
    }

    /// Sets `named`.
    #[must_use]
    pub fn named(mut self, value: impl IntoIterator<Item = i64>) -> Self {
        self.named = value.into_iter().collect();
        self
    }

    /// Sets `all`.
    #[must_use]
    pub fn all(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.all = value.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `pairs`.
    #[must_use]
    pub fn pairs(mut self, value: impl Into<Range>) -> Self {
        self.pairs = Box::new(value.into());
        self
    }

    /// Sets `json`.
    #[must_use]
    pub fn json(mut self, value: impl Into<Range>) -> Self {
        self.json = Box::new(value.into());
        self
    }

    /// Sets `x_range`.
    #[must_use]
    pub fn x_range(mut self, value: impl Into<Range>) -> Self {
        self.x_range = Some(Box::new(value.into()));
        self
    }

    /// Sets `x_json`.
    #[must_use]
    pub fn x_json(mut self, value: impl Into<Range>) -> Self {
        self.x_json = Some(Box::new(value.into()));
        self
    }

    /// Sets `x_text`.
    #[must_use]
    pub fn x_text(mut self, value: impl Into<String>) -> Self {
        self.x_text = Some(value.into());
        self
    }

    /// Sets `era`.
    #[must_use]
    pub fn era(mut self, value: impl Into<Range>) -> Self {
        self.era = Some(Box::new(value.into()));
        self
    }
}

impl Operation for FindLabels {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "find_labels",
        Method::Get,
        "/labels/{one}{list}{each}{range}/of{member}{named}{all}{pairs}/{json}",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path_value("one", operation::Style::Label, &self.one)?;
        request.path_value("list", operation::Style::Label, &self.list)?;
        request.path_value("each", operation::Style::Labels, &self.each)?;
        request.path_value("range", operation::Style::Labels, &self.range)?;
        request.path_value("member", operation::Style::Matrix, &self.member)?;
        request.path_value("named", operation::Style::Matrix, &self.named)?;
        request.path_value("all", operation::Style::Matrices, &self.all)?;
        request.path_value("pairs", operation::Style::Matrices, &self.pairs)?;
        request.path_value("json", operation::Style::Json, &self.json)?;
        request.header_value("X-Range", operation::Style::Pairs, &self.x_range)?;
        request.header_value("X-Json", operation::Style::Json, &self.x_json)?;
        request.header("X-Text", &self.x_text);
        request.cookie("era", operation::Style::Json, &self.era)?;
        Ok(())
    }
}
