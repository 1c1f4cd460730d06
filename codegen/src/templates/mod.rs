//! What is emitted: one file per kind of thing, each a function from the model to Rust.
//!
//! A template decides shape and style only; names, types and connections come from
//! [`crate::model`].

mod blocking;
mod client;
mod derive;
mod every_type;
mod id;
mod long_running;
mod manifest;
mod model;
mod module;
mod open_enum;
mod operation;
mod pages;
mod request;
mod setter;
mod shapes;
mod text;

use std::collections::BTreeSet;
use std::path::PathBuf;

use proc_macro2::TokenStream;

use crate::format;
use crate::model::{Api, Group, Model, Module, Shape, TypeDef};
use crate::{Options, Tree};

/// Renders an API as the files of a folder with a `mod.rs`.
pub(crate) fn folder(api: &Api, options: &Options) -> Tree {
    let mut tree = Tree::new();
    let root = module::root(api);
    tree.insert(PathBuf::from("mod.rs"), format::file(&options.header, root));
    contents(api, options, &mut tree);
    tree
}

/// Renders an API as a crate of its own.
pub(crate) fn package(api: &Api, options: &Options) -> Tree {
    let mut tree = Tree::new();
    let root = module::root(api);
    tree.insert(PathBuf::from("lib.rs"), format::file(&options.header, root));
    contents(api, options, &mut tree);
    let mut tree: Tree = tree
        .into_iter()
        .map(|(path, text)| (PathBuf::from("src").join(path), text))
        .collect();
    tree.insert(
        PathBuf::from("Cargo.toml"),
        manifest::manifest(api, options),
    );
    tree
}

/// Renders the list of an API's types, for tests.
pub(crate) fn cases(api: &Api, options: &Options) -> Tree {
    let text = format::file(&options.header, every_type::every_type(api));
    Tree::from([(PathBuf::from("mod.rs"), text)])
}

/// Renders what requests may say, for a service that checks them.
pub(crate) fn shapes(api: &Api, options: &Options) -> Tree {
    let text = format::file(&options.header, shapes::shapes(api));
    Tree::from([(PathBuf::from("mod.rs"), text)])
}

/// Renders an API's types over serde's derive, as a crate of its own, to measure against.
pub(crate) fn derive(api: &Api, options: &Options) -> Tree {
    derive::package(api, options)
}

fn contents(api: &Api, options: &Options, tree: &mut Tree) {
    let header = &options.header;
    let mut put = |path: String, items: Vec<TokenStream>| {
        tree.insert(PathBuf::from(path), format::file(header, items));
    };
    if !api.modules.is_empty() {
        put("types/mod.rs".to_owned(), module::types(api));
    }
    for module in &api.modules {
        put(format!("types/{}.rs", module.name), types(module));
    }
    if !api.groups.is_empty() {
        put("operations/mod.rs".to_owned(), module::operations(api));
        put("client.rs".to_owned(), client::client(api, options));
        put("blocking.rs".to_owned(), blocking::blocking(api));
    }
    for group in &api.groups {
        put(format!("operations/{}.rs", group.name), operations(group));
    }
}

/// The types of a schema file.
fn types(module: &Module) -> Vec<TokenStream> {
    let mut items = module::types_head(module);
    for definition in &module.types {
        match definition {
            TypeDef::Model(model) => items.extend(model::model(model)),
            TypeDef::OpenEnum(open_enum) => items.extend(open_enum::open_enum(open_enum)),
            TypeDef::Id(id) => items.extend(id::id(id)),
        }
    }
    items
}

/// The operations of a tag: each request type, and what can be done with it.
fn operations(group: &Group) -> Vec<TokenStream> {
    let mut items = module::operations_head(group);
    let mut told = long_running::Told::default();
    for operation in &group.operations {
        items.extend(request::request(operation));
        items.push(operation::operation(operation));
        items.extend(
            operation
                .paged
                .as_ref()
                .map(|paged| pages::paged(operation, paged)),
        );
        items.extend(
            operation
                .continued
                .as_ref()
                .map(|continued| pages::continued(operation, continued)),
        );
        items.extend(
            operation
                .long_running
                .as_ref()
                .map(|work| long_running::long_running(operation, work, &mut told)),
        );
    }
    items
}

/// What a file uses of other modules.
#[derive(Debug, Default)]
struct Uses {
    types: BTreeSet<String>,
    map: bool,
    any: bool,
    sensitive: bool,
}

impl Uses {
    fn add_model(&mut self, model: &Model) {
        for field in &model.fields {
            self.add(&field.shape);
            self.sensitive |= field.sensitive;
        }
    }

    fn add(&mut self, shape: &Shape) {
        match shape {
            Shape::Named(named) => {
                self.types.insert(named.name.clone());
            }
            Shape::List(inner) => self.add(inner),
            Shape::Map(inner) => {
                self.map = true;
                self.add(inner);
            }
            Shape::Any => self.any = true,
            Shape::Text | Shape::Integer | Shape::Number | Shape::Boolean => {}
        }
    }
}
