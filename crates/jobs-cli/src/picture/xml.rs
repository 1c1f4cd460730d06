//! Markup that XML and HTML readers both take.

use std::fmt;

/// Elements that have no end tag in HTML, and those of SVG that hold nothing here.
const WITHOUT_END: [&str; 5] = ["line", "meta", "path", "polygon", "rect"];

/// An element, with what is in it.
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// The same with an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// The same with an attribute that is a length or a place, in pixels to a tenth.
    pub(crate) fn at(self, name: &'static str, pixels: f64) -> Self {
        self.with(name, pixel(pixels))
    }

    /// The same with an element at the end of what is in it.
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The same with elements at the end of what is in it.
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    /// The same with text at the end of what is in it.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Writes it from this level on: each element has its line, unless it stands beside text.
    fn write(&self, f: &mut fmt::Formatter<'_>, level: usize) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"{}\"", Escaped(value))?;
        }
        if self.children.is_empty() && WITHOUT_END.contains(&self.name) {
            return f.write_str("/>");
        }
        f.write_str(">")?;
        let has_text = self
            .children
            .iter()
            .any(|child| matches!(child, Node::Text(_)));
        for child in &self.children {
            match child {
                Node::Text(text) => write!(f, "{}", Escaped(text))?,
                Node::Element(element) => {
                    if !has_text {
                        write!(f, "\n{:1$}", "", level + 1)?;
                    }
                    element.write(f, level + 1)?;
                }
            }
        }
        if !has_text && !self.children.is_empty() {
            write!(f, "\n{:1$}", "", level)?;
        }
        write!(f, "</{}>", self.name)
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

/// A length or a place in pixels, to a tenth.
pub(crate) fn pixel(pixels: f64) -> String {
    let text = format!("{pixels:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// Text as it stands in markup. What no document may hold is replaced.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\n' | '\t' => write!(f, "{char}")?,
                '\u{fffe}' | '\u{ffff}' => f.write_str("\u{fffd}")?,
                char if char.is_control() => f.write_str("\u{fffd}")?,
                char => write!(f, "{char}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_makes_well_formed_markup() {
        let text = "<&\"'>\u{1b}\u{0}\u{ffff}日本\n";
        let element = Element::new("g")
            .with("id", text)
            .child(Element::new("rect").at("x", -0.01).at("y", 1.25))
            .child(Element::new("text").text(text));
        let markup = element.to_string();
        let document = roxmltree::Document::parse(&markup).unwrap();
        let root = document.root_element();
        assert_eq!(
            root.last_element_child().unwrap().text(),
            Some("<&\"'>\u{fffd}\u{fffd}\u{fffd}日本\n")
        );
        assert_eq!(
            root.first_element_child().unwrap().attribute("x"),
            Some("0")
        );
        assert!(markup.contains(r#"<rect x="0" y="1.2"/>"#), "{markup}");
    }

    // HTML takes `<td/>` for a beginning.
    #[test]
    fn elements_without_content_have_an_end() {
        assert_eq!(Element::new("td").to_string(), "<td></td>");
        assert_eq!(Element::new("meta").to_string(), "<meta/>");
    }
}
