//! Versions of a document: in a folder, or in a revision of this repository.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use jobs_codegen::model::Kept;
use jobs_codegen::openapi::{Files, Overlays};
use jobs_codegen::{Diagnostic, Options, Understood};

use crate::generate::{self, Disk, LOCK};
use crate::workspace;

/// The spec within the repository.
pub(crate) const SPEC: &str = "spec/openapi.yaml";

/// The file beside a document with what its code keeps of earlier versions.
pub(crate) const KEPT: &str = "kept.lock";

/// Tags of releases.
const TAGS: &str = "v[0-9]*";

/// A git repository.
#[derive(Clone, Debug)]
pub(crate) struct Repository {
    pub(crate) root: PathBuf,
}

/// A document at some time.
pub(crate) struct Version {
    /// What it was called by, for messages.
    name: String,
    document: PathBuf,
    files: Box<dyn Files>,
    /// Files of this machine with what the document leaves out.
    overlays: Vec<PathBuf>,
    /// Whether what is not supported of it is taken for any JSON, or left out.
    lenient: bool,
}

/// The files of a revision, read without checking it out.
struct Revision {
    repository: Repository,
    commit: String,
}

impl Repository {
    /// The one of this project.
    pub(crate) fn own() -> Self {
        Self {
            root: workspace::root(),
        }
    }

    /// A document by its path, the spec in a folder, or that of a revision.
    pub(crate) fn version(&self, name: &str) -> Result<Version, String> {
        let path = Path::new(name);
        if path.is_dir() {
            return Ok(Version::on_disk(name, &path.join("openapi.yaml")));
        }
        if path.is_file() {
            return Ok(Version::on_disk(name, path));
        }
        self.revision(name)
    }

    /// The spec in the working tree.
    pub(crate) fn working_tree(&self) -> Version {
        Version::on_disk("the working tree", &self.root.join(SPEC))
    }

    /// The spec at a revision.
    pub(crate) fn revision(&self, name: &str) -> Result<Version, String> {
        let commit = format!("{name}^{{commit}}");
        let found = self.git(&["rev-parse", "--verify", "--quiet", &commit]);
        let commit = found.map_err(|message| {
            // What is not there is not worth a word to git.
            let why = if message.is_empty() {
                String::new()
            } else {
                format!(": {message}")
            };
            format!(
                "`{name}` is neither a file, nor a folder with `openapi.yaml`, nor a revision{why}"
            )
        })?;
        let revision = Revision {
            repository: self.clone(),
            commit: commit.trim().to_owned(),
        };
        Ok(Version {
            name: name.to_owned(),
            document: PathBuf::from(SPEC),
            files: Box::new(revision),
            overlays: Vec::new(),
            lenient: false,
        })
    }

    /// Whether there is a repository at all: sources may come without their history.
    pub(crate) fn exists(&self) -> bool {
        self.root.join(".git").exists()
    }

    /// The tag of the latest release (`v1.2.3`); none if nothing is released, or if there is no
    /// repository at all.
    pub(crate) fn latest_release(&self) -> Result<Option<String>, String> {
        let failed = |why| format!("cannot tell what was released last: {why}");
        if !self.exists() || !self.has_commits().map_err(failed)? {
            return Ok(None);
        }
        let tags = self.git(&["tag", "--merged", "HEAD", "--list", TAGS]);
        if !tags.map_err(failed)?.trim().is_empty() {
            let tag = self.git(&["describe", "--tags", "--abbrev=0", "--match", TAGS]);
            return Ok(Some(tag.map_err(failed)?.trim().to_owned()));
        }
        let shallow = self.git(&["rev-parse", "--is-shallow-repository"]);
        if shallow.map_err(failed)?.trim() == "false" {
            return Ok(None);
        }
        Err(failed(
            "the history is cut off, and there is no release in what is left; \
             `git fetch --unshallow --tags` gets the rest"
                .to_owned(),
        ))
    }

    fn has_commits(&self) -> Result<bool, String> {
        match self.git(&["rev-parse", "--verify", "--quiet", "HEAD"]) {
            Ok(_) => Ok(true),
            // What is not there is not worth a word to git.
            Err(message) if message.is_empty() => Ok(false),
            Err(message) => Err(message),
        }
    }

