//! The files of a document: the root and all that its references reach.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use super::edit::Mirror;
use super::lock::NameLock;
use super::node::{Member, Node, Value};
use super::overlay::{self, Overlays};
use crate::diagnostics::{Diagnostics, Place, Rule, Spot};

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
    files: BTreeMap<PathBuf, File>,
    /// The texts of all files, those that could not be parsed as well.
    texts: BTreeMap<PathBuf, String>,
    root: PathBuf,
}

#[derive(Debug)]
pub(super) struct File {
    pub(super) node: Node,
    introduction: String,
}

/// A `$ref`, and where it stands.
struct Link {
    reference: Reference,
    text: String,
    place: Place,
}

/// Members that hold values as users of the API would see them.
const NO_LINKS: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Members whose own members are named by the document.
const NAMED: [&str; 9] = [
    "$defs",
    "headers",
    "parameters",
    "pathItems",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
];

/// A node and where it stands.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    /// The node.
    pub node: &'a Node,
    /// Its place.
    pub place: Place,
}

/// What a `$ref` names: a file and a pointer into it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The file, as it was opened.
    pub file: PathBuf,
    /// The decoded tokens of the JSON pointer.
    pub tokens: Vec<String>,
}

impl Reference {
    /// The last token: the name of a component.
    #[must_use]
    pub fn name(&self) -> &str {
        self.tokens.last().map_or("", String::as_str)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#", self.file.display())?;
        self.tokens
            .iter()
            .try_for_each(|token| write!(f, "/{}", encode_token(token)))
    }
}

impl Loaded {
    /// Reads the root document and every file that is referenced from it, directly or not.
    pub fn load(
        root: &Path,
        overlays: &Overlays,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let root = normalize(root);
        let mut loaded = Self {
            files: BTreeMap::new(),
            texts: BTreeMap::new(),
            root: root.clone(),
        };
        let mut seen = BTreeSet::from([root.clone()]);
        let mut open = VecDeque::from([(root.clone(), Place::begin(&root))]);
        let mut links = Vec::new();
        while let Some((path, from)) = open.pop_front() {
            let Some(mut file) = loaded.open(&path, &from, files, diagnostics) else {
                continue;
            };
            if path == root {
                loaded.overlay(overlays, &mut file.node, files, diagnostics);
            }
            let begin = links.len();
            find_links(&located(&file.node, &path), false, &mut links);
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
                diagnostics.error(
                    Rule::UnknownRef,
                    &link.place,
                    format!("`{}` names nothing", link.text),
                    "check the file, relative to this one, and the JSON pointer after `#`",
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
            if let Some(file) = self.open(path, &Place::begin(path), files, diagnostics) {
                let mirror = mirror.get_or_insert_with(|| Mirror::of(root));
                overlay::apply(
                    located(&file.node, path),
                    overlays.today,
                    root,
                    mirror,
                    diagnostics,
                );
            }
        }
    }

    /// Reads the lock file, if it is there.
    pub(crate) fn name_lock(
        &mut self,
        path: Option<&Path>,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) -> NameLock {
        let mut lock = NameLock::new(&self.root);
        let is_missing = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
        let Some(path) = path.filter(|path| !files.read(path).is_err_and(is_missing)) else {
            return lock;
        };
        if let Some(file) = self.open(path, &Place::begin(path), files, diagnostics) {
            lock.read(located(&file.node, path), diagnostics);
        }
        lock
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
                diagnostics.error(
                    Rule::UnreadableFile,
                    from,
                    format!("cannot read `{}`: {error}", path.display()),
                    "check the path; it is relative to the file that names it",
                );
                return None;
            }
        };
        let file = File::parse(path, &text, diagnostics);
        self.texts.insert(path.to_owned(), text);
        file
    }

    /// The root document.
    #[must_use]
    pub fn root(&self) -> Option<Located<'_>> {
        self.files
            .get(&self.root)
            .map(|file| located(&file.node, &self.root))
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

    /// Takes apart what a `$ref` says, as seen from the file it stands in.
    #[must_use]
    pub fn reference(from: &Place, text: &str) -> Reference {
        let (file, pointer) = text.split_once('#').unwrap_or((text, ""));
        let file = if file.is_empty() {
            from.file.clone()
        } else {
            sibling(&from.file, file)
        };
        let tokens = match pointer.strip_prefix('/') {
            Some(pointer) => pointer.split('/').map(decode_token).collect(),
            None if pointer.is_empty() => Vec::new(),
            // An anchor, or a pointer without its first slash: no member has such a name.
            None => vec![format!("#{pointer}")],
        };
        Reference { file, tokens }
    }

    /// The node that a reference names.
    #[must_use]
    pub fn resolve(&self, reference: &Reference) -> Option<Located<'_>> {
        let (path, file) = self.files.get_key_value(&reference.file)?;
        let mut found = located(&file.node, path);
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

