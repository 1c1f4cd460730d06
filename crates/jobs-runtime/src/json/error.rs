//! Why something could not be read or written.

use std::fmt;

use super::path::Path;

/// Why a document could not be read, and where.
///
/// It tells what was expected and what kind of value was found, never the value itself, for that
/// may be secret. One exception: a number in place of an integer.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    path: Path,
    /// The innermost model around the place.
    model: Option<&'static str>,
    problem: Problem,
    /// In bytes from the beginning of the document; none if the document is not JSON text.
    offset: Option<usize>,
}

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    /// The document is not JSON.
    Syntax(&'static str),
    /// A value is of another type than it should be.
    Type {
        expected: &'static str,
        found: Box<str>,
    },
    /// A member that an object must have is absent or null.
    Missing(&'static str),
}

impl ReadError {
    #[cold]
    pub(super) fn syntax(problem: &'static str, offset: usize) -> Self {
        Self::new(Problem::Syntax(problem), offset)
    }

    #[cold]
    pub(super) fn wrong_type(expected: &'static str, found: &str, offset: usize) -> Self {
        Self::new(
            Problem::Type {
                expected,
                found: found.into(),
            },
            offset,
        )
    }

    #[cold]
    pub(super) fn missing(member: &'static str, offset: usize) -> Self {
        Self::new(Problem::Missing(member), offset)
    }

    fn new(problem: Problem, offset: usize) -> Self {
        Self(Box::new(Details {
            path: Path::default(),
            model: None,
            problem,
            offset: Some(offset),
        }))
    }

    /// The same error, seen from the object that holds the place as a member.
    #[cold]
    pub(super) fn under_member(mut self, name: &str) -> Self {
        self.0.path.under_member(name);
        self
    }

    /// The same error, seen from the array that holds the place as an element.
    #[cold]
    pub(super) fn under_element(mut self, index: usize) -> Self {
        self.0.path.under_element(index);
        self
    }

    /// The same error, seen from a model; the innermost one is kept.
    #[cold]
    pub(super) fn within(mut self, model: &'static str) -> Self {
        self.0.model.get_or_insert(model);
        self
    }

    /// Leaves out the offset, where it means nothing to whoever reads the error.
    #[must_use]
    pub fn without_offset(mut self) -> Self {
        self.0.offset = None;
        self
    }

    /// Which element of which list, itself a member of the document, the place is in; none if it
    /// is elsewhere, or the document is not JSON at all.
    #[cfg(feature = "client")]
    pub(crate) fn element(&self) -> Option<(&str, usize)> {
        self.0.path.element().filter(|_| !self.is_syntax())
    }

    /// Says which element of the list that is, in place of the one that was counted.
    #[cfg(feature = "client")]
    pub(crate) fn at_element(mut self, index: usize) -> Self {
        self.0.path.at_element(index);
        self.without_offset()
    }

    /// Where in the document, such as `runs[42].tasks[3].state`; empty for the document itself.
    pub fn path(&self) -> String {
        self.0.path.to_string()
    }

    /// Name of the innermost model around the place; none outside of models.
    pub fn model(&self) -> Option<&'static str> {
        self.0.model
    }

    /// Where in the document, in bytes from its beginning; none if it was read from other than
    /// JSON text.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Whether the document is not JSON at all, as opposed to JSON of another shape.
    pub fn is_syntax(&self) -> bool {
        matches!(self.0.problem, Problem::Syntax(_))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            path,
            model,
            problem,
            offset,
        } = &*self.0;
        if !path.is_root() {
            write!(f, "{path}: ")?;
        }
        match problem {
            Problem::Syntax(problem) => write!(f, "invalid JSON: {problem}")?,
            Problem::Type { expected, found } => write!(f, "expected {expected}, found {found}")?,
            Problem::Missing(member) => write!(f, "`{member}` is missing")?,
        }
        match (model, offset) {
            (Some(model), Some(offset)) => write!(f, " (in {model}, at byte {offset})"),
            (Some(model), None) => write!(f, " (in {model})"),
            (None, Some(offset)) => write!(f, " (at byte {offset})"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadError({self})")
    }
}

impl std::error::Error for ReadError {}

/// Why a value could not be written, and where: a number in it is not finite.
#[derive(Clone, PartialEq, Eq)]
pub struct WriteError(Box<Path>);

impl WriteError {
    #[cold]
    pub(super) fn not_finite() -> Self {
        Self(Box::default())
    }

    /// The same error, seen from the object that holds the place as a member.
    #[cold]
    pub(super) fn under_member(&mut self, name: &str) {
        self.0.under_member(name);
    }

    /// The same error, seen from the array that holds the place as an element.
    #[cold]
    pub(super) fn under_element(&mut self, index: usize) {
        self.0.under_element(index);
    }

    /// Where in the document, such as `tasks[3].timeout`; empty for the document itself.
    pub fn path(&self) -> String {
        self.0.to_string()
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_root() {
            write!(f, "{}: ", self.0)?;
        }
        f.write_str("the number is not finite, and JSON has no such number")
    }
}

impl fmt::Debug for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WriteError({self})")
    }
}

impl std::error::Error for WriteError {}
