// What this template emits.

impl Paged for ListBooks {
    type Item = Book;

    fn next_page_token(output: &Self::Output) -> Option<&str> {
        output.next_page_token.as_deref()
    }

    fn set_page_token(&mut self, token: String) {
        self.page_token = Some(token);
    }

    fn limit_page(&mut self, most: i64) {
        self.page_size.get_or_insert(most.min(50));
    }

    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.books.unwrap_or_default()
    }
}
