//! Types and operations that docs name: code such as `Task`, or the path `jobs/get`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Api, Operation, TypeDef};

/// What a piece of code in docs names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mention<'a> {
    /// A type, by its name.
    Type(&'a str),
    /// An operation, by the end of its path.
    Operation(&'a Operation),
}

/// What can be named in the docs of an API.
struct Index<'a> {
    types: BTreeSet<&'a str>,
    /// By path; none where several operations have the same.
    operations: BTreeMap<&'a str, Option<&'a Operation>>,
}

impl Api {
    /// The same API, with links in its docs: `target` tells where one to a mention leads.
    pub(crate) fn linked(&self, target: impl Fn(Mention<'_>) -> String) -> Self {
        let index = Index::of(self);
        let mut linked = self.clone();
        linked.each_docs(&mut |owner, paragraph| {
            *paragraph = index.link(owner, paragraph, &target);
        });
        linked
    }

    /// Visits every paragraph of docs, with the name of the type that it belongs to.
    fn each_docs(&mut self, visit: &mut impl FnMut(Option<&str>, &mut String)) {
        each(&mut self.docs, None, visit);
        for module in &mut self.modules {
            each(&mut module.docs, None, visit);
            for definition in &mut module.types {
                definition.each_docs(visit);
            }
        }
        for group in &mut self.groups {
            each(&mut group.docs, None, visit);
            for operation in &mut group.operations {
                each(&mut operation.docs, None, visit);
                operation.request.each_docs(visit);
            }
        }
    }
}

fn each<'d>(
    docs: impl IntoIterator<Item = &'d mut String>,
    owner: Option<&str>,
    visit: &mut impl FnMut(Option<&str>, &mut String),
) {
    docs.into_iter()
        .for_each(|paragraph| visit(owner, paragraph));
}

impl TypeDef {
    fn each_docs(&mut self, visit: &mut impl FnMut(Option<&str>, &mut String)) {
        match self {
            Self::Model(model) => model.each_docs(visit),
            Self::OpenEnum(open_enum) => {
                let variants = open_enum.variants.iter_mut();
                let variants = variants.flat_map(|variant| &mut variant.docs);
                let docs = open_enum.docs.iter_mut().chain(variants);
                each(docs, Some(&open_enum.name), visit);
            }
            Self::Choice(choice) => {
                let alternatives = choice.alternatives.iter_mut();
                let alternatives = alternatives.flat_map(|each| &mut each.docs);
                let docs = choice.docs.iter_mut().chain(alternatives);
                each(docs, Some(&choice.name), visit);
            }
            Self::Id(id) => each(&mut id.docs, Some(&id.name), visit),
        }
    }
}

impl super::Model {
    fn each_docs(&mut self, visit: &mut impl FnMut(Option<&str>, &mut String)) {
        let fields = self.fields.iter_mut().flat_map(|field| &mut field.docs);
        let docs = self.docs.iter_mut().chain(fields);
        each(docs, Some(&self.name), visit);
    }
}

impl<'a> Index<'a> {
    fn of(api: &'a Api) -> Self {
        let types = api.modules.iter().flat_map(|module| &module.types);
        let mut operations = BTreeMap::new();
        for operation in api.groups.iter().flat_map(|group| &group.operations) {
            operations
                .entry(operation.path.as_str())
                .and_modify(|known| *known = None)
                .or_insert(Some(operation));
        }
        Self {
            types: types.map(TypeDef::name).collect(),
            operations,
        }
    }

    fn find(&self, code: &str) -> Option<Mention<'a>> {
        if let Some(name) = self.types.get(code) {
            return Some(Mention::Type(name));
        }
        // One word of a path could be anything.
        if !code.contains('/') || code.starts_with('/') {
            return None;
        }
        let mut found = self.operations.iter().filter(|(path, _)| {
            path.strip_suffix(code)
                .is_some_and(|rest| rest.ends_with('/'))
        });
        match (found.next(), found.next()) {
            (Some((_, Some(operation))), None) => Some(Mention::Operation(operation)),
            _ => None,
        }
    }

    /// Turns code that names something else than the owner of the docs into a link to it.
    fn link(
        &self,
        owner: Option<&str>,
        paragraph: &str,
        target: &impl Fn(Mention<'_>) -> String,
    ) -> String {
        let mut linked = String::with_capacity(paragraph.len());
        let mut rest = paragraph;
        while let Some((before, after)) = rest.split_once('`') {
            linked.push_str(before);
            // Two backticks begin code that holds one; such code names nothing.
            let ticks = 1 + after.len() - after.trim_start_matches('`').len();
            let fence = "`".repeat(ticks);
            let inside = &after[ticks - 1..];
            let Some((code, after)) = inside.split_once(fence.as_str()) else {
                rest = &rest[before.len()..];
                break;
            };
            let is_linked = before.ends_with('[') || owner == Some(code);
            match self.find(code).filter(|_| ticks == 1 && !is_linked) {
                Some(mention) => linked.push_str(&format!("[`{code}`]({})", target(mention))),
                None => linked.push_str(&format!("{fence}{code}{fence}")),
            }
            rest = after;
        }
        linked.push_str(rest);
        linked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_that_names_something_becomes_a_link() {
        let index = Index {
            types: BTreeSet::from(["Job", "Task"]),
            operations: BTreeMap::from([("/api/jobs/get", None)]),
        };
        let link = |text| index.link(Some("Job"), text, &|_| "target".to_owned());
        assert_eq!(link("a `Task`."), "a [`Task`](target).");
        for same in [
            "of a `Job`",
            "Task",
            "`task`",
            "`` Task ``",
            "``Task``",
            "[`Task`](https://a.b)",
            "`Task",
            "a `b` `c",
            "`jobs/get`",
            "",
        ] {
            assert_eq!(link(same), same);
        }
    }
}
