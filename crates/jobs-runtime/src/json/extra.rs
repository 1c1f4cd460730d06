//! Members that a model does not know.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::decode::Decode;
use super::encode::Encode;
use super::error::{ReadError, WriteError};
use super::reader::Reader;

/// Members that this version of a model does not know, in the order in which they came.
///
/// They go back as they came, to the letter: integers of any size stay exact. Members can be
/// added, so as to send what the service understands already and the model does not.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Members>>);

#[derive(Clone, Default)]
struct Members {
    in_order: Vec<Member>,
    /// Positions by name, kept only where there are so many that a search would be slow: else a
    /// hostile object could make reading it quadratic.
    positions: BTreeMap<Box<str>, usize>,
}

#[derive(Clone)]
struct Member {
    name: Box<str>,
    /// The value as it is written in JSON.
    json: Box<str>,
}

impl Extra {
    /// No members. This does not allocate.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members().is_empty()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members().len()
    }

    /// The value of a member; none if there is no such member.
    ///
    /// Integers that are not 64 bits wide become floats; [`text`](Self::text) has them exact.
    pub fn get(&self, name: &str) -> Option<Value> {
        self.text(name).map(parse)
    }

    /// The value of a member as it is written in JSON; none if there is no such member.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts()
            .find_map(|(known, json)| (known == name).then_some(json))
    }

    /// The value of a member as one of a type; none if there is no such member.
    ///
    /// # Errors
    ///
    /// When it is of another type.
    pub fn get_as<T: Decode>(&self, name: &str) -> Result<Option<T>, ReadError> {
        self.text(name).map(|json| read(name, json)).transpose()
    }

    /// All members as values of a type, by their names.
    ///
    /// # Errors
    ///
    /// When one of them is of another type.
    pub fn get_all<T: Decode>(&self) -> Result<BTreeMap<String, T>, ReadError> {
        let members = self.texts();
        let members = members.map(|(name, json)| Ok((name.to_owned(), read(name, json)?)));
        members.collect()
    }

    /// Sets a member as [`insert`](Self::insert) does, to a value of any type.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite: JSON has no such number.
    pub fn insert_as(&mut self, name: &str, value: &dyn Encode) -> Result<(), WriteError> {
        let json = super::to_vec(value).map_err(|mut error| {
            error.under_member(name);
            error
        })?;
        self.set(name, &String::from_utf8_lossy(&json));
        Ok(())
    }

    /// Sets a member: in its place if there is one of this name, else after all others.
    ///
    /// For members that the model knows there are its fields: set here as well, they are sent
    /// twice.
    pub fn insert(&mut self, name: &str, value: impl Into<Value>) {
        self.set(name, &value.into().to_string());
    }

    /// Removes a member, and gives its value; none if there is no such member.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let members = self.0.as_mut()?;
        let position = members.search(name)?;
        let removed = members.in_order.remove(position);
        members.positions.clear();
        if members.in_order.is_empty() {
            self.0 = None;
        }
        Some(parse(&removed.json))
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Value)> {
        self.texts().map(|(name, json)| (name, parse(json)))
    }

    /// Takes the value of a member that a model does not know.
    ///
    /// # Errors
    ///
    /// When it is not JSON.
    pub fn read(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError> {
        self.set(name, value.raw()?);
        Ok(())
    }

    /// Names and values, as they are written in JSON, in order.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members()
            .iter()
            .map(|member| (&*member.name, &*member.json))
    }

    /// The same by name.
    fn sorted(&self) -> Vec<(&str, &str)> {
        let mut texts: Vec<_> = self.texts().collect();
        texts.sort_unstable();
        texts
    }

    fn members(&self) -> &[Member] {
        self.0.as_deref().map_or(&[], |members| &members.in_order)
    }

    fn set(&mut self, name: &str, json: &str) {
        self.0.get_or_insert_default().set(name, json.into());
    }
}

impl Members {
    /// Members up to which a search is as fast as a look into the index.
    const SEARCHED: usize = 32;

    fn set(&mut self, name: &str, json: Box<str>) {
        let found = if self.in_order.len() <= Self::SEARCHED {
            self.search(name)
        } else {
            self.index().get(name).copied()
        };
        if let Some(position) = found {
            self.in_order[position].json = json;
            return;
        }
        let name: Box<str> = name.into();
        if self.in_order.len() > Self::SEARCHED {
            self.positions.insert(name.clone(), self.in_order.len());
        }
        self.in_order.push(Member { name, json });
    }

    fn search(&self, name: &str) -> Option<usize> {
        self.in_order
            .iter()
            .position(|member| &*member.name == name)
    }

    /// The index, made anew if it is not there.
    fn index(&mut self) -> &BTreeMap<Box<str>, usize> {
        if self.positions.is_empty() {
            let names = self.in_order.iter().map(|member| member.name.clone());
            self.positions = names.zip(0..).collect();
        }
        &self.positions
    }
}

/// The value of a member. Its place in the document is not known any more.
fn read<T: Decode>(name: &str, json: &str) -> Result<T, ReadError> {
    let read = super::from_slice(json.as_bytes());
    read.map_err(|error| error.without_offset().under_member(name))
}

/// The value of a text that was JSON when it was read.
fn parse(json: &str) -> Value {
    super::from_slice(json.as_bytes()).unwrap_or_default()
}

/// Equal if the same names have equal values as [`get`](Extra::get) gives them, in whichever order.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        let (members, others) = (self.sorted(), other.sorted());
        let mut pairs = members.iter().zip(&others);
        members.len() == others.len()
            && pairs.all(|((name, json), (other_name, other_json))| {
                name == other_name && (json == other_json || parse(json) == parse(other_json))
            })
    }
}

/// Shows the names alone: values that a model does not know may be secret.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.texts().map(|(name, _)| name))
            .finish()
    }
}
