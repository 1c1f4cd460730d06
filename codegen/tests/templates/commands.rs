// What this template emits.

//! What there is to read.

use jobs_api::{operations, types};
use crate::command::{Answer, Command, Flag, Kind};

/// `list-books`
pub(super) static LIST_BOOKS: Command = Command {
    operation: "list_books",
    words: &["list-books"],
    also: &[],
    about: "List books.",
    details: "",
    flags: &[
        Flag::new(
            "shelf",
            "shelf",
            Kind::Word(&["UPPER_LEFT", "lower-right"]),
            "Only books of this shelf.",
        ),
        Flag::new(
            "page-size",
            "page_size",
            Kind::Number { whole: true },
            "How many books a page has.\n\nAt most 50.",
        ),
    ],
    required: &[],
    changes: false,
    answer: Answer::List,
    id: Some("book_id"),
    send: |session, mut request| Box::pin(async move {
        let mut typed = operations::ListBooks::new();
        typed.shelf = request.take("shelf")?;
        typed.page_size = request.take("page_size")?;
        request.nothing_left()?;
        session.list(session.client().list_books(typed)).await
    }),
};

/// `get-book`
pub(super) static GET_BOOK: Command = Command {
    operation: "get_book",
    words: &["get-book"],
    also: &[],
    about: "Get a book.",
    details: "Reads what is known of a book, loans included.",
    flags: &[
        Flag::new("book-id", "book_id", Kind::Number { whole: true }, "Which book.")
            .positional(),
    ],
    required: &["book_id"],
    changes: false,
    answer: Answer::One,
    id: Some("book_id"),
    send: |session, mut request| Box::pin(async move {
        let typed = operations::GetBook::new(request.take::<types::BookId>("book_id")?);
        request.nothing_left()?;
        session.one(session.client().get_book(typed)).await
    }),
};

/// `repair-book`
pub(super) static REPAIR_BOOK: Command = Command {
    operation: "repair_book",
    words: &["repair-book"],
    also: &[],
    about: "Have a book repaired.",
    details: "",
    flags: &[
        Flag::new("book-id", "book_id", Kind::Number { whole: true }, "The book.")
            .positional(),
        Flag::new(
            "order-token",
            "order_token",
            Kind::Text,
            "Makes it safe to ask again.\n\nAt most 64 characters.",
        ),
    ],
    required: &["book_id"],
    changes: true,
    answer: Answer::Work,
    id: Some("book_id"),
    send: |session, mut request| Box::pin(async move {
        let typed: operations::RepairBook = request.read()?;
        session.work(session.client().repair_book(typed)).await
    }),
};
