//! The tokens of an item, ready to be looked at again and again: slices of one text.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Signs that mean something else than their parts do.
const PAIRS: &[&str] = &["!=", "->", "..", "::", "==", "=>"];

/// Tokens in the order they are written; what is in brackets stands between these.
#[derive(Default)]
pub(super) struct Tokens {
    text: String,
    tokens: Vec<Token>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a word of the language or a lifetime.
    Word,
    /// A number or a string.
    Literal,
    /// What is neither, such as a comma.
    Sign,
    /// A bracket that opens.
    Open(Delimiter),
    /// A bracket that closes.
    Close,
}

#[derive(Clone, Copy)]
struct Token {
    kind: Kind,
    /// Where it stands in the text.
    start: usize,
    end: usize,
    /// Whether the next one belongs to it.
    joint: bool,
    /// How many tokens there are from a bracket to what follows its counterpart.
    span: usize,
}

impl Tokens {
    /// The tokens of a stream in place of these. It is taken apart: to look into its groups would
    /// copy them.
    pub(super) fn replace(&mut self, stream: TokenStream) {
        self.text.clear();
        self.tokens.clear();
        self.extend(stream);
    }

    /// All of them.
    pub(super) fn all(&self) -> Slice<'_> {
        Slice {
            text: &self.text,
            tokens: &self.tokens,
        }
    }

    fn extend(&mut self, stream: TokenStream) {
        for tree in stream {
            match tree {
                // Writing to a string does not fail.
                TokenTree::Ident(ident) => {
                    let _ = write!(self.text, "{ident}");
                    self.end(Kind::Word, false);
                }
                TokenTree::Literal(literal) => {
                    let _ = write!(self.text, "{literal}");
                    self.end(Kind::Literal, false);
                }
                TokenTree::Punct(sign) => {
                    self.text.push(sign.as_char());
                    self.end(Kind::Sign, sign.spacing() == Spacing::Joint);
                }
                TokenTree::Group(group) => {
                    let (delimiter, inside) = (group.delimiter(), group.stream());
                    // The last owner of the tokens takes them without a copy.
                    drop(group);
                    let (open, close) = brackets(delimiter);
                    let begin = self.tokens.len();
                    self.text.push_str(open);
                    self.end(Kind::Open(delimiter), false);
                    self.extend(inside);
                    self.text.push_str(close);
                    self.end(Kind::Close, false);
                    self.tokens[begin].span = self.tokens.len() - begin;
                }
            }
        }
    }

    /// Ends a token, which has been added to the text: it becomes a part of the one before if they
    /// are one.
    fn end(&mut self, kind: Kind, joint: bool) {
        let end = self.text.len();
        let mut start = 0;
        if let Some(last) = self.tokens.last_mut() {
            start = last.end;
            if last.joint {
                let both = &self.text[last.start..];
                let is_lifetime = kind == Kind::Word && both.starts_with('\'');
                if is_lifetime || PAIRS.contains(&both) {
                    (last.end, last.joint) = (end, joint);
                    if is_lifetime {
                        last.kind = Kind::Word;
                    }
                    return;
                }
            }
        }
        self.tokens.push(Token {
            kind,
            start,
            end,
            joint,
            span: 1,
        });
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Some tokens in a row.
#[derive(Clone, Copy)]
pub(super) struct Slice<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl<'t> Slice<'t> {
    /// How many there are; what is in brackets counts.
    pub(super) fn len(self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    pub(super) fn is_empty(self) -> bool {
        self.tokens.is_empty()
    }

    /// What the token at a position is.
    pub(super) fn kind(self, position: usize) -> Option<Kind> {
        Some(self.tokens.get(position)?.kind)
    }

    /// The token at a position, empty where there is none.
    pub(super) fn word(self, position: usize) -> &'t str {
        let token = self.tokens.get(position);
        token.map_or("", |token| &self.text[token.start..token.end])
    }

    /// The token before a position, empty where there is none.
    pub(super) fn before(self, position: usize) -> &'t str {
        position
            .checked_sub(1)
            .map_or("", |before| self.word(before))
    }

    /// Whether a group of this kind begins at a position.
    pub(super) fn opens(self, position: usize, delimiter: Delimiter) -> bool {
        self.kind(position) == Some(Kind::Open(delimiter))
    }

    /// How many tokens the one at a position and what belongs to it are.
    pub(super) fn span(self, position: usize) -> usize {
        self.tokens.get(position).map_or(1, |token| token.span)
    }

    /// What stands in the group that begins at a position.
    pub(super) fn inside(self, position: usize) -> Self {
        self.part(position + 1, position + self.span(position) - 1)
    }

    /// The tokens from a position up to another.
    pub(super) fn part(self, from: usize, to: usize) -> Self {
        Self {
            tokens: self.tokens.get(from..to).unwrap_or_default(),
            ..self
        }
    }

    /// The tokens from a position on.
    pub(super) fn rest(self, from: usize) -> Self {
        self.part(from, self.len())
    }

    /// Position of the first token outside of brackets that is wanted.
    pub(super) fn find(self, mut is_wanted: impl FnMut(usize) -> bool) -> Option<usize> {
        let mut position = 0;
        while position < self.len() {
            if is_wanted(position) {
                return Some(position);
            }
            position += self.span(position);
        }
        None
    }

    /// What stands between commas; a comma between angle brackets separates nothing.
    pub(super) fn by_commas(self) -> Vec<Self> {
        let mut parts = Vec::new();
        let (mut begin, mut depth) = (0, 0_usize);
        self.find(|position| {
            match self.word(position) {
                "<" => depth += 1,
                ">" => depth = depth.saturating_sub(1),
                "," if depth == 0 => {
                    parts.push(self.part(begin, position));
                    begin = position + 1;
                }
                _ => {}
            }
            false
        });
        if begin < self.len() {
            parts.push(self.rest(begin));
        }
        parts
    }

    /// As source, however ugly.
    pub(super) fn source(self) -> String {
        let mut source = String::new();
        for token in self.tokens {
            source.push_str(&self.text[token.start..token.end]);
            if !token.joint {
                source.push(' ');
            }
        }
        source
    }
}

/// The items, or members of an `impl`, that stand one after the other.
pub(super) fn one_by_one(mut tokens: Slice<'_>) -> Vec<Slice<'_>> {
    let mut items = Vec::new();
    while !tokens.is_empty() {
        let mut is_value = false;
        let end = tokens.find(|position| {
            is_value |= matches!(tokens.word(position), "=" | "use");
            let is_body = !is_value && tokens.opens(position, Delimiter::Brace);
            is_body || tokens.word(position) == ";"
        });
        let end = end.map_or(tokens.len(), |end| end + tokens.span(end));
        items.push(tokens.part(0, end));
        tokens = tokens.rest(end);
    }
    items
}
