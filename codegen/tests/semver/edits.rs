//! The edits: what is changed in `openapi.yaml`, and what that means.

use jobs_codegen::diff::Class;

/// An edit of the document.
pub(crate) struct Edit {
    /// Its name, and the module that its code is in.
    pub(crate) name: &'static str,
    /// What version it takes; none if users see nothing of it.
    pub(crate) class: Option<Class>,
    /// The item of the weightiest change, or nothing.
    pub(crate) item: &'static str,
    /// Texts of the document, each of which is there once, and what comes in their place.
    pub(crate) changes: &'static [(&'static str, &'static str)],
    /// Of a breaking change, statements that compile before it only.
    pub(crate) code: &'static str,
    /// Whether `cargo-semver-checks` has a lint that sees it.
    pub(crate) seen: bool,
}

const fn edit(
    class: Option<Class>,
    name: &'static str,
    item: &'static str,
    changes: &'static [(&'static str, &'static str)],
) -> Edit {
    Edit {
        name,
        class,
        item,
        changes,
        code: "",
        seen: false,
    }
}

/// A change that code does not survive, and that `cargo-semver-checks` sees.
const fn major(
    name: &'static str,
    item: &'static str,
    changes: &'static [(&'static str, &'static str)],
    code: &'static str,
) -> Edit {
    Edit {
        seen: true,
        ..unseen(name, item, changes, code)
    }
}

/// A change that code does not survive, but which `cargo-semver-checks` does not see: it does not
/// compare types.
const fn unseen(
    name: &'static str,
    item: &'static str,
    changes: &'static [(&'static str, &'static str)],
    code: &'static str,
) -> Edit {
    Edit {
        code,
        ..edit(Some(Class::Major), name, item, changes)
    }
}

const fn minor(
    name: &'static str,
    item: &'static str,
    changes: &'static [(&'static str, &'static str)],
) -> Edit {
    edit(Some(Class::Minor), name, item, changes)
}

const fn patch(
    name: &'static str,
    item: &'static str,
    changes: &'static [(&'static str, &'static str)],
) -> Edit {
    edit(Some(Class::Patch), name, item, changes)
}

const fn nothing(name: &'static str, changes: &'static [(&'static str, &'static str)]) -> Edit {
    edit(None, name, "", changes)
}

