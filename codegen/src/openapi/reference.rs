//! What a `$ref` names.

use std::borrow::Cow;
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::loader::Loaded;
use crate::diagnostics::Place;

/// What a `$ref` names: a file and a pointer into it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The file, as it was opened.
    pub file: Arc<Path>,
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
    /// Takes apart what a `$ref` says, as seen from the file it stands in.
    #[must_use]
    pub fn reference(from: &Place, text: &str) -> Reference {
        let (file, pointer) = text.split_once('#').unwrap_or((text, ""));
        let file = if file.is_empty() {
            from.file.clone()
        } else {
            sibling(&from.file, file).into()
        };
        let tokens = match pointer.strip_prefix('/') {
            Some(pointer) => pointer.split('/').map(decode_token).collect(),
            None if pointer.is_empty() => Vec::new(),
            // An anchor, or a pointer without its first slash: no member has such a name.
            None => vec![format!("#{pointer}")],
        };
        Reference { file, tokens }
    }
}

/// The path of a file that another one names, in the way of a URL.
fn sibling(file: &Path, name: &str) -> PathBuf {
    normalize(&file.parent().unwrap_or(Path::new("")).join(unescape(name)))
}

/// Takes `.` and `..` out of a path, so that a file has one name.
pub(super) fn normalize(path: &Path) -> PathBuf {
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

pub(crate) fn encode_token(token: &str) -> Cow<'_, str> {
    if token.contains(['~', '/']) {
        token.replace('~', "~0").replace('/', "~1").into()
    } else {
        token.into()
    }
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
