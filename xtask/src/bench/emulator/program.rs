//! The emulator's program at work.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::http::Connection;

/// A program that is stopped when this is dropped.
pub(super) struct Program {
    process: Child,
    address: String,
    /// From its start to its first answer.
    pub(super) start: Duration,
}

/// What the program has in memory, in MB.
#[derive(Clone, Copy, Debug)]
pub(in crate::bench) struct Memory {
    pub(in crate::bench) now: f64,
    /// The most that it ever had.
    pub(in crate::bench) peak: f64,
}

/// Whose token callers have who may do everything.
pub(super) const ADMIN: &str = "canary-admin";

/// Whose token callers have who may see one job.
pub(super) const VIEWER: &str = "canary-viewer";

/// What the program calls the viewer.
pub(super) const VIEWER_NAME: &str = "viewer@example.com";

impl Program {
    /// Starts the program that was built, and lets it answer once.
    pub(super) fn start(program: &Path, flags: &[&str]) -> Result<Self, String> {
        let start = now();
        let mut process = Command::new(program)
            .args(["--token", &format!("{ADMIN}=admin@example.com,admin")])
            .args(["--token", &format!("{VIEWER}={VIEWER_NAME}")])
            .args(flags)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot run `{}`: {error}", program.display()))?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            let _ = BufReader::new(output).read_line(&mut line);
        }
        let address = line.trim().strip_prefix("listening on http://");
        let mut program = Self {
            process,
            address: address.unwrap_or_default().to_owned(),
            start: Duration::ZERO,
        };
        program.connect(ADMIN)?.get("/api/2.2/jobs/list")?;
        program.start = start.elapsed();
        Ok(program)
    }

    /// Starts another emulator, which takes any token and says nowhere where it listens, in this
    /// folder.
    pub(super) fn start_other(program: &Path, folder: &Path) -> Result<Self, String> {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = free.map_err(|error| format!("there is no free port: {error}"))?;
        let start = now();
        let process = Command::new(program)
            .args(["--port", &address.port().to_string()])
            .env("HOME", folder)
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot run `{}`: {error}", program.display()))?;
        let mut program = Self {
            process,
            address: address.to_string(),
            start: Duration::ZERO,
        };
        while program
            .connect(ADMIN)
            .and_then(|mut connection| connection.get("/api/2.2/jobs/list"))
            .is_err()
        {
            if start.elapsed() > Duration::from_secs(60) {
                return Err("it does not start".to_owned());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        program.start = start.elapsed();
        Ok(program)
    }

    /// A connection as whoever has this token.
    pub(super) fn connect(&self, token: &str) -> Result<Connection, String> {
        Connection::open(&self.address, token)
    }

    /// What it has in memory.
    pub(super) fn memory(&self) -> Result<Memory, String> {
        let file = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(&file)
            .map_err(|error| format!("cannot read {file}: {error}"))?;
        let megabytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kibibytes = line.and_then(|line| line.split_whitespace().next());
            let kibibytes: Option<f64> = kibibytes.and_then(|number| number.parse().ok());
            kibibytes
                .map(|kibibytes| kibibytes * 1024.0 / 1e6)
                .ok_or_else(|| format!("{file} has no {name}"))
        };
        Ok(Memory {
            now: megabytes("VmRSS:")?,
            peak: megabytes("VmHWM:")?,
        })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A moment, to measure from.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
pub(super) fn now() -> Instant {
    Instant::now()
}
