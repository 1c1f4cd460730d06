//! The small pieces of a Markdown document: headings that can be linked to, text, lists, code.

use std::collections::BTreeMap;

use super::wrapped;

/// Columns of a line.
const WIDTH: usize = 100;

/// Names for the headings of one document, by which links find them. They are those that the usual
/// readers make of a heading's text.
#[derive(Default)]
pub(in crate::templates) struct Anchors {
    taken: BTreeMap<String, u32>,
}

impl Anchors {
    /// The anchor of the next heading with this text.
    pub(in crate::templates) fn of(&mut self, heading: &str) -> String {
        let anchor: String = heading
            .chars()
            .filter(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | ' '))
            .flat_map(char::to_lowercase)
            .map(|sign| if sign == ' ' { '-' } else { sign })
            .collect();
        let count = self.taken.entry(anchor.clone()).or_default();
        *count += 1;
        match *count {
            1 => anchor,
            count => format!("{anchor}-{}", count - 1),
        }
    }
}

/// A document that is written from top to bottom: blocks with an empty line between two.
#[derive(Default)]
pub(in crate::templates) struct Markdown {
    text: String,
}

impl Markdown {
    /// Adds lines as a block of their own.
    pub(in crate::templates) fn block(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for line in lines {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// Adds a heading of a level from 1 to 6.
    pub(in crate::templates) fn heading(&mut self, level: usize, text: &str) {
        self.block(&[format!("{} {text}", "#".repeat(level))]);
    }

    /// Adds paragraphs.
    pub(in crate::templates) fn paragraphs(&mut self, paragraphs: &[String]) {
        self.block(&wrapped(paragraphs, WIDTH));
    }

    /// Adds one paragraph.
    pub(in crate::templates) fn paragraph(&mut self, text: impl Into<String>) {
        self.paragraphs(&[text.into()]);
    }

    /// Adds a list.
    pub(in crate::templates) fn list(&mut self, elements: impl IntoIterator<Item = Vec<String>>) {
        let lines: Vec<String> = elements.into_iter().flat_map(element).collect();
        self.block(&lines);
    }

    /// Adds code.
    pub(in crate::templates) fn code(&mut self, language: &str, code: &str) {
        let mut lines = vec![format!("```{language}")];
        let code = code.trim_end().lines();
        lines.extend(code.map(|line| line.replace(char::is_control, " ")));
        lines.push("```".to_owned());
        self.block(&lines);
    }

    /// The whole text.
    pub(in crate::templates) fn into_text(self) -> String {
        self.text
    }
}

/// An element of a list: its paragraphs as one, but for lists in it.
fn element(paragraphs: Vec<String>) -> Vec<String> {
    let mut text = String::new();
    let mut inner = Vec::new();
    for paragraph in paragraphs {
        if paragraph.starts_with("* ") {
            inner.push(paragraph);
        } else {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&paragraph);
        }
    }
    let mut lines = wrapped(&[text], WIDTH - 2);
    lines.extend(
        inner
            .iter()
            .flat_map(|each| wrapped(std::slice::from_ref(each), WIDTH - 2)),
    );
    let begins = std::iter::once("- ").chain(std::iter::repeat("  "));
    let lines = begins
        .zip(lines)
        .map(|(begin, line)| format!("{begin}{line}"));
    lines.collect()
}

/// The paragraphs of an element of a list: what it is about, and what is said of that.
pub(in crate::templates) fn entry(about: &str, docs: &[String]) -> Vec<String> {
    match docs.split_first() {
        Some((first, more)) => {
            let first = format!("{about}: {first}");
            std::iter::once(first).chain(more.iter().cloned()).collect()
        }
        None => vec![about.to_owned()],
    }
}

/// Words in a row: `a`, `a or b`, `a, b or c`.
pub(in crate::templates) fn any_of<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let words: Vec<T> = words.into_iter().collect();
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        text.push_str(match words.len() - index {
            _ if index == 0 => "",
            1 => " or ",
            _ => ", ",
        });
        text.push_str(word.as_ref());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_the_same_text_are_told_apart() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.of("Types: a_b"), "types-a_b");
        assert_eq!(anchors.of("`Run`"), "run");
        assert_eq!(anchors.of("run"), "run-1");
        assert_eq!(anchors.of("client.run_now"), "clientrun_now");
    }

    #[test]
    fn an_element_of_a_list_is_indented() {
        let mut document = Markdown::default();
        document.list([
            vec!["one".to_owned(), "* inner".to_owned(), "two".to_owned()],
            vec!["word ".repeat(20)],
        ]);
        let expected = format!(
            "- one two\n  * inner\n- {}\n  word\n",
            ["word"; 19].join(" ")
        );
        assert_eq!(document.into_text(), expected);
    }

    #[test]
    fn words_are_put_in_a_row() {
        assert_eq!(any_of(["a"]), "a");
        assert_eq!(any_of(["a", "b"]), "a or b");
        assert_eq!(any_of(["a", "b", "c"]), "a, b or c");
    }
}
