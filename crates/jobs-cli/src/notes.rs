//! What people are told beside the result: on standard error.

use std::fmt::Display;
use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use anstyle::{AnsiColor, Style};
use jobs_api::runtime::retry::Retry;

use crate::document::Document;
use crate::globals::Globals;
use crate::live::Live;
use crate::output::Events;
use crate::terminal_text::printable;
use crate::words;

/// Tells people what goes on, unless they want quiet.
///
/// Colours are shown on terminals only, and not if `NO_COLOR` is set. What is told while there is a
/// live view stands above it.
#[derive(Clone, Debug)]
pub(crate) struct Notes {
    is_quiet: bool,
    live: Arc<Live>,
    /// Where programs are told of it, once they are to be.
    events: Arc<OnceLock<Events>>,
}

impl Notes {
    pub(crate) fn new(globals: &Globals) -> Self {
        Self {
            is_quiet: globals.quiet,
            live: Arc::default(),
            events: Arc::default(),
        }
    }

    /// The live view, if there is one.
    pub(crate) fn live(&self) -> &Arc<Live> {
        &self.live
    }

    /// Tells what goes on.
    pub(crate) fn tell(&self, line: impl Display) {
        self.styled(printable(&line.to_string()));
    }

    /// Tells what goes on, in colours.
    pub(crate) fn styled(&self, line: impl Display) {
        if !self.is_quiet {
            self.live.aside(|| write(line));
        }
    }

    /// Tells more about what went wrong.
    pub(crate) fn warn(&self, line: impl Display) {
        let style = AnsiColor::Yellow.on_default();
        let line = printable(&line.to_string());
        self.styled(format_args!("{style}{line}{style:#}"));
    }

    /// Tells programs too, from now on, what else is told to people only.
    pub(crate) fn tell_programs(&self, events: Events) {
        // One command waits once.
        let _ = self.events.set(events);
    }

    /// Tells that a request is sent again: within the live view, or else in a line.
    pub(crate) fn retry(&self, retry: &Retry<'_>) {
        let (why, when) = words::retry(retry);
        if !self.is_quiet && !self.live.note(&why, &when, retry.after) {
            self.warn(format_args!("{why}{when}"));
        }
        if let Some(events) = self.events.get() {
            // The result will not be written either, which is told then.
            let _ = events.tell("retry", retried(retry));
        }
    }
}

/// A request that is sent again, for programs.
fn retried(retry: &Retry<'_>) -> Document {
    let millis = i64::try_from(retry.after.as_millis()).unwrap_or(i64::MAX);
    Document::object([
        ("operation", retry.error.operation().into()),
        ("status", retry.error.status().map(i64::from).into()),
        ("message", retry.error.message().into()),
        ("failures", i64::from(retry.failures).into()),
        ("after_ms", millis.into()),
    ])
}

/// Tells why the program ends other than well, in one line.
pub(crate) fn error(message: impl Display) {
    let style: Style = AnsiColor::Red.on_default().bold();
    let message = printable(&message.to_string()).replace('\n', " ");
    write(format_args!("{style}error:{style:#} {message}"));
}

/// Writes a line to standard error. Where nobody can read it, the exit code and the result are left.
fn write(line: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}
