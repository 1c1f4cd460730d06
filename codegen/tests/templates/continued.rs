// What this template emits.

impl Continued for GetBook {
    fn next_page_token(output: &Self::Output) -> Option<&str> {
        output.next_page_token.as_deref()
    }

    fn set_page_token(&mut self, token: String) {
        self.page_token = Some(token);
    }

    fn merge(whole: &mut Self::Output, page: Self::Output) {
        whole.next_page_token = page.next_page_token;
        operation::append_new(&mut whole.loans, page.loans, |item| item.number);
    }
}
