//! A program at work that does not outlive its test, nor keeps it waiting.

use std::io::{self, BufRead as _, BufReader, ErrorKind, Read};
use std::process::{Child, Command, Output};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::service::Result;

/// How long something may be awaited that comes sooner, unless something is broken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A program at work. It is killed when it is dropped: with the test that fails, too.
pub(crate) struct Running {
    child: Child,
    shown: Lines,
    told: Lines,
}

impl Running {
    /// Starts it. What it writes to pipes is read at once, so that it never waits for a reader.
    pub(crate) fn begin(command: &mut Command) -> io::Result<Self> {
        let mut child = command.spawn()?;
        let shown = child.stdout.take().map(Lines::of).unwrap_or_default();
        let told = child.stderr.take().map(Lines::of).unwrap_or_default();
        Ok(Self { child, shown, told })
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Gives it all of its standard input.
    pub(crate) fn is_given(&mut self, input: &str) -> Result<()> {
        let mut stdin = self.child.stdin.take().ok_or("no standard input")?;
        Ok(io::Write::write_all(&mut stdin, input.as_bytes())?)
    }

    /// Waits for the next line on standard output.
    pub(crate) fn shows(&mut self) -> Result<String> {
        let line = self.shown.next()?.ok_or("it shows nothing more")?;
        Ok(String::from_utf8(line)?)
    }

    /// Waits for the next line on standard error with this text.
    pub(crate) fn tells(&mut self, text: &str) -> Result<String> {
        while let Some(line) = self.told.next()? {
            let line = String::from_utf8(line)?;
            if line.contains(text) {
                return Ok(line);
            }
        }
        Err(format!("it does not tell `{text}`").into())
    }

    /// Waits for its end: what else it writes, and how it ends.
    pub(crate) fn ends(mut self) -> io::Result<Output> {
        Ok(Output {
            stdout: self.shown.rest()?,
            stderr: self.told.rest()?,
            // Who writes nothing more has ended.
            status: self.child.wait()?,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program to its end, which has to come.
pub(crate) trait Ended {
    /// Its outputs, and how it ends.
    fn ended(&mut self) -> io::Result<Output>;
}

impl Ended for Command {
    fn ended(&mut self) -> io::Result<Output> {
        Running::begin(self)?.ends()
    }
}

/// What is written to a pipe, line by line; nothing where there is no pipe.
#[derive(Default)]
struct Lines(Option<Receiver<io::Result<Vec<u8>>>>);

impl Lines {
    fn of(pipe: impl Read + Send + 'static) -> Self {
        let (sender, lines) = channel();
        thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            loop {
                let mut line = Vec::new();
                let read = pipe.read_until(b'\n', &mut line);
                let is_last = !matches!(read, Ok(1..));
                if line.is_empty() && read.is_ok() {
                    return;
                }
                if sender.send(read.map(|_| line)).is_err() || is_last {
                    return;
                }
            }
        });
        Self(Some(lines))
    }

    /// Waits for the next line; none at the end.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(lines) = &self.0 else {
            return Ok(None);
        };
        match lines.recv_timeout(PATIENCE) {
            Ok(line) => line.map(Some),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => Err(io::Error::new(
                ErrorKind::TimedOut,
                format!("nothing is written for {PATIENCE:?}"),
            )),
        }
    }

    /// Waits for all that is still to come.
    fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut rest = Vec::new();
        while let Some(line) = self.next()? {
            rest.extend(line);
        }
        Ok(rest)
    }
}
