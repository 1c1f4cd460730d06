use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::changelog;

const SPEC: &str = "\
openapi: 3.1.0
info: {title: Library, version: '1', description: A library.}
components:
  schemas:
    Cover: {type: string, enum: [HARD, SOFT], description: What keeps a book together.}
    Book:
      description: A book.
      required: [title]
      properties:
        title: {type: string, description: Its title.}
        cover: {$ref: '#/components/schemas/Cover', description: Its cover.}
";

/// A repository of its own, with a spec and a changelog.
struct Library(PathBuf);

impl Library {
    fn new(name: &str) -> Self {
        let library = Self::empty(name);
        fs::create_dir_all(library.0.join("spec")).unwrap();
        library.git(&["init", "--quiet"]);
        library.write("CHANGELOG.md", "# Changelog\n\n## 0.3.0\n\n- First.\n");
        library.write("spec/openapi.yaml", SPEC);
        library.commit();
        library
    }

    /// A folder that is no repository yet.
    fn empty(name: &str) -> Self {
        let name = format!("xtask-{}-{name}", std::process::id());
        let library = Self(std::env::temp_dir().join(name));
        let _ = fs::remove_dir_all(&library.0);
        fs::create_dir_all(&library.0).unwrap();
        library
    }

    fn repository(&self) -> Repository {
        Repository {
            root: self.0.clone(),
        }
    }

    fn write(&self, path: impl AsRef<Path>, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        let author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
        let commit = ["commit", "--quiet", "--no-verify", "--message", "Books"];
        self.git(&[author.as_slice(), &commit].concat());
    }

    fn git(&self, arguments: &[&str]) {
        let git = self.repository().command().args(arguments).status();
        assert!(git.unwrap().success(), "{arguments:?}");
    }

