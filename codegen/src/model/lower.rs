//! From the document as written to the API as understood.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use super::modules::modules;
use super::naming::Names;
use super::reach::{loosen, reach};
use super::{
    Api, Group, Kept, Model, Operation, Shape, TypeDef, TypeRef, boxing, connecting, docs, endless,
    operations, setters, tagged,
};
use crate::diagnostics::{Diagnostics, Place};
use crate::openapi::{Document, Loaded, NameKind, NameLock, Reference, Schema};

/// Understands a document.
pub fn lower(
    document: &Document,
    loaded: &Loaded,
    kept: &Kept,
    lock: &mut NameLock,
    diagnostics: &mut Diagnostics,
) -> Api {
    loop {
        let start = diagnostics.mark();
        if let Some(api) = attempt(document, loaded, kept, lock, diagnostics) {
            return api;
        }
        diagnostics.forget(start);
    }
}

/// Understands a document; gives nothing if names were kept for things that are gone, and something
/// else would have had them. What is gone shows only at the end. The lock has forgotten it then, so
/// that this happens once.
fn attempt(
    document: &Document,
    loaded: &Loaded,
    kept: &Kept,
    lock: &mut NameLock,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    let mut lowering = Lowering {
        loaded,
        diagnostics,
        lock,
        names: Names::new(
            NameKind::Type,
            &[],
            "give one of them another Rust name with `x-jobs-name`, or with `x-jobs-request` if \
             it is an operation",
        ),
        entered: BTreeMap::new(),
        schemas: HashMap::new(),
        lowered: HashMap::new(),
        waiting: VecDeque::new(),
        types: Vec::new(),
        merges: BTreeMap::new(),
        made: 0,
        in_requests: BTreeSet::new(),
        depth: 0,
    };
    lowering.keep_names(document);
    let mut groups = operations::lower(&mut lowering, document);
    for component in &document.components {
        lowering.referenced(component, &document.place);
    }
    lowering.finish();
    if lowering.names.is_kept_in_vain(lowering.lock) {
        lowering.lock.forget_unclaimed(NameKind::Type);
        return None;
    }
    let (types, in_requests) = (lowering.types, lowering.in_requests);
    let mut modules = modules(types, loaded);
    let requested = reach(&modules, in_requests);
    loosen(&mut modules, &mut groups, &requested);
    kept.apply(&mut modules, &mut groups);
    tagged::place_tags(&mut modules);
    let mut models: Vec<&mut Model> = Vec::new();
    for definition in modules.iter_mut().flat_map(|module| &mut module.types) {
        if let TypeDef::Model(model) = definition {
            model.answers_only = !requested.contains(&model.name);
            models.push(model);
        }
    }
    endless::end(&mut models);
    let requests = groups
        .iter_mut()
        .flat_map(|group: &mut Group| &mut group.operations);
    models.extend(requests.map(|operation: &mut Operation| &mut operation.request));
    boxing::decide(&mut models);
    setters::decide(&mut models);
    connecting::connect(document, &modules, &mut groups, diagnostics);
    Some(Api {
        title: document.title.clone(),
        docs: docs::paragraphs(document.description.as_deref().unwrap_or(&document.title)),
        modules,
        groups,
    })
}

/// How many references, lists and maps lead from a named type to the next one at most.
pub(super) const DEPTH: usize = 16;

/// What is known while a document is lowered.
pub(super) struct Lowering<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) lock: &'a mut NameLock,
    pub(super) names: Names,
    /// Types that have a name, by their key: what they would be called, and what they are.
    pub(super) entered: BTreeMap<String, Vec<(String, TypeRef)>>,
    /// Schemas that were read by reference.
    pub(super) schemas: HashMap<Reference, Option<Rc<Schema>>>,
    /// What references stand for; nothing yet while that is being found out.
    pub(super) lowered: HashMap<Reference, Option<Shape>>,
    /// Types that have a name but no contents yet, with their keys. That way a type may hold itself,
    /// and types may hold each other as deep as they like.
    pub(super) waiting: VecDeque<(TypeRef, String, Rc<Schema>)>,
    pub(super) types: Vec<(Place, TypeDef)>,
    /// Types that are made of several, by where these stand.
    pub(super) merges: BTreeMap<BTreeSet<Place>, Shape>,
    /// How many of them stand in no document.
    pub(super) made: usize,
    /// Names of the types that requests use directly.
    pub(super) in_requests: BTreeSet<String>,
    pub(super) depth: usize,
}