    /// Git on this repository and no other: neither on one around it, nor on that of a hook that
    /// has started this program.
    pub(crate) fn command(&self) -> Command {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.root);
        if let Some(around) = self.root.parent() {
            git.env("GIT_CEILING_DIRECTORIES", around);
        }
        for set_by_hooks in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            git.env_remove(set_by_hooks);
        }
        git
    }

    /// What a git command prints.
    pub(crate) fn git(&self, arguments: &[&str]) -> Result<String, String> {
        let output = self
            .command()
            .args(arguments)
            .output()
            .map_err(|error| format!("cannot run git: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        }
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    }
}

impl Version {
    fn on_disk(name: &str, document: &Path) -> Self {
        Self {
            name: name.to_owned(),
            document: document.to_owned(),
            files: Box::new(Disk {
                base: PathBuf::new(),
            }),
            overlays: Vec::new(),
            lenient: false,
        }
    }

    /// The same, with overlays, and read as a lenient run of `generate` reads it.
    pub(crate) fn with(self, overlays: &[PathBuf], lenient: bool) -> Self {
        Self {
            overlays: overlays.to_vec(),
            lenient,
            ..self
        }
    }

    /// The document as it is understood at this time, with what its code keeps of earlier ones, names
    /// too: by the files beside the document, or all that the earlier one has.
    pub(crate) fn understood(&self, earlier: Option<&Understood>) -> Result<Understood, String> {
        let kept = kept(&self.document.with_file_name(KEPT), &*self.files)?;
        let kept = kept.or_else(|| earlier.map(|earlier| Kept::of(&earlier.api)));
        let lock = self.document.with_file_name(LOCK);
        // What is only worth a look was so before.
        let options = Options {
            foreign: true,
            kept: kept.unwrap_or_default(),
            lock: Some(lock.clone()),
            lenient: self.lenient,
            overlays: Overlays {
                files: self.overlays.clone(),
                today: None,
            },
            ..generate::own_options()
        };
        let files = Around {
            version: self,
            lock,
            earlier: earlier.map(|earlier| earlier.lock.as_str()),
        };
        match jobs_codegen::understand(&self.document, &files, &options) {
            Ok(understood) => Ok(understood),
            Err(diagnostics) => {
                let found: Vec<String> = diagnostics.iter().map(Diagnostic::to_string).collect();
                Err(format!("{}:\n{}", self.name, found.join("\n\n")))
            }
        }
    }
}

/// The files of a version and what is around them: its overlays, and a lock file in any case, if an
/// earlier version has names.
struct Around<'a> {
    version: &'a Version,
    lock: PathBuf,
    earlier: Option<&'a str>,
}

impl Files for Around<'_> {
    fn read(&self, path: &Path) -> io::Result<String> {
        if self.version.overlays.iter().any(|overlay| overlay == path) {
            return fs::read_to_string(path);
        }
        match (self.version.files.read(path), self.earlier) {
            (Err(error), Some(names))
                if path == self.lock && error.kind() == io::ErrorKind::NotFound =>
            {
                Ok(names.to_owned())
            }
            (read, _) => read,
        }
    }
}

/// What is kept, by the file that says so; none if there is no such file.
pub(crate) fn kept(path: &Path, files: &dyn Files) -> Result<Option<Kept>, String> {
    match files.read(path) {
        Ok(text) => Kept::parse(&text)
            .map(Some)
            .map_err(|error| format!("`{}`, {error}", path.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read `{}`: {error}", path.display())),
    }
}

impl Files for Revision {
    fn read(&self, path: &Path) -> io::Result<String> {
        // In git, paths have slashes on all systems.
        let path = path.to_string_lossy().replace('\\', "/");
        let object = format!("{}:{path}", self.commit);
        self.repository.git(&["show", &object]).map_err(|message| {
            let listed = self.list(&path);
            let kind = match listed {
                Ok(listed) if listed.is_empty() => io::ErrorKind::NotFound,
                _ => io::ErrorKind::Other,
            };
            io::Error::new(kind, message)
        })
    }
}

impl Revision {
    /// The path as git lists it; nothing if it is not there.
    fn list(&self, path: &str) -> Result<String, String> {
        let list = [
            "--literal-pathspecs",
            "ls-tree",
            "--full-tree",
            "--name-only",
        ];
        self.repository
            .git(&[list.as_slice(), &[&self.commit, "--", path]].concat())
    }
}
