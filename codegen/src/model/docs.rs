//! Descriptions as rustdoc: safe as Markdown, with what keywords say put into words.

use std::borrow::Cow;

use crate::openapi::{Schema, SchemaType};

/// The paragraphs of a description. An element of a list is one too, and begins with `* `.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = text_of(line);
        let mut words: Vec<&str> = line.split_whitespace().collect();
        let is_element = words.len() > 1 && matches!(words[0], "*" | "-");
        if is_element {
            words[0] = "*";
        }
        match paragraphs.last_mut() {
            _ if words.is_empty() => goes_on = false,
            Some(paragraph) if goes_on && !is_element => {
                paragraph.push(' ');
                paragraph.push_str(&words.join(" "));
            }
            _ => {
                paragraphs.push(words.join(" "));
                goes_on = true;
            }
        }
    }
    paragraphs
        .iter()
        .map(|paragraph| paragraph_text(paragraph))
        .collect()
}

/// What of it is text.
fn text_of(line: &str) -> Cow<'_, str> {
    if line.chars().all(is_text) {
        Cow::Borrowed(line)
    } else {
        line.chars()
            .filter(|character| is_text(*character))
            .collect()
    }
}

/// Not what would turn the direction of the text, or end a line for some and not for others.
fn is_text(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character == '\t' || !(turns || character.is_control())
}

/// A paragraph that is read as one: its first word begins nothing else, save for a list's `*`.
fn paragraph_text(paragraph: &str) -> String {
    if let Some(element) = paragraph.strip_prefix("* ") {
        return format!("* {}", paragraph_text(element));
    }
    let text = escape(paragraph);
    let first = text.split(' ').next().unwrap_or_default();
    if !begins_block(first) {
        return text;
    }
    let begin = number(first).map_or(0, str::len);
    format!("{}\\{}", &text[..begin], &text[begin..])
}

/// Whether Markdown reads a word at the beginning of a paragraph as more than a word: a heading, an
/// element of a list, a fence, a quote, a table, a tag.
fn begins_block(word: &str) -> bool {
    let only = |signs: &[char]| !word.is_empty() && word.trim_start_matches(signs).is_empty();
    let is_link = word.starts_with("<https://") || word.starts_with("<http://");
    let begins = word.starts_with(['>', '<', '|']) && !is_link;
    let is_fence = word.starts_with("```") || word.starts_with("~~~");
    let is_line = only(&['-', '+', '*', '=', '_', ':', '|']);
    number(word).is_some() || is_fence || begins || is_line || only(&['#'])
}

/// The same of a word at the beginning of any other line. There, a list begins with 1.
pub(crate) fn interrupts_paragraph(word: &str) -> bool {
    begins_block(word) && number(word).is_none_or(|number| number == "1")
}

/// The number of an element of a list.
fn number(word: &str) -> Option<&str> {
    let number = word.strip_suffix(['.', ')'])?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(number)
}

/// The docs of a schema, or of a member with this schema beside a `$ref`.
pub(super) fn schema(schema: &Schema, fallback: &str) -> Vec<String> {
    let mut docs = paragraphs(schema.description.as_deref().unwrap_or(fallback));
    docs.extend(remarks(schema));
    docs
}

