//! From tokens to the text of a file.

use proc_macro2::TokenStream;

/// The text of a file: a header, then the items, formatted, with an empty line between two.
///
/// Tokens that are no Rust can only come from a mistake in a template; they are written as they
/// are, so that the compiler shows the place.
pub(crate) fn file(header: &str, items: Vec<TokenStream>) -> String {
    let mut text = format!("// {header}\n");
    for item in items {
        let item = item_text(item);
        if !item.is_empty() {
            text.push('\n');
            text.push_str(&item);
        }
    }
    text
}

fn item_text(item: TokenStream) -> String {
    let source = item.to_string();
    match syn::parse2::<syn::File>(item) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        Err(_) => source,
    }
}

/// Puts an empty line between the members of an `impl`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut previous = "";
    for line in text.lines() {
        let begins = [
            "fn ",
            "pub fn ",
            "pub async fn ",
            "pub const fn ",
            "///",
            "#[",
        ]
        .iter()
        .any(|start| {
            line.strip_prefix("    ")
                .is_some_and(|rest| rest.starts_with(start))
        });
        let after_member = previous == "    }" && line != "}";
        let is_docs = previous.trim_start().starts_with("///");
        let after_constant =
            begins && !is_docs && previous.starts_with("    ") && previous.ends_with(';');
        if after_member || after_constant {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced
}
