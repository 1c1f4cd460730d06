//! Running cargo, and how long that takes.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

use crate::{cpu, workspace};

/// Cargo in a workspace, with a target directory for the benchmark alone.
pub(super) struct Cargo {
    manifest: PathBuf,
    target: PathBuf,
}

/// How long something has taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    /// By the clock on the wall.
    pub(super) wall: Duration,
    /// Time of all processors; none where the system does not tell.
    pub(super) cpu: Option<Duration>,
}

impl Time {
    /// The time to compare by: that of all processors, for other work of the machine does not
    /// count in it.
    pub(super) fn effort(&self) -> Duration {
        self.cpu.unwrap_or(self.wall)
    }
}

impl Cargo {
    /// Cargo in a folder of the repository; `target` names the target directory.
    pub(super) fn of(folder: &str, target: &str) -> Self {
        Self {
            manifest: workspace::root().join(folder).join("Cargo.toml"),
            target: workspace::target().join("bench").join(target),
        }
    }

    /// A file that was built.
    pub(super) fn built(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    /// A file beside the manifest.
    pub(super) fn source(&self, path: &str) -> PathBuf {
        self.manifest.with_file_name(path)
    }

    /// Runs cargo with these arguments.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<(), String> {
        let mut command = self.command(arguments);
        let status = command
            .status()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("`cargo {}` fails", arguments.join(" ")))
        }
    }

    /// The same, and how long it took.
    pub(super) fn time(&self, arguments: &[&str]) -> Result<Time, String> {
        let cpu = cpu::children();
        #[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
        let start = Instant::now();
        self.run(arguments)?;
        let wall = start.elapsed();
        let cpu = cpu::children()
            .zip(cpu)
            .map(|(after, before)| after - before);
        Ok(Time { wall, cpu })
    }

    /// What cargo prints, run with these arguments.
    pub(super) fn output(&self, arguments: &[&str]) -> Result<String, String> {
        let mut command = self.command(arguments);
        command.stderr(Stdio::inherit());
        output(&mut command)
    }

    /// Deletes all that was built.
    pub(super) fn delete_target(&self) -> Result<(), String> {
        match fs::remove_dir_all(&self.target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(format!(
                "cannot delete `{}`: {error}",
                self.target.display()
            )),
            _ => Ok(()),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = workspace::cargo();
        command
            .args(arguments)
            .arg("--quiet")
            .arg("--manifest-path")
            .arg(&self.manifest)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0");
        command
    }
}

/// What a command prints, if it succeeds.
pub(super) fn output(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().display().to_string();
    let output = command
        .output()
        .map_err(|error| format!("cannot run `{program}`: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!(
            "`{program}` fails: {}",
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}
