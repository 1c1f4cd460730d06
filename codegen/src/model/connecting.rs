//! How operations connect to the fields of their answers, and to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::waiting::Polled;
use super::{Field, Group, Model, Module, OpenEnum, Operation, Shape, Step, TypeDef, names};
use crate::diagnostics::{Diagnostics, Place, Rule};
use crate::openapi::Document;

/// Connects operations to the fields of their answers and to each other.
pub(super) fn connect(
    document: &Document,
    modules: &[Module],
    groups: &mut [Group],
    diagnostics: &mut Diagnostics,
) {
    let types = modules.iter().flat_map(|module| &module.types);
    let models = types
        .filter_map(|definition| match definition {
            TypeDef::Model(model) => Some((model.name.as_str(), model)),
            _ => None,
        })
        .collect();
    let written = document.operations.iter();
    let written: BTreeMap<&Place, _> = written.map(|written| (&written.place, written)).collect();
    let mut polls: BTreeMap<String, Polled> = BTreeMap::new();
    for operation in groups.iter().flat_map(|group| &group.operations) {
        if let Some(written) = written.get(&operation.request.place) {
            let name = names::field_name(&written.id);
            polls.entry(name).or_insert_with(|| Polled::of(operation));
        }
    }
    let enums = modules
        .iter()
        .flat_map(|module| &module.types)
        .filter_map(|definition| match definition {
            TypeDef::OpenEnum(open_enum) => Some((open_enum.name.as_str(), open_enum)),
            _ => None,
        })
        .collect();
    let mut connecting = Connecting {
        models,
        enums,
        polls,
        diagnostics,
    };
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        if let Some(written) = written.get(&operation.request.place) {
            operation.parts = connecting.parts(operation);
            operation.paged = connecting.paged(written, operation);
            operation.continued = connecting.continued(written, operation);
            operation.long_running = connecting.long_running(written, operation);
        }
    }
    let operations = groups.iter().flat_map(|group| &group.operations);
    let works = operations.filter_map(|operation| operation.long_running.as_ref());
    let polls: BTreeSet<String> = works.map(|work| work.poll.clone()).collect();
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        // How the work stands is told each time.
        operation.may_be_empty &= !polls.contains(&operation.request.name);
    }
}

/// How many fields lead from an answer to what is looked for at most.
const WAY: usize = 16;

pub(super) struct Connecting<'a> {
    pub(super) models: BTreeMap<&'a str, &'a Model>,
    pub(super) enums: BTreeMap<&'a str, &'a OpenEnum>,
    pub(super) polls: BTreeMap<String, Polled>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Connecting<'_> {
    /// Of the types that the body is composed of, those that have all that a request needs.
    fn parts(&self, operation: &Operation) -> Vec<Model> {
        let known = |part: &Model| self.models.get(part.name.as_str()).copied().cloned();
        let request = &operation.request;
        let suffices = |part: &Model| {
            let is_same =
                |own: &Field, field: &Field| own.name == field.name && own.wire == field.wire;
            let of_part = |field: &Field| part.fields.iter().find(|own| is_same(own, field));
            let same = |own: &Field, field: &Field| {
                (&own.shape, own.required, own.boxed) == (&field.shape, field.required, field.boxed)
            };
            let fits = |field: &Field| match of_part(field) {
                Some(own) => same(own, field),
                None => !field.required,
            };
            let in_request = |own: &Field| request.fields.iter().any(|field| is_same(own, field));
            part.fields.iter().all(in_request) && request.fields.iter().all(fits)
        };
        let parts = operation.parts.iter().filter_map(known);
        parts.filter(suffices).collect()
    }

    /// Follows fields from a type; reports the first that is not there.
    pub(super) fn walk(
        &mut self,
        from: Option<&Shape>,
        path: &[String],
        place: &Place,
    ) -> Option<Vec<Step>> {
        if path.len() > WAY {
            self.unsuitable(place, &path.join("."), "near enough");
            return None;
        }
        let mut steps: Vec<Step> = Vec::new();
        for wire in path {
            let from = steps.last().map_or(from, |step| Some(&step.shape));
            let model = match from {
                Some(Shape::Named(named)) => self.models.get(named.name.as_str()),
                _ => None,
            };
            let field = model.and_then(|model| model.fields.iter().find(|f| f.wire == *wire));
            let Some(field) = field else {
                self.unknown(place, wire, &path.join("."));
                return None;
            };
            steps.push(Step::over(field));
        }
        Some(steps)
    }

    pub(super) fn unknown(&mut self, place: &Place, wire: &str, path: &str) {
        self.diagnostics.error(
            Rule::UnknownMember,
            place,
            format!("`{path}`: there is no member `{wire}`"),
            "check the spelling; the path begins at the answer, and leads through objects only",
        );
    }

    pub(super) fn one(&mut self, from: Option<&Shape>, wire: &str, place: &Place) -> Option<Step> {
        if wire.is_empty() {
            // That has been reported as missing.
            return None;
        }
        self.walk(from, &[wire.to_owned()], place)?.pop()
    }

    /// Reports a member that is there, but not of the type that is needed.
    pub(super) fn unsuitable(&mut self, place: &Place, wire: &str, wanted: &str) {
        self.diagnostics.error(
            Rule::UnsuitableMember,
            place,
            format!("`{wire}` is not {wanted}"),
            "name another member, or change its type",
        );
    }
}
