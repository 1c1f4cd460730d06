//! What fits on lines as it is, written from its tokens.
//!
//! Nearly all that templates emit is of this kind: it costs a fraction of parsing it and of finding
//! out where to break it. Whatever is not comes back as none, and is left to the formatter, which
//! writes the same as this wherever this writes something.

mod statements;

use proc_macro2::Delimiter;

use super::line::{line, write_line};
use super::tokens::{Kind, Slice};

/// Columns of a line at most, as the formatter has it.
const WIDTH: usize = 89;

/// Spaces before what is one step further in.
const INDENT: &str = "    ";

/// Lines in the making.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    indent: usize,
}

impl Lines {
    /// The text of all lines.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds lines as they are.
    pub(super) fn add_text(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// Adds lines, or nothing at all.
    pub(super) fn attempt<T>(&mut self, add: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let begin = self.text.len();
        let added = add(self);
        if added.is_none() {
            self.text.truncate(begin);
        }
        added
    }

    /// Adds a struct, an enum, or a macro that makes more of a type.
    pub(super) fn item(&mut self, item: Slice<'_>) -> Option<()> {
        let item = self.attributes(item)?;
        let named = item.rest(usize::from(item.word(0) == "pub"));
        let body = item.find(|position| item.opens(position, Delimiter::Brace));
        match (named.word(0), body) {
            ("struct" | "enum", Some(body)) => {
                self.add_line(item.part(0, body), " {")?;
                self.members(item.inside(body))?;
                self.add("}")
            }
            ("struct" | "mod" | "use", None) => self.add_line(item, ""),
            (_, None) => self.add(&macro_call(item)?),
            _ => None,
        }
    }

    /// Adds the line that begins an `impl`, and gives its members.
    pub(super) fn begin_impl<'t>(&mut self, item: Slice<'t>) -> Option<Slice<'t>> {
        let item = self.attributes(item)?;
        let body = item.find(|position| item.opens(position, Delimiter::Brace))?;
        let members = item.inside(body);
        if item.word(0) != "impl" || members.is_empty() {
            return None;
        }
        self.add_line(item.part(0, body), " {")?;
        Some(members)
    }

    /// Adds a member of an `impl`.
    pub(super) fn member(&mut self, member: Slice<'_>) -> Option<()> {
        self.inside(|lines| {
            let member = lines.attributes(member)?;
            match member.find(|position| member.opens(position, Delimiter::Brace)) {
                None => lines.add_line(member, ""),
                Some(body) => {
                    lines.signature(member.part(0, body))?;
                    lines.block(member.inside(body))
                }
            }
        })
    }

    /// Adds a line, if it is short enough; not counted is what stands at its `end`.
    fn write(&mut self, end: &str, write: impl FnOnce(&mut String) -> Option<()>) -> Option<()> {
        self.attempt(|lines| {
            let begin = lines.text.len();
            lines.indentation();
            write(&mut lines.text)?;
            (lines.text.len() - begin <= WIDTH).then(|| lines.text.extend([end, "\n"]))
        })
    }

    fn indentation(&mut self) {
        for _ in 0..self.indent / INDENT.len() {
            self.text.push_str(INDENT);
        }
    }

    fn add(&mut self, line: &str) -> Option<()> {
        self.write("", |text| {
            text.push_str(line);
            Some(())
        })
    }

    /// Adds a line of tokens, and what stands at its end.
    fn add_line(&mut self, tokens: Slice<'_>, end: &str) -> Option<()> {
        self.write("", |text| {
            write_line(tokens, text)?;
            text.push_str(end);
            Some(())
        })
    }

    /// Adds a line for each of these, further in, with a comma at its end.
    fn add_lines(&mut self, parts: &[Slice<'_>]) -> Option<()> {
        self.inside(|lines| {
            let mut parts = parts.iter();
            parts.try_for_each(|part| lines.add_line(*part, ","))
        })
    }

    /// Adds what is further in.
    fn inside(&mut self, add: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.indent += INDENT.len();
        let added = add(self);
        self.indent -= INDENT.len();
        added
    }

    /// Adds the attributes before something, and gives the rest.
    fn attributes<'t>(&mut self, mut tokens: Slice<'t>) -> Option<Slice<'t>> {
        while tokens.word(0) == "#" {
            if !tokens.opens(1, Delimiter::Bracket) {
                return None;
            }
            let attribute = tokens.inside(1);
            if attribute.word(0) == "doc" {
                self.docs(attribute)?;
            } else {
                self.add_line(tokens.part(0, 1 + tokens.span(1)), "")?;
            }
            tokens = tokens.rest(1 + tokens.span(1));
        }
        Some(tokens)
    }

    /// Adds a line of docs, which may be of any width.
    fn docs(&mut self, attribute: Slice<'_>) -> Option<()> {
        if attribute.len() != 3 || attribute.kind(2) != Some(Kind::Literal) {
            return None;
        }
        let literal = attribute.word(2);
        let parsed;
        let docs = if literal.contains('\\') {
            parsed = syn::parse_str::<syn::LitStr>(literal).ok()?.value();
            parsed.as_str()
        } else {
            literal.strip_prefix('"')?.strip_suffix('"')?
        };
        if docs.contains(['\n', '\r']) || docs.starts_with('/') {
            return None;
        }
        self.indentation();
        self.text.extend(["///", docs.trim_end_matches(' '), "\n"]);
        Some(())
    }

    /// Adds the fields of a struct, or the variants of an enum.
    fn members(&mut self, members: Slice<'_>) -> Option<()> {
        if members.is_empty() {
            return None;
        }
        self.inside(|lines| {
            for member in members.by_commas() {
                let member = lines.attributes(member)?;
                lines.add_line(member, ",")?;
            }
            Some(())
        })
    }

    /// Adds the line that begins a function, or its lines with an argument each.
    fn signature(&mut self, head: Slice<'_>) -> Option<()> {
        let open = head.find(|position| head.opens(position, Delimiter::Parenthesis))?;
        let after = head.rest(open + head.span(open));
        let has_more = head.find(|position| head.word(position) == "where");
        if has_more.is_some() || head.word(open - 1) == "pub" {
            return None;
        }
        let arguments = head.inside(open).by_commas();
        let write_end = |text: &mut String| {
            text.push(')');
            match after.word(0) {
                "" => {}
                "->" => {
                    text.push_str(" -> ");
                    write_line(after.rest(1), text)?;
                }
                _ => return None,
            }
            text.push_str(" {");
            Some(())
        };
        let on_a_line = self.write("", |text| {
            write_line(head.part(0, open), text)?;
            text.push('(');
            for (position, argument) in arguments.iter().enumerate() {
                if position > 0 {
                    text.push_str(", ");
                }
                write_line(*argument, text)?;
            }
            write_end(text)
        });
        on_a_line.or_else(|| {
            self.add_line(head.part(0, open), "(")?;
            self.add_lines(&arguments)?;
            self.write("", write_end)
        })
    }
}

/// `path!(Name);`
fn macro_call(tokens: Slice<'_>) -> Option<String> {
    let sign = tokens.find(|position| tokens.word(position) == "!")?;
    let arguments = tokens.rest(sign + 1);
    let is_plain = arguments.len() == 4
        && arguments.opens(0, Delimiter::Parenthesis)
        && arguments.kind(1) == Some(Kind::Word)
        && arguments.word(3) == ";";
    let path = line(tokens.part(0, sign))?;
    is_plain.then(|| format!("{path}!({});", arguments.word(1)))
}
