// What this template emits.

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book_id: impl Into<BookId>) -> Self {
        Self {
            book_id: book_id.into(),
            title: None,
            shelf: None,
            state: None,
            remark: None,
            loans: None,
            tags: None,
            next_page_token: None,
            extra: Extra::default(),
        }
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: impl Into<BookId>) -> Self {
        self.book_id = value.into();
        self
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<Shelf>) -> Self {
        self.shelf = Some(value.into());
        self
    }

    /// Sets `state`.
    #[must_use]
    pub fn state(mut self, value: impl Into<State>) -> Self {
        self.state = Some(value.into());
        self
    }

    /// Sets `remark`.
    #[must_use]
    pub fn remark(mut self, value: impl Into<String>) -> Self {
        self.remark = Some(value.into());
        self
    }

    /// Sets `loans`.
    #[must_use]
    pub fn loans(mut self, value: impl IntoIterator<Item = impl Into<Loan>>) -> Self {
        self.loans = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `loans`.
    #[must_use]
    pub fn loan(mut self, value: impl Into<Loan>) -> Self {
        self.loans.get_or_insert_default().push(value.into());
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

    /// Sets `next_page_token`.
    #[must_use]
    pub fn next_page_token(mut self, value: impl Into<String>) -> Self {
        self.next_page_token = Some(value.into());
        self
    }
}
