//! The log of this process, at all levels, from all crates.

use std::fmt::{Debug, Write as _};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::shown::assert_clean;

static LOG: Mutex<String> = Mutex::new(String::new());

/// Writes down all that is told, a line a time.
struct Listener;

struct Line(String);

impl Line {
    fn of(metadata: &Metadata<'_>) -> Self {
        let (level, target, name) = (metadata.level(), metadata.target(), metadata.name());
        Self(format!("{level} {target} {name}"))
    }

    fn write(self) {
        let mut log = log();
        log.push_str(&self.0);
        log.push('\n');
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line::of(span.metadata());
        span.record(&mut line);
        line.write();
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("a span".to_owned());
        values.record(&mut line);
        line.write();
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::of(event.metadata());
        event.record(&mut line);
        line.write();
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn log() -> MutexGuard<'static, String> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens from here on. Tests that run at the same time write into the same log.
pub(crate) fn listen() {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| {
        tracing::subscriber::set_global_default(Listener).expect("nobody else listens");
    });
}

/// What was told so far.
pub(crate) fn heard() -> String {
    log().clone()
}

/// Checks that no canary was told so far, but these words.
#[track_caller]
pub(crate) fn assert_log_is_clean(words: &[&str]) {
    assert_clean(&heard(), words);
}