/// What keywords say, as one paragraph of short sentences.
fn remarks(schema: &Schema) -> Option<String> {
    let mut sentences = Vec::new();
    let get = |name| {
        let found = schema
            .constraints
            .iter()
            .find(|(keyword, _)| *keyword == name);
        found.map(|(_, value)| value.as_str())
    };
    let unit = |one: &str, many: &str, count: &str| {
        if count == "1" {
            format!("1 {one}")
        } else {
            format!("{} {many}", thousands(count))
        }
    };
    match (get("minLength"), get("maxLength")) {
        (Some(min), Some(max)) => {
            sentences.push(format!("{min} to {} characters.", thousands(max)));
        }
        (None, Some(max)) => {
            sentences.push(format!("At most {}.", unit("character", "characters", max)));
        }
        (Some(min), None) => {
            sentences.push(format!(
                "At least {}.",
                unit("character", "characters", min)
            ));
        }
        (None, None) => {}
    }
    match (get("minimum"), get("maximum")) {
        (Some(min), Some(max)) => sentences.push(format!("From {min} to {max}.")),
        (None, Some(max)) => sentences.push(format!("At most {max}.")),
        (Some(min), None) => sentences.push(format!("At least {min}.")),
        (None, None) => {}
    }
    for (keyword, words) in [
        ("exclusiveMinimum", "More than"),
        ("exclusiveMaximum", "Less than"),
    ] {
        // In OpenAPI 3.0 these are booleans that tell how to read their neighbours.
        if let Some(limit) = get(keyword).filter(|limit| limit.parse::<f64>().is_ok()) {
            sentences.push(format!("{words} {limit}."));
        }
    }
    for (keyword, words) in [("minItems", "At least"), ("maxItems", "At most")] {
        if let Some(count) = get(keyword) {
            sentences.push(format!("{words} {}.", unit("element", "elements", count)));
        }
    }
    for (keyword, words) in [("minProperties", "At least"), ("maxProperties", "At most")] {
        if let Some(count) = get(keyword) {
            sentences.push(format!("{words} {}.", unit("entry", "entries", count)));
        }
    }
    if let Some(pattern) = get("pattern") {
        sentences.push(format!("Matches {}.", code(pattern)));
    }
    let is_plain = !matches!(schema.kind, None | Some(SchemaType::String));
    match schema.values.as_slice() {
        [only] if is_plain => sentences.push(format!("Always {}.", code(only))),
        [_, ..] if is_plain => {
            let values: Vec<String> = schema.values.iter().map(|value| code(value)).collect();
            sentences.push(format!("One of {}.", values.join(", ")));
        }
        _ => {}
    }
    if let Some(default) = get("default") {
        sentences.push(format!("Default: {}.", code(default)));
    }
    if schema.read_only {
        sentences.push("Set by the service only.".to_owned());
    }
    if schema.write_only {
        sentences.push("Sent only: the service never tells it.".to_owned());
    }
    sentences.extend(stage(schema.preview.as_deref(), schema.deprecated));
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What is to be known of things that are not there yet for good, or not for long any more.
pub(super) fn stage(preview: Option<&str>, deprecated: bool) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(preview) = preview {
        let preview = escape(&preview.to_lowercase().replace('_', " "));
        sentences.push(format!("In {preview}: it may change."));
    }
    if deprecated {
        sentences.push("**Deprecated.**".to_owned());
    }
    sentences
}

