//! The flags of the program.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};

/// A program that is stopped at the end.
pub(crate) struct Program {
    process: Child,
    address: String,
}

impl Program {
    pub(crate) fn start(flags: &[&str]) -> Self {
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
    pub(crate) fn send(&self, token: &str, request: &str, body: &str) -> String {
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

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it without a warning.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("it was there");
        self.wait();
    }

    /// How it ended.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.process.wait().expect("it ends")
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
        "--strict",
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
    let misspelt = program.send("b", "POST /api/2.2/jobs/create", r#"{"nmae":"x"}"#);
    assert!(misspelt.contains("400 Bad Request"), "{misspelt}");
}

/// 5.4: folders stand for storage locations.
#[test]
fn folders_are_mapped() {
    let folder = tempfile::tempdir().unwrap();
    let map = format!("--map=s3://bucket/in={}", folder.path().display());
    let program = Program::start(&["--virtual-clock", &map]);
    let watching = r#"{ "trigger": { "file_arrival": { "url": "s3://bucket/in/" } } }"#;
    program.send("a", "POST /api/2.2/jobs/create", watching);
    std::fs::write(folder.path().join("1.csv"), "x").unwrap();
    let minute = r#"{ "milliseconds": 60000 }"#;
    program.send("a", "POST /api/emulator/clock/advance", minute);
    let runs = program.send("a", "GET /api/2.2/jobs/runs/list", "");
    assert!(runs.contains(r#""trigger":"FILE_ARRIVAL""#), "{runs}");
    for wrong in ["--map=s3://bucket", "--map=bucket=folder"] {
        let program = Command::new(env!("CARGO_BIN_EXE_jobs-emulator"));
        let output = { program }.arg(wrong).output().unwrap();
        assert!(!output.status.success());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains("s3://bucket"), "{error}");
    }
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
