// What this template emits.

impl LongRunning for RepairBook {
    type Poll = GetBook;

    fn poll(&self, _started: &Self::Output) -> Option<Self::Poll> {
        Some(GetBook::new(self.book_id))
    }

    fn subject(poll: &Self::Poll) -> String {
        format!("book {}", poll.book_id)
    }

    fn progress(answer: &Book) -> Progress<'_> {
        let states = [Told::new(answer.state.as_ref(), &["SOUND", "RUINED"])];
        let results = [Told::new(answer.state.as_ref(), &["SOUND"])];
        Progress::told(&states, &results)
            .message(&[answer.remark.as_ref().map_or("", String::as_str)])
    }
}
