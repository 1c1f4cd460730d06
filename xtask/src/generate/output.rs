//! Files that are generated into a folder, and what that changes there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jobs_codegen::Tree;

use crate::workspace;

/// Files that are generated into a folder.
pub(super) struct Output {
    pub(super) tree: Tree,
    pub(super) directory: PathBuf,
    pub(super) owned: Owned,
}

/// Which files of a folder are the generator's: others of these are deleted.
#[derive(Clone, Copy)]
pub(super) enum Owned {
    /// All of them.
    All,
    /// Those below `src`.
    Sources,
    /// Those that it emits, and no others.
    Emitted,
}

impl Owned {
    fn has(self, path: &Path) -> bool {
        match self {
            Self::All => true,
            Self::Sources => path.starts_with("src"),
            Self::Emitted => false,
        }
    }
}

/// What generating would change in a folder.
pub(super) struct Changes {
    pub(super) differ: BTreeSet<PathBuf>,
    pub(super) obsolete: BTreeSet<PathBuf>,
}

impl Changes {
    /// Compares.
    pub(super) fn between(tree: &Tree, directory: &Path, owned: Owned) -> io::Result<Self> {
        let present = list(directory)?;
        let mut changes = Self {
            differ: BTreeSet::new(),
            obsolete: BTreeSet::new(),
        };
        for (path, text) in tree {
            let same = present.contains(path) && fs::read(directory.join(path))? == text.as_bytes();
            if !same {
                changes.differ.insert(path.clone());
            }
        }
        for path in present {
            if owned.has(&path) && !tree.contains_key(&path) {
                changes.obsolete.insert(path);
            }
        }
        Ok(changes)
    }

    /// Fails if a file that would be written is no Rust, though it is to be.
    pub(super) fn verify(&self, tree: &Tree) -> Result<(), String> {
        for path in &self.differ {
            let text = tree.get(path).map_or("", String::as_str);
            let verified = jobs_codegen::verify(path, text);
            verified.map_err(|error| format!("{error}; nothing was written"))?;
        }
        Ok(())
    }

    pub(super) fn apply(&self, tree: &Tree, directory: &Path) -> io::Result<()> {
        for path in &self.differ {
            let target = directory.join(path);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(target, tree.get(path).map_or("", String::as_str))?;
        }
        for path in &self.obsolete {
            fs::remove_file(directory.join(path))?;
        }
        Ok(())
    }

    /// The files that are not up to date, a line each.
    pub(super) fn report(&self, directory: &Path) -> String {
        let root = workspace::root();
        let directory = directory.strip_prefix(&root).unwrap_or(directory);
        let mut text = String::new();
        for path in &self.differ {
            let _ = writeln!(text, "  {} differs", directory.join(path).display());
        }
        for path in &self.obsolete {
            let _ = writeln!(
                text,
                "  {} is no longer generated",
                directory.join(path).display()
            );
        }
        text
    }
}

/// All files below a folder, by their paths in it.
fn list(directory: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(directory.join(&folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                if entry.file_name() != "target" {
                    open.push(path);
                }
            } else {
                files.insert(path);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    // R16.2
    #[test]
    fn what_is_no_rust_is_not_written() {
        let folder = std::env::temp_dir().join(format!("xtask-{}-no-rust", std::process::id()));
        let tree = Tree::from([
            ("names.lock".into(), "types: {}".to_owned()),
            (
                "types/books.rs".into(),
                "pub struct Book { pub a: B pub c: D }".to_owned(),
            ),
        ]);
        let changes = Changes::between(&tree, &folder, Owned::All).unwrap();
        let error = changes.verify(&tree).unwrap_err();
        for told in [
            "`types/books.rs`",
            "`pub struct Book`",
            "nothing was written",
        ] {
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn only_what_is_the_generators_is_deleted() {
        let folder = workspace::target().join("tmp/xtask-owned");
        // It need not be there yet.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src")).unwrap();
        for path in ["mine.md", "src/old.rs", "README.md"] {
            fs::write(folder.join(path), "text").unwrap();
        }
        let tree = Tree::from([(PathBuf::from("mine.md"), "text".to_owned())]);
        let obsolete = |owned| -> Vec<PathBuf> {
            let changes = Changes::between(&tree, &folder, owned).unwrap();
            assert!(changes.differ.is_empty());
            changes.obsolete.into_iter().collect()
        };
        assert_eq!(obsolete(Owned::Emitted), [""; 0].map(PathBuf::from));
        assert_eq!(obsolete(Owned::Sources), [PathBuf::from("src/old.rs")]);
        assert_eq!(
            obsolete(Owned::All),
            ["README.md", "src/old.rs"].map(PathBuf::from)
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
