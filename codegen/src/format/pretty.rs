//! What has to be broken into lines, by the formatter for Rust.

/// The text of items, with lines broken where they have to be; as they are, if they are no Rust, which
/// [`verify`](crate::verify()) then tells.
pub(super) fn formatted(source: &str) -> String {
    unparsed(source).unwrap_or_else(|| source.to_owned())
}

/// The same, if they are Rust.
fn unparsed(source: &str) -> Option<String> {
    let file = syn::parse_str(source).ok()?;
    Some(prettyplease::unparse(&file))
}

/// The lines of a statement in the body of a member of an `impl`.
pub(super) fn formatted_statement(source: &str) -> Option<String> {
    let text = unparsed(&format!("impl X {{ fn x() {{ {source} }} }}"))?;
    let lines = text.strip_prefix("impl X {\n    fn x() {\n")?;
    Some(lines.strip_suffix("    }\n}\n")?.to_owned())
}

/// The text of a member of an `impl`, with lines broken where they have to be.
pub(super) fn formatted_member(source: &str) -> String {
    let text = formatted(&format!("impl X {{\n{source}\n}}\n"));
    let members = text.split_once('\n').map_or("", |(_, members)| members);
    let members = members.trim_end().strip_suffix('}').unwrap_or(members);
    members.to_owned()
}
