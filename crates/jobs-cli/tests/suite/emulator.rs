//! The service that the program has within it.

use std::process::{Command, Stdio};

use super::child::{Ended as _, Running};

// R20.2: a shell takes in what is told as it is, whatever stands in a token.
#[test]
fn the_emulator_tells_shells_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for token in ["secret", "a b$(touch pwn)'\"`touch pwn`"] {
        let mut emulator = Command::new(env!("CARGO_BIN_EXE_jobs"));
        let user = format!("{token}=ada@example.com");
        emulator.args(["emulator", "--print-env", "--token", &user]);
        let mut emulator = Running::begin(emulator.stdout(Stdio::piped())).unwrap();
        let lines = emulator.shows().unwrap() + &emulator.shows().unwrap();
        let mut shell = Command::new("sh");
        let script = r#"eval "$1" && "$2" list --output json"#;
        shell.args(["-c", script, "sh", &lines, env!("CARGO_BIN_EXE_jobs")]);
        shell.current_dir(folder.path()).stdin(Stdio::null());
        let listed = shell.stdout(Stdio::piped()).ended().unwrap();
        assert_eq!(String::from_utf8(listed.stdout).unwrap(), "[]\n", "{lines}");
        assert!(!folder.path().join("pwn").exists(), "{lines}");
    }
}
