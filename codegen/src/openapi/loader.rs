//! The files of a document: the root and all that its references reach.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Component, Path, PathBuf};
use std::{fmt, io};

use super::node::{Member, Node, Value};
use crate::diagnostics::{Diagnostics, Place};

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
    root: PathBuf,
}

#[derive(Debug)]
struct File {
    node: Node,
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
    pub fn load(root: &Path, files: &dyn Files, diagnostics: &mut Diagnostics) -> Self {
        let root = normalize(root);
        let mut loaded = Self {
            files: BTreeMap::new(),
            root: root.clone(),
        };
        let nowhere = Place {
            file: root.clone(),
            line: 1,
            column: 1,
            pointer: String::new(),
        };
        let mut seen = BTreeSet::from([root.clone()]);
        let mut open = VecDeque::from([(root, nowhere)]);
        let mut links = Vec::new();
        while let Some((path, from)) = open.pop_front() {
            let Some(file) = File::read(&path, &from, files, diagnostics) else {
                continue;
            };
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
                    "unknown-ref",
                    &link.place,
                    format!("`{}` names nothing", link.text),
                    "check the file, relative to this one, and the JSON pointer after `#`",
                );
            }
        }
        loaded
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
    /// Reads a file; what is wrong with it is reported, its absence where it is named.
    fn read(
        path: &Path,
        from: &Place,
        files: &dyn Files,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let text = match files.read(path) {
            Ok(text) => text,
            Err(error) => {
                diagnostics.error(
                    "unreadable-file",
                    from,
                    format!("cannot read `{}`: {error}", path.display()),
                    "check the path; it is relative to the file that names it",
                );
                return None;
            }
        };
        match Node::parse(&text) {
            Ok(node) => Some(Self {
                node,
                introduction: introduction(&text),
            }),
            Err(error) => {
                let place = Place {
                    file: path.to_owned(),
                    line: error.line,
                    column: error.column,
                    pointer: String::new(),
                };
                diagnostics.error(
                    "syntax",
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
            place: self.at(node.line, node.column, &index.to_string()),
        })
    }

    /// A member stands where its name stands: a reader looks for the name.
    fn member(&self, member: &'a Member) -> Self {
        let place = self.at(member.line, member.column, &encode_token(&member.name));
        Located {
            node: &member.node,
            place,
        }
    }

    fn at(&self, line: u64, column: u64, token: &str) -> Place {
        let file = self.place.file.clone();
        Place {
            file,
            line,
            column,
            pointer: format!("{}/{token}", self.place.pointer),
        }
    }
}

fn located<'a>(node: &'a Node, path: &Path) -> Located<'a> {
    let place = Place {
        file: path.to_owned(),
        line: node.line,
        column: node.column,
        pointer: String::new(),
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

fn encode_token(token: &str) -> String {
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