pub(crate) const EDITS: &[Edit] = &[
    // What is added.
    minor(
        "added_optional_field",
        "types::Shelf::number",
        &[(
            "        room:",
            "        number: {type: integer, description: Its number.}\n        room:",
        )],
    ),
    minor(
        "added_fields_that_make_an_object_large",
        "types::Shelf::a",
        &[(
            "        room:",
            "        a: {type: string, description: A.}\n        b: {type: string, description: B.}\n        \
             c: {type: string, description: C.}\n        d: {type: string, description: D.}\n        room:",
        )],
    ),
    minor(
        "added_field_that_leads_back",
        "types::Shelf::first",
        &[(
            "        room:",
            "        first: {$ref: '#/components/schemas/Book', description: The first book.}\n        room:",
        )],
    ),
    minor(
        "added_field_of_a_request",
        "operations::AddBook::pages",
        &[(
            "                authors:",
            "                pages: {type: integer, description: Its pages.}\n                authors:",
        )],
    ),
    minor(
        "added_optional_parameter",
        "operations::ListBooks::author",
        &[(
            "        - {name: page_token,",
            "        - {name: author, in: query, description: Whose., schema: {type: string}}\n        - {name: page_token,",
        )],
    ),
    minor(
        "added_enum_value",
        "types::Cover::Spiral",
        &[("[HARD, SOFT, NONE]", "[HARD, SPIRAL, SOFT, NONE]")],
    ),
    minor(
        "added_type",
        "types::Stamp",
        &[(
            "    Shelf:\n",
            "    Stamp: {properties: {day: {type: string, description: When.}}, description: A stamp.}\n    Shelf:\n",
        )],
    ),
    minor(
        "added_operation",
        "Client::burn_book",
        &[(
            "  /repairs:\n",
            "  /books/burn:\n    post: {operationId: burn_book, tags: [books], summary: Burn a book, \
             x-jobs-retry: unsafe, responses: {'200': {description: Done.}}}\n  /repairs:\n",
        )],
    ),
    minor(
        "added_operation_with_a_tag",
        "operations::readers",
        &[(
            "  /repairs:\n",
            "  /readers:\n    post: {operationId: add_reader, tags: [readers], summary: Add a reader, \
             x-jobs-retry: unsafe, responses: {'200': {description: Done.}}}\n  /repairs:\n",
        )],
    ),
    major(
        "added_required_field",
        "types::Book::language",
        &[
            (
                "[book_id, title, cover]",
                "[book_id, title, cover, language]",
            ),
            (
                "        isbn:",
                "        language: {type: string, description: Its language.}\n        isbn:",
            ),
        ],
        "let _ = Book::new(7, \"Emma\", Cover::Hard);",
    ),
    major(
        "added_required_field_to_an_object_without",
        "types::Shelf::number",
        &[(
            "      properties:\n        room:",
            "      required: [number]\n      properties:\n        number: {type: integer, description: Its number.}\n        room:",
        )],
        "let _ = Shelf::new();",
    ),
    major(
        "added_required_parameter",
        "operations::GetBook::reader",
        &[(
            "      summary: Get a book\n      x-jobs-retry: safe\n      parameters:\n",
            "      summary: Get a book\n      x-jobs-retry: safe\n      parameters:\n        - {name: reader, \
             in: query, required: true, description: Who asks., schema: {type: string}}\n",
        )],
        "let _ = GetBook::from(7);",
    ),
    unseen(
        "added_field_with_the_name_of_a_setter",
        "types::Book::author",
        &[(
            "        pages: {",
            "        author: {type: integer, description: Who owns it.}\n        pages: {",
        )],
        "let _ = Book::new(7, \"Emma\", Cover::Hard).author(\"Jane Austen\");",
    ),
    // What stays in Rust although the document loses it.
    minor(
        "required_field_becomes_optional",
        "types::Book::title",
        &[("[book_id, title, cover]", "[book_id, cover]")],
    ),
    minor(
        "required_field_becomes_nullable",
        "types::Book::title",
        &[(
            "        title: {type: string, description: What it is called.}\n        cover",
            "        title: {type: [string, 'null'], description: What it is called.}\n        cover",
        )],
    ),
    minor(
        "all_required_fields_become_optional",
        "types::Book::book_id",
        &[("      required: [book_id, title, cover]\n", "")],
    ),
    minor(
        "required_field_of_a_request_becomes_optional",
        "operations::AddBook::title",
        &[(
            "required: [title, cover]\n              ",
            "required: [cover]\n              ",
        )],
    ),
    minor(
        "required_parameter_becomes_optional",
        "operations::RemoveBook::reason",
        &[(
            "{name: reason, in: query, required: true,",
            "{name: reason, in: query,",
        )],
    ),
    minor(
        "removed_enum_value",
        "types::Cover::None",
        &[("[HARD, SOFT, NONE]", "[HARD, SOFT]")],
    ),
    nothing(
        "required_fields_in_another_order",
        &[
            (
                "        book_id: {$ref: '#/components/schemas/BookId', description: Its identifier.}\n",
                "",
            ),
            (
                "        isbn:",
                "        book_id: {$ref: '#/components/schemas/BookId', description: Its identifier.}\n        isbn:",
            ),
        ],
    ),
    // What is removed.
    major(
        "removed_field",
        "types::Book::pages",
        &[(
            "        pages: {type: integer, description: How many pages it has.}\n",
            "",
        )],
        "let _ = Book::new(7, \"Emma\", Cover::Hard).pages;",
    ),
    major(
        "removed_required_field",
        "types::Book::title",
        &[
            ("[book_id, title, cover]", "[book_id, cover]"),
            (
                "        title: {type: string, description: What it is called.}\n        cover",
                "        cover",
            ),
        ],
        "let _ = Book::new(7, \"Emma\", Cover::Hard).title;",
    ),
    major(
        "removed_type",
        "types::Catalogue",
        &[(
            "    Catalogue:\n      description: A list of books on paper.\n      properties:\n        \
             year: {type: integer, description: When it was printed.}\n",
            "",
        )],
        "let _ = Catalogue::new();",
    ),
    major(
        "removed_operation",
        "Client::remove_book",
        &[(
            "    delete:\n      operationId: remove_book\n      tags: [books]\n      summary: Remove a book\n      \
             x-jobs-retry: idempotent\n      parameters:\n        - {name: book_id, in: path, required: true, \
             description: Which book., schema: {$ref: '#/components/schemas/BookId'}}\n        - {name: reason, \
             in: query, required: true, description: Why it goes., schema: {type: string}}\n      \
             responses:\n        '200': {description: Done.}\n",
            "",
        )],
        "let _ = |client: &Client| drop(client.remove_book(RemoveBook::new(7, \"old\")));",
    ),
    major(
        "removed_body",
        "operations::StartRepair::remark",
        &[(
            "      requestBody:\n        content: {application/json: {schema: {properties: {remark: {type: \
             string, description: What to do.}}}}}\n",
            "",
        )],
        "let _ = StartRepair::new().remark(\"glue\");",
    ),
    unseen(
        "removed_pages",
        "Client::list_books",
        &[(
            "      x-databricks-pagination: {results: books, token: {request: page_token, response: next_page_token}}\n",
            "",
        )],
        "fn is_paged<T: jobs_runtime::operation::Paged>(_: T) {}\n    is_paged(ListBooks::new());",
    ),
    unseen(
        "removed_wait",
        "Client::start_repair",
        &[(
            "      x-databricks-wait: {poll: get_repair, bind: repair_id, bindResponse: repair_id, field: \
             [state], message: [remark], success: [DONE], failure: [RUINED]}\n",
            "",
        )],
        "fn ends<T: jobs_runtime::operation::LongRunning>(_: T) {}\n    ends(StartRepair::new());",
    ),
    // What has another name or place.
    major(
        "renamed_type",
        "types::Shelf",
        &[(
            "      description: A shelf.\n",
            "      description: A shelf.\n      x-jobs-name: Rack\n",
        )],
        "let _ = Shelf::new();",
    ),
    major(
        "renamed_field",
        "types::Book::pages",
        &[(
            "pages: {type: integer,",
            "pages: {type: integer, x-jobs-name: page_count,",
        )],
        "let _ = Book::new(7, \"Emma\", Cover::Hard).pages(7);",
    ),
    major(
        "renamed_enum_value",
        "types::Cover::None",
        &[(
            "[HARD, SOFT, NONE],",
            "[HARD, SOFT, NONE], x-enum-varnames: [Hard, Soft, Loose],",
        )],
        "let _ = Cover::None;",
    ),
    major(
        "renamed_operation",
        "Client::get_book",
        &[("operationId: get_book", "operationId: read_book")],
        "let _ = |client: &Client| drop(client.get_book(7));",
    ),
    major(
        "renamed_request",
        "Client::get_book",
        &[(
            "operationId: get_book",
            "operationId: get_book\n      x-jobs-request: {name: OneBook}",
        )],
        "let _ = GetBook::new(7);",
    ),
    major(
        "type_in_another_file",
        "types::Catalogue",
        &[(
            "    Catalogue:\n      description: A list of books on paper.\n      properties:\n        \
             year: {type: integer, description: When it was printed.}\n",
            "    Catalogue: {$ref: 'catalogue.yaml#/Catalogue'}\n",
        )],
        "let _ = api::types::schemas::Catalogue::new();",
    ),
    major(
        "operation_with_another_tag",
        "operations::GetBook",
        &[(
            "operationId: get_book\n      tags: [books]",
            "operationId: get_book\n      tags: [repairs]",
        )],
        "let _ = api::operations::books::GetBook::new(7);",
    ),
    // What has another type.
    major(
        "optional_field_becomes_required",
        "types::Book::pages",
        &[("[book_id, title, cover]", "[book_id, title, cover, pages]")],
        "let _ = Book::new(7, \"Emma\", Cover::Hard);",
    ),
    unseen(
        "field_of_another_type",
        "types::Book::pages",
        &[("pages: {type: integer,", "pages: {type: number,")],
        "let _: Option<i64> = Book::new(7, \"Emma\", Cover::Hard).pages;",
    ),
    major(
        "list_becomes_text",
        "types::Book::authors",
        &[(
            "        authors: {type: array, items: {type: string}, description: Who wrote it.}\n        shelf",
            "        authors: {type: string, description: Who wrote it.}\n        shelf",
        )],
        "let _ = Book::new(7, \"Emma\", Cover::Hard).author(\"Jane Austen\");",
    ),
    major(
        "object_becomes_enum",
        "types::Catalogue",
        &[(
            "      description: A list of books on paper.\n      properties:\n        \
             year: {type: integer, description: When it was printed.}\n",
            "      {type: string, enum: [NEW, OLD], description: A list of books on paper.}\n",
        )],
        "let _ = Catalogue::new();",
    ),
    major(
        "enum_becomes_text",
        "types::Cover",
        &[(
            "Cover: {type: string, enum: [HARD, SOFT, NONE],",
            "Cover: {type: string,",
        )],
        "let _ = Cover::Hard;",
    ),
    major(
        "integer_id_becomes_text",
        "types::BookId",
        &[("BookId: {type: integer,", "BookId: {type: string,")],
        "let _ = BookId(7);",
    ),
    major(
        "text_id_becomes_integer",
        "types::Isbn",
        &[("Isbn: {type: string,", "Isbn: {type: integer,")],
        "let _ = Isbn(String::new());",
    ),
    unseen(
        "answer_of_another_type",
        "Client::get_book",
        &[(
            "      summary: Get a book\n      x-jobs-retry: safe\n      parameters:\n        - {name: book_id, in: \
             path, required: true, description: Which book., schema: {$ref: '#/components/schemas/BookId'}}\n      \
             responses:\n        '200': {description: The book., content: {application/json: {schema: {$ref: \
             '#/components/schemas/Book'}}}}\n",
            "      summary: Get a book\n      x-jobs-retry: safe\n      parameters:\n        - {name: book_id, in: \
             path, required: true, description: Which book., schema: {$ref: '#/components/schemas/BookId'}}\n      \
             responses:\n        '200': {description: The book., content: {application/json: {schema: {$ref: \
             '#/components/schemas/Shelf'}}}}\n",
        )],
        "fn gives<T: jobs_runtime::operation::Operation<Output = Book>>(_: T) {}\n    gives(GetBook::new(7));",
    ),
    unseen(
        "items_of_another_type",
        "types::BookPage::books",
        &[(
            "books: {type: array, items: {$ref: '#/components/schemas/Book'}",
            "books: {type: array, items: {$ref: '#/components/schemas/Shelf'}",
        )],
        "fn lists<T: jobs_runtime::operation::Paged<Item = Book>>(_: T) {}\n    lists(ListBooks::new());",
    ),
    // What may be of several kinds.
    minor(
        "choice_of_one_more_kind",
        "types::Label::Boolean",
        &[(
            "oneOf: [{type: string},",
            "oneOf: [{type: string}, {type: boolean},",
        )],
    ),
    major(
        "choice_of_one_kind_less",
        "types::Label::Text",
        &[("oneOf: [{type: string},", "oneOf: [")],
        "let _ = Label::Text(String::new());",
    ),
    unseen(
        "choice_of_another_list",
        "types::Label::List",
        &[(
            "{type: array, items: {type: string}}]}\n    Repair",
            "{type: array, items: {type: integer}}]}\n    Repair",
        )],
        "let _ = Label::List(vec![String::new()]);",
    ),
    // What behaves otherwise.
    minor(
        "another_retry_class",
        "Client::start_repair",
        &[(
            "summary: Start to repair a book\n      x-jobs-retry: unsafe",
            "summary: Start to repair a book\n      x-jobs-retry: idempotent",
        )],
    ),
    minor(
        "another_path",
        "Client::start_repair",
        &[("  /repairs:\n", "  /repairs/start:\n")],
    ),
    minor(
        "another_name_on_the_wire",
        "types::Book::pages",
        &[(
            "pages: {type: integer,",
            "page_count: {type: integer, x-jobs-name: pages,",
        )],
    ),
    minor(
        "other_ends_of_a_wait",
        "Client::start_repair",
        &[("failure: [RUINED]", "failure: [RUINED, WAITING]")],
    ),
    minor(
        "parameter_in_another_place",
        "operations::RemoveBook::reason",
        &[("{name: reason, in: query,", "{name: reason, in: header,")],
    ),
    minor(
        "answer_becomes_part_of_a_request",
        "types::Book",
        &[(
            "schema: {properties: {remark:",
            "schema: {properties: {book: {$ref: '#/components/schemas/Book', description: The book.}, remark:",
        )],
    ),
    // What only reads otherwise.
    patch(
        "other_words",
        "types::Shelf::room",
        &[(
            "description: Where it is.",
            "description: The room it is in.",
        )],
    ),
    patch(
        "other_words_on_an_operation",
        "Client::get_book",
        &[("summary: Get a book", "summary: Read a book")],
    ),
    patch(
        "another_limit",
        "types::Shelf::room",
        &[("room: {type: string,", "room: {type: string, maxLength: 9,")],
    ),
    patch(
        "deprecated_field",
        "types::Shelf::room",
        &[(
            "room: {type: string,",
            "room: {type: string, deprecated: true,",
        )],
    ),
    minor(
        "value_that_must_not_be_shown",
        "types::Shelf::room",
        &[(
            "room: {type: string,",
            "room: {type: string, x-jobs-sensitive: true,",
        )],
    ),
    nothing(
        "fields_in_another_order",
        &[
            (
                "        isbn: {$ref: '#/components/schemas/Isbn', description: What bookshops call it.}\n",
                "",
            ),
            (
                "        shelf:",
                "        isbn: {$ref: '#/components/schemas/Isbn', description: What bookshops call it.}\n        shelf:",
            ),
        ],
    ),
    nothing(
        "another_example",
        &[(
            "room: {type: string,",
            "room: {type: string, example: attic,",
        )],
    ),
];
