//! The API as a document that a person reads: `REFERENCE.md`.

mod definition;
mod links;
mod operation;

use super::pieces::{Markdown, entry};
use crate::Options;
use crate::model::{Api, TypeDef};
use links::Links;

/// How to read the rest.
const GUIDE: &str = "Names are those on the wire; where the one in Rust is another, it is told. What \
    is not *required* may be left out of requests, and may be absent from answers. Answers may have \
    members and values that are not listed here: they are kept. A request that the service refuses \
    is an `Error`, whose `ErrorKind` tells why.";

/// `REFERENCE.md`
pub(super) fn reference(api: &Api, options: &Options) -> String {
    let links = Links::of(api);
    let api = &api.linked(|mention| links.target(mention));
    let mut document = Markdown::default();
    document.block(&[format!("<!-- {} -->", options.header)]);
    document.heading(1, &api.title);
    document.paragraphs(&api.docs);
    document.paragraph(GUIDE);
    if !api.groups.is_empty() {
        document.heading(2, links::OPERATIONS);
        let groups = api.groups.iter();
        document.list(groups.map(|group| entry(&links.group(&group.name), &group.docs)));
    }
    for group in &api.groups {
        document.heading(3, &links::group_heading(group));
        document.paragraphs(&group.docs);
        let operations = group.operations.iter();
        document.list(operations.map(|each| {
            // The first paragraph is the summary.
            let summary = each.docs.get(..1).unwrap_or_default();
            entry(&links.operation(&each.name), summary)
        }));
        for each in &group.operations {
            operation::operation(each, &links, &mut document);
        }
    }
    if !api.modules.is_empty() {
        document.heading(2, links::TYPES);
        let modules = api.modules.iter();
        document.list(modules.map(|module| entry(&links.module(&module.name), &module.docs)));
    }
    for module in &api.modules {
        document.heading(3, &links::module_heading(module));
        document.paragraphs(&module.docs);
        let types = module.types.iter().map(TypeDef::name);
        let types: Vec<String> = types.map(|name| links.named_type(name)).collect();
        document.paragraph(types.join(", "));
        for each in &module.types {
            definition::definition(each, &links, &mut document);
        }
    }
    document.into_text()
}
