//! What each template emits, for all to see: `tests/templates` has a file of each one's name, made of
//! the document there.
//!
//! After a template has changed, `UPDATE_GOLDEN=1 cargo test -p jobs-codegen golden` rewrites them;
//! read the difference.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs, io};

use proc_macro2::TokenStream;

use super::*;
use crate::model::{Kept, Model, Operation};
use crate::openapi::{Files, Overlays};
use crate::{Runtime, Target, generate};

/// The folder with document and goldens.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates")
}

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<String> {
        fs::read_to_string(folder().join(path))
    }
}

fn options() -> Options {
    Options {
        header: "What this template emits.".to_owned(),
        crate_name: "library".to_owned(),
        foreign: false,
        lenient: false,
        runtime: Runtime::Path("path/to/jobs-runtime".into()),
        kept: Kept::default(),
        lock: None,
        overlays: Overlays::default(),
        sample_head: vec!["library::example(async |client| {".to_owned()],
        sample_tail: vec!["});".to_owned()],
    }
}

fn api() -> Api {
    let generated = generate(Path::new("openapi.yaml"), &Disk, Target::Folder, &options());
    generated.unwrap().api
}

fn rust(items: impl IntoIterator<Item = TokenStream>) -> String {
    let items: Vec<TokenStream> = items.into_iter().collect();
    format::file(&options().header, &Scope::default(), items)
}

/// Every template, by the name of its golden.
fn emitted(api: &Api) -> BTreeMap<&'static str, String> {
    let options = &options();
    let types = || api.modules.iter().flat_map(|module| &module.types);
    let model = |name: &str| -> &Model {
        let models = types().filter_map(|definition| match definition {
            TypeDef::Model(model) => Some(model),
            _ => None,
        });
        models.into_iter().find(|model| model.name == name).unwrap()
    };
    let operations = || api.groups.iter().flat_map(|group| &group.operations);
    let operation =
        |name: &str| -> &Operation { operations().find(|each| each.name == name).unwrap() };
    let ids = types().filter_map(|definition| match definition {
        TypeDef::Id(each) => Some(id::id(each)),
        _ => None,
    });
    let enums = types().filter_map(|definition| match definition {
        TypeDef::OpenEnum(each) => Some(open_enum::open_enum(each)),
        _ => None,
    });
    let choices = types().filter_map(|definition| match definition {
        TypeDef::Choice(each) => Some(choice::choice(each)),
        _ => None,
    });
    let (book, card) = (model("Book"), model("Card"));
    let (list, get) = (operation("list_books"), operation("get_book"));
    let (repair, issue) = (operation("repair_book"), operation("issue_card"));
    let mut told = long_running::Told::default();
    let work = repair.long_running.as_ref().unwrap();
    let derived = derive::package(api, options);
    let modules = api.modules.iter();
    let modules: Vec<_> = modules
        .map(|module| (module.name.as_str(), module.docs.as_slice()))
        .collect();
    BTreeMap::from([
        ("blocking.rs", rust(blocking::blocking(api))),
        ("choice.rs", rust(choices.flatten())),
        ("client.rs", rust(client::client(api, options))),
        (
            "continued.rs",
            rust([continued::continued(get, get.continued.as_ref().unwrap())]),
        ),
        (
            "conversions.rs",
            rust([get, issue].into_iter().flat_map(conversions::conversions)),
        ),
        (
            "commands.rs",
            commands::commands(api, options)[Path::new("books.rs")].clone(),
        ),
        ("debug.rs", rust([debug::debug(card, true)])),
        (
            "derive.rs",
            derived[Path::new("src/types/schemas.rs")].clone(),
        ),
        ("every_type.rs", rust(every_type::every_type(api))),
        ("id.rs", rust(ids.flatten())),
        ("index.rs", rust(index::index(&["About it."], &modules))),
        (
            "long_running.rs",
            rust([long_running::long_running(repair, work, &mut told)]),
        ),
        ("manifest.toml", manifest::manifest(api, options)),
        ("model.rs", rust(model::model(card))),
        ("open_enum.rs", rust(enums.flatten())),
        (
            "operation.rs",
            rust([list, get, repair].map(operation::operation)),
        ),
        (
            "paged.rs",
            rust([paged::paged(list, list.paged.as_ref().unwrap())]),
        ),
        ("reference.md", reference::reference(api, options)),
        ("request.rs", rust(request::request(repair))),
        ("root.rs", rust(root::root(api, true))),
        ("setters.rs", rust([setters::setters(book, true)])),
        ("shapes.rs", rust(shapes::shapes(api))),
        ("structure.rs", rust(structure::structure(card, true))),
        (
            "wire.rs",
            rust([wire::wire(book, &vec![true; book.fields.len()])]),
        ),
    ])
}

/// What the templates emit; written to the goldens first if these are to be rewritten.
static EMITTED: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let emitted = emitted(&api());
    if env::var_os("UPDATE_GOLDEN").is_some() {
        for (name, text) in &emitted {
            fs::write(folder().join(name), text).unwrap();
        }
    }
    emitted
});

// R16.1
#[test]
fn every_template_emits_what_its_golden_shows() {
    let golden = |name: &str| fs::read_to_string(folder().join(name)).unwrap_or_default();
    let differ = EMITTED.iter().filter(|(name, text)| golden(name) != **text);
    let differ: Vec<&str> = differ.map(|(name, _)| *name).collect();
    assert!(
        differ.is_empty(),
        "{differ:?} of tests/templates differ; UPDATE_GOLDEN=1 rewrites them"
    );
}

/// Names of the files in a folder, without their endings.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let files = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    let mut names: Vec<String> = files
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_template_is_a_file_and_has_a_golden_of_its_name() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/templates");
    let mut templates = names(&source);
    templates.retain(|name| !matches!(name.as_str(), "golden" | "pieces"));
    LazyLock::force(&EMITTED);
    let mut goldens = names(&folder());
    goldens.retain(|name| name != "openapi");
    assert_eq!(
        templates, goldens,
        "each template is to be among those that are `emitted` here, and nothing else"
    );
    for name in templates {
        let text = fs::read_to_string(source.join(&name).with_extension("rs")).unwrap();
        let functions = text.matches("\npub(super) fn ").count();
        let function = match name.as_str() {
            // It is a whole crate.
            "derive" => "package",
            name => name,
        };
        assert!(
            text.contains(&format!("\npub(super) fn {function}(")),
            "{name}"
        );
        assert_eq!(functions, 1, "{name}");
    }
}
