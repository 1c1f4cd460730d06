// What this template emits.

/// Identifier of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookId(pub i64);

json::impl_integer_id!(BookId);
