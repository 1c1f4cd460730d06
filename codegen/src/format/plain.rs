//! What fits on lines as it is, written from its tokens.
//!
//! Nearly all that templates emit is of this kind: it costs a fraction of parsing it and of finding
//! out where to break it. Whatever is not comes back as none, and is left to the formatter, which
//! writes the same as this wherever this writes something.

use std::ops::RangeInclusive;

use proc_macro2::Delimiter;

use super::line::{line, write_line};
use super::pretty::formatted_statement;
use super::tokens::{Kind, Slice};

/// Columns of a line at most, as the formatter has it.
const WIDTH: usize = 89;

/// Spaces before the statements of a member of an `impl`.
const BODY: usize = 8;

/// Widths at which an expression that makes a struct may be on one line or not.
const UNSURE: RangeInclusive<usize> = 26..=40;

/// Lines in the making.
pub(super) struct Lines {
    text: String,
    indent: usize,
}

impl Lines {
    /// None so far; the first has this many spaces before it.
    pub(super) fn indented(indent: usize) -> Self {
        Self {
            text: String::new(),
            indent,
        }
    }

    /// The text of all lines.
    pub(super) fn into_text(self) -> String {
        self.text
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
        let member = self.attributes(member)?;
        match member.find(|position| member.opens(position, Delimiter::Brace)) {
            None => self.add_line(member, ""),
            Some(body) => {
                self.signature(member.part(0, body))?;
                self.block(member.inside(body))
            }
        }
    }

    fn add(&mut self, line: &str) -> Option<()> {
        self.fits(line).then(|| self.push(line))
    }

    /// Adds a line of tokens, and what stands at its end.
    fn add_line(&mut self, tokens: Slice<'_>, end: &str) -> Option<()> {
        let begin = self.text.len();
        self.text.extend(std::iter::repeat_n(' ', self.indent));
        let written = write_line(tokens, &mut self.text);
        self.text.push_str(end);
        if written.is_none() || self.text.len() - begin > WIDTH {
            self.text.truncate(begin);
            return None;
        }
        self.text.push('\n');
        Some(())
    }

    fn fits(&self, line: &str) -> bool {
        self.indent + line.len() <= WIDTH
    }

