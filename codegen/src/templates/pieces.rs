//! What templates share. A piece that two templates need stands here, and nowhere else.

mod additional;
mod alternative;
mod arguments;
mod markdown;
mod members;
mod page_tokens;
pub(super) mod scopes;
mod text;
mod words;

pub(super) use additional::additional;
pub(super) use alternative::{held, is_boxed, variant};
pub(super) use arguments::{argument, boxed, converted, is_not_empty};
pub(super) use markdown::{Anchors, Markdown, any_of, entry};
pub(super) use members::with_members;
pub(super) use page_tokens::page_tokens;
pub(super) use text::{
    WIDTH, docs, docs_line, field_type, ident, lines, member_docs, module_docs, shape, wrapped,
};
pub(super) use words::{request_line, sent_again};
