//! Where in a document something stands.

use std::fmt;

/// Characters of a member's name that a path shows. Names may come from hostile documents.
const NAME_LIMIT: usize = 64;

/// A path such as `runs[42].tasks[3].state`.
///
/// It is built from the inside out, on the way that an error takes: no error, no cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path {
    /// Innermost first.
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Member(Box<str>),
    Element(usize),
}

impl Path {
    /// The path of the same thing, seen from the object that has it as a member.
    pub(super) fn under_member(&mut self, name: &str) {
        self.segments
            .push(Segment::Member(name.chars().take(NAME_LIMIT).collect()));
    }

    /// The path of the same thing, seen from the array that has it as an element.
    pub(super) fn under_element(&mut self, index: usize) {
        self.segments.push(Segment::Element(index));
    }

    /// The list that is a member of the document, and its element, if the path begins with those.
    #[cfg(feature = "client")]
    pub(super) fn element(&self) -> Option<(&str, usize)> {
        match self.segments.as_slice() {
            [.., Segment::Element(index), Segment::Member(name)] => Some((name, *index)),
            _ => None,
        }
    }

    /// The path of the same thing in this element of the list that the path begins with.
    #[cfg(feature = "client")]
    pub(super) fn at_element(&mut self, index: usize) {
        if let [.., Segment::Element(element), Segment::Member(_)] = self.segments.as_mut_slice() {
            *element = index;
        }
    }

    /// Whether this is the path of the document itself.
    pub(super) fn is_root(&self) -> bool {
        self.segments.is_empty()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        for (position, segment) in self.segments.iter().rev().enumerate() {
            match segment {
                Segment::Member(name) if name.is_empty() || !name.chars().all(plain) => {
                    write!(f, "[{name:?}]")?;
                }
                Segment::Member(name) if position == 0 => f.write_str(name)?,
                Segment::Member(name) => write!(f, ".{name}")?,
                Segment::Element(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
