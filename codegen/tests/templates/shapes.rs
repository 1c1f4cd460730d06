// What this template emits.

//! What requests say, and what is demanded of it: members, types, limits.

use crate::shape::{Kind, Limit, Member, Shape};

/// `RepairBook`
pub(crate) static REPAIR_BOOK: Shape = Shape {
    members: &[
        Member::new("book_id", Kind::Integer).required(),
        Member::new("card", Kind::Object(&CARD)),
        Member::new("order_token", Kind::Text).limits(&[Limit::MaxLength(64)]),
    ],
};

/// `IssueCard`
pub(crate) static ISSUE_CARD: Shape = Shape {
    members: &[
        Member::new("reader", Kind::Text).required(),
        Member {
            name: "fees",
            kind: None,
            required: false,
            limits: &[],
        },
        Member::new("pin", Kind::Text),
        Member::new("days", Kind::Integer).limits(&[Limit::Minimum(1)]),
    ],
};

/// `Card`
pub(crate) static CARD: Shape = Shape {
    members: &[
        Member::new("reader", Kind::Text).required(),
        Member {
            name: "fees",
            kind: None,
            required: false,
            limits: &[],
        },
        Member::new("pin", Kind::Text),
    ],
};

/// The bodies of requests, by operation.
pub(crate) static REQUESTS: &[(&str, &Shape)] = &[
    ("repair_book", &REPAIR_BOOK),
    ("issue_card", &ISSUE_CARD),
];
