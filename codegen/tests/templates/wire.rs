// What this template emits.

impl Model for Book {
    fn empty() -> Self {
        Self {
            book_id: Decode::empty(),
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

    fn name(&self) -> &'static str {
        "Book"
    }

    fn required(&self) -> &'static [&'static str] {
        &["book_id"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book_id" => value.read(&mut self.book_id),
            "title" => value.read(&mut self.title),
            "shelf" => value.read(&mut self.shelf),
            "state" => value.read(&mut self.state),
            "remark" => value.read(&mut self.remark),
            "loans" => value.read(&mut self.loans),
            "tags" => value.read(&mut self.tags),
            "next_page_token" => value.read(&mut self.next_page_token),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book_id", &self.book_id);
        object.member("title", &self.title);
        object.member("shelf", &self.shelf);
        object.member("state", &self.state);
        object.member("remark", &self.remark);
        object.member("loans", &self.loans);
        object.member("tags", &self.tags);
        object.member("next_page_token", &self.next_page_token);
        object.extra(&self.extra);
    }
}
