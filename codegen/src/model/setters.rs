//! What setters are called.
//!
//! As the field, unless that would hide a method of a trait: with a setter `clone`, `book.clone()`
//! would not compile. The field itself hides nothing.

use std::collections::BTreeSet;

use super::Model;

/// Methods of the traits that every object has and that are in scope everywhere, and of `Debug`.
const OF_EVERY_OBJECT: [&str; 11] = [
    "clone",
    "clone_from",
    "clone_into",
    "eq",
    "fmt",
    "from",
    "into",
    "ne",
    "to_owned",
    "try_from",
    "try_into",
];

/// The method of the trait that objects have which may be without any member.
const OF_EMPTY_OBJECTS: &str = "default";

/// Sets `setter` on all fields, once it is settled which are required.
pub(super) fn decide(models: &mut [&mut Model]) {
    for model in models {
        let may_be_empty = !model.fields.iter().any(|field| field.required);
        let hides = |name: &str| {
            OF_EVERY_OBJECT.contains(&name) || may_be_empty && name == OF_EMPTY_OBJECTS
        };
        let fields = model.fields.iter();
        let mut taken: BTreeSet<String> = fields
            .flat_map(|field| [Some(&field.name), field.appender.as_ref()])
            .flatten()
            .cloned()
            .collect();
        for field in &mut model.fields {
            field.setter.clone_from(&field.name);
            for name in [Some(&mut field.setter), field.appender.as_mut()] {
                if let Some(name) = name.filter(|name| hides(name)) {
                    give_way(name, &mut taken);
                }
            }
        }
        if let Some(others) = &mut model.additional {
            for name in [&mut others.getter, &mut others.setter] {
                if !taken.insert(name.clone()) {
                    give_way(name, &mut taken);
                }
            }
        }
    }
}

/// Makes another name of one, which nothing else has.
fn give_way(name: &mut String, taken: &mut BTreeSet<String>) {
    name.push('_');
    while !taken.insert(name.clone()) {
        name.push('_');
    }
}
