//! What generated code keeps for those who use it, whatever the document says now.
//!
//! Two changes of a document would break code although the service takes what it did: a required
//! member that becomes optional leaves `new` and becomes an `Option`, and a value that leaves an
//! enum takes its variant along. So what was there once is written down beside the document, and
//! stays in Rust: the member as it was, the variant deprecated.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::{Api, Field, FieldPlace, Group, Model, Module, OpenEnum, TypeDef, Variant};
use crate::openapi::{Member, Node, Retry, Value};

/// Members that were required once, and values that enums had once.
///
/// It is made of an [`Api`] with [`of`](Self::of), written with `Display` and read again with
/// [`parse`](Self::parse).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Fields of a type's required members, in the order of the arguments of `new`. On the wire, two
    /// parameters of a request may have one name.
    required: BTreeMap<String, Vec<String>>,
    /// Values of an enum on the wire, with their Rust names.
    values: BTreeMap<String, Vec<(String, String)>>,
}

const HEAD: &str = "\
# What was once in the generated code and stays there: required fields, in the order in which `new`
# takes them, and values of enums. `cargo xtask generate` adds to it. A line may be taken out by hand
# if no released version has it, or if the next one may break code.
";

impl Kept {
    /// All that an API has now. What it has kept of earlier ones is part of it.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        let mut kept = Self::default();
        for definition in api.modules.iter().flat_map(|module| &module.types) {
            match definition {
                TypeDef::Model(model) => kept.add_required(model),
                TypeDef::OpenEnum(open_enum) => {
                    let values = open_enum.variants.iter();
                    let values = values.map(|one| (one.wire.clone(), one.name.clone()));
                    kept.values.insert(open_enum.name.clone(), values.collect());
                }
                TypeDef::Id(_) | TypeDef::Choice(_) => {}
            }
        }
        for operation in api.groups.iter().flat_map(|group| &group.operations) {
            kept.add_required(&operation.request);
        }
        kept
    }

    fn add_required(&mut self, model: &Model) {
        let required = model.fields.iter().filter(|field| field.required);
        let required: Vec<String> = required.map(|field| field.name.clone()).collect();
        if !required.is_empty() {
            self.required.insert(model.name.clone(), required);
        }
    }

    /// Reads what `Display` has written.
    ///
    /// # Errors
    ///
    /// When it is something else, with the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let node =
            Node::parse(text).map_err(|error| format!("line {}: {}", error.line, error.message))?;
        let mut kept = Self::default();
        for part in members(&node)? {
            for entry in members(&part.node)? {
                let name = entry.name.clone();
                match part.name.as_str() {
                    "required" => drop(kept.required.insert(name, texts(&entry.node)?)),
                    "values" => drop(kept.values.insert(name, pairs(&entry.node)?)),
                    other => {
                        return Err(format!(
                            "line {}: `{other}` is neither `required` nor `values`",
                            part.line
                        ));
                    }
                }
            }
        }
        Ok(kept)
    }

    /// Keeps in an API what was there once.
    pub(super) fn apply(&self, modules: &mut [Module], groups: &mut [Group]) {
        for definition in modules.iter_mut().flat_map(|module| &mut module.types) {
            match definition {
                TypeDef::Model(model) => self.keep_required(model, &mut [], None),
                TypeDef::OpenEnum(open_enum) => self.keep_values(open_enum),
                TypeDef::Id(_) | TypeDef::Choice(_) => {}
            }
        }
        for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
            // A key that is made up where none is set must be optional.
            let key = match &operation.retry {
                Retry::Keyed(field) => Some(field.as_str()),
                _ => None,
            };
            self.keep_required(&mut operation.request, &mut operation.places, key);
        }
    }

    /// Keeps members required, and the arguments of `new` in their order.
    fn keep_required(&self, model: &mut Model, places: &mut [FieldPlace], optional: Option<&str>) {
        let Some(once) = self.required.get(&model.name) else {
            return;
        };
        let is_request = !places.is_empty();
        let fields = &mut model.fields;
        for field in fields.iter_mut() {
            let is_free = !field.required && Some(field.name.as_str()) != optional;
            if is_free && once.contains(&field.name) {
                field.required = true;
                field.lapsed = true;
                field.docs.push(lapsed(field, is_request).to_owned());
            }
        }
        let required = |position: &usize| fields[*position].required;
        let slots: Vec<usize> = (0..fields.len()).filter(required).collect();
        let rank = |field: &Field| once.iter().position(|name| *name == field.name);
        let mut sorted = slots.clone();
        // What is required since then comes last.
        sorted.sort_by_key(|&position| rank(&fields[position]).unwrap_or(usize::MAX));
        permute(fields, &slots, &sorted);
        permute(places, &slots, &sorted);
    }

    /// Keeps variants.
    fn keep_values(&self, open_enum: &mut OpenEnum) {
        for (wire, name) in self.values.get(&open_enum.name).into_iter().flatten() {
            let is_there = |known: &Variant| known.wire == *wire || known.name == *name;
            if !open_enum.variants.iter().any(is_there) {
                open_enum.variants.push(Variant {
                    name: name.clone(),
                    wire: wire.clone(),
                    docs: vec![format!("`{wire}`, which the API does not have any more.")],
                    gone: true,
                });
            }
        }
    }
}

