//! What people are told beside the result: on standard error.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

use crate::globals::Globals;

/// Tells people what goes on, unless they want quiet.
///
/// Colours are shown on terminals only, and not if `NO_COLOR` is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notes {
    is_quiet: bool,
}

impl Notes {
    pub(crate) const fn new(globals: &Globals) -> Self {
        Self {
            is_quiet: globals.quiet,
        }
    }

    /// Tells what goes on.
    pub(crate) fn tell(self, line: impl Display) {
        if !self.is_quiet {
            anstream::eprintln!("{line}");
        }
    }

    /// Tells more about what went wrong.
    pub(crate) fn warn(self, line: impl Display) {
        if !self.is_quiet {
            let style = AnsiColor::Yellow.on_default();
            anstream::eprintln!("{style}{line}{style:#}");
        }
    }
}

/// Tells why the program ends other than well, in one line.
pub(crate) fn error(message: impl Display) {
    let style: Style = AnsiColor::Red.on_default().bold();
    anstream::eprintln!("{style}error:{style:#} {message}");
}
