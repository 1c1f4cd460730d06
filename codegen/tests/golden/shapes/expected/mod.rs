// Generated from openapi.yaml. Do not edit.

//! What requests say, and what is demanded of it: members, types, limits.

use crate::shape::{Kind, Limit, Member, Shape};

/// `NewBook`
pub(crate) static NEW_BOOK: Shape = Shape {
    members: &[
        Member::new("title", Kind::Text)
            .required()
            .limits(
                &[Limit::MinLength(1), Limit::MaxLength(100), Limit::Pattern("^[A-Z]")],
            ),
        Member::new("pages", Kind::Integer)
            .limits(&[Limit::Minimum(1), Limit::Maximum(9000)]),
        Member::new("weight", Kind::Number).limits(&[Limit::Minimum(0)]),
        Member::new("lent", Kind::Boolean),
        Member::new("notes", Kind::Map(&Kind::Text)).limits(&[Limit::MaxEntries(5)]),
        Member::new("chapters", Kind::List(&Kind::Object(&CHAPTER)))
            .limits(&[Limit::MinItems(1), Limit::MaxItems(99)]),
        Member {
            name: "any",
            kind: None,
            required: false,
            limits: &[],
        },
    ],
};

/// `Chapter`
pub(crate) static CHAPTER: Shape = Shape {
    members: &[
        Member::new("kind", Kind::Word(&["PLAIN", "APPENDIX"])).required(),
        Member::new("number", Kind::Integer),
        Member::new("parts", Kind::List(&Kind::Object(&CHAPTER))),
    ],
};

/// The bodies of requests, by operation.
pub(crate) static REQUESTS: &[(&str, &Shape)] = &[("add_book", &NEW_BOOK)];
