//! Clients that do not behave, on real sockets.

mod http;
mod json;
mod limits;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use jobs_emulator::{Emulator, EmulatorBuilder};
use serde_json::Value;
use tokio::runtime::Runtime;

/// A service on a socket.
struct Service {
    address: SocketAddr,
    /// Last, for the emulator runs on it.
    _emulator: Emulator,
    _runtime: Runtime,
}

impl Service {
    fn start(settings: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let builder = settings(Emulator::builder());
        let emulator = runtime.block_on(builder.start()).expect("it starts");
        Self {
            address: emulator.address(),
            _emulator: emulator,
            _runtime: runtime,
        }
    }

    fn connect(&self) -> Client {
        Client::connect(self.address)
    }

    /// The answer to a request on a connection of its own.
    fn ask(&self, request: &[u8]) -> Answer {
        let mut client = self.connect();
        client.write(request);
        client.answer().expect("it answers")
    }

    /// The answer to a request of this method and path with a body.
    fn send(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        self.ask(&request(method, path, body))
    }

    /// It serves others as if nothing had been.
    fn is_well(&self) {
        let answer = self.send("GET", "/api/2.2/jobs/list?limit=1", b"");
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
}

/// A connection.
struct Client(BufReader<TcpStream>);

/// What came over it.
#[derive(Debug)]
struct Answer {
    status: u16,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// It says in the service's way what is wrong.
    fn is_refused(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{self:?}");
        let body = self.json();
        assert_eq!(body["error_code"], code, "{self:?}");
        let message = body["message"].as_str().unwrap_or_default();
        assert!(!message.is_empty(), "{self:?}");
    }
}

impl Client {
    fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("it listens");
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).expect("a time limit");
        Self(BufReader::new(stream))
    }

    /// Writes as much as is taken.
    fn write(&mut self, bytes: &[u8]) {
        let _ = self.0.get_mut().write_all(bytes);
    }

    /// Reads one answer; none if the connection is closed without.
    fn answer(&mut self) -> Option<Answer> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let lower = head.to_ascii_lowercase();
        let length = lower.split("content-length: ").nth(1);
        let length = length.and_then(|rest| rest.lines().next()?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.0.read_exact(&mut body).ok()?;
        Some(Answer {
            status,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    /// Whether nothing more comes.
    fn is_closed(&mut self) -> bool {
        let mut rest = Vec::new();
        match self.0.read_to_end(&mut rest) {
            Ok(_) => rest.is_empty(),
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

/// A request with a body, for a connection that stays open.
fn request(method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
