//! Answers that go on over pages.

use std::collections::HashSet;
use std::hash::Hash;

use super::Operation;
use crate::json::{self, Encode};

/// An operation that answers a list in pages.
pub trait Paged: Operation {
    /// An element of the list.
    type Item: Send + 'static;

    /// Token of the page after this one; absent or empty on the last page.
    fn next_page_token(output: &Self::Output) -> Option<&str>;

    /// Whether the answer says, beside its token, that elements follow it.
    fn has_more(_output: &Self::Output) -> bool {
        false
    }

    /// Asks for the page with this token.
    fn set_page_token(&mut self, token: String);

    /// Asks for pages of no more than `most` elements, or as many as the service allows, unless
    /// the request says itself how many a page has.
    fn limit_page(&mut self, _most: i64) {}

    /// The elements of a page.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// An operation that answers one object whose arrays continue over pages.
pub trait Continued: Operation {
    /// Token of the page after this one; absent or empty on the last page.
    fn next_page_token(output: &Self::Output) -> Option<&str>;

    /// Whether the answer says, beside its token, that its arrays continue.
    fn has_more(_output: &Self::Output) -> bool {
        false
    }

    /// Asks for the page with this token.
    fn set_page_token(&mut self, token: String);

    /// Appends the arrays of the next page to what has been read so far, and takes over what it
    /// says of the page after it.
    fn merge(whole: &mut Self::Output, page: Self::Output);
}

/// The functions of [`Continued`] as a value, by which the runtime reads such an object whole.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "client"),
    expect(dead_code, reason = "only the client reads on")
)]
pub struct Continuation<O: Operation> {
    pub(crate) next_page_token: fn(&O::Output) -> Option<&str>,
    pub(crate) has_more: fn(&O::Output) -> bool,
    pub(crate) set_page_token: fn(&mut O, String),
    pub(crate) merge: fn(&mut O::Output, O::Output),
}

impl<O: Continued> Continuation<O> {
    /// The continuation of an operation that is [`Continued`].
    pub const fn of() -> Self {
        Self {
            next_page_token: O::next_page_token,
            has_more: O::has_more,
            set_page_token: O::set_page_token,
            merge: O::merge,
        }
    }
}

/// Appends the elements of a page that are new by their key: a page that comes twice, or repeats
/// what an earlier one had, adds nothing. Those without a key are told apart by all they hold.
pub fn append_new<T: Encode, K: Eq + Hash>(
    whole: &mut Option<Vec<T>>,
    page: Option<Vec<T>>,
    key: impl Fn(&T) -> Option<K>,
) {
    let Some(page) = page else { return };
    let whole = whole.get_or_insert_default();
    let (mut keys, mut texts) = (HashSet::new(), HashSet::new());
    let mut is_new = |item: &T| match key(item) {
        Some(key) => keys.insert(key),
        // As it is written: to compare it as it is, the comparison of its type and of all below
        // would be compiled for this alone.
        None => json::to_vec(item)
            .ok()
            .is_none_or(|text| texts.insert(text)),
    };
    for item in whole.iter() {
        is_new(item);
    }
    for item in page {
        if is_new(&item) {
            whole.push(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R6.3
    #[test]
    fn what_comes_twice_is_appended_once() {
        let mut whole = Some(vec![1_i64, 2]);
        append_new(&mut whole, Some(vec![2, 3, 3]), |item| Some(*item));
        append_new(&mut whole, None, |item| Some(*item));
        assert_eq!(whole, Some(vec![1, 2, 3]));
        append_new(&mut whole, Some(vec![3, 4, 5]), |_| None::<()>);
        assert_eq!(whole, Some(vec![1, 2, 3, 4, 5]), "without keys");
    }
}
