//! What happens before the end, as programs read it: a line of JSON each.

use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::document::Document;

/// Version of the envelope around the lines of `--output jsonl`. It goes up when a program that
/// reads them would have to change.
const ENVELOPE: i64 = 1;

/// Tells programs what happens before the end of a command, from wherever it is noticed.
#[derive(Clone)]
pub(crate) struct Events {
    pub(super) operation: &'static str,
    /// None if no program wants to be told.
    pub(super) to: Option<Place>,
}

impl Events {
    /// Tells of something.
    pub(crate) fn tell(&self, event: &str, data: Document) -> io::Result<()> {
        let Some(to) = &self.to else {
            return Ok(());
        };
        let mut to = to.clone();
        line(&mut to, self.operation, event, data)?;
        to.flush()
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("operation", &self.operation)
            .field("is_told", &self.to.is_some())
            .finish_non_exhaustive()
    }
}

/// Writes a line of JSON in its envelope.
pub(super) fn line(
    to: &mut dyn Write,
    operation: &str,
    event: &str,
    data: Document,
) -> io::Result<()> {
    let line = Document::object([
        ("version", ENVELOPE.into()),
        ("operation", operation.into()),
        ("event", event.into()),
        ("data", data),
    ]);
    writeln!(to, "{}", line.to_json())
}

/// Where a result goes, and what is told before it.
#[derive(Clone)]
pub(super) struct Place(Arc<Mutex<Box<dyn Write + Send>>>);

impl Place {
    pub(super) fn new(to: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(to))))
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Write + Send>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lock().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.lock().flush()
    }
}
