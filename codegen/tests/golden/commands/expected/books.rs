// Generated from openapi.yaml. Do not edit.

//! Books and who has them.

use jobs_api::{operations, types};
use crate::command::{Answer, Command, Flag, Kind};

/// `create`
pub(super) static CREATE: Command = Command {
    operation: "create",
    words: &["create"],
    also: &[],
    about: "Add a book.",
    details: "It stands nowhere at first.",
    flags: &[
        Flag::new("title", "title", Kind::Text, "Its title.").positional(),
        Flag::new(
            "pages",
            "pages",
            Kind::Number { whole: true },
            "How many pages it has.\n\nAt least 1.",
        ),
        Flag::new("price", "price", Kind::Number { whole: false }, "What it costs."),
        Flag::new("lent", "lent", Kind::Boolean, "Whether somebody has it."),
        Flag::new(
            "binding",
            "binding",
            Kind::Word(&["PAPER", "CLOTH"]),
            "What it is bound in.",
        ),
        Flag::new("authors", "authors", Kind::List(&Kind::Text), "Who wrote it."),
        Flag::new(
            "sequels",
            "sequels",
            Kind::List(&Kind::Number { whole: true }),
            "What comes after it.",
        ),
        Flag::new("labels", "labels", Kind::TextMap, "What it is labelled with."),
        Flag::new(
            "request-query",
            "query",
            Kind::Text,
            "A member that is called like a flag of every command.",
        ),
    ],
    required: &["title"],
    changes: true,
    answer: Answer::One,
    id: Some("book_id"),
    send: |session, mut request| Box::pin(async move {
        let typed: operations::CreateBook = request.read()?;
        session.one(session.client().create(typed)).await
    }),
};

/// `list`
pub(super) static LIST: Command = Command {
    operation: "list",
    words: &["list"],
    also: &[],
    about: "List all books.",
    details: "",
    flags: &[
        Flag::new(
            "page-size",
            "limit",
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
        typed.limit = request.take("limit")?;
        request.nothing_left()?;
        session.list(session.client().list(typed)).await
    }),
};

/// `lend-book`
pub(super) static LEND_BOOK: Command = Command {
    operation: "lend_book",
    words: &["lend-book"],
    also: &["loans", "start"],
    about: "Lend a book.",
    details: "",
    flags: &[
        Flag::new(
                "book-id",
                "book_id",
                Kind::Number { whole: true },
                "Identifier of a book.",
            )
            .positional(),
    ],
    required: &["book_id"],
    changes: true,
    answer: Answer::Work,
    id: None,
    send: |session, mut request| Box::pin(async move {
        let typed: operations::LendBook = request.read()?;
        session.silent_work(session.client().lend_book(typed)).await
    }),
};

/// `get-loan`
pub(super) static GET_LOAN: Command = Command {
    operation: "get_loan",
    words: &["get-loan"],
    also: &["loans", "get"],
    about: "Get a loan.",
    details: "",
    flags: &[
        Flag::new("book-id", "book_id", Kind::Number { whole: true }, "The book.")
            .positional(),
        Flag::new("verbose", "verbose", Kind::Boolean, "Whether to tell all."),
    ],
    required: &["book_id"],
    changes: false,
    answer: Answer::One,
    id: Some("book_id"),
    send: |session, mut request| Box::pin(async move {
        let mut typed = operations::GetLoan::new(
            request.take::<types::BookId>("book_id")?,
        );
        typed.verbose = request.take("verbose")?;
        request.nothing_left()?;
        session.one(session.client().get_loan(typed)).await
    }),
};
