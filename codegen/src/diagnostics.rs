//! What is wrong in a document, and where.

mod excerpt;
mod rule;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use excerpt::Cursor;
pub use excerpt::Excerpt;
pub use rule::{Lenience, Rule};

/// One finding in a document. Findings are ordered by where they stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it stands.
    pub place: Place,
    /// Whether it stops the generation.
    pub severity: Severity,
    /// The rule that is broken.
    pub rule: Rule,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The line at its place, if the file could be read.
    pub excerpt: Option<Excerpt>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; code is generated all the same.
    Warning,
    /// No code is generated.
    Error,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as it was named when it was opened.
    pub file: Arc<Path>,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// Where it is written, if an overlay added it: line and column are then those of what stands
    /// before it in the document.
    pub overlay: Option<Arc<Spot>>,
    /// JSON pointer within the file, such as `/paths/~1jobs/get`.
    pub pointer: Arc<str>,
}

/// A spot in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The file, as it was named when it was opened.
    pub file: Arc<Path>,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}

impl Place {
    /// Where a file begins.
    pub(crate) fn begin(file: impl Into<Arc<Path>>) -> Self {
        Self {
            file: file.into(),
            line: 1,
            column: 1,
            overlay: None,
            pointer: "".into(),
        }
    }

    /// The file, line and column where somebody wrote it: in the overlay if that added it.
    #[must_use]
    pub fn written(&self) -> (&Path, u64, u64) {
        match &self.overlay {
            Some(spot) => (&spot.file, spot.line, spot.column),
            None => (&self.file, self.line, self.column),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let line = self.place.written().1.to_string();
        let margin = " ".repeat(line.len());
        writeln!(f, "{severity}[{}]: {}", self.rule, self.message)?;
        write!(f, "{margin}--> {}", self.place)?;
        if let Some(excerpt) = &self.excerpt {
            let (before, marks) = (" ".repeat(excerpt.before), "^".repeat(excerpt.length));
            write!(f, "\n{margin} |\n{line} | {}", excerpt.text)?;
            write!(f, "\n{margin} | {before}{marks}")?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n{margin} = hint: {}", self.hint)?;
        }
        Ok(())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, line, column) = self.written();
        write!(f, "{}:{line}:{column}", file.display())?;
        match &self.overlay {
            Some(_) => write!(f, " ({}#{})", self.file.display(), self.pointer),
            None if self.pointer.is_empty() => Ok(()),
            None => write!(f, " (#{})", self.pointer),
        }
    }
}

/// Collects the findings of a run, so that all of them are told at once.
#[derive(Debug)]
pub struct Diagnostics {
    strictness: Strictness,
    found: Vec<Diagnostic>,
}

/// Which findings stop the generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// All, those that are worth a look as well.
    Strict,
    /// All errors.
    Normal,
    /// Those errors for which there is no [way around](Rule::lenience).
    Lenient,
}

/// What had been found at some point of a run.
#[derive(Clone, Copy, Debug)]
pub struct Mark(usize);

impl Diagnostics {
    /// Nothing found yet.
    #[must_use]
    pub const fn new(strictness: Strictness) -> Self {
        Self {
            strictness,
            found: Vec::new(),
        }
    }

    /// Whether what is not supported is taken for any JSON, or left out.
    #[must_use]
    pub fn is_lenient(&self) -> bool {
        self.strictness == Strictness::Lenient
    }

    /// Whether the document is our own, in which all that is worth a look is put right.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.strictness == Strictness::Strict
    }

    /// Reports something that stops the generation, unless the run is lenient and the rule can be
    /// bent: then the caller goes on without it.
    pub fn error(
        &mut self,
        rule: Rule,
        place: &Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let is_bent = matches!(rule.lenience(), Lenience::Any | Lenience::Ignore);
        let severity = if self.is_lenient() && is_bent {
            Severity::Warning
        } else {
            Severity::Error
        };
        self.push(severity, rule, place, message.into(), hint.into());
    }

    /// Reports something worth a look.
    pub fn warning(
        &mut self,
        rule: Rule,
        place: &Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let severity = if self.strictness == Strictness::Strict {
            Severity::Error
        } else {
            Severity::Warning
        };
        self.push(severity, rule, place, message.into(), hint.into());
    }

    fn push(
        &mut self,
        severity: Severity,
        rule: Rule,
        place: &Place,
        message: String,
        hint: String,
    ) {
        self.found.push(Diagnostic {
            place: place.clone(),
            severity,
            rule,
            message,
            hint,
            excerpt: None,
        });
    }

    /// What has been found so far.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark(self.found.len())
    }

    /// Whether what was found since then keeps a lenient run from reading that in which it stands, and
    /// nothing else. Then it is worth a look, no more, and the caller goes on without.
    pub fn is_bent(&mut self, since: Mark) -> bool {
        if !self.is_lenient() {
            return false;
        }
        let found = self.found.get_mut(since.0..).unwrap_or_default();
        let mut errors: Vec<&mut Diagnostic> = found
            .iter_mut()
            .filter(|found| found.severity == Severity::Error)
            .collect();
        let is_skipped = |found: &&mut Diagnostic| found.rule.lenience() == Lenience::Skip;
        let is_bent = !errors.is_empty() && errors.iter().all(is_skipped);
        if is_bent {
            for found in &mut errors {
                found.severity = Severity::Warning;
            }
        }
        is_bent
    }

    /// Whether what was found since then leaves out the operation in which it stands, as a lenient
    /// run does. `what` names it.
    pub fn is_omitted(&mut self, since: Mark, what: &str, place: &Place) -> bool {
        let is_omitted = self.is_bent(since);
        if is_omitted {
            self.warning(
                Rule::OmittedOperation,
                place,
                format!("{what} is left out"),
                "the other findings in it tell why",
            );
        }
        is_omitted
    }

    /// Takes what was found since then for worth a look, no more: no code is made of what it is about.
    pub fn soften(&mut self, since: Mark) {
        if !self.is_strict() {
            for found in self.found.get_mut(since.0..).unwrap_or_default() {
                found.severity = Severity::Warning;
            }
        }
    }

    /// Forgets what was found since then, to look once more.
    pub fn forget(&mut self, since: Mark) {
        self.found.truncate(since.0);
    }

    /// Whether something was found that stops the generation.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings, by place, each once: a schema that is referenced often is read often. `text`
    /// gives the text of a file.
    #[must_use]
    pub fn into_sorted<'t>(mut self, text: impl Fn(&Path) -> Option<&'t str>) -> Vec<Diagnostic> {
        self.found.sort();
        self.found.dedup();
        let mut files: BTreeMap<&Path, Cursor<'_>> = BTreeMap::new();
        for found in &mut self.found {
            let (file, line, column) = found.place.written();
            let cursor = files
                .entry(file)
                .or_insert_with(|| Cursor::new(text(file).unwrap_or_default()));
            found.excerpt = cursor.excerpt(line, column);
        }
        self.found
    }
}
