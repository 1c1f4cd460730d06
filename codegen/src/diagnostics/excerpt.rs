//! The line of a document that a finding is about.

/// How many characters of a line are shown at most: documents may be a single long line.
const WIDTH: usize = 100;

/// How many of them stand before what is marked.
const BEFORE: usize = 30;

/// A line of a document, and what of it is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The line, or as much of it as a person can read.
    pub text: String,
    /// How many characters stand before what is meant.
    pub before: usize,
    /// How many characters are meant.
    pub length: usize,
}

impl Excerpt {
    /// What stands at a byte of a line. Of a long line only the neighbourhood is looked at: there may
    /// be many findings in it.
    pub(super) fn of(line: &str, at: usize) -> Self {
        let is_long = line.chars().nth(WIDTH).is_some();
        let (head, tail) = line.split_at_checked(at).unwrap_or((line, ""));
        let most = if is_long { BEFORE } else { WIDTH };
        let mut shown: Vec<char> = head.chars().rev().take(most).collect();
        shown.reverse();
        let is_cut = is_long && head.chars().rev().nth(BEFORE).is_some();
        let before = shown.len();
        shown.extend(tail.chars().take(WIDTH + 1 - before));
        // What ends a line or turns its direction would show another one than is there.
        for sign in &mut shown {
            if !is_shown(*sign) {
                *sign = ' ';
            }
        }
        let length = token(&shown[before..]).clamp(1, WIDTH - BEFORE);
        if shown.len() > WIDTH {
            shown[WIDTH] = '…';
        }
        let cut = if is_cut { "…" } else { "" };
        let text: String = cut.chars().chain(shown).collect();
        Self {
            text: text.trim_end().to_owned(),
            before: before + cut.chars().count(),
            length,
        }
    }
}

/// The way through the lines of a file, from one finding to the next.
pub(super) struct Cursor<'t> {
    lines: Vec<&'t str>,
    line: u64,
    column: u64,
    byte: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            lines: text.lines().collect(),
            line: 0,
            column: 1,
            byte: 0,
        }
    }

    /// What stands at a line and column. Those behind the last ones that were asked for are found
    /// without beginning anew.
    pub(super) fn excerpt(&mut self, line: u64, column: u64) -> Option<Excerpt> {
        let number = usize::try_from(line).ok()?.checked_sub(1)?;
        let text = *self.lines.get(number)?;
        if line != self.line || column < self.column {
            (self.line, self.column, self.byte) = (line, 1, 0);
        }
        for sign in text.get(self.byte..)?.chars() {
            if self.column >= column {
                break;
            }
            self.column += 1;
            self.byte += sign.len_utf8();
        }
        Some(Excerpt::of(text, self.byte))
    }
}

fn is_shown(sign: char) -> bool {
    let turns = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !(turns || sign.is_control())
}

/// How many characters the first word of a line has: a name, a string in quotes, a scalar.
fn token(line: &[char]) -> usize {
    match line.first() {
        Some(quote @ ('"' | '\'')) => {
            let inside = line.iter().skip(1).take_while(|sign| *sign != quote);
            (inside.count() + 2).min(line.len())
        }
        Some('{' | '[') => 1,
        _ => line
            .iter()
            .take_while(|sign| !sign.is_whitespace() && !",:{}[]".contains(**sign))
            .count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(line: &str, column: u64) -> Excerpt {
        Cursor::new(&format!("{line}\n"))
            .excerpt(1, column)
            .unwrap()
    }

    fn marked(line: &str, column: u64) -> String {
        let excerpt = excerpt(line, column);
        let marked = excerpt.text.chars().skip(excerpt.before);
        marked.take(excerpt.length).collect()
    }

    // R16.1
    #[test]
    fn the_word_at_the_place_is_marked() {
        let line = "  größe: {type: 'a b', of: x}";
        for (column, expected) in [
            (3, "größe"),
            (10, "{"),
            (11, "type"),
            (17, "'a b'"),
            (28, "x"),
        ] {
            assert_eq!(marked(line, column), expected);
        }
        for column in [0, 1, 99, u64::MAX] {
            assert!(excerpt("a", column).length == 1, "{column}");
            assert!(excerpt("", column).length == 1, "{column}");
        }
    }

    // R16.1
    #[test]
    fn of_a_long_line_only_the_neighbourhood_is_shown() {
        let line = format!("{{{}\"type\": 1{}}}", " ".repeat(500), "x".repeat(500));
        let excerpt = excerpt(&line, 502);
        assert_eq!(marked(&line, 502), "\"type\"");
        assert!(excerpt.text.chars().count() <= WIDTH + 2, "{excerpt:?}");
        assert!(
            excerpt.text.starts_with('…') && excerpt.text.ends_with('…'),
            "{excerpt:?}"
        );
    }

    #[test]
    fn places_are_found_in_any_order() {
        let mut cursor = Cursor::new("äbc def\nghi jkl");
        let mut marked = |line, column| {
            let excerpt = cursor.excerpt(line, column)?;
            let marked = excerpt.text.chars().skip(excerpt.before);
            Some(marked.take(excerpt.length).collect::<String>())
        };
        assert_eq!(marked(1, 1).as_deref(), Some("äbc"));
        assert_eq!(marked(1, 5).as_deref(), Some("def"));
        assert_eq!(marked(1, 2).as_deref(), Some("bc"));
        assert_eq!(marked(2, 5).as_deref(), Some("jkl"));
        assert_eq!(marked(1, 3).as_deref(), Some("c"));
        assert_eq!(marked(3, 1), None);
        assert_eq!(marked(0, 1), None);
    }
}
