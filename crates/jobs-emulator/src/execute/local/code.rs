//! The code of a task, brought to where a process can run it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::{Host, LocalExecution, LocalTask, Stored};
use crate::engine::state::{Failure, FailureCode};

/// Most bytes that are brought along from the folder of a file.
const MAX_FOLDER: usize = 256 * 1024 * 1024;

/// The folder of notebooks in source form: beside the files of the workspace, so that no notebook
/// can be in the place of a file.
const NOTEBOOKS: &str = "notebooks";

/// Where code comes from, and where it is brought to.
pub(super) struct Source<'a> {
    pub(super) host: &'a dyn Host,
    pub(super) settings: &'a LocalExecution,
    /// A folder of this task run alone.
    pub(super) folder: &'a Path,
}

/// A file or notebook that was found.
struct Found {
    stored: Stored,
    /// Where it is on this machine, if it came from the mapped folder.
    at: Option<PathBuf>,
}

impl Source<'_> {
    /// Fetches the code of a task, and says what is to be run in the words of `run_task.py`.
    pub(super) fn fetch(&self, task: &LocalTask) -> Result<Map<String, Value>, Failure> {
        let settings = &task.settings;
        let (mut document, name) = if let Value::Object(notebook) = &settings["notebook_task"] {
            let path = path_of(notebook, "notebook_path", task)?;
            (self.notebook(path)?, path)
        } else if let Value::Object(file) = &settings["spark_python_task"] {
            let path = path_of(file, "python_file", task)?;
            (self.file(path)?, path)
        } else {
            let wheel = &settings["python_wheel_task"];
            let package = wheel["package_name"].as_str().unwrap_or_default();
            let document = json!({
                "kind": "wheel",
                "package": package,
                "entry_point": wheel["entry_point"],
            });
            (document, package)
        };
        let name = document["file"].as_str().unwrap_or(name).to_owned();
        let mut arguments = vec![name];
        arguments.extend(task.parameters.arguments.iter().cloned());
        document["argv"] = json!(arguments);
        document["folder"] = json!(self.folder.join(NOTEBOOKS));
        if document["kind"] == "file" {
            document["folder"] = json!(self.folder);
        }
        Ok(document.as_object().cloned().unwrap_or_default())
    }

    /// The bytes of a wheel or of a file of requirements.
    pub(super) fn bytes(&self, path: &str) -> Result<Vec<u8>, Failure> {
        Ok(self.find(path, &[""])?.stored.content)
    }

    fn file(&self, path: &str) -> Result<Value, Failure> {
        let found = self.find(path, &[""])?;
        let file = match found.at {
            Some(at) => at,
            None => self.bring_with_folder(&found.stored)?,
        };
        Ok(json!({ "kind": "file", "file": file, "path": file.parent() }))
    }

    fn notebook(&self, path: &str) -> Result<Value, Failure> {
        let first = self.find(path, &[".py", ".ipynb", ""])?;
        let folder = match &first.at {
            Some(at) => at.parent().map(Path::to_owned),
            None => {
                let file = self.bring_with_folder(&first.stored)?;
                file.parent().map(Path::to_owned)
            }
        };
        // The notebook, and all that it runs.
        let mut notebooks = Map::new();
        let file = self.place_of(&first.stored.path);
        let mut left = vec![first.stored];
        while let Some(notebook) = left.pop() {
            let place = self.place_of(&notebook.path);
            if notebooks.contains_key(&place) {
                continue;
            }
            if let Some(other) = notebook
                .language
                .as_deref()
                .filter(|name| *name != "PYTHON")
            {
                return Err(failure(
                    FailureCode::InvalidRunConfiguration,
                    format!(
                        "The notebook {} is in {other}: jobs-emulator runs notebooks in Python only.",
                        notebook.path
                    ),
                ));
            }
            write(Path::new(&place), &notebook.content)?;
            let mut targets = Map::new();
            for target in runs(&notebook.content) {
                let path = join(&notebook.path, &target);
                // What is not there is told when it is run.
                if let Ok(found) = self.find(&path, &[".py", ".ipynb", ""]) {
                    targets.insert(target, json!(self.place_of(&found.stored.path)));
                    left.push(found.stored);
                }
            }
            notebooks.insert(place, Value::Object(targets));
        }
        Ok(json!({ "kind": "notebook", "file": file, "path": folder, "notebooks": notebooks }))
    }

    /// Where a notebook is put in source form.
    fn place_of(&self, path: &str) -> String {
        let folder = self.folder.join(NOTEBOOKS);
        format!("{}{path}.py", folder.display())
    }

    /// Writes a file, and for one of the workspace all files of its folder, for it to import.
    fn bring_with_folder(&self, stored: &Stored) -> Result<PathBuf, Failure> {
        let target = |path: &str| self.folder.join(path.trim_start_matches('/'));
        let at = target(&stored.path);
        if stored.language.is_none() {
            write(&at, &stored.content)?;
        }
        let (parent, _) = stored.path.rsplit_once('/').unwrap_or_default();
        if !parent.starts_with("/Workspace") {
            return Ok(at);
        }
        let beside = self.host.read_below(parent).map_err(unreadable)?;
        let size: usize = beside.iter().map(|file| file.content.len()).sum();
        if size > MAX_FOLDER {
            return Err(failure(
                FailureCode::InvalidRunConfiguration,
                format!(
                    "The folder {parent} has {size} bytes: jobs-emulator runs code from folders \
                     of at most {MAX_FOLDER}."
                ),
            ));
        }
        for file in beside.iter().filter(|file| file.language.is_none()) {
            write(&target(&file.path), &file.content)?;
        }
        Ok(at)
    }

    /// A file of the service, or else of the mapped folder, where its name may have one of these
    /// endings.
    fn find(&self, path: &str, endings: &[&str]) -> Result<Found, Failure> {
        if let Some(stored) = self.host.read(path).map_err(unreadable)? {
            return Ok(Found { stored, at: None });
        }
        let plain = path.strip_prefix("/Workspace").unwrap_or(path);
        let mapped = self.settings.workspace_files.as_ref();
        let is_inside = plain.starts_with('/') && !plain.split('/').any(|part| part == "..");
        for ending in endings.iter().filter(|_| is_inside) {
            let Some(folder) = mapped else { break };
            let name = format!("{}{ending}", plain.trim_start_matches('/'));
            let at = folder.join(&name);
            let Ok(content) = fs::read(&at) else { continue };
            let content = if name.ends_with(".ipynb") && !ending.is_empty() {
                self.host.source_of_jupyter(&content).map_err(unreadable)?
            } else {
                content
            };
            let at = at.canonicalize().unwrap_or(at);
            let stored = Stored {
                path: format!("/Workspace{plain}"),
                content,
                language: None,
            };
            return Ok(Found {
                stored,
                at: Some(at),
            });
        }
        Err(failure(
            FailureCode::ResourceNotFound,
            format!("Cannot read '{path}': it does not exist, in the workspace or in DBFS."),
        ))
    }
}

