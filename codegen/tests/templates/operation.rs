// What this template emits.

impl Operation for ListBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "list_books",
        Method::Get,
        "/books",
        RetryClass::Safe,
    );
    type Output = BookList;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("shelf", &self.shelf);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
        Ok(())
    }
}

impl Operation for GetBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
            "get_book",
            Method::Get,
            "/books/{book_id}",
            RetryClass::Safe,
        )
        .not_found("Book .* is not there");
    const CONTINUATION: Option<Continuation<Self>> = Some(Continuation::of());
    type Output = Book;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("book_id", &self.book_id)?;
        request.query("page_token", &self.page_token);
        Ok(())
    }
}

impl Operation for RepairBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "repair_book",
        Method::Post,
        "/books/repair",
        RetryClass::Keyed,
    );
    type Output = Book;

    fn prepare(&mut self) {
        idempotency_token(&mut self.order_token);
    }

    fn has_key(&self) -> bool {
        self.order_token.as_deref().is_some_and(|key| !key.is_empty())
    }

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}
