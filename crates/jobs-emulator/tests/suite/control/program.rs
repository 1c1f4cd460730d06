//! The flags of the program.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A program that is stopped at the end.
struct Program {
    process: Child,
    address: String,
}

impl Program {
    fn start(flags: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_jobs-emulator"))
            .args(flags)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let stdout = process.stdout.take().expect("its output");
        let mut line = String::new();
        let read = BufReader::new(stdout).read_line(&mut line);
        read.expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.expect("an address").to_owned();
        Self { process, address }
    }

    /// The whole answer to a request with this token.
    fn send(&self, token: &str, request: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let request = format!(
            "{request} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {}\r\nauthorization: Bearer {token}\r\n\r\n{body}",
            body.len(),
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// R22.2, R22.3, R22.6
#[test]
fn everything_has_a_flag() {
    let program = Program::start(&[
        "--virtual-clock",
        "--rate-limits",
        "--without-retry-after",
        "--workspace-per-token",
    ]);
    let clock = program.send("a", "GET /api/emulator/clock", "");
    assert!(clock.contains(r#""virtual":true"#), "{clock}");
    let create = || program.send("a", "POST /api/2.2/jobs/create", "{}");
    for _ in 0..20 {
        assert!(create().contains("200 OK"));
    }
    let refused = create();
    assert!(refused.contains("429 Too Many Requests"), "{refused}");
    assert!(!refused.contains("retry-after"), "{refused}");
    let jobs = program.send("b", "GET /api/2.2/jobs/list", "");
    assert!(jobs.ends_with(r#"{"has_more":false}"#), "{jobs}");
}

/// R22.2: tokens name users and admins; one that ends with `=` names nobody.
#[test]
fn tokens_name_users() {
    let program = Program::start(&[
        "--token=root=boss@example.com,admin",
        "--token=secret=ada@example.com",
        "--token=bare==",
    ]);
    let me = "GET /api/2.0/preview/scim/v2/Me";
    for (token, name, is_admin) in [
        ("root", "boss@example.com", true),
        ("secret", "ada@example.com", false),
        ("bare==", "jobs@emulator.local", true),
    ] {
        let answer = program.send(token, me, "");
        let name = format!(r#""userName":"{name}""#);
        assert!(answer.contains(&name), "{answer}");
        assert_eq!(answer.contains("admins"), is_admin, "{answer}");
    }
}
