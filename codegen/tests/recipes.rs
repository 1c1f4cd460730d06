//! `CONTRIBUTING.md` is followed to the letter, on a copy of the generator.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use jobs_codegen::Tree;

use crate::fixtures;

/// Where a snippet goes.
enum Place {
    /// A line before the one with this text.
    Before(&'static str),
    /// A line behind the one with this text.
    Behind(&'static str),
    /// In place of the line with this text.
    For(&'static str),
    /// A file of its own.
    File,
    /// At the end of the file.
    End,
}

use Place::{Before, Behind, End, File, For};

/// The snippets of the section, in their order, with the files and places that the text names.
const SNIPPETS: [(&str, Place); 15] = [
    // An attribute of fields.
    ("openapi/schema.rs", Before("    /// `x-jobs-sensitive`")),
    ("openapi/schema.rs", Behind("            sensitive: false,")),
    ("openapi/schema.rs", Behind("schema.sensitive = ")),
    ("model/types.rs", Behind("    pub sensitive: bool,")),
    (
        "model/fields.rs",
        Behind("            sensitive: schema.sensitive"),
    ),
    (
        "templates/structure.rs",
        For("quote! { #about pub #name: #kind"),
    ),
    // A method on every operation.
    ("templates/about.rs", File),
    ("templates.rs", Behind("request::request(operation)")),
    ("templates/golden.rs", Behind("BTreeMap::from([")),
    // A kind of output.
    ("templates/listing.rs", File),
    ("templates.rs", End),
    ("lib.rs", Behind("pub enum Target {")),
    ("lib.rs", Before("Target::Derive => templates::derive(")),
    (
        "../../xtask/src/generate.rs",
        Behind("(Target::Reference, \"spec\", Owned::Emitted),"),
    ),
    ("templates/golden.rs", Behind("BTreeMap::from([")),
];

/// What the text says in a sentence.
const SENTENCES: [(&str, Place, &str); 3] = [
    ("templates.rs", Behind("mod blocking;"), "mod about;"),
    ("templates.rs", Behind("mod blocking;"), "mod listing;"),
    (
        "model/fields.rs",
        For("Names::new(NameKind::Field, &[\"extra\", \"new\"], hint)"),
        "let mut taken = Names::new(NameKind::Field, &[\"about\", \"extra\", \"new\"], hint);",
    ),
];

/// The Rust of a section of the text.
fn snippets(text: &str) -> Vec<String> {
    let section = text.split_once("## Changing what is generated").unwrap().1;
    let section = section.split_once("\n## ").unwrap().0;
    let mut snippets = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        if let Some(indent) = line.strip_suffix("```rust") {
            let snippet = lines.by_ref().take_while(|line| line.trim() != "```");
            let snippet = snippet.map(|line| line.strip_prefix(indent).unwrap_or(line));
            snippets.push(snippet.fold(String::new(), |text, line| text + line + "\n"));
        }
    }
    snippets
}

fn put(tree: &mut Tree, file: &str, place: &Place, snippet: &str) {
    let path = Path::new("codegen/src").join(file);
    let text = tree.entry(path).or_default();
    let (found, offset, length) = match place {
        File => ("", 0, 0),
        End => ("", text.lines().count(), 0),
        Before(found) => (*found, 0, 0),
        Behind(found) => (*found, 1, 0),
        For(found) => (*found, 0, 1),
    };
    let mut lines: Vec<&str> = text.lines().collect();
    let at = if found.is_empty() {
        offset
    } else {
        let line = lines.iter().position(|line| line.contains(found));
        line.unwrap_or_else(|| panic!("`{file}` has no line with `{found}`")) + offset
    };
    lines.splice(at..at + length, snippet.lines());
    *text = lines.join("\n") + "\n";
}

/// The generator, its templates' goldens and what it takes to build it, by paths in the repository.
fn copy(root: &Path) -> Tree {
    let mut tree = Tree::new();
    for folder in ["codegen/src", "codegen/tests/templates"] {
        for (path, text) in fixtures::files(&root.join(folder)) {
            tree.insert(Path::new(folder).join(path), text);
        }
    }
    for file in [
        "codegen/Cargo.toml",
        "codegen/tests/suite.rs",
        "Cargo.toml",
        "Cargo.lock",
    ] {
        tree.insert(file.into(), fs::read_to_string(root.join(file)).unwrap());
    }
    let manifest = tree.get_mut(Path::new("Cargo.toml")).unwrap();
    // It runs once: to optimize it would take longer than that.
    let (whole, _) = manifest.split_once("[profile.dev.package]").unwrap();
    *manifest = whole.replace(
        r#"["codegen", "xtask", "crates/*", "tests"]"#,
        r#"["codegen"]"#,
    );
    let generate = "xtask/src/generate.rs";
    let text = fs::read_to_string(root.join(generate)).unwrap();
    tree.insert(Path::new("codegen/src/../..").join(generate), text);
    tree
}

#[test]
fn the_recipes_work_as_they_are_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let snippets = snippets(&text);
    assert_eq!(snippets.len(), SNIPPETS.len(), "{snippets:?}");
    let mut tree = copy(root);
    for ((file, place), snippet) in SNIPPETS.iter().zip(&snippets) {
        let named = file.rsplit('/').next().unwrap();
        assert!(text.contains(named), "{named}");
        put(&mut tree, file, place, snippet);
    }
    for (file, place, line) in &SENTENCES {
        put(&mut tree, file, place, line);
    }
    let shown = "reader: {type: string, description: Whose it is., x-jobs-alias: owner}";
    assert!(text.contains(shown));
    let document = tree
        .get_mut(Path::new("codegen/tests/templates/openapi.yaml"))
        .unwrap();
    let before = document.len();
    *document = document.replace(&shown.replace(", x-jobs-alias: owner", ""), shown);
    assert!(document.len() > before);

    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("recipes");
    // What a copy made before has, and this one has not, is not to be compiled.
    for path in fixtures::files(&folder.join("codegen")).into_keys() {
        let path = Path::new("codegen").join(path);
        if !tree.contains_key(&path) {
            fs::remove_file(folder.join(path)).unwrap();
        }
    }
    for (path, text) in &tree {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--quiet", "--offline", "--package", "jobs-codegen"])
        .args(["--lib", "golden"])
        .current_dir(&folder)
        .env("UPDATE_GOLDEN", "1")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stdout)
    );
    for (file, emitted) in [
        (
            "structure.rs",
            "#[doc(alias = \"owner\")]\n    pub reader: String,",
        ),
        ("about.rs", "pub const fn about() -> &'static str"),
        ("listing.csv", "group,operation,request\n"),
    ] {
        let path = folder.join("codegen/tests/templates").join(file);
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(emitted), "{file}:\n{text}");
    }
}
