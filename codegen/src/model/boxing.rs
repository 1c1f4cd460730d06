//! Which members are kept on the heap.
//!
//! Objects inside objects make the outer ones large, and decoding is slowed by moving them. A
//! member whose type is larger than [`LARGE`] is boxed, and so is one that leads back to where it
//! stands.

use std::collections::BTreeMap;

use super::{Field, Model, Shape, TypeKind};

/// Size in bytes above which a member is boxed.
const LARGE: usize = 64;

/// Sets `boxed` on all fields.
pub(super) fn decide(models: &mut [&mut Model]) {
    let positions: BTreeMap<&str, usize> = models
        .iter()
        .enumerate()
        .map(|(position, model)| (model.name.as_str(), position))
        .collect();
    let held: Vec<Vec<Option<usize>>> = models
        .iter()
        .map(|model| {
            let targets = model.fields.iter().map(inline);
            targets
                .map(|target| positions.get(target?).copied())
                .collect()
        })
        .collect();
    let sizes = Sizes::of(models, &held);
    for (owner, model) in models.iter_mut().enumerate() {
        for (field, target) in model.fields.iter_mut().zip(&held[owner]) {
            field.boxed = target.is_some_and(|target| sizes.is_boxed(owner, target));
        }
    }
}

/// The model that a field would hold within itself.
fn inline(field: &Field) -> Option<&str> {
    match &field.shape {
        Shape::Named(named) if named.kind == TypeKind::Model => Some(&named.name),
        _ => None,
    }
}

/// How large models are that are not on the way back to themselves.
struct Sizes<'a> {
    /// For each model, the models that its fields would hold within them.
    held: &'a [Vec<Option<usize>>],
    known: Vec<Option<usize>>,
}

impl<'a> Sizes<'a> {
    fn of(models: &[&mut Model], held: &'a [Vec<Option<usize>>]) -> Self {
        let mut sizes = Self {
            held,
            known: vec![None; models.len()],
        };
        for start in 0..models.len() {
            // Not by recursion: models may hold each other a thousand deep.
            let mut open = vec![start];
            while let Some(&model) = open.last() {
                if sizes.known[model].is_some() {
                    open.pop();
                } else if let Some(target) = sizes.unknown(model) {
                    open.push(target);
                } else {
                    sizes.known[model] = Some(sizes.of_model(model, &models[model].fields));
                    open.pop();
                }
            }
        }
        sizes
    }

    /// A model whose size must be known before this one's.
    fn unknown(&self, owner: usize) -> Option<usize> {
        let mut targets = self.held[owner].iter().flatten().copied();
        targets.find(|&target| self.known[target].is_none() && !self.reaches(target, owner))
    }

    fn is_boxed(&self, owner: usize, target: usize) -> bool {
        self.known[target].is_none_or(|size| size > LARGE) || self.reaches(target, owner)
    }

    /// Whether one model holds the other, directly or not. It does not depend on where one starts,
    /// so that names and order of the document do not move boxes.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let mut seen = vec![false; self.held.len()];
        let mut open = vec![from];
        while let Some(model) = open.pop() {
            if model == to {
                return true;
            }
            if !std::mem::replace(&mut seen[model], true) {
                open.extend(self.held[model].iter().flatten());
            }
        }
        false
    }

    /// About how many bytes a model takes, on a machine of 64 bits.
    fn of_model(&self, owner: usize, fields: &[Field]) -> usize {
        let fields = fields.iter().zip(&self.held[owner]);
        8 + fields
            .map(|(field, target)| match target {
                Some(target) if self.is_boxed(owner, *target) => 8,
                Some(target) => self.known[*target].unwrap_or(8),
                None => of_leaf(field),
            })
            .sum::<usize>()
    }
}

fn of_leaf(field: &Field) -> usize {
    let option = usize::from(!field.required);
    match &field.shape {
        Shape::Text | Shape::List(_) | Shape::Map(_) | Shape::Any => 24,
        Shape::Integer | Shape::Number => 8 + 8 * option,
        Shape::Boolean => 1,
        Shape::Named(named) => match named.kind {
            TypeKind::StringId => 24,
            TypeKind::IntegerId => 8 + 8 * option,
            TypeKind::OpenEnum => 16,
            TypeKind::Model => 8,
        },
    }
}
