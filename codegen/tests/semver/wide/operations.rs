//! Edits of operations, and of names.

use super::{MAJOR, MINOR, PATCH, Wide, wide};

pub(super) const EDITS: &[Wide] = &[
    // What is sent.
    wide(
        MINOR,
        &[(
            "Client::get_book",
            "it sends `GET /api/v2/books/{book_id}`, no longer `GET /api/v1/books/{book_id}`",
        )],
        &[("default: v1", "default: v2")],
    ),
    wide(None, &[], &[("host: {default: a}", "host: {default: b}")]),
    wide(
        MINOR,
        &[(
            "operations::FindBooks::tag",
            "written in another way into the query",
        )],
        &[(
            "{name: tag, in: query,",
            "{name: tag, in: query, explode: false,",
        )],
    ),
    wide(
        MINOR,
        &[("operations::FindBooks::tag", "it is `tags` on the wire")],
        &[(
            "{name: tag, in: query, description: Tags., schema: {type: array,",
            "{name: tags, in: query, description: Tags., schema: {x-jobs-name: tag, type: array,",
        )],
    ),
    wide(
        MINOR,
        &[
            ("Client::find_books", "`GET /api/v1/books/by/{by}`"),
            (
                "operations::FindBooks::by",
                "it goes into the path, no longer the query",
            ),
        ],
        &[
            ("  /books:\n    get:", "  /books/by/{by}:\n    get:"),
            ("{name: by, in: query,", "{name: by, in: path,"),
            (
                "    post:\n      operationId: add_book",
                "  /books:\n    post:\n      operationId: add_book",
            ),
        ],
    ),
    wide(
        MAJOR,
        &[
            ("operations::FindBooks::by", "does not compile"),
            (
                "impl From<String> for operations::FindBooks",
                "does not make a request",
            ),
        ],
        &[(
            "        - {name: by, in: query, required: true, description: By what., schema: {type: string}}\n",
            "",
        )],
    ),
    wide(
        MAJOR,
        &[
            ("operations::GetBook::book_id", "`i64` becomes `Bid`"),
            (
                "impl From<i64> for operations::GetBook",
                "does not make a request",
            ),
        ],
        &[
            (
                "description: Which one., schema: {type: integer}",
                "description: Which one., schema: {$ref: '#/components/schemas/Bid'}",
            ),
            (
                "    Shelf:\n",
                "    Bid: {type: integer, description: Of a book.}\n    Shelf:\n",
            ),
        ],
    ),
    wide(
        MINOR,
        &[(
            "Client::change_book",
            "its retry class is `keyed: other_key`, no longer `keyed: key`",
        )],
        &[("{keyed: key}", "{keyed: other_key}")],
    ),
    wide(
        MINOR,
        &[(
            "Client::add_book",
            "its body is `application/merge-patch+json`, no longer JSON",
        )],
        &[(
            "          application/json:\n            schema: {$ref: '#/components/schemas/Draft'}",
            "          application/merge-patch+json:\n            schema: {$ref: '#/components/schemas/Draft'}",
        )],
    ),
    wide(
        MAJOR,
        &[
            (
                "operations::AddBook::body",
                "`Box<Draft>` becomes `Vec<Draft>`",
            ),
            (
                "impl From<Draft> for operations::AddBook",
                "does not make a request",
            ),
        ],
        &[(
            "            schema: {$ref: '#/components/schemas/Draft'}",
            "            schema: {type: array, items: {$ref: '#/components/schemas/Draft'}}",
        )],
    ),
    wide(
        MAJOR,
        &[
            (
                "operations::PutCover::image",
                "`operation::Upload` becomes `String`",
            ),
            (
                "operations::PutCover::artist",
                "written in another way into a form",
            ),
            (
                "Client::put_cover",
                "its body is a form, no longer a form of parts",
            ),
        ],
        &[
            ("multipart/form-data", "application/x-www-form-urlencoded"),
            (
                "image: {type: string, format: binary",
                "image: {type: string",
            ),
        ],
    ),
    wide(
        MINOR,
        &[(
            "Client::find_books",
            "its pages are asked for or read in another way",
        )],
        &[(
            "x-databricks-pagination: {results: books,",
            "x-databricks-pagination: {limit: limit, results: books,",
        )],
    ),
    wide(
        MINOR,
        &[(
            "operations::PutCover::image",
            "its part is `image/gif`, no longer `image/png`",
        )],
        &[("contentType: image/png", "contentType: image/gif")],
    ),
    // What is answered.
    wide(
        None,
        &[],
        &[(
            "        '204': {description: Done.}",
            "        '204': {description: Done.}\n        '202': {description: Later.}",
        )],
    ),
    wide(
        MAJOR,
        &[(
            "Client::get_book",
            "it answers `Option<Book>`, no longer `Book`",
        )],
        &[(
            "        '200': {description: One book.",
            "        '204': {description: No book.}\n        '200': {description: One book.",
        )],
    ),
    wide(
        MAJOR,
        &[(
            "Client::get_book",
            "it answers `GetBookResponse`, no longer `Book`",
        )],
        &[(
            "        '200': {description: One book.",
            "        '202': {description: Later., content: {application/json: {schema: {$ref: '#/components/schemas/Shelf'}}}}\n        '200': {description: One book.",
        )],
    ),
    wide(
        MINOR,
        &[(
            "Client::put_cover",
            "it asks for `text/html`, no longer `text/plain`",
        )],
        &[("text/plain: {schema", "text/html: {schema")],
    ),
    wide(
        MAJOR,
        &[(
            "Client::put_cover",
            "it answers `operation::Bytes`, no longer `operation::Text`",
        )],
        &[(
            "text/plain: {schema: {type: string}}",
            "image/png: {schema: {type: string, format: binary}}",
        )],
    ),
    wide(
        MAJOR,
        &[
            (
                "Client::put_cover",
                "it answers `Text`, no longer `operation::Text`",
            ),
            (
                "Client::put_cover",
                "it asks for JSON, no longer `text/plain`",
            ),
        ],
        &[(
            "text/plain: {schema: {type: string}}",
            "application/json: {schema: {$ref: '#/components/schemas/Text'}}",
        )],
    ),
    // Names that something new would have.
    wide(
        MINOR,
        &[("types::Book::price_2", "`Option<String>`")],
        &[(
            "        day: {",
            "        Price: {type: string, description: In words.}\n        day: {",
        )],
    ),
    wide(
        MINOR,
        &[("types::BookSize2", "an object")],
        &[(
            "    Shelf:\n",
            "    BookSize: {description: Its size., properties: {high: {type: integer, description: How high.}}}\n    Shelf:\n",
        )],
    ),
    wide(
        MINOR,
        &[("types::GetBook2", "an object")],
        &[(
            "    Shelf:\n",
            "    GetBook: {description: How to get it., properties: {by: {type: string, description: How.}}}\n    Shelf:\n",
        )],
    ),
    wide(
        MINOR,
        &[("Client::shelf", "`corpus::operations::ShelfRequest`")],
        &[(
            "  /covers/",
            "  /shelf:\n    get: {operationId: shelf, tags: [books], summary: Get a shelf, x-jobs-retry: safe, responses: {'204': {description: Done.}}}\n  /covers/",
        )],
    ),
    wide(
        PATCH,
        &[("types::BookSize", "documentation")],
        &[
            (
                "        size: {type: string, enum: [S, M, L], default: M, description: Its size.}",
                "        size: {$ref: '#/components/schemas/BookSize', description: Its size.}",
            ),
            (
                "    Shelf:\n",
                "    BookSize: {type: string, enum: [S, M, L], description: How large it is.}\n    Shelf:\n",
            ),
        ],
    ),
];
