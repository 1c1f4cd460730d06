//! Nodes and where they stand.

use std::path::Path;
use std::sync::Arc;

use super::node::{Member, Node, Value};
use super::reference::encode_token;
use crate::diagnostics::{Place, Spot};

/// A node and where it stands.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    /// The node.
    pub node: &'a Node,
    /// Its place.
    pub place: Place,
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

    pub(super) fn element(&self, index: usize) -> Option<Self> {
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
    pub(super) fn member(&self, member: &'a Member) -> Self {
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
            pointer: [&self.place.pointer, "/", token].concat().into(),
        }
    }
}

pub(crate) fn located(node: &Node, path: impl Into<Arc<Path>>) -> Located<'_> {
    let place = Place {
        line: node.line,
        column: node.column,
        ..Place::begin(path)
    };
    Located { node, place }
}
