//! What is emitted: a file for each kind of thing, in it one function from the model to Rust.
//!
//! A template decides shape and style only; names, types and connections come from
//! [`crate::model`]. What it emits is shown in `codegen/tests/templates`, in a file of its name.
//! What several templates need is in `pieces`. Here stands which templates make up which file.

mod blocking;
mod choice;
mod client;
mod commands;
mod continued;
mod conversions;
mod debug;
mod derive;
mod every_type;
#[cfg(test)]
mod golden;
mod id;
mod index;
mod long_running;
mod manifest;
mod model;
mod open_enum;
mod operation;
mod paged;
mod pieces;
mod reference;
mod request;
mod root;
mod setters;
mod shapes;
mod structure;
mod wire;

use std::path::PathBuf;

use proc_macro2::TokenStream;

use crate::format::{self, Part, Scope};
use crate::model::{Api, Group, Mention, TypeDef};
use crate::parallel::in_parallel;
use crate::{Options, Tree};
use pieces::scopes;

/// Renders an API as the files of a folder with a `mod.rs`.
pub(crate) fn folder(api: &Api, options: &Options) -> Tree {
    let api = &linked(api);
    let mut tree = Tree::new();
    let root = root::root(api, false);
    tree.insert(PathBuf::from("mod.rs"), single(options, root));
    contents(api, options, &mut tree);
    tree
}

/// Renders an API as a crate of its own.
pub(crate) fn package(api: &Api, options: &Options) -> Tree {
    let api = &linked(api);
    let mut tree = Tree::new();
    let root = root::root(api, true);
    tree.insert(PathBuf::from("lib.rs"), single(options, root));
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
    let text = single(options, every_type::every_type(api));
    Tree::from([(PathBuf::from("mod.rs"), text)])
}

/// Renders what requests may say, for a service that checks them.
pub(crate) fn shapes(api: &Api, options: &Options) -> Tree {
    let text = single(options, shapes::shapes(api));
    Tree::from([(PathBuf::from("mod.rs"), text)])
}

/// Renders an API as a document that a person reads.
pub(crate) fn reference(api: &Api, options: &Options) -> Tree {
    let text = reference::reference(api, options);
    Tree::from([(PathBuf::from("REFERENCE.md"), text)])
}

/// Renders a command for each operation of an API, for a program that is used at a terminal.
pub(crate) fn commands(api: &Api, options: &Options) -> Tree {
    commands::commands(api, options)
}

/// Renders an API's types over serde's derive, as a crate of its own, to measure against.
pub(crate) fn derive(api: &Api, options: &Options) -> Tree {
    derive::package(api, options)
}

/// The API with links in its docs, from the root of the crate: they are shown in several places.
fn linked(api: &Api) -> Api {
    api.linked(|mention| match mention {
        Mention::Type(name) => format!("crate::types::{name}"),
        Mention::Operation(operation) => format!("crate::operations::{}", operation.request.name),
    })
}

/// The text of a file that imports nothing.
fn single(options: &Options, items: Vec<TokenStream>) -> String {
    format::file(&options.header, &Scope::default(), items)
}

fn contents(api: &Api, options: &Options, tree: &mut Tree) {
    let nothing = Scope::default();
    let of_types = scopes::of_types(api);
    let of_client = scopes::of_client(api);
    let of_blocking_client = scopes::of_blocking_client(api);
    let of_operations = scopes::of_operations(api);
    let mut files = Vec::new();
    if !api.modules.is_empty() {
        let index = File::new("types/mod.rs", &nothing);
        files.push(index.part(|part| part.add(types_index(api))));
    }
    for module in &api.modules {
        let file = File::new(format!("types/{}.rs", module.name), &of_types);
        let parts = module.types.chunks(TYPES_OF_PART);
        files.push(parts.fold(file, |file, some| file.part(|part| types(some, part))));
    }
    if !api.groups.is_empty() {
        let client = File::new("client.rs", &of_client);
        files.push(client.part(|part| part.add(client::client(api, options))));
        let client = File::new("blocking.rs", &of_blocking_client);
        files.push(client.part(|part| part.add(blocking::blocking(api))));
        let index = File::new("operations/mod.rs", &nothing);
        files.push(index.part(|part| part.add(operations_index(api))));
    }
    for group in &api.groups {
        let file = File::new(format!("operations/{}.rs", group.name), &of_operations);
        files.push(file.part(|part| operations(group, part)));
    }
    let parts: Vec<&Items<'_>> = files.iter().flat_map(|file| &file.parts).collect();
    let render = |items: &&Items<'_>| {
        let mut part = Part::default();
        items(&mut part);
        part
    };
    let mut parts = in_parallel(&parts, render).into_iter();
    tree.extend(files.iter().map(|file| {
        let parts: Vec<Part> = parts.by_ref().take(file.parts.len()).collect();
        let text = format::file_of(&options.header, file.scope, &parts);
        (PathBuf::from(&file.path), text)
    }));
}

/// How many types are rendered at a time.
const TYPES_OF_PART: usize = 8;

/// Renders items, when and where there is time for them. Each is added as it is made: tokens take
/// much more memory than their text.
type Items<'a> = Box<dyn Fn(&mut Part) + Sync + 'a>;

/// A file that is still to be rendered.
struct File<'a> {
    path: String,
    scope: &'a Scope,
    parts: Vec<Items<'a>>,
}

impl<'a> File<'a> {
    fn new(path: impl Into<String>, scope: &'a Scope) -> Self {
        Self {
            path: path.into(),
            scope,
            parts: Vec::new(),
        }
    }

    /// The same with more items.
    fn part(mut self, items: impl Fn(&mut Part) + Sync + 'a) -> Self {
        self.parts.push(Box::new(items));
        self
    }
}

/// `types/mod.rs`
fn types_index(api: &Api) -> Vec<TokenStream> {
    let modules = api.modules.iter();
    let modules: Vec<_> = modules
        .map(|module| (module.name.as_str(), module.docs.as_slice()))
        .collect();
    index::index(&["The types of the API, by what they are about."], &modules)
}

/// `operations/mod.rs`
fn operations_index(api: &Api) -> Vec<TokenStream> {
    let about = [
        "The operations of the API: their requests, by what they are about.",
        "A request is sent by the method of the client with its operation's name.",
    ];
    let groups = api.groups.iter();
    let groups: Vec<_> = groups
        .map(|group| (group.name.as_str(), group.docs.as_slice()))
        .collect();
    index::index(&about, &groups)
}

/// Types of a schema file.
fn types(definitions: &[TypeDef], part: &mut Part) {
    for definition in definitions {
        match definition {
            TypeDef::Model(model) => part.add(model::model(model)),
            TypeDef::OpenEnum(open_enum) => part.add(open_enum::open_enum(open_enum)),
            TypeDef::Id(id) => part.add(id::id(id)),
            TypeDef::Choice(choice) => part.add(choice::choice(choice)),
        }
    }
}

/// The operations of a tag: each request type, and what can be done with it.
fn operations(group: &Group, part: &mut Part) {
    let mut told = long_running::Told::default();
    for operation in &group.operations {
        part.add(request::request(operation));
        part.add([operation::operation(operation)]);
        let paged = operation.paged.as_ref();
        part.add(paged.map(|paged| paged::paged(operation, paged)));
        let continued = operation.continued.as_ref();
        part.add(continued.map(|continued| continued::continued(operation, continued)));
        let work = operation.long_running.as_ref();
        part.add(work.map(|work| long_running::long_running(operation, work, &mut told)));
    }
}
