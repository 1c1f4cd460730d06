//! How an error is shown.

use std::error::Error as _;
use std::fmt::{self, Write as _};

use super::Error;

impl Error {
    /// The one line of `{}`.
    fn line(&self) -> String {
        let fields = &*self.0;
        let mut line = String::new();
        if let Some(operation) = fields.operation {
            line.push_str(operation);
            line.push_str(": ");
        }
        push_on_one_line(&mut line, &fields.message);

        let mut notes = Vec::new();
        match (fields.status, &fields.code) {
            (Some(status), Some(code)) => notes.push(format!("{status} {code}")),
            (Some(status), None) => notes.push(status.to_string()),
            (None, Some(code)) => notes.push(code.clone()),
            (None, None) => {}
        }
        if let Some(request_id) = &fields.request_id {
            notes.push(format!("request id {request_id}"));
        }
        notes.extend(fields.hint.clone());
        if fields.attempts > 1 {
            notes.push(format!(
                "{} attempts in {:.1?}",
                fields.attempts, fields.elapsed
            ));
        }
        if !notes.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(line, " ({})", notes.join(", "));
        }
        line
    }
}

/// Appends `text` with every run of white space and control characters as one space: it stays on
/// one line, and does nothing to a terminal.
pub(super) fn push_on_one_line(line: &mut String, text: &str) {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    for (index, word) in words.filter(|word| !word.is_empty()).enumerate() {
        if index > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = self.line();
        if f.alternate() {
            let mut cause = self.source();
            while let Some(error) = cause {
                let mut text = String::new();
                push_on_one_line(&mut text, &error.to_string());
                if !line.contains(&text) {
                    line.push_str(": ");
                    line.push_str(&text);
                }
                cause = error.source();
            }
        }
        f.write_str(&line)
    }
}

impl fmt::Debug for Error {
    /// Only what is set: programs that return an error from `main` show it like this.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = &*self.0;
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &fields.kind);
        if let Some(operation) = fields.operation {
            debug.field("operation", &operation);
        }
        debug.field("message", &fields.message);
        if let Some(status) = fields.status {
            debug.field("status", &status);
        }
        if let Some(code) = &fields.code {
            debug.field("code", code);
        }
        if let Some(request_id) = &fields.request_id {
            debug.field("request_id", request_id);
        }
        if let Some(retry_after) = fields.retry_after {
            debug.field("retry_after", &retry_after);
        }
        if let Some(details) = &fields.details {
            debug.field("details", details);
        }
        if let Some(hint) = &fields.hint {
            debug.field("hint", hint);
        }
        if fields.attempts > 0 {
            debug
                .field("attempts", &fields.attempts)
                .field("elapsed", &fields.elapsed);
        }
        debug
            .field("was_sent", &fields.sent)
            .field("is_retryable", &fields.transient);
        if let Some(source) = &fields.source {
            debug.field("source", source);
        }
        debug.finish()
    }
}
