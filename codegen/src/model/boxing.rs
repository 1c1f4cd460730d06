//! Which members are kept on the heap.
//!
//! Every object within an object is. To box only large ones, or only those that lead back to where
//! they stand, would make fewer allocations; but then a member that is added to one type could
//! change the types of fields in others, and break code that uses them.

use super::{Model, Shape, TypeKind};

/// Sets `boxed` on all fields.
pub(super) fn decide(models: &mut [&mut Model]) {
    for field in models.iter_mut().flat_map(|model| &mut model.fields) {
        field.boxed = matches!(&field.shape, Shape::Named(named) if named.kind == TypeKind::Model);
    }
}
