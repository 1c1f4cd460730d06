//! Documents in folders, and what is made of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::civil::Date;
use jobs_codegen::model::Kept;
use jobs_codegen::openapi::{Files, Overlays};
use jobs_codegen::{Diagnostic, Generated, Options, Runtime, Target};

/// A folder with a document, `openapi.yaml`, and what is expected of it.
pub(crate) struct Fixture {
    pub(crate) name: String,
    pub(crate) directory: PathBuf,
}

/// All fixtures of one kind.
pub(crate) fn all(kind: &str) -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(kind);
    let mut fixtures: Vec<Fixture> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            Fixture {
                name: entry.file_name().to_string_lossy().into_owned(),
                directory: entry.path(),
            }
        })
        .collect();
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!fixtures.is_empty(), "no fixtures in {}", folder.display());
    fixtures
}

/// The document by which the templates are shown.
pub(crate) fn of_templates() -> Fixture {
    Fixture {
        name: "templates".to_owned(),
        directory: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates"),
    }
}

impl Fixture {
    /// Whether the document is one of others, as the name of its folder tells.
    pub(crate) fn is_foreign(&self) -> bool {
        self.name.starts_with("package") || self.name.starts_with("foreign")
    }

    /// Generates what its name tells: a crate of its own, what requests say, commands, or the
    /// modules of another crate.
    pub(crate) fn generate(&self) -> Result<Generated, Vec<Diagnostic>> {
        let target = if self.is_foreign() {
            Target::Package
        } else if self.name == "shapes" {
            Target::Shapes
        } else if self.name == "commands" {
            Target::Commands
        } else {
            Target::Folder
        };
        self.generate_as(target)
    }

    pub(crate) fn generate_as(&self, target: Target) -> Result<Generated, Vec<Diagnostic>> {
        let mut options = options(&self.name, self.is_foreign());
        if let Ok(kept) = self.read(Path::new("kept.lock")) {
            options.kept = Kept::parse(&kept).unwrap();
        }
        if self.directory.join("overlay.yaml").exists() {
            options.overlays.files.push("overlay.yaml".into());
        }
        options.lock = Some("names.lock".into());
        jobs_codegen::generate(Path::new("openapi.yaml"), self, target, &options)
    }

    /// The documents of this fixture, by their paths in it.
    pub(crate) fn documents(&self) -> BTreeMap<PathBuf, String> {
        let mut documents = files(&self.directory);
        documents.retain(|path, _| {
            let end = path.extension();
            !path.starts_with("expected") && end.is_some_and(|end| end == "yaml" || end == "lock")
        });
        documents
    }
}

impl Files for Fixture {
    fn read(&self, path: &Path) -> io::Result<String> {
        // The words for it differ from one system to the next.
        fs::read_to_string(self.directory.join(path)).map_err(|error| error.kind().into())
    }
}

pub(crate) fn options(name: &str, foreign: bool) -> Options {
    Options {
        header: "Generated from openapi.yaml. Do not edit.".to_owned(),
        crate_name: name.replace('_', "-"),
        foreign,
        lenient: name.contains("lenient"),
        lock: None,
        overlays: Overlays {
            files: Vec::new(),
            today: Some(Date::constant(2026, 11, 23)),
        },
        runtime: Runtime::Path("path/to/jobs-runtime".into()),
        sample_head: Vec::new(),
        sample_tail: Vec::new(),
        kept: Kept::default(),
    }
}

/// All files below a folder, by their paths in it.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(folder).unwrap().to_owned();
            files.insert(name, text);
        }
    }
    files
}
