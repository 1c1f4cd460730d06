//! The dialect of the profile file: the vendor's tool writes it with Go's `go-ini`.
//!
//! No INI crate reads it so. `rust-ini` 0.21 keeps comments in values, takes a line without `=`
//! for part of the next key and a backslash for an escape; `configparser` 3.3 cuts `a#b` to `a`
//! and keeps quotes; `ini_core` 0.2 and `ini-roundtrip` 0.2 do not take `:`, and hand out values
//! with quotes and comments in them. Each trips over a byte order mark, and none tells the line
//! of a value.
//!
//! Where `go-ini` reads what cannot be meant, this does not follow: a ` #` within quotes begins no
//! comment, a `# ` in the place of a value does, and so does a `#` after a tab.

use std::iter::Enumerate;
use std::str::Lines;

use crate::config::Secret;

/// Section for keys that stand before the first one.
pub(super) const DEFAULT: &str = "DEFAULT";

#[derive(Debug)]
pub(super) struct Section {
    pub(super) name: String,
    /// In the order of the file, a key that stands there twice included.
    pub(super) entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Debug)]
pub(super) struct Entry {
    /// In lower case.
    pub(super) key: String,
    pub(super) value: Secret,
    /// Line in the file, from 1.
    pub(super) line: usize,
}

/// What is wrong with a line. It does not hold the line itself: that may be a secret.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Line in the file, from 1.
    pub(super) line: usize,
    pub(super) problem: &'static str,
}

/// Reads sections; those of one name are one.
pub(super) fn parse(text: &str) -> Result<Vec<Section>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut sections = Vec::new();
    let mut current = section_named(&mut sections, DEFAULT);
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let (line, number) = (line.trim(), index + 1);
        let fault = |problem| Fault {
            line: number,
            problem,
        };
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(header) = line.strip_prefix('[') {
            let name = section_name(header).ok_or(fault("the section's name has no `]`"))?;
            if name.is_empty() {
                return Err(fault("the section has no name"));
            }
            current = section_named(&mut sections, name);
        } else if let Some((key, rest)) = line.split_once(['=', ':']) {
            let key = key.trim().trim_matches(['"', '`']);
            if key.is_empty() {
                return Err(fault("the value has no key"));
            }
            let entry = Entry {
                key: key.to_ascii_lowercase(),
                value: value(rest.trim(), &mut lines).ok_or(fault("the quote is not closed"))?,
                line: number,
            };
            sections[current].entries.push(entry);
        } else {
            return Err(fault("neither `[section]` nor `key = value`"));
        }
    }
    Ok(sections)
}

/// Index of the section with this name, made if there is none yet.
fn section_named(sections: &mut Vec<Section>, name: &str) -> usize {
    let known = sections.iter().position(|section| section.name == name);
    known.unwrap_or_else(|| {
        sections.push(Section {
            name: name.to_owned(),
            entries: Vec::new(),
        });
        sections.len() - 1
    })
}

/// What stands before the bracket that ends the line, or that a comment follows.
fn section_name(header: &str) -> Option<&str> {
    let end = header
        .match_indices(']')
        .map(|(at, _)| at)
        .find(|at| is_comment(&header[at + 1..]))
        .or_else(|| header.rfind(']'))?;
    Some(header[..end].trim())
}

/// The value that begins with `first`; none if a quote is not closed.
fn value(first: &str, rest: &mut Enumerate<Lines<'_>>) -> Option<Secret> {
    for quote in ["\"\"\"", "`"] {
        if let Some(first) = first.strip_prefix(quote) {
            return within(quote, first, rest);
        }
    }
    for quote in ['"', '\''] {
        let quoted = first
            .strip_prefix(quote)
            .and_then(|rest| rest.split_once(quote))
            .filter(|(_, after)| is_comment(after));
        if let Some((quoted, _)) = quoted {
            return Some(Secret::new(quoted));
        }
    }
    let mut value = without_comment(first).to_owned();
    while value.ends_with('\\') {
        value.pop();
        let Some((_, next)) = rest.next() else { break };
        value.push_str(next.trim());
    }
    Some(Secret::new(value))
}

/// What stands until the quote, over many lines if need be. What follows it is no part of it.
fn within(quote: &str, first: &str, rest: &mut Enumerate<Lines<'_>>) -> Option<Secret> {
    let mut value = String::new();
    let mut line = first;
    loop {
        if let Some(end) = line.rfind(quote) {
            value.push_str(&line[..end]);
            return Some(Secret::new(value));
        }
        value.push_str(line);
        value.push('\n');
        line = rest.next()?.1;
    }
}

/// Whether there is nothing or a comment.
fn is_comment(text: &str) -> bool {
    let text = text.trim_start();
    text.is_empty() || text.starts_with(['#', ';'])
}

fn without_comment(value: &str) -> &str {
    let comment = value
        .match_indices(['#', ';'])
        .map(|(at, _)| at)
        .find(|&at| match at {
            0 => value[1..].is_empty() || value[1..].starts_with([' ', '\t']),
            _ => value[..at].ends_with([' ', '\t']),
        });
    comment.map_or(value, |at| value[..at].trim_end())
}
