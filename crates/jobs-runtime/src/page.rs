//! Lists, page by page.
//!
//! Both [`Items`] and [`Pages`] are streams and have a `try_next` of their own, so that no trait
//! needs to be imported.
//!
//! A list is read to its end, or ends in an error: pages that lead in circles, and answers that
//! say that more follows but not where, are errors, never an early end.

mod ahead;
mod cursor;
mod items;
mod lenient;
mod pages;

pub use ahead::Ahead;
pub use cursor::Cursor;
pub use items::Items;
pub use pages::Pages;

use crate::call::Call;
use crate::operation::Paged;

impl<O: Paged> Call<O> {
    /// The elements of the list, asked for page by page as they are needed.
    pub fn items(self) -> Items<O> {
        Items::new(self.pages())
    }

    /// The pages of the list, each asked for when it is needed.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }
}

#[cfg(test)]
mod tests;
