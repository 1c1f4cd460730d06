//! Text of others on a terminal: it does nothing to it, and takes as much room as there is.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Text in its lines, without what would do something to a terminal.
pub(crate) fn printable(text: &str) -> String {
    text.replace(|c| does_something(c) && !matches!(c, '\t' | '\n'), "")
}

/// Text on one line, without what would do something to a terminal.
pub(crate) fn one_line(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || does_something(c);
    let words = text.split(is_space).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a character does something to a terminal: control characters, and those that turn the
/// direction of what comes after them.
pub(crate) fn does_something(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control()
}

/// The text in at most this many columns of a terminal: what is too much is cut off and `…` put in
/// its place.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let mut short = String::new();
    for char in text.chars() {
        let width = char.width().unwrap_or(0);
        if width > room {
            break;
        }
        room -= width;
        short.push(char);
    }
    if columns > 0 {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_others_does_nothing_to_a_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{7}\tc\r\nd"), "a[2Jb\tc\nd");
        assert_eq!(printable("a\u{9b}31m\u{202e}b שלום"), "a31mb שלום");
    }

    #[test]
    fn what_a_service_sends_stays_on_its_line() {
        assert_eq!(one_line(" a\n\u{1b}[2J  b\t\u{202e}c"), "a [2J b c");
    }
    #[test]
    fn text_is_cut_by_columns_not_by_bytes() {
        for (text, columns, cut_text) in [
            ("load", 4, "load"),
            ("loading", 4, "loa…"),
            ("日本語", 6, "日本語"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("é́é́é́", 2, "é́…"),
            ("ab", 1, "…"),
            ("ab", 0, ""),
            ("", 0, ""),
        ] {
            assert_eq!(cut(text, columns), cut_text, "{text} in {columns}");
            assert!(cut(text, columns).width() <= columns);
        }
    }
}
