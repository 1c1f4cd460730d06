//! The Python side of the tests: a virtual environment, and an emulator for its scripts.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use crate::canaries::Watch;
use crate::workspace::{cargo, root, run, target};

/// A virtual environment with what the scripts need.
pub(crate) struct Python {
    program: PathBuf,
}

impl Python {
    /// Makes the environment of most scripts, unless it is there and up to date.
    pub(crate) fn set_up() -> Result<Self, String> {
        let requirements = root().join("tests/python/requirements.txt");
        Self::set_up_in(&target().join("python"), &requirements)
    }

    /// Makes the one of older clients, which want older packages, in the same way.
    pub(crate) fn set_up_older() -> Result<Self, String> {
        let requirements = root().join("tests/python/requirements_older.txt");
        Self::set_up_in(&target().join("python-older"), &requirements)
    }

    /// Makes another one, with other requirements.
    pub(crate) fn set_up_in(folder: &Path, requirements: &Path) -> Result<Self, String> {
        let wanted = fs::read_to_string(requirements)
            .map_err(|error| format!("cannot read `{}`: {error}", requirements.display()))?;
        let installed = folder.join("installed.txt");
        let program = folder.join(if cfg!(windows) {
            "Scripts/python.exe"
        } else {
            "bin/python"
        });
        if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
            return Ok(Self { program });
        }
        eprintln!(
            "installing a virtual environment into {}:",
            folder.display()
        );
        for requirement in wanted.lines().filter(|line| !line.starts_with('#')) {
            eprintln!("  {requirement}");
        }
        let base = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(base)
            .args(["-m", "venv", "--clear"])
            .arg(folder))?;
        run(Command::new(&program)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
            ])
            .arg(requirements))?;
        fs::write(&installed, &wanted)
            .map_err(|error| format!("cannot write `{}`: {error}", installed.display()))?;
        Ok(Self { program })
    }

    /// A program that was installed.
    pub(crate) fn installed(&self, name: &str) -> PathBuf {
        self.program.with_file_name(name)
    }

    /// A script of `tests/python`.
    pub(crate) fn script(&self, name: &str) -> Command {
        let folder = root().join("tests/python");
        let mut command = Command::new(&self.program);
        command.current_dir(&folder).arg(name);
        // Line by line, even where it is read by a program.
        command.env("PYTHONUNBUFFERED", "1");
        command
    }

    /// A script that stands elsewhere.
    pub(crate) fn program(&self, script: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(script);
        command
    }
}

/// Keeps what this machine's environment says of a workspace from a program.
pub(crate) fn without_settings(command: &mut Command) -> &mut Command {
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| name.to_string_lossy().starts_with("DATABRICKS_")) {
        command.env_remove(name);
    }
    command
}

/// The emulator's program at work. It is stopped when this is dropped.
pub(crate) struct Emulator {
    process: Child,
    url: String,
    /// What reads its output, to the end.
    readers: Vec<JoinHandle<()>>,
}

impl Emulator {
    /// Starts it on a free port, with these flags as well. What it writes is searched by `watch`.
    pub(crate) fn start(watch: &Watch, flags: &[&str]) -> Result<Self, String> {
        run(cargo().args(["build", "--quiet", "--package", "jobs-emulator"]))?;
        let mut command = cargo();
        command.args(["run", "--quiet", "--package", "jobs-emulator", "--"]);
        command.args(["--listen", "127.0.0.1:0", "--task-duration-ms", "50"]);
        command.args(flags);
        let process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut process = process.map_err(|error| format!("cannot start the emulator: {error}"))?;
        let mut readers = Vec::new();
        readers.extend(process.stderr.take().map(|output| watch.attend(output)));
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            let mut output = BufReader::new(output);
            let _ = output.read_line(&mut line);
            readers.push(watch.attend(output));
        }
        match line.trim().strip_prefix("listening on ") {
            Some(url) => Ok(Self {
                process,
                url: url.to_owned(),
                readers,
            }),
            None => {
                let _ = process.kill();
                Err(format!(
                    "the emulator did not say where it listens: `{line}`"
                ))
            }
        }
    }

    /// Tells a client where it is, and keeps what else this machine's environment says from it.
    pub(crate) fn environment<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        without_settings(command)
            .env("DATABRICKS_HOST", &self.url)
            .env("DATABRICKS_TOKEN", "canary-emulator")
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
    }
}
