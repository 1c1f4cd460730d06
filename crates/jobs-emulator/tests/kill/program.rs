//! The program and connections to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// The program at work. It is killed at last, and never stopped.
pub(crate) struct Program {
    process: Child,
    address: String,
}

impl Program {
    /// Starts it, and does not wait until it has started.
    pub(crate) fn spawn(file: &Path) -> Self {
        let process = Command::new(env!("CARGO_BIN_EXE_jobs-emulator"))
            .args(["--task-duration-ms", "8", "--data"])
            .arg(file)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        Self {
            process,
            address: String::new(),
        }
    }

    pub(crate) fn start(file: &Path) -> Self {
        let mut program = Self::spawn(file);
        let output = program.process.stdout.take().expect("its output");
        let mut line = String::new();
        let read = BufReader::new(output).read_line(&mut line);
        read.expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://");
        program.address = address.expect("it starts again").to_owned();
        program
    }

    pub(crate) fn connect(&self) -> Connection {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_nodelay(true).expect("a socket");
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).expect("a time limit");
        Connection(BufReader::new(stream))
    }

    pub(crate) fn kill_after(self, time: Duration) {
        std::thread::sleep(time);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a kill has left behind can be read by anybody, and is whole. A copy is looked at, so that the
/// program itself finds what it left.
pub(crate) fn check(file: &Path) {
    let copy = file.with_extension("copy");
    let log = |file: &Path| file.with_file_name(format!("{}-wal", file.display()));
    if std::fs::copy(file, &copy).is_err() {
        // It was killed before there was one.
        return;
    }
    let _ = std::fs::remove_file(log(&copy));
    let _ = std::fs::copy(log(file), log(&copy));
    let database = rusqlite::Connection::open(&copy).expect("a database");
    let found: String = database
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .expect("it is looked at");
    assert_eq!(found, "ok");
}

/// A connection that is kept.
pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    /// The status and body of an answer; none if the program is gone.
    pub(crate) fn send(&mut self, method: &str, path: &str, body: &str) -> Option<(u16, Value)> {
        let length = body.len();
        let head = "host: x\r\nauthorization: Bearer x\r\n";
        let request =
            format!("{method} {path} HTTP/1.1\r\n{head}content-length: {length}\r\n\r\n{body}");
        self.0.get_mut().write_all(request.as_bytes()).ok()?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let length = head.split("content-length: ").nth(1)?;
        let length = length.lines().next()?.parse().ok()?;
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).ok()?;
        Some((status, serde_json::from_slice(&body).ok()?))
    }
}
