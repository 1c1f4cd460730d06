//! What is wrong in a document, and where.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

/// One finding in a document. Findings are ordered by where they stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it stands.
    pub place: Place,
    /// Whether it stops the generation.
    pub severity: Severity,
    /// Short stable name of the rule that found it, such as `unknown-ref`.
    pub rule: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
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
    pub file: PathBuf,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// JSON pointer within the file, such as `/paths/~1jobs/get`.
    pub pointer: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        writeln!(f, "{severity}[{}]: {}", self.rule, self.message)?;
        write!(f, "  --> {}", self.place)?;
        if !self.hint.is_empty() {
            write!(f, "\n  hint: {}", self.hint)?;
        }
        Ok(())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file.display(), self.line, self.column)?;
        if !self.pointer.is_empty() {
            write!(f, " (#{})", self.pointer)?;
        }
        Ok(())
    }
}

/// Collects the findings of a run, so that all of them are told at once.
#[derive(Debug)]
pub struct Diagnostics {
    /// Whether what is worth a look stops the generation too.
    strict: bool,
    /// A set: a schema that is referenced often is read often; its findings are told once.
    found: BTreeSet<Diagnostic>,
}

impl Diagnostics {
    /// Nothing found yet. In `strict` ones every warning is an error.
    #[must_use]
    pub const fn new(strict: bool) -> Self {
        Self {
            strict,
            found: BTreeSet::new(),
        }
    }

    /// Reports something that stops the generation.
    pub fn error(
        &mut self,
        rule: &'static str,
        place: &Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Severity::Error, rule, place, message.into(), hint.into());
    }

    /// Reports something worth a look.
    pub fn warning(
        &mut self,
        rule: &'static str,
        place: &Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let severity = if self.strict {
            Severity::Error
        } else {
            Severity::Warning
        };
        self.push(severity, rule, place, message.into(), hint.into());
    }

    fn push(
        &mut self,
        severity: Severity,
        rule: &'static str,
        place: &Place,
        message: String,
        hint: String,
    ) {
        self.found.insert(Diagnostic {
            place: place.clone(),
            severity,
            rule,
            message,
            hint,
        });
    }

    /// Whether something was found that stops the generation.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings, by place.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        self.found.into_iter().collect()
    }
}