/// The path that a task names, unless its code is in a Git repository.
fn path_of<'a>(
    kind: &'a Map<String, Value>,
    member: &str,
    task: &LocalTask,
) -> Result<&'a str, Failure> {
    let source = kind.get("source").and_then(Value::as_str);
    if source == Some("GIT") || source.is_none() && task.from_git {
        return Err(failure(
            FailureCode::RepositoryCheckoutFailed,
            "jobs-emulator does not check out Git repositories: give the task the source \
             WORKSPACE.",
        ));
    }
    Ok(kind.get(member).and_then(Value::as_str).unwrap_or_default())
}

/// What the cells of a notebook name that run other notebooks.
fn runs(content: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(content);
    let targets = text.lines().filter_map(|line| {
        let magic = line.strip_prefix("# MAGIC")?.trim_start();
        let text = magic.strip_prefix("%run ")?.trim();
        let quote = text
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        let target = match quote {
            Some(quote) => text[1..].split(quote).next(),
            None => text.split(' ').next(),
        };
        target.map(str::to_owned)
    });
    targets.collect()
}

/// What a notebook at one path means by another.
fn join(notebook: &str, target: &str) -> String {
    if target.starts_with('/') {
        return target.to_owned();
    }
    let mut parts: Vec<&str> = notebook.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn write(at: &Path, content: &[u8]) -> Result<(), Failure> {
    let made = at.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(at, content)).map_err(|error| {
        failure(
            FailureCode::DriverError,
            format!(
                "The code of the task cannot be written to {}: {error}",
                at.display()
            ),
        )
    })
}

fn unreadable(error: String) -> Failure {
    failure(FailureCode::ResourceNotFound, error)
}

pub(super) fn failure(code: FailureCode, message: impl Into<String>) -> Failure {
    Failure {
        code,
        message: message.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{join, runs};

    #[test]
    fn notebooks_name_others_by_their_place() {
        for (target, expected) in [
            ("./b", "/Workspace/x/b"),
            ("../y/b", "/Workspace/y/b"),
            ("b", "/Workspace/x/b"),
            ("/Shared/b", "/Shared/b"),
            ("../../../../b", "b"),
        ] {
            assert_eq!(join("/Workspace/x/a", target), expected);
        }
        let text =
            b"# MAGIC %run ./b $day=\"x\"\n# MAGIC %md %run ./c\n%run ./d\n# MAGIC  %run \"./e f\"";
        assert_eq!(runs(text), ["./b", "./e f"]);
    }
}
