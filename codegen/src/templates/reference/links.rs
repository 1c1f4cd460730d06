//! Where the reference tells of what.

use std::collections::BTreeMap;

use super::super::pieces::Anchors;
use crate::model::{Api, Group, Mention, Module, Shape};

pub(super) const OPERATIONS: &str = "Operations";
pub(super) const TYPES: &str = "Types";

pub(super) fn group_heading(group: &Group) -> String {
    format!("Operations: {}", group.name)
}

pub(super) fn module_heading(module: &Module) -> String {
    format!("Types: {}", module.name)
}

/// An operation is named as it is called.
pub(super) fn operation_heading(name: &str) -> String {
    format!("`client.{name}`")
}

pub(super) fn type_heading(name: &str) -> String {
    format!("`{name}`")
}

/// The anchors of everything that is linked to.
pub(super) struct Links {
    groups: BTreeMap<String, String>,
    operations: BTreeMap<String, String>,
    /// Operations by their request.
    requests: BTreeMap<String, String>,
    modules: BTreeMap<String, String>,
    types: BTreeMap<String, String>,
}

impl Links {
    /// The links of the document: headings in the order in which it has them.
    pub(super) fn of(api: &Api) -> Self {
        let mut links = Self {
            groups: BTreeMap::new(),
            operations: BTreeMap::new(),
            requests: BTreeMap::new(),
            modules: BTreeMap::new(),
            types: BTreeMap::new(),
        };
        let mut anchors = Anchors::default();
        anchors.of(&api.title);
        if !api.groups.is_empty() {
            anchors.of(OPERATIONS);
        }
        for group in &api.groups {
            let anchor = anchors.of(&group_heading(group));
            links.groups.insert(group.name.clone(), anchor);
            for operation in &group.operations {
                let anchor = anchors.of(&operation_heading(&operation.name));
                let (name, request) = (&operation.name, &operation.request.name);
                links.operations.insert(name.clone(), anchor);
                links.requests.insert(request.clone(), name.clone());
            }
        }
        if !api.modules.is_empty() {
            anchors.of(TYPES);
        }
        for module in &api.modules {
            let anchor = anchors.of(&module_heading(module));
            links.modules.insert(module.name.clone(), anchor);
            for definition in &module.types {
                let anchor = anchors.of(&type_heading(definition.name()));
                links.types.insert(definition.name().to_owned(), anchor);
            }
        }
        links
    }

    pub(super) fn group(&self, name: &str) -> String {
        link(name, self.groups.get(name))
    }

    pub(super) fn module(&self, name: &str) -> String {
        link(name, self.modules.get(name))
    }

    pub(super) fn operation(&self, name: &str) -> String {
        link(&format!("`{name}`"), self.operations.get(name))
    }

    /// Where a link to something that docs name leads.
    pub(super) fn target(&self, mention: Mention<'_>) -> String {
        let anchor = match mention {
            Mention::Type(name) => self.types.get(name),
            Mention::Operation(operation) => self.operations.get(&operation.name),
        };
        format!("#{}", anchor.map_or("", String::as_str))
    }

    /// The operation with this request.
    pub(super) fn request(&self, name: &str) -> String {
        match self.requests.get(name) {
            Some(operation) => self.operation(operation),
            None => format!("`{name}`"),
        }
    }

    pub(super) fn named_type(&self, name: &str) -> String {
        link(&format!("`{name}`"), self.types.get(name))
    }

    /// A type in words.
    pub(super) fn shape(&self, shape: &Shape) -> String {
        match shape {
            Shape::Text => "string".to_owned(),
            Shape::Integer => "integer".to_owned(),
            Shape::Unsigned => "unsigned integer".to_owned(),
            Shape::Number => "number".to_owned(),
            Shape::Boolean => "boolean".to_owned(),
            Shape::Plain => "text".to_owned(),
            Shape::Bytes => "bytes".to_owned(),
            Shape::Upload => "file".to_owned(),
            Shape::Any => "any JSON".to_owned(),
            Shape::Named(named) => self.named_type(&named.name),
            Shape::List(item) => format!("list of {}", self.shape(item)),
            Shape::Map(value) => format!("map from string to {}", self.shape(value)),
        }
    }
}

fn link(text: &str, anchor: Option<&String>) -> String {
    match anchor {
        Some(anchor) => format!("[{text}](#{anchor})"),
        None => text.to_owned(),
    }
}
