//! Getting the documents: they are parts of packages that anybody can install.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::list::DOCUMENTS;
use crate::python::Python;
use crate::workspace::{root, run, target};

/// The folder with all documents. They are fetched if it is not there or not up to date: npm
/// installs the packages, checks them against the lock file, and what is not needed is deleted.
pub(super) fn fetch() -> Result<PathBuf, String> {
    let pinned = root().join("tests/documents");
    let folder = target().join("documents/sources");
    let stamp = folder.join("fetched.txt");
    let mut wanted = read(&pinned.join("package-lock.json"))?;
    for document in DOCUMENTS {
        let _ = writeln!(wanted, "{}: {}", document.name, document.file);
    }
    if fs::read_to_string(&stamp).is_ok_and(|fetched| fetched == wanted) {
        return Ok(folder);
    }
    let packages = target().join("documents/packages");
    make(&packages)?;
    for name in ["package.json", "package-lock.json"] {
        copy(&pinned.join(name), &packages.join(name))?;
    }
    run(Command::new(npm()?)
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .current_dir(&packages))?;
    make(&folder)?;
    for document in DOCUMENTS {
        let from = packages.join("node_modules").join(document.file);
        copy(&from, &folder.join(document.file_name()))?;
    }
    fs::remove_dir_all(&packages)
        .map_err(|error| format!("cannot delete `{}`: {error}", packages.display()))?;
    fs::write(&stamp, wanted)
        .map_err(|error| format!("cannot write `{}`: {error}", stamp.display()))?;
    Ok(folder)
}

/// This machine's npm, or else one of our own: Python can install it.
fn npm() -> Result<PathBuf, String> {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let version = Command::new(name).arg("--version").output();
    if version.is_ok_and(|output| output.status.success()) {
        return Ok(PathBuf::from(name));
    }
    let requirements = root().join("tests/documents/requirements.txt");
    let python = Python::set_up_in(&target().join("npm"), &requirements)?;
    Ok(python.installed("npm"))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}

fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    match fs::copy(from, to) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("cannot copy `{}`: {error}", from.display())),
    }
}
