//! What people are told beside the result: on standard error.

use std::fmt::Display;
use std::io::Write as _;
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use jobs_api::runtime::retry::Retry;

use crate::globals::Globals;
use crate::live::Live;
use crate::words::{self, printable};

/// Tells people what goes on, unless they want quiet.
///
/// Colours are shown on terminals only, and not if `NO_COLOR` is set. What is told while there is a
/// live view stands above it.
#[derive(Clone, Debug)]
pub(crate) struct Notes {
    is_quiet: bool,
    live: Arc<Live>,
}

impl Notes {
    pub(crate) fn new(globals: &Globals) -> Self {
        Self {
            is_quiet: globals.quiet,
            live: Arc::default(),
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

    /// Tells that a request is sent again: within the live view, or else in a line.
    pub(crate) fn retry(&self, retry: &Retry<'_>) {
        let (why, when) = words::retry(retry);
        if !self.is_quiet && !self.live.note(&why, &when, retry.after) {
            self.warn(format_args!("{why}{when}"));
        }
    }
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
