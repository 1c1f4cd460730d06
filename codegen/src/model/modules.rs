//! Types by the file that they stand in.

use std::path::Path;

use super::{Module, TypeDef, docs, names};
use crate::diagnostics::Place;
use crate::openapi::Loaded;

/// Groups types by the file that they stand in, in the order they are written.
pub(super) fn modules(mut types: Vec<(Place, TypeDef)>, loaded: &Loaded) -> Vec<Module> {
    types.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut modules: Vec<Module> = Vec::new();
    for (place, definition) in types {
        let root = *place.file == *loaded.root_path();
        let name = if root {
            "schemas".to_owned()
        } else {
            module_name(&place.file)
        };
        match modules.iter_mut().find(|module| module.name == name) {
            Some(module) => module.types.push(definition),
            None => {
                let introduction = if root {
                    ""
                } else {
                    loaded.introduction(&place.file)
                };
                let introduction = if introduction.is_empty() {
                    "Types of the API."
                } else {
                    introduction
                };
                modules.push(Module {
                    name,
                    docs: docs::paragraphs(introduction),
                    types: vec![definition],
                });
            }
        }
    }
    modules
}

fn module_name(file: &Path) -> String {
    names::module_name(&file.file_stem().unwrap_or_default().to_string_lossy())
}
