//! Edits of what members are, and of their values.

use super::{MAJOR, MINOR, PATCH, Wide, wide};

pub(super) const EDITS: &[Wide] = &[
    // Types of members.
    wide(
        None,
        &[],
        &[(
            "price: {type: integer, format: int32",
            "price: {type: integer, format: int64",
        )],
    ),
    wide(
        MAJOR,
        &[("types::Book::id", "its type `i64` becomes `f64`")],
        &[("id: {type: integer, format: int64", "id: {type: number")],
    ),
    wide(
        MAJOR,
        &[("types::Book::price", "`Option<i64>` becomes `Option<u64>`")],
        &[(
            "price: {type: integer, format: int32",
            "price: {type: integer, format: uint64",
        )],
    ),
    wide(
        PATCH,
        &[("types::Book::price", "documentation")],
        &[(
            "price: {type: integer,",
            "price: {type: integer, minimum: 0,",
        )],
    ),
    wide(None, &[], &[("format: date,", "format: date-time,")]),
    wide(
        MAJOR,
        &[
            (
                "types::Book::day",
                "`Option<String>` becomes `Option<BookDay>`",
            ),
            ("types::BookDay", "an enum"),
        ],
        &[(
            "day: {type: string, format: date",
            "day: {type: string, enum: [MON, TUE]",
        )],
    ),
    wide(
        MAJOR,
        &[
            (
                "types::Book::size",
                "`Option<BookSize>` becomes `Option<String>`",
            ),
            ("types::BookSize", "does not compile"),
        ],
        &[(
            "size: {type: string, enum: [S, M, L], default: M",
            "size: {type: string, default: M",
        )],
    ),
    wide(
        MAJOR,
        &[("types::Book::size", "becomes `Option<i64>`")],
        &[(
            "size: {type: string, enum: [S, M, L], default: M",
            "size: {type: integer, enum: [1, 2], default: 1",
        )],
    ),
    wide(
        MAJOR,
        &[(
            "types::Book::prices",
            "becomes `Option<BTreeMap<String, Value>>`",
        )],
        &[(
            "additionalProperties: {type: integer}, description: Prices.",
            "additionalProperties: true, description: Prices.",
        )],
    ),
    wide(
        MAJOR,
        &[("types::Book::prices", "becomes `Option<Box<BookPrices>>`")],
        &[(
            "additionalProperties: {type: integer}, description: Prices.",
            "properties: {a: {type: integer, description: A.}}, description: Prices.",
        )],
    ),
    wide(
        MAJOR,
        &[
            ("types::Shelf", "an object becomes a choice"),
            ("types::Book::shelf", "`Box<Shelf>` becomes `Shelf`"),
            (
                "operations::ChangeBook::shelf",
                "`Box<Shelf>` becomes `Shelf`",
            ),
        ],
        &[(
            "      description: A shelf.\n      properties:\n        room: {type: string, description: The room.}\n",
            "      description: A shelf.\n      oneOf: [{type: string}, {type: integer}]\n",
        )],
    ),
    wide(
        MINOR,
        &[("types::Shelf::within", "`Option<Box<Shelf>>`")],
        &[(
            "        room:",
            "        within: {$ref: '#/components/schemas/Shelf', description: Another one.}\n        room:",
        )],
    ),
    // Values, defaults and limits.
    wide(None, &[], &[("[S, M, L]", "[L, M, S]")]),
    wide(
        MINOR,
        &[("types::BookSize::S", "it is `s` on the wire, no longer `S`")],
        &[("[S, M, L]", "[s, M, L]")],
    ),
    wide(
        MINOR,
        &[("types::BookSize::S2", "the value `s`")],
        &[("[S, M, L]", "[s, S, M, L]")],
    ),
    wide(
        PATCH,
        &[("types::Book::size", "documentation")],
        &[(", default: M", "")],
    ),
    wide(
        PATCH,
        &[("operations::FindBooks::limit", "documentation")],
        &[("maximum: 100, default: 20", "maximum: 50, default: 30")],
    ),
];
