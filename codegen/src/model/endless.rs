//! Objects that would have no end.
//!
//! Where an object demands another one that demands the first, no document could hold either. Those
//! who write such a schema mean that the member may be absent or null, for so does their service.

use std::collections::{BTreeMap, BTreeSet};

use super::{Field, Model, Shape, TypeKind};

/// An object and one that it demands, by their names.
type Way = (String, String);

/// Takes members for optional that lead back to their own object over others that are demanded.
pub(super) fn end(models: &mut [&mut Model]) {
    let ways = models.iter().flat_map(|model| {
        let fields = model.fields.iter().filter(|field| field.required);
        fields.filter_map(|field| Some((model.name.clone(), object(field)?.to_owned())))
    });
    let reversed = |(from, to): Way| (to, from);
    let endless = without_ends(ways.collect());
    // What only leads there has an end once they have.
    let endless = without_ends(endless.into_iter().map(reversed).collect());
    let endless: BTreeSet<Way> = endless.into_iter().map(reversed).collect();
    if endless.is_empty() {
        return;
    }
    for model in models {
        for field in &mut model.fields {
            let leads_back = object(field)
                .is_some_and(|to| endless.contains(&(model.name.clone(), to.to_owned())));
            if field.required && leads_back {
                field.required = false;
                field.docs.push(ABSENT.to_owned());
            }
        }
    }
}

/// What is told of such a member.
const ABSENT: &str =
    "The API demands it, which cannot be: each would hold another one without end.";

/// The object that a field holds. What is in a list or a map need not be there.
fn object(field: &Field) -> Option<&str> {
    match &field.shape {
        Shape::Named(named) if named.kind == TypeKind::Model => Some(&named.name),
        _ => None,
    }
}

/// Those ways on which one can go on for ever.
fn without_ends(mut ways: BTreeSet<Way>) -> BTreeSet<Way> {
    let mut leave: BTreeMap<&str, usize> = BTreeMap::new();
    let mut arrive: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in &ways {
        *leave.entry(from).or_default() += 1;
        leave.entry(to).or_default();
        arrive.entry(to).or_default().push(from);
    }
    let ends = leave.iter().filter(|(_, ways)| **ways == 0);
    let mut open: Vec<&str> = ends.map(|(name, _)| *name).collect();
    let mut ended: BTreeSet<String> = BTreeSet::new();
    while let Some(end) = open.pop() {
        ended.insert(end.to_owned());
        for from in arrive.get(end).into_iter().flatten() {
            if let Some(ways) = leave.get_mut(from) {
                *ways -= 1;
                if *ways == 0 {
                    open.push(from);
                }
            }
        }
    }
    ways.retain(|(_, to)| !ended.contains(to));
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    // R16.1
    #[test]
    fn only_what_leads_back_to_itself_has_no_end() {
        let ways = |text: &str| -> BTreeSet<Way> {
            let ways = text
                .split_whitespace()
                .map(|way| way.split_once('>').unwrap());
            ways.map(|(from, to)| (from.to_owned(), to.to_owned()))
                .collect()
        };
        let reversed =
            |ways: BTreeSet<Way>| ways.into_iter().map(|(from, to)| (to, from)).collect();
        for (all, endless) in [
            ("a>b b>c a>c", ""),
            ("a>a", "a>a"),
            ("a>b b>a", "a>b b>a"),
            ("x>a a>b b>c c>a c>y y>z", "a>b b>c c>a"),
            ("a>a b>b x>y", "a>a b>b"),
        ] {
            let left = reversed(without_ends(reversed(without_ends(ways(all)))));
            assert_eq!(left, ways(endless), "{all}");
        }
    }
}
