//! A terminal that the program runs in: what a person would see, and type.

use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use jobs_api::runtime::clock::{Clock as _, TokioClock};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use vt100::Parser;

use super::child::PATIENCE;
use super::service::{Result, Service};

/// How long a screen is watched before it becomes a golden.
const SETTLED: Duration = Duration::from_secs(3);

/// Runs a program, and writes how it ended to the terminal, which shows nothing of it. Whoever leads
/// a session takes with it what the terminal has not read yet when it ends: that must not be the
/// program.
const SESSION: &str = r#"trap : INT; "$@"; printf '\033]9;%s\007' $?; read -r _"#;

/// What is around the exit code.
const ENDED: (&str, char) = ("\u{1b}]9;", '\u{7}');

/// Rows and columns.
pub(crate) type Room = (u16, u16);

/// A terminal with the program in it.
pub(crate) struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    /// What the program has written and was not taken in yet.
    written: Receiver<Vec<u8>>,
    parser: Parser,
    /// All that was taken in.
    history: Vec<u8>,
    host: String,
}

impl Terminal {
    /// Runs the program with these arguments, separated by spaces.
    pub(crate) fn run(service: &Service, arguments: &str, room: Room) -> Result<Self> {
        Self::run_with(service, arguments, room, &[])
    }

    /// The same with these environment variables too.
    pub(crate) fn run_with(
        service: &Service,
        arguments: &str,
        (rows, columns): Room,
        environment: &[(&str, &str)],
    ) -> Result<Self> {
        let (pty, pts) = open()?;
        pty.resize(Size::new(rows, columns))?;
        let child = Command::new("sh")
            .args(["-c", SESSION, "sh", env!("CARGO_BIN_EXE_jobs")])
            .args(arguments.split_whitespace())
            .env_clear()
            .env("DATABRICKS_HOST", service.url())
            .env("DATABRICKS_TOKEN", "any")
            .env("TERM", "xterm-256color")
            .envs(environment.iter().copied())
            .spawn(pts)?;
        let pty = Arc::new(pty);
        let (sender, written) = channel();
        let reads = pty.clone();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            // It fails when the program has ended, and with it the other end.
            while let Ok(count @ 1..) = (&*reads).read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Ok(Self {
            pty,
            child,
            written,
            parser: parser(rows, columns)?,
            history: Vec::new(),
            host: service.url(),
        })
    }

    /// Types this.
    pub(crate) fn types(&self, text: &str) -> Result<()> {
        Ok((&*self.pty).write_all(text.as_bytes())?)
    }

    /// Gives the window other measures.
    pub(crate) fn resizes(&mut self, (rows, columns): Room) -> Result<()> {
        self.pty.resize(Size::new(rows, columns))?;
        self.parser.set_size(non_zero(rows)?, non_zero(columns)?);
        Ok(())
    }

    /// Waits until the screen has this text somewhere.
    pub(crate) fn shows(&mut self, text: &str) -> Result<()> {
        match self.until(PATIENCE, |terminal| terminal.screen().contains(text)) {
            true => Ok(()),
            false => Err(format!("no `{text}` on this screen:\n{}", self.screen()).into()),
        }
    }

    /// Waits until the screen is as the golden of this name: `tests/screens/NAME.txt`. With
    /// `TRYCMD=overwrite` in the environment, it becomes the golden.
    pub(crate) fn becomes(&mut self, name: &str) -> Result<()> {
        self.becomes_from("", name)
    }

    /// The same for what is on the screen from the last line on that begins with this.
    pub(crate) fn becomes_from(&mut self, beginning: &str, name: &str) -> Result<()> {
        let part = |screen: &str| {
            let start = screen.rfind(&format!("\n{beginning}"));
            let start = start.filter(|_| !beginning.is_empty());
            screen[start.map_or(0, |start| start + 1)..].to_owned()
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = root.join(format!("tests/screens/{name}.txt"));
        if std::env::var_os("TRYCMD").is_some_and(|wish| wish == "overwrite") {
            let _settled = self.until(SETTLED, |_| false);
            return Ok(std::fs::write(file, part(&self.screen()))?);
        }
        let golden = std::fs::read_to_string(&file)?;
        match self.until(PATIENCE, |terminal| part(&terminal.screen()) == golden) {
            true => Ok(()),
            false => Err(format!(
                "{name} should be\n{golden}\nand the screen is\n{}",
                self.screen()
            )
            .into()),
        }
    }

    /// Waits until the program has ended: its exit code.
    pub(crate) fn ends(&mut self) -> Result<Option<i32>> {
        match self.until(PATIENCE, |terminal| terminal.exit_code().is_some()) {
            true => Ok(self.exit_code()),
            false => Err(format!("it goes on with this screen:\n{}", self.screen()).into()),
        }
    }

    /// How the program has ended, if it has.
    fn exit_code(&self) -> Option<i32> {
        let history = String::from_utf8_lossy(&self.history);
        let (_, told) = history.rsplit_once(ENDED.0)?;
        let (code, _) = told.split_once(ENDED.1)?;
        code.parse().ok()
    }

    /// Whether the terminal is left as it was found: a cursor to see, at the start of a line, and
    /// no colour.
    pub(crate) fn is_tidy(&self) -> bool {
        let screen = self.parser.screen();
        !screen.hide_cursor()
            && screen.cursor_position().1 == 0
            && screen.fgcolor() == vt100::Color::Default
    }

    /// Whether anything on the screen has a colour.
    pub(crate) fn has_colours(&self) -> bool {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        (0..rows.get()).any(|row| {
            let mut cells = (0..columns.get()).filter_map(|column| screen.cell(row, column));
            cells.any(|cell| cell.fgcolor() != vt100::Color::Default)
        })
    }

    /// Whether this was ever written, if only for a moment.
    pub(crate) fn has_written(&self, text: &str) -> bool {
        String::from_utf8_lossy(&self.history).contains(text)
    }

    /// Waits until something is so: whether it is in the end.
    fn until(&mut self, patience: Duration, wanted: impl Fn(&Self) -> bool) -> bool {
        let clock = TokioClock::new();
        while !wanted(self) {
            let left = patience.saturating_sub(clock.elapsed());
            match self.written.recv_timeout(left) {
                // What comes in time is taken in, however often that is.
                Ok(bytes) if !left.is_zero() => {
                    self.parser.process(&bytes);
                    self.history.extend(bytes);
                }
                _ => return false,
            }
        }
        true
    }

    /// The text on the screen, row by row; lines that were too long for a row are put together.
    pub(crate) fn screen(&self) -> String {
        let screen = self.parser.screen();
        let (_, columns) = screen.size();
        let mut text = String::new();
        for (number, row) in (0..).zip(screen.rows(0, columns.get())) {
            // Rows of the live view end in a space, which no line does that goes on.
            let last = screen.cell(number, columns.get() - 1);
            let goes_on = last.is_some_and(|cell| !cell.contents().trim().is_empty());
            text.push_str(row.trim_end());
            if !goes_on {
                text.push('\n');
            }
        }
        let text = text.trim_end().replace(&self.host, "[HOST]");
        format!("{text}\n")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // The program too, which outlives the shell where hangups are ignored. All may have ended
        // long ago.
        if let Ok(group) = i32::try_from(self.child.id()) {
            let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
        }
        let _ = self.child.wait();
    }
}

fn parser(rows: u16, columns: u16) -> Result<Parser> {
    Ok(Parser::new(non_zero(rows)?, non_zero(columns)?, 0))
}

fn non_zero(number: u16) -> Result<NonZeroU16> {
    NonZeroU16::new(number).ok_or_else(|| "a terminal has room".into())
}
