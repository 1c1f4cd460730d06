//! Steps, and what is written of them.

use std::fmt::Display;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use jobs_runtime::clock::{Clock, TokioClock};

use super::{BoxError, StepFailed};

/// Writes the steps of the scenario as they are taken.
pub(super) struct Report<'a> {
    output: Mutex<Box<dyn Write + Send + 'a>>,
    clock: TokioClock,
}

impl<'a> Report<'a> {
    pub(super) fn new(output: impl Write + Send + 'a) -> Self {
        Self {
            output: Mutex::new(Box::new(output)),
            clock: TokioClock::default(),
        }
    }

    /// Takes a step: its work gives a value for later steps, and a line on what was answered.
    pub(super) async fn step<T>(
        &self,
        name: &str,
        work: impl Future<Output = Result<(T, String), BoxError>>,
    ) -> Result<T, StepFailed> {
        let started = self.clock.elapsed();
        match work.await {
            Ok((value, answer)) => {
                let took = self.clock.elapsed().saturating_sub(started).as_millis();
                self.line(format_args!("{name}: {answer} ({took} ms)"));
                Ok(value)
            }
            Err(cause) => Err(StepFailed {
                step: name.to_owned(),
                cause,
            }),
        }
    }

    /// Writes a line. A reader that has gone away does not stop the walk.
    pub(super) fn line(&self, text: impl Display) {
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(output, "{text}");
        let _ = output.flush();
    }

    pub(super) fn end(&self) {
        self.line("all is well");
    }
}
