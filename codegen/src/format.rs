//! From tokens to the text of a file.

mod scope;

use proc_macro2::TokenStream;

pub(crate) use scope::Scope;

/// The text of a file: a header, the imports that the items need, the items, formatted, with an
/// empty line between two.
///
/// Tokens that are no Rust can only come from a mistake in a template; they are written as they
/// are, so that the compiler shows the place.
pub(crate) fn file(header: &str, scope: &Scope, items: &[TokenStream]) -> String {
    let parsed: Result<Vec<syn::File>, _> = items.iter().cloned().map(syn::parse2).collect();
    let blocks: Vec<String> = match parsed {
        Ok(items) => {
            let imports = scope.imports(&items).into_iter();
            let imports = imports.filter_map(|group| syn::parse2(group).ok());
            let files = imports.chain(items);
            files
                .map(|file| spaced(&prettyplease::unparse(&file)))
                .collect()
        }
        Err(_) => items.iter().map(ToString::to_string).collect(),
    };
    let mut text = format!("// {header}\n");
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        text.push('\n');
        text.push_str(block);
    }
    text
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
