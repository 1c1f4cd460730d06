//! One thing for people: a line for each member.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::columns;
use crate::document::Document;
use crate::terminal_text::one_line;

/// Writes a thing.
pub(super) fn write(document: &Document, to: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    collect("", document, &mut lines);
    let width = lines
        .iter()
        .map(|(name, _)| name.width())
        .max()
        .unwrap_or(0);
    for (name, value) in lines {
        let space = " ".repeat(width - name.width());
        let line = format!("{name}{space}  {value}");
        writeln!(to, "{}", line.trim())?;
    }
    Ok(())
}

/// Members by the path that leads to them, and what to say of each.
fn collect(path: &str, document: &Document, lines: &mut Vec<(String, String)>) {
    match document {
        Document::Object(members) => {
            for (name, value) in members {
                let name = one_line(name);
                let path = if path.is_empty() {
                    name
                } else {
                    format!("{path}.{name}")
                };
                collect(&path, value, lines);
            }
        }
        Document::List(elements) => {
            let names: Vec<&str> = elements.iter().filter_map(name).collect();
            lines.push((path.to_owned(), columns::shown("", &names.join(", "))));
        }
        scalar => {
            let value = columns::shown(path, scalar.scalar().unwrap_or_default());
            lines.push((path.to_owned(), value));
        }
    }
}

/// What stands for an element of a list: itself, or its first member that is text or a number.
fn name(element: &Document) -> Option<&str> {
    match element {
        Document::Object(members) => members.iter().find_map(|(_, value)| value.scalar()),
        scalar => scalar.scalar(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Some names are people's own, such as those of tags.
    #[test]
    fn names_of_members_do_nothing_to_a_terminal() {
        let json = br#"{"tags":{"a\u001b[2J\n":"b\u001b[2J"}}"#;
        let mut written = Vec::new();
        write(&Document::parse(json).unwrap(), &mut written).unwrap();
        assert_eq!(written, b"tags.a [2J  b [2J\n");
    }

    #[test]
    fn members_of_members_are_shown_by_their_path() {
        let json = br#"{"job_id":7,"settings":{"name":"n","tasks":[{"task_key":"a"},{"task_key":"b"}]},"created_time":1767225600000}"#;
        let mut written = Vec::new();
        write(&Document::parse(json).unwrap(), &mut written).unwrap();
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "job_id          7\nsettings.name   n\nsettings.tasks  a, b\ncreated_time    2026-01-01 00:00:00Z\n"
        );
    }
}