/// What is told of a member that is required no more.
fn lapsed(field: &Field, is_request: bool) -> &'static str {
    match (is_request, field.is_always_written()) {
        (false, _) => "The API does not demand it any more; it is empty where an answer lacks it.",
        (true, true) => "The API does not demand it any more, but it is sent all the same.",
        (true, false) if field.null_if_unset => "The API does not demand it any more.",
        (true, false) => "The API does not demand it any more: if it is empty, it is not sent.",
    }
}

/// Puts what stands in some places into others.
fn permute<T: Clone>(items: &mut [T], to: &[usize], from: &[usize]) {
    let taken: Vec<Option<T>> = from.iter().map(|from| items.get(*from).cloned()).collect();
    for (to, item) in to.iter().zip(taken) {
        if let (Some(slot), Some(item)) = (items.get_mut(*to), item) {
            *slot = item;
        }
    }
}

fn texts(node: &Node) -> Result<Vec<String>, String> {
    let Value::Array(elements) = &node.value else {
        return Err(format!("line {}: this is no list", node.line));
    };
    elements.iter().map(text).collect()
}

fn pairs(node: &Node) -> Result<Vec<(String, String)>, String> {
    let members = members(node)?.iter();
    members
        .map(|member| Ok((member.name.clone(), text(&member.node)?)))
        .collect()
}

/// The members of an object; of nothing, none.
fn members(node: &Node) -> Result<&[Member], String> {
    match &node.value {
        Value::Object(members) => Ok(members),
        Value::Null => Ok(&[]),
        _ => Err(format!("line {}: this is no object", node.line)),
    }
}

fn text(node: &Node) -> Result<String, String> {
    let text = node.as_str().map(str::to_owned);
    text.ok_or_else(|| format!("line {}: this is no string", node.line))
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        if !self.required.is_empty() {
            writeln!(f, "required:")?;
        }
        for (name, members) in &self.required {
            writeln!(f, "  {name}:")?;
            for field in members {
                writeln!(f, "    - {}", Scalar(field))?;
            }
        }
        if !self.values.is_empty() {
            writeln!(f, "values:")?;
        }
        for (name, values) in &self.values {
            writeln!(f, "  {name}:")?;
            for (wire, name) in values {
                writeln!(f, "    {}: {}", Scalar(wire), Scalar(name))?;
            }
        }
        Ok(())
    }
}

/// A string in YAML, quoted where YAML could take it for something else.
struct Scalar<'a>(&'a str);

impl fmt::Display for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_word = |text: &str| {
            text.starts_with(|first: char| first.is_ascii_alphabetic())
                && text
                    .chars()
                    .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-'))
        };
        let has_meaning = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
        let lower = self.0.to_ascii_lowercase();
        if is_word(self.0) && !has_meaning.contains(&lower.as_str()) {
            return f.write_str(self.0);
        }
        f.write_char('"')?;
        for sign in self.0.chars() {
            match sign {
                '"' | '\\' => write!(f, "\\{sign}")?,
                ' '..='~' => f.write_char(sign)?,
                _ => write!(f, "\\U{:08x}", u32::from(sign))?,
            }
        }
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let values = [
            ("ON", "On"),
            ("a b", "AB"),
            ("", "Empty"),
            ("\u{7f}\"\\#é", "Odd"),
            ("2", "V2"),
            ("nan", "Nan"),
            ("Infinity", "Infinity"),
        ];
        let values = values.map(|(wire, name)| (wire.to_owned(), name.to_owned()));
        let kept = Kept {
            required: BTreeMap::from([(
                "Thing".to_owned(),
                vec!["id".to_owned(), "no".to_owned()],
            )]),
            values: BTreeMap::from([("Kind".to_owned(), values.to_vec())]),
        };
        assert_eq!(Kept::parse(&kept.to_string()), Ok(kept));
        assert_eq!(
            Kept::parse(&Kept::default().to_string()),
            Ok(Kept::default())
        );
    }

    #[test]
    fn what_is_no_such_list_is_told_with_its_line() {
        for (text, message) in [
            ("required: [A]\n", "line 1: this is no object"),
            ("required:\n  A: b\n", "line 2: this is no list"),
            ("values:\n  A:\n    B: [c]\n", "line 3: this is no string"),
            (
                "names:\n  A: b\n",
                "line 1: `names` is neither `required` nor `values`",
            ),
        ] {
            assert_eq!(Kept::parse(text).unwrap_err(), message);
        }
    }
}