    fn push(&mut self, line: &str) {
        self.text.extend(std::iter::repeat_n(' ', self.indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds what is further in.
    fn inside(&mut self, add: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.indent += 4;
        let added = add(self);
        self.indent -= 4;
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
        self.text.extend(std::iter::repeat_n(' ', self.indent));
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
        let begin = line(head.part(0, open))?;
        let arguments = head.inside(open).by_commas();
        let arguments: Vec<String> = arguments.into_iter().map(line).collect::<Option<_>>()?;
        let end = match after.word(0) {
            "" => String::new(),
            "->" => format!(" -> {}", line(after.rest(1))?),
            _ => return None,
        };
        let whole = format!("{begin}({}){end} {{", arguments.join(", "));
        if self.fits(&whole) {
            return self.add(&whole);
        }
        self.add(&format!("{begin}("))?;
        self.inside(|lines| {
            let mut arguments = arguments.iter();
            arguments.try_for_each(|argument| lines.add(&format!("{argument},")))
        })?;
        self.add(&format!("){end} {{"))
    }

    /// Adds statements and the bracket after them.
    fn block(&mut self, mut rest: Slice<'_>) -> Option<()> {
        if rest.is_empty() {
            return None;
        }
        self.inside(|lines| {
            while !rest.is_empty() {
                let begin = lines.text.len();
                rest = match lines.statement(rest) {
                    Some(after) => after,
                    None => {
                        lines.text.truncate(begin);
                        lines.formatted_statement(rest)?
                    }
                };
            }
            Some(())
        })?;
        self.add("}")
    }

    /// Adds a statement that is not plain as the formatter writes it, and gives those after it. Of a
    /// statement that ends with its body the end is not known.
    fn formatted_statement<'t>(&mut self, tokens: Slice<'t>) -> Option<Slice<'t>> {
        let has_body = matches!(
            tokens.word(0),
            "if" | "match" | "for" | "while" | "loop" | "{"
        );
        if has_body || self.indent != BODY {
            return None;
        }
        let end = tokens.find(|position| tokens.word(position) == ";");
        let end = end.map_or(tokens.len(), |end| end + 1);
        let statement = tokens.part(0, end).source();
        self.text.push_str(&formatted_statement(&statement)?);
        Some(tokens.rest(end))
    }

    /// Adds a statement, and gives those after it.
    fn statement<'t>(&mut self, tokens: Slice<'t>) -> Option<Slice<'t>> {
        let kind = tokens.word(0);
        if matches!(kind, "match" | "if") {
            let body = tokens.find(|position| tokens.opens(position, Delimiter::Brace))?;
            self.add_line(tokens.part(0, body), " {")?;
            if kind == "match" {
                self.arms(tokens.inside(body))?;
            } else {
                self.block(tokens.inside(body))?;
            }
            let after = tokens.rest(body + tokens.span(body));
            let goes_on =
                after.word(0) == "else" || !matches!(after.kind(0), None | Some(Kind::Word));
            return (!goes_on).then_some(after);
        }
        if let Some(end) = tokens.find(|position| tokens.word(position) == ";") {
            self.command(tokens.part(0, end))?;
            return Some(tokens.rest(end + 1));
        }
        match tokens.find(|position| tokens.opens(position, Delimiter::Brace)) {
            None => self.add_line(tokens, "")?,
            Some(body) => self.structure(tokens, body)?,
        }
        Some(tokens.rest(tokens.len()))
    }

    /// Adds a statement without a value, with what is given to it on a line of its own if need be.
    fn command(&mut self, tokens: Slice<'_>) -> Option<()> {
        if self.add_line(tokens, ";").is_some() {
            return Some(());
        }
        let value = 1 + tokens.find(|position| tokens.word(position) == "=")?;
        let open = value + 1;
        let is_call = tokens.kind(value) == Some(Kind::Word)
            && tokens.opens(open, Delimiter::Parenthesis)
            && open + tokens.span(open) == tokens.len();
        let arguments = tokens.inside(open).by_commas();
        if !is_call || arguments.len() != 1 {
            return None;
        }
        self.add_line(tokens.part(0, open), "(")?;
        self.inside(|lines| lines.add_line(tokens.inside(open), ","))?;
        self.add(");")
    }

    /// Adds an expression that makes a struct.
    fn structure(&mut self, tokens: Slice<'_>, body: usize) -> Option<()> {
        let fields = tokens.inside(body).by_commas();
        if fields.is_empty() || body + tokens.span(body) != tokens.len() {
            return None;
        }
        let path = line(tokens.part(0, body))?;
        if path.contains(' ') {
            return None;
        }
        let fields: Vec<String> = fields.into_iter().map(line).collect::<Option<_>>()?;
        let whole = format!("{path} {{ {} }}", fields.join(", "));
        if UNSURE.contains(&whole.len()) {
            return None;
        }
        if whole.len() < *UNSURE.start() {
            return self.add(&whole);
        }
        self.add(&format!("{path} {{"))?;
        self.inside(|lines| {
            let mut fields = fields.iter();
            fields.try_for_each(|field| lines.add(&format!("{field},")))
        })?;
        self.add("}")
    }

    /// Adds the arms of a `match`, and the bracket after them.
    fn arms(&mut self, mut rest: Slice<'_>) -> Option<()> {
        if rest.is_empty() {
            return None;
        }
        self.inside(|lines| {
            while !rest.is_empty() {
                let arrow = rest.find(|position| rest.word(position) == "=>")?;
                let (pattern, after) = (rest.part(0, arrow), rest.rest(arrow + 1));
                let has_more =
                    pattern.find(|position| matches!(pattern.word(position), "if" | "|"));
                let end = after.find(|position| after.word(position) == ",");
                let end = end.unwrap_or(after.len());
                // A block may lose its brackets, and `()` becomes one.
                let is_group = end > 1 && end == after.span(0);
                if has_more.is_some() || is_group {
                    return None;
                }
                let (pattern, value) = (line(pattern)?, line(after.part(0, end))?);
                lines.arm(&pattern, &value)?;
                rest = after.rest(end + 1);
            }
            Some(())
        })?;
        self.add("}")
    }

    /// Adds an arm, with brackets around the value if it has to stand on a line of its own.
    fn arm(&mut self, pattern: &str, value: &str) -> Option<()> {
        let whole = format!("{pattern} => {value}");
        // The comma does not count.
        if self.fits(&whole) {
            self.push(&format!("{whole},"));
            return Some(());
        }
        self.add(&format!("{pattern} => {{"))?;
        self.inside(|lines| lines.add(value))?;
        self.add("}")
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
