// What this template emits.

//! Every type of the API, for tests that hold for all of them.

use jobs_api::{operations, types};
use crate::case::Case;

/// Every type that has JSON of its own.
#[must_use]
#[allow(clippy::too_many_lines, reason = "it is a list")]
pub fn every_type() -> Vec<Case> {
    Vec::from([
        Case::of::<types::BookId>("BookId"),
        Case::of::<types::Book>("Book"),
        Case::of::<types::BookList>("BookList"),
        Case::of::<types::Loan>("Loan"),
        Case::of::<types::Card>("Card"),
        Case::of::<types::Fees>("Fees"),
        Case::of::<types::Shelf>("Shelf"),
        Case::of::<types::State>("State"),
        Case::of::<operations::RepairBook>("RepairBook"),
        Case::of::<operations::IssueCard>("IssueCard"),
    ])
}

/// Names of the types that operations answer.
pub const ANSWERS: &[&str] = &["Book", "BookList"];
