//! Statements in the body of a function.

use std::ops::RangeInclusive;

use proc_macro2::Delimiter;

use super::{INDENT, Lines};
use crate::format::line::{line, write_line};
use crate::format::pretty;
use crate::format::tokens::{Kind, Slice};

/// Spaces before the statements of a member of an `impl`.
const BODY: usize = 8;

/// Widths at which an expression that makes a struct may be on one line or not.
const UNSURE: RangeInclusive<usize> = 26..=40;

impl Lines {
    /// Adds statements and the bracket after them.
    pub(super) fn block(&mut self, mut rest: Slice<'_>) -> Option<()> {
        if rest.is_empty() {
            return None;
        }
        self.inside(|lines| {
            while !rest.is_empty() {
                rest = match lines.attempt(|lines| lines.statement(rest)) {
                    Some(after) => after,
                    None => lines.otherwise(rest)?,
                };
            }
            Some(())
        })?;
        self.add("}")
    }

    /// Adds a statement that is not plain as the formatter writes it, and gives those after it. Of a
    /// statement that ends with its body the end is not known.
    fn otherwise<'t>(&mut self, tokens: Slice<'t>) -> Option<Slice<'t>> {
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
        self.text
            .push_str(&pretty::formatted_statement(&statement)?);
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
            None => self
                .add_line(tokens, "")
                .or_else(|| self.chain(tokens, ""))?,
            Some(body) => self.structure(tokens, body)?,
        }
        Some(tokens.rest(tokens.len()))
    }

    /// Adds a statement without a value, with what is given to it on a line of its own if need be.
    fn command(&mut self, tokens: Slice<'_>) -> Option<()> {
        if self.add_line(tokens, ";").is_some() {
            return Some(());
        }
        let Some(equals) = tokens.find(|position| tokens.word(position) == "=") else {
            return self.chain(tokens, ";");
        };
        let value = equals + 1;
        let open = value + 1;
        let is_call = tokens.kind(value) == Some(Kind::Word)
            && tokens.opens(open, Delimiter::Parenthesis)
            && open + tokens.span(open) == tokens.len();
        let arguments = tokens.inside(open).by_commas();
        if !is_call || arguments.len() != 1 {
            return None;
        }
        self.add_line(tokens.part(0, open), "(")?;
        self.add_lines(&arguments)?;
        self.add(");")
    }

    /// Adds calls of methods, each on a line of its own, and what stands at the end.
    fn chain(&mut self, tokens: Slice<'_>, end: &str) -> Option<()> {
        let mut dots = Vec::new();
        tokens.find(|position| {
            if tokens.word(position) == "." {
                dots.push(position);
            }
            false
        });
        let is_name = tokens.kind(0) == Some(Kind::Word) && dots.first() == Some(&1);
        let is_call = |dot: &usize| {
            let open = dot + 2;
            let after = open + tokens.span(open);
            let is_last = after == tokens.len() || tokens.word(after) == ".";
            tokens.opens(open, Delimiter::Parenthesis) && is_last
        };
        if !is_name || !dots.iter().all(is_call) {
            return None;
        }
        // After a short name, the first call stays where it is.
        if tokens.word(0).len() <= INDENT.len() {
            dots.remove(0);
        }
        self.add_line(tokens.part(0, *dots.first()?), "")?;
        self.inside(|lines| {
            for (position, dot) in dots.iter().enumerate() {
                let next = dots.get(position + 1);
                let call = tokens.part(dot + 1, next.copied().unwrap_or(tokens.len()));
                let end = if next.is_none() { end } else { "" };
                let on_a_line = lines.write("", |text| {
                    text.push('.');
                    write_line(call, text)?;
                    text.push_str(end);
                    Some(())
                });
                on_a_line.or_else(|| lines.long_call(call, end))?;
            }
            Some(())
        })
    }

    /// Adds the call of a method, with a line for each argument.
    fn long_call(&mut self, call: Slice<'_>, end: &str) -> Option<()> {
        // What could stand on no line, however long, might be written in another way.
        line(call)?;
        let arguments = call.inside(1).by_commas();
        // One alone may stay where it is.
        if arguments.len() < 2 {
            return None;
        }
        self.add(&format!(".{}(", call.word(0)))?;
        self.add_lines(&arguments)?;
        self.add(&format!("){end}"))
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
        let texts: Vec<String> = fields.iter().copied().map(line).collect::<Option<_>>()?;
        let whole = format!("{path} {{ {} }}", texts.join(", "));
        if UNSURE.contains(&whole.len()) {
            return None;
        }
        if whole.len() < *UNSURE.start() {
            return self.add(&whole);
        }
        self.add(&format!("{path} {{"))?;
        self.add_lines(&fields)?;
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
                lines.arm(pattern, after.part(0, end))?;
                rest = after.rest(end + 1);
            }
            Some(())
        })?;
        self.add("}")
    }

    /// Adds an arm, with brackets around the value if it has to stand on a line of its own.
    fn arm(&mut self, pattern: Slice<'_>, value: Slice<'_>) -> Option<()> {
        // The comma does not count.
        let on_a_line = self.write(",", |text| {
            write_line(pattern, text)?;
            text.push_str(" => ");
            write_line(value, text)
        });
        on_a_line.or_else(|| {
            self.add_line(pattern, " => {")?;
            self.inside(|lines| lines.add_line(value, ""))?;
            self.add("}")
        })
    }
}
