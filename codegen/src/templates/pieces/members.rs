//! What stands between the braces of an item.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// `head { members }`, as `quote!` would write it. That copies every token of the members, and they
/// are most of what there is.
pub(in crate::templates) fn with_members(
    mut head: TokenStream,
    members: impl IntoIterator<Item = TokenStream>,
) -> TokenStream {
    let members = TokenStream::from_iter(members);
    let group = TokenTree::from(Group::new(Delimiter::Brace, members));
    head.extend([group]);
    head
}
