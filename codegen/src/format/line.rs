//! Tokens on a line.

use proc_macro2::Delimiter;

use super::tokens::{Kind, Slice};

/// Words before which or after which something begins anew.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "const", "dyn", "else", "enum", "fn", "for", "if", "impl", "in", "let",
    "match", "move", "mut", "pub", "ref", "return", "struct", "type", "where",
];

/// The tokens with spaces where they belong; none if there is something among them of which a line
/// alone does not tell where.
pub(super) fn line(tokens: Slice<'_>) -> Option<String> {
    let mut line = String::with_capacity(tokens.len() * 6);
    write_line(tokens, &mut line)?;
    Some(line)
}

/// Adds them to a line. If there is no answer, a part of them is added.
pub(super) fn write_line(tokens: Slice<'_>, line: &mut String) -> Option<()> {
    let mut is_closure = false;
    for position in 0..tokens.len() {
        let before = position
            .checked_sub(1)
            .map(|before| Neighbour::of(tokens, before));
        let space = space_before(tokens, position, before, &mut is_closure)?;
        if space {
            line.push(' ');
        }
        line.push_str(tokens.word(position));
    }
    Some(())
}

/// What stands before a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    /// A word of the language.
    Keyword,
    /// A name or a literal.
    Name,
    /// A bracket that opens, or a sign that belongs to what follows.
    Begin,
    /// A bracket that closes, with angle brackets.
    End,
    /// A comma, or a sign that stands for itself.
    Between,
}

impl Neighbour {
    fn of(tokens: Slice<'_>, position: usize) -> Self {
        match (tokens.kind(position), tokens.word(position)) {
            (Some(Kind::Word), word) if KEYWORDS.contains(&word) => Self::Keyword,
            (Some(Kind::Word | Kind::Literal), _) => Self::Name,
            (Some(Kind::Close), _) | (_, ">" | "?") => Self::End,
            (Some(Kind::Open(_)), _) | (_, "." | "::" | "&" | "*" | "!" | "#" | "<") => Self::Begin,
            _ => Self::Between,
        }
    }
}

/// Whether a token has a space before it. Of signs with two meanings, the one is assumed that its
/// neighbours allow; where they allow both, there is no answer.
fn space_before(
    tokens: Slice<'_>,
    position: usize,
    before: Option<Neighbour>,
    is_closure: &mut bool,
) -> Option<bool> {
    use Neighbour::{Begin, Between, End, Keyword, Name};

    let (kind, word) = (tokens.kind(position)?, tokens.word(position));
    let Some(before) = before else {
        let is_begin = matches!(kind, Kind::Word | Kind::Literal)
            || matches!(word, "#" | "&" | "*" | "<" | "(");
        return is_begin.then_some(false);
    };
    let last = tokens.word(position - 1);
    if last == "|" && *is_closure {
        return matches!(kind, Kind::Word | Kind::Open(Delimiter::Parenthesis)).then_some(false);
    }
    // What may stand before a value.
    let is_value = before == Between || matches!(last, "if" | "in" | "let" | "match" | "return");
    Some(match (kind, word) {
        (Kind::Word | Kind::Literal, _) => before != Begin,
        // A comma at the end may stand there for a reason.
        (Kind::Close, _) if last == "," => return None,
        (Kind::Close, _) | (_, "," | ";" | ":" | "." | "?") => false,
        (Kind::Open(Delimiter::Parenthesis | Delimiter::Bracket), _) => {
            if before == Keyword && !is_value && !matches!(last, "mut" | "pub") {
                return None;
            }
            is_value || last == "mut" || last.starts_with('\'')
        }
        (_, "=" | "==" | "!=" | "->" | "=>") => true,
        (_, "::" | ">") if matches!(before, Name | End) => false,
        (_, "<") if before == Name && last.starts_with(char::is_uppercase) => false,
        (_, "<") if last == "::" => false,
        (_, "&" | "*" | "<" | "!") if before == Begin => false,
        (_, "&" | "*" | "<" | "!") if is_value => true,
        (_, "|") if *is_closure => {
            *is_closure = false;
            false
        }
        (_, "|") if before == Begin || last == "," => {
            *is_closure = true;
            before == Between
        }
        _ => return None,
    })
}