/// Markdown code, whatever backticks the text holds.
pub(crate) fn code(text: &str) -> String {
    let text = text_of(text);
    let runs = text.split(|character| character != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    if fence.len() == 1 {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

fn thousands(digits: &str) -> String {
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let split = digits.len() % 3;
    let mut text = digits[..split].to_owned();
    for (index, digit) in digits[split..].chars().enumerate() {
        if index % 3 == 0 && !text.is_empty() {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Takes the meaning from what rustdoc would read as HTML, or as links to items of the crate.
/// Code and links to the web stay as they are.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    let is_special = |sign: char| matches!(sign, '`' | '[' | '<' | ']' | '>' | 'h' | '\\');
    while let Some(plain) = rest.find(is_special) {
        let first = rest[plain..].chars().next().unwrap_or_default();
        escaped.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let (piece, length) = match first {
            '`' => code_span(rest),
            '[' => link(rest).unwrap_or(("\\[".to_owned(), 1)),
            '<' => autolink(rest).unwrap_or(("\\<".to_owned(), 1)),
            ']' | '>' => (format!("\\{first}"), 1),
            'h' => url(rest).unwrap_or(("h".to_owned(), 1)),
            _ => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                (rest[..length].to_owned(), length)
            }
        };
        escaped.push_str(&piece);
        rest = &rest[length..];
    }
    escaped.push_str(rest);
    escaped
}

/// Code at the beginning of the text, and how much of the text it is. Backticks without a
/// counterpart would swallow the rest of the docs.
fn code_span(text: &str) -> (String, usize) {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let (fence, inside) = text.split_at(ticks);
    let mut from = 0;
    while let Some(found) = inside[from..].find(fence) {
        let (begin, after) = (from + found, &inside[from + found..]);
        let length = after.len() - after.trim_start_matches('`').len();
        if length == ticks {
            let text = inside[..begin].trim().replace("``", "''");
            return (code(&text), begin + 2 * ticks);
        }
        from = begin + length;
    }
    ("'".repeat(ticks), ticks)
}

/// A link at the beginning of the text, and how much of the text it is: to the web as it is, to
/// elsewhere its words alone.
fn link(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('[')?;
    // The words hold no bracket, so there is no looking further than to the next one.
    let (words, rest) = inside.split_at(inside.find(['[', ']'])?);
    let (target, _) = rest.strip_prefix("](")?.split_once(')')?;
    let length = words.len() + target.len() + 4;
    let words = escape(words);
    let is_url = url_length(target) == Some(target.len());
    let link = if is_url {
        format!("[{words}]({target})")
    } else {
        words
    };
    Some((link, length))
}

/// A URL in angle brackets at the beginning of the text, and how much of the text it is.
fn autolink(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('<')?;
    // A URL has none of these, so there is no looking further.
    let (target, rest) = inside.split_at(inside.find(['<', '>', ' '])?);
    rest.strip_prefix('>')?;
    let is_url = url_length(target) == Some(target.len());
    is_url.then(|| (format!("<{target}>"), target.len() + 2))
}

/// A URL at the beginning of the text as a link, and how much of the text it is.
fn url(text: &str) -> Option<(String, usize)> {
    let length = url_length(text)?;
    Some((format!("<{}>", &text[..length]), length))
}

fn url_length(text: &str) -> Option<usize> {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"))?;
    let is_end = |end: char| end.is_whitespace() || "<>()[]{}\"'`\\|^,;".contains(end);
    let host = &rest[..rest.find(is_end).unwrap_or(rest.len())];
    let host = host.trim_end_matches(['.', ':', '!', '?', '*', '_']);
    let length = text.len() - rest.len() + host.len();
    host.starts_with(|first: char| first.is_ascii_alphanumeric())
        .then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_that_rustdoc_would_misread_is_escaped() {
        assert_eq!(escape("a [b] <c> `[d]`"), r"a \[b\] \<c\> `[d]`");
        assert_eq!(escape("an `unpaired [tick"), r"an 'unpaired \[tick");
    }

    #[test]
    fn links_to_the_web_stay() {
        let link = "[the docs](https://example.com/a#b), or [here](jobs.html)";
        assert_eq!(escape(link), "[the docs](https://example.com/a#b), or here");
        assert_eq!(
            escape("at https://example.com/x."),
            "at <https://example.com/x>."
        );
        assert_eq!(
            escape("at <https://example.com>."),
            "at <https://example.com>."
        );
        assert_eq!(
            escape("https://<instance>/api"),
            r"https://\<instance\>/api"
        );
        assert_eq!(escape(r"\[no link\](x)"), r"\[no link\](x)");
    }

    #[test]
    fn paragraphs_are_no_more_than_that() {
        let text = "# Heading\n- one\n  more\n* two\n\n1. First\n```\nlet a = `b`;\n```";
        let expected = [
            r"\# Heading",
            "* one more",
            "* two",
            r"1\. First `` let a = `b`; ``",
        ];
        assert_eq!(paragraphs(text), expected);
        let link = "https://example.com\n\n<https://example.com/a>, too";
        let expected = ["<https://example.com>", "<https://example.com/a>, too"];
        assert_eq!(paragraphs(link), expected, "no tag");
        assert_eq!(paragraphs("a\u{202e}b\u{7}\r\n\r\nc"), ["ab", "c"]);
    }

    #[test]
    fn code_holds_any_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "``` a``b ```");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(thousands("100"), "100");
        assert_eq!(thousands("1000"), "1,000");
        assert_eq!(thousands("27700"), "27,700");
        assert_eq!(thousands("1000000"), "1,000,000");
    }
}