impl<'a> Located<'a> {
    /// A member of an object.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<Self> {
        self.node.member(name).map(|member| self.member(member))
    }

    /// The members of an object, with their names.
    pub fn children(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a, '_> {
        self.node
            .members()
            .iter()
            .map(|member| (member.name.as_str(), self.member(member)))
    }

    /// The elements of an array.
    pub fn elements(&self) -> impl Iterator<Item = Self> + use<'a, '_> {
        let count = match &self.node.value {
            Value::Array(array) => array.len(),
            _ => 0,
        };
        (0..count).filter_map(|index| self.element(index))
    }

    fn element(&self, index: usize) -> Option<Self> {
        let Value::Array(array) = &self.node.value else {
            return None;
        };
        let node = array.get(index)?;
        Some(Located {
            node,
            place: self.at((node.line, node.column), &node.overlay, &index.to_string()),
        })
    }

    /// A member stands where its name stands: a reader looks for the name.
    fn member(&self, member: &'a Member) -> Self {
        let token = encode_token(&member.name);
        let place = self.at((member.line, member.column), &member.overlay, &token);
        Located {
            node: &member.node,
            place,
        }
    }

    fn at(&self, (line, column): (u64, u64), overlay: &Option<Arc<Spot>>, token: &str) -> Place {
        let file = self.place.file.clone();
        Place {
            file,
            line,
            column,
            overlay: overlay.clone(),
            pointer: format!("{}/{token}", self.place.pointer),
        }
    }
}

pub(super) fn located<'a>(node: &'a Node, path: &Path) -> Located<'a> {
    let place = Place {
        line: node.line,
        column: node.column,
        ..Place::begin(path)
    };
    Located { node, place }
}

/// Collects what is referenced, from where; not from examples and the like, which may hold
/// anything. `named` tells that the members of this object are named by the document.
fn find_links(found: &Located<'_>, named: bool, links: &mut Vec<Link>) {
    for (name, child) in found.children() {
        if !named && (NO_LINKS.contains(&name) || name.starts_with("x-")) {
            continue;
        }
        match child.node.as_str() {
            Some(text) if name == "$ref" => {
                let reference = Loaded::reference(&child.place, text);
                links.push(Link {
                    reference,
                    text: text.to_owned(),
                    place: child.place,
                });
            }
            _ => find_links(&child, !named && NAMED.contains(&name), links),
        }
    }
    for element in found.elements() {
        find_links(&element, false, links);
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

/// The path of a file that another one names, in the way of a URL.
fn sibling(file: &Path, name: &str) -> PathBuf {
    normalize(&file.parent().unwrap_or(Path::new("")).join(unescape(name)))
}

/// Takes `.` and `..` out of a path, so that a file has one name.
fn normalize(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(clean.components().next_back(), Some(Component::Normal(_))) =>
            {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

pub(crate) fn encode_token(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

fn decode_token(token: &str) -> String {
    unescape(token).replace("~1", "/").replace("~0", "~")
}

/// Takes out the `%20` and its like: a reference is a URL.
fn unescape(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
