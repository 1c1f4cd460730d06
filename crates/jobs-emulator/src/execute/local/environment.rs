//! Virtual environments: one for each set of dependencies, made when it is first needed.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use super::code::{Source, failure};
use super::process::{Control, Tail};
use super::{LocalExecution, LocalTask};
use crate::engine::state::{Failure, FailureCode};

/// Marks an environment that was made to the end.
const READY: &str = "jobs-emulator-ready";

/// The environments of one service.
#[derive(Debug)]
pub(super) struct Environments {
    folder: PathBuf,
    /// Removed at the end, if the environments are not to be kept.
    _temporary: Option<tempfile::TempDir>,
    /// Held while an environment is made, by the number of its dependencies.
    locks: Mutex<HashMap<u64, Arc<Mutex<()>>>>,
}

/// Why a task cannot have its environment.
pub(super) enum EnvironmentError {
    /// The task is to be stopped.
    Stopped,
    Failed(Failure, Tail),
}

/// Lines for pip, and the files that they name.
#[derive(Debug, Default, Hash)]
pub(super) struct Requirements {
    lines: Vec<String>,
    wheels: Vec<(String, Vec<u8>)>,
}

impl Environments {
    /// Keeps environments in the folder of the settings, or else until the end.
    pub(super) fn new(settings: &LocalExecution) -> std::io::Result<Self> {
        let (folder, temporary) = match &settings.environments {
            Some(folder) => (folder.clone(), None),
            None => {
                let made = tempfile::Builder::new()
                    .prefix("jobs-emulator-environments-")
                    .tempdir()?;
                (made.path().to_owned(), Some(made))
            }
        };
        Ok(Self {
            folder,
            _temporary: temporary,
            locks: Mutex::default(),
        })
    }

    /// The Python of the environment that has all of this, made with this Python.
    pub(super) fn python_for(
        &self,
        python: &Path,
        requirements: &Requirements,
        control: &Control,
    ) -> Result<PathBuf, EnvironmentError> {
        let mut hasher = DefaultHasher::new();
        (python, requirements).hash(&mut hasher);
        let number = hasher.finish();
        let lock = {
            let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(locks.entry(number).or_default())
        };
        let _making = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = self.folder.join(format!("{number:016x}"));
        let made = folder.join("bin/python");
        if folder.join(READY).exists() {
            return Ok(made);
        }
        let io = |error: std::io::Error| {
            let message = format!("The environment of the task cannot be made: {error}");
            let failure = failure(FailureCode::DriverError, message);
            EnvironmentError::Failed(failure, Tail::default())
        };
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(io)?;
        }
        fs::create_dir_all(&self.folder).map_err(io)?;
        let mut venv = Command::new(python);
        venv.args(["-m", "venv"]);
        if requirements.lines.is_empty() {
            venv.arg("--without-pip");
        }
        venv.arg(&folder);
        run(venv, control, FailureCode::DriverError)?;
        if !requirements.lines.is_empty() {
            let list = requirements.write(&folder).map_err(io)?;
            let mut pip = Command::new(&made);
            pip.args([
                "-m",
                "pip",
                "install",
                "--no-input",
                "--disable-pip-version-check",
            ])
            .args(["--requirement".as_ref(), list.as_os_str()])
            .current_dir(&folder);
            run(pip, control, FailureCode::LibraryInstallationError)?;
        }
        fs::write(folder.join(READY), "").map_err(io)?;
        Ok(made)
    }
}

impl Requirements {
    /// The dependencies of a task, with the contents of the files that they name.
    pub(super) fn of(task: &LocalTask, source: &Source<'_>) -> Result<Self, Failure> {
        let mut requirements = Self::default();
        for dependency in &task.dependencies {
            requirements.add(dependency, source)?;
        }
        let none = Vec::new();
        let libraries = task.settings["libraries"].as_array().unwrap_or(&none);
        for library in libraries {
            if let Some(package) = library["pypi"]["package"].as_str() {
                if let Some(index) = library["pypi"]["repo"].as_str() {
                    requirements
                        .lines
                        .push(format!("--extra-index-url {index}"));
                }
                requirements.lines.push(package.to_owned());
            } else if let Some(wheel) = library["whl"].as_str() {
                requirements.add(wheel, source)?;
            } else if let Some(list) = library["requirements"].as_str() {
                requirements.add(&format!("-r {list}"), source)?;
            } else {
                return Err(failure(
                    FailureCode::LibraryInstallationError,
                    format!(
                        "jobs-emulator installs libraries from wheels and PyPI only, not {library}"
                    ),
                ));
            }
        }
        Ok(requirements)
    }

    fn add(&mut self, dependency: &str, source: &Source<'_>) -> Result<(), Failure> {
        let dependency = dependency.trim();
        let list = ["-r ", "--requirement "];
        let list = list.iter().find_map(|flag| dependency.strip_prefix(flag));
        if let Some(list) = list {
            let content = source.bytes(list.trim())?;
            let text = String::from_utf8_lossy(&content).into_owned();
            self.lines.extend(text.lines().map(str::to_owned));
        } else if dependency.starts_with('/') || dependency.starts_with("dbfs:") {
            let content = source.bytes(dependency)?;
            let name = dependency.rsplit('/').next().unwrap_or_default();
            self.lines.push(format!("./{name}"));
            self.wheels.push((name.to_owned(), content));
        } else {
            self.lines.push(dependency.to_owned());
        }
        Ok(())
    }

    /// Writes the lines and the files that they name into a folder; tells where the lines are.
    fn write(&self, folder: &Path) -> std::io::Result<PathBuf> {
        for (name, content) in &self.wheels {
            fs::write(folder.join(name), content)?;
        }
        let list = folder.join("requirements.txt");
        fs::write(&list, self.lines.join("\n"))?;
        Ok(list)
    }
}

/// Runs a step of making an environment.
fn run(command: Command, control: &Control, code: FailureCode) -> Result<(), EnvironmentError> {
    let program = command.get_program().to_string_lossy().into_owned();
    match control.run(command, || {}) {
        Ok(None) => Err(EnvironmentError::Stopped),
        Ok(Some(_)) if control.is_stopped() => Err(EnvironmentError::Stopped),
        Ok(Some((status, _))) if status.success() => Ok(()),
        Ok(Some((_, tail))) => {
            let message = "The environment of the task cannot be made, see its logs for details";
            Err(EnvironmentError::Failed(failure(code, message), tail))
        }
        Err(error) => {
            let message = format!("'{program}' cannot be started: {error}");
            let failure = failure(code, message);
            Err(EnvironmentError::Failed(failure, Tail::default()))
        }
    }
}