    fn change(&self) -> Option<Change> {
        Change::since_release(&self.repository()).unwrap()
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

// R17.1
#[test]
fn a_change_of_the_spec_takes_a_version_as_large_as_it_is() {
    let library = Library::new("release");
    assert!(library.change().is_none(), "nothing is released");
    library.git(&["tag", "v0.3.0"]);
    assert!(library.change().unwrap().check("0.3.0").is_ok());
    for (from, to, refused, needed) in [
        ("Its title.", "Its name.", "0.3.0", "0.3.1"),
        ("[HARD, SOFT]", "[HARD, SOFT, NONE]", "0.3.0", "0.3.1"),
        ("        cover:", "        binding:", "0.3.9", "0.4.0"),
    ] {
        library.write("spec/openapi.yaml", &SPEC.replace(from, to));
        let change = library.change().unwrap();
        let message = change.check(refused).unwrap_err();
        let wanted = format!("takes version {needed}, and `Cargo.toml` says {refused}");
        assert!(message.contains(&wanted), "{message}");
        assert!(change.check(needed).is_ok());
    }
}

// R17.1: what git cannot tell is not taken for "no".
#[test]
fn a_release_that_cannot_be_found_is_not_taken_for_none() {
    let library = Library::new("whole");
    library.git(&["tag", "v0.3.0"]);
    library.write("CHANGELOG.md", "# Changelog\n");
    library.commit();
    let cut = Library::empty("cut");
    let origin = format!("file://{}", library.0.display());
    let clone = ["clone", "--quiet", "--depth=1", "--no-tags", &origin, "."];
    cut.git(&clone);
    let error = Change::since_release(&cut.repository()).unwrap_err();
    assert!(error.contains("git fetch --unshallow --tags"), "{error}");
    cut.git(&["fetch", "--quiet", "--unshallow", "--tags"]);
    assert_eq!(cut.change().unwrap().since, "v0.3.0");

    // One that is damaged is not taken for the one around it.
    let damaged = Library(library.0.join("damaged"));
    fs::create_dir(&damaged.0).unwrap();
    damaged.git(&["init", "--quiet"]);
    damaged.write(".git/HEAD", "no head");
    let error = Change::since_release(&damaged.repository()).unwrap_err();
    assert!(
        error.starts_with("cannot tell what was released last: fatal: "),
        "{error}"
    );
}

#[test]
fn without_history_nothing_is_released() {
    let library = Library::empty("bare");
    assert!(!library.repository().exists());
    assert!(library.change().is_none());
    library.git(&["init", "--quiet"]);
    assert!(library.change().is_none());
}

// R17.2: a file that is there and cannot be read is not taken for one that is not.
#[test]
fn a_lock_of_a_release_that_cannot_be_read_is_an_error() {
    let library = Library::new("lost");
    library.write("spec/kept.lock", "required: {Book: [title]}\n");
    library.commit();
    library.git(&["tag", "v0.3.0"]);
    assert!(library.change().is_some());
    let object = library
        .repository()
        .git(&["rev-parse", "HEAD:spec/kept.lock"]);
    let object = object.unwrap();
    let (folder, file) = object.trim().split_at(2);
    let objects = library.0.join(".git/objects");
    fs::remove_file(objects.join(folder).join(file)).unwrap();
    let error = Change::since_release(&library.repository()).unwrap_err();
    assert!(error.contains("cannot read `spec/kept.lock`"), "{error}");
}

// R17.2: what was released is kept, be the file that says so there or not.
#[test]
fn what_the_spec_loses_and_the_code_keeps_breaks_nothing() {
    let library = Library::new("kept");
    library.git(&["tag", "v0.3.0"]);
    let lost = SPEC
        .replace("      required: [title]\n", "")
        .replace(", SOFT", "");
    library.write("spec/openapi.yaml", &lost);
    let class = || library.change().unwrap().diff.class();
    assert_eq!(class(), Some(Class::Minor));
    library.write("spec/kept.lock", "required: {Book: [title]}\n");
    assert_eq!(
        class(),
        Some(Class::Major),
        "the value was taken out by hand"
    );
    library.write("spec/kept.lock", "required: [title]\n");
    let error = Change::since_release(&library.repository()).unwrap_err();
    assert!(error.contains("kept.lock"), "{error}");
}

// R17.4
#[test]
fn the_changelog_is_drafted_once_something_is_released() {
    let library = Library::new("changelog");
    library.write("spec/openapi.yaml", &SPEC.replace("SOFT", "SOFT, NONE"));
    let drafted = || changelog::drafted(&library.repository()).unwrap();
    assert_eq!(drafted(), None);
    library.git(&["tag", "v0.3.0"]);
    let text = drafted().unwrap();
    let line = "- `jobs_api::types::Cover::None`: the value `NONE`, which was an unknown one.";
    assert!(text.contains(line), "{text}");
    library.write("CHANGELOG.md", &text);
    assert_eq!(drafted(), None);
    library.write("spec/openapi.yaml", SPEC);
    let text = "# Changelog\n\n## Unreleased\n\n## 0.3.0\n\n- First.\n";
    assert_eq!(drafted().as_deref(), Some(text));
}

#[test]
fn versions_are_compared_by_numbers() {
    for (released, class, least) in [
        ("v1.9.3", Class::Major, "2.0.0"),
        ("v1.9.3", Class::Minor, "1.10.0"),
        ("v1.9.3", Class::Patch, "1.9.4"),
        ("v0.9.3", Class::Major, "0.10.0"),
        ("v0.9.3", Class::Minor, "0.9.4"),
        ("v0.9.3-rc.1", Class::Patch, "0.9.4"),
    ] {
        let least = Version::parse(least).unwrap();
        assert_eq!(Version::parse(released).unwrap().after(class), least);
    }
    for bad in ["", "1.2", "v1.2.3.4", "1.x.3", "one"] {
        assert!(Version::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_version_of_the_spec_is_a_path_or_a_revision() {
    let library = Library::new("versions");
    let repository = library.repository();
    let folder = library.0.join("spec").display().to_string();
    let file = library.0.join(crate::revisions::SPEC).display().to_string();
    for name in [folder.as_str(), file.as_str(), "HEAD"] {
        let understood = repository.version(name).unwrap().understood(None).unwrap();
        assert_eq!(understood.api.title, "Library", "{name}");
    }
    let error = repository.version("v9.9.9").err().unwrap();
    assert!(error.contains("neither a file"), "{error}");
    library.write("spec/openapi.yaml", "openapi: 3.1.0");
    let error = repository.working_tree().understood(None).unwrap_err();
    assert!(error.starts_with("the working tree:\nerror["), "{error}");
}
