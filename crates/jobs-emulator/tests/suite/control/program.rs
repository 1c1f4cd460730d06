//! The flags of the program.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_jobs-emulator");

/// Longer than anything takes here, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that is stopped at the end.
pub(crate) struct Program {
    process: Child,
    stdout: BufReader<ChildStdout>,
    pub(crate) address: String,
}

impl Program {
    pub(crate) fn start(flags: &[&str]) -> Self {
        Self::run(Command::new(PROGRAM).args(flags))
    }

    /// Runs what becomes the program.
    pub(crate) fn run(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let stdout = process.stdout.take().expect("its output");
        let mut program = Self {
            process,
            stdout: BufReader::new(stdout),
            address: String::new(),
        };
        let mut line = String::new();
        program.stdout.read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://");
        program.address = address.expect("an address").to_owned();
        program
    }

    /// The whole answer to a request with this token.
    pub(crate) fn send(&self, token: &str, request: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        let request = format!(
            "{request} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {}\r\nauthorization: Bearer {token}\r\n\r\n{body}",
            body.len(),
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.expect("`kill` is there").success());
    }

    /// How it ended, and what else it told.
    pub(crate) fn ended(mut self) -> (ExitStatus, String) {
        let status = wait(&mut self.process);
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).expect("text");
        (status, rest)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the program tells that does not start with these flags.
pub(crate) fn refusal(flags: &[&str]) -> String {
    let mut process = Command::new(PROGRAM)
        .args(flags)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    wait(&mut process);
    let output = process.wait_with_output().expect("its output");
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(output.stdout, b"", "{output:?}");
    String::from_utf8(output.stderr).expect("text")
}

/// How a program ends; one that does not end is killed.
fn wait(process: &mut Child) -> ExitStatus {
    const STEP: Duration = Duration::from_millis(10);
    for _ in 0..PATIENCE.as_millis() / STEP.as_millis() {
        if let Some(status) = process.try_wait().expect("a process") {
            return status;
        }
        std::thread::sleep(STEP);
    }
    let _ = process.kill();
    panic!("it does not end");
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
        let error = refusal(&[wrong]);
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
