//! The files of a document: the root and all that its references reach.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::edit::Mirror;
use super::links::{Link, find_links};
use super::located::{Located, located};
use super::node::{Node, Value};
use super::overlay::{self, Overlays};
use super::reference::{Reference, normalize};
use crate::diagnostics::{Diagnostics, Place, Rule};

/// Where files are read from.
pub trait Files {
    /// The text of a file.
    ///
    /// # Errors
    ///
    /// When there is no such file or it is not UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;
}

/// All files of a document, parsed.
#[derive(Debug)]
pub struct Loaded {
    files: BTreeMap<Arc<Path>, File>,
    /// The texts of all files, those that could not be parsed as well.
    texts: BTreeMap<Arc<Path>, String>,
    root: Arc<Path>,
}

#[derive(Debug)]
pub(super) struct File {
    pub(super) node: Node,
    introduction: String,
}

impl Loaded {
    /// Reads the root document and every file that is referenced from it, directly or not.
    pub fn load(
        root: &Path,
        overlays: &Overlays,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let root: Arc<Path> = normalize(root).into();
        let mut loaded = Self {
            files: BTreeMap::new(),
            texts: BTreeMap::new(),
            root: root.clone(),
        };
        let mut seen = BTreeSet::from([root.clone()]);
        let mut open = VecDeque::from([(root.clone(), Place::begin(root.clone()))]);
        let mut links = Vec::new();
        while let Some((path, from)) = open.pop_front() {
            let Some(mut file) = loaded.open(&path, &from, files, diagnostics) else {
                continue;
            };
            if path == root {
                loaded.overlay(overlays, &mut file.node, files, diagnostics);
            }
            let begin = links.len();
            find_links(&located(&file.node, path.clone()), false, &mut links);
            for Link {
                reference, place, ..
            } in &links[begin..]
            {
                if seen.insert(reference.file.clone()) {
                    open.push_back((reference.file.clone(), place.clone()));
                }
            }
            loaded.files.insert(path, file);
        }
        for link in links {
            let is_read = loaded.files.contains_key(&link.reference.file);
            if is_read && loaded.resolve(&link.reference).is_none() {
                let tokens = link.reference.tokens.first();
                let hint = if tokens.is_some_and(|token| token.starts_with('#')) {
                    "write a JSON pointer such as `#/components/schemas/Name`; anchors are not \
                     looked for"
                } else {
                    "check the file, relative to this one, and the JSON pointer after `#`"
                };
                diagnostics.error(
                    Rule::UnknownRef,
                    &link.place,
                    format!("`{}` names nothing", link.text),
                    hint,
                );
            }
        }
        loaded
    }

    /// Applies overlays to the root document.
    fn overlay(
        &mut self,
        overlays: &Overlays,
        root: &mut Node,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) {
        let mut mirror = None;
        for path in &overlays.files {
            if let Some(file) = self.open(path, &Place::begin(path.as_path()), files, diagnostics) {
                let mirror = mirror.get_or_insert_with(|| Mirror::of(root));
                overlay::apply(
                    located(&file.node, path.as_path()),
                    overlays.today,
                    root,
                    mirror,
                    diagnostics,
                );
            }
        }
    }

    /// Reads a file that the document does not name, if it is there.
    pub(crate) fn open_beside(
        &mut self,
        path: &Path,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) -> Option<Node> {
        let is_missing = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
        if files.read(path).is_err_and(is_missing) {
            return None;
        }
        let file = self.open(path, &Place::begin(path), files, diagnostics)?;
        Some(file.node)
    }

    /// Reads and parses a file; what is wrong with it is reported, its absence where it is named.
    fn open(
        &mut self,
        path: &Path,
        from: &Place,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) -> Option<File> {
        let text = match files.read(path) {
            Ok(text) => text,
            Err(error) => {
                // Nobody names a document, or an overlay, but whoever runs the generator.
                let hint = if *from.file == *path {
                    "check the path; no other file names it"
                } else {
                    "check the path; it is relative to the file that names it"
                };
                diagnostics.error(
                    Rule::UnreadableFile,
                    from,
                    format!("cannot read `{}`: {error}", path.display()),
                    hint,
                );
                return None;
            }
        };
        let file = File::parse(path, &text, diagnostics);
        self.texts.insert(path.into(), text);
        file
    }

    /// The root document.
    #[must_use]
    pub fn root(&self) -> Option<Located<'_>> {
        self.files
            .get(&self.root)
            .map(|file| located(&file.node, self.root.clone()))
    }

    /// The path of the root document.
    #[must_use]
    pub fn root_path(&self) -> &Path {
        &self.root
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, file: &Path) -> Option<&str> {
        self.texts.get(file).map(String::as_str)
    }

    /// The comment at the top of a file.
    #[must_use]
    pub fn introduction(&self, file: &Path) -> &str {
        self.files.get(file).map_or("", |file| &file.introduction)
    }

    /// The node that a reference names.
    #[must_use]
    pub fn resolve(&self, reference: &Reference) -> Option<Located<'_>> {
        let (path, file) = self.files.get_key_value(&reference.file)?;
        let mut found = located(&file.node, path.clone());
        for token in &reference.tokens {
            found = match &found.node.value {
                Value::Object(_) => found.child(token)?,
                Value::Array(_) => found.element(token.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(found)
    }
}

impl File {
    /// Parses a file; what is wrong with it is reported.
    fn parse(path: &Path, text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        match Node::parse(text) {
            Ok(node) => Some(Self {
                node,
                introduction: introduction(text),
            }),
            Err(error) => {
                let place = Place {
                    line: error.line,
                    column: error.column,
                    ..Place::begin(path)
                };
                diagnostics.error(
                    Rule::Syntax,
                    &place,
                    error.message,
                    "a document is YAML 1.2 or JSON, and has no member twice",
                );
                None
            }
        }
    }
}

/// The lines of comment that a file begins with.
fn introduction(text: &str) -> String {
    let lines = text
        .lines()
        .map_while(|line| line.strip_prefix('#'))
        .map(str::trim);
    lines.collect::<Vec<_>>().join("\n")
}
