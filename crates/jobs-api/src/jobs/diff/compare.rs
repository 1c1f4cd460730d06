//! The walk through two settings at a time.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jobs_runtime::json::Value;

use super::SettingsChange;
use super::rules::{self, Order};

/// Two settings that are compared, and what differs so far.
pub(super) struct Comparison {
    before: Side,
    after: Side,
    changes: Vec<SettingsChange>,
}

/// What in settings decides about defaults.
#[derive(Clone, Copy)]
struct Side {
    from_git: bool,
    is_continuous: bool,
}

/// Where the walk is.
#[derive(Clone)]
struct At {
    /// For people.
    path: String,
    /// For the rules.
    place: String,
}

/// A value, or what stands for it.
type Found<'a> = Option<Cow<'a, Value>>;

impl Comparison {
    /// What differs between two settings.
    pub(super) fn of(before: &Value, after: &Value) -> Vec<SettingsChange> {
        let mut comparison = Self {
            before: Side::of(before),
            after: Side::of(after),
            changes: Vec::new(),
        };
        let root = At {
            path: String::new(),
            place: String::new(),
        };
        comparison.objects(&root, before, after);
        comparison.changes
    }

    fn objects(&mut self, at: &At, before: &Value, after: &Value) {
        let names = [before, after].into_iter().filter_map(Value::as_object);
        let names: BTreeSet<&String> = names.flat_map(|members| members.keys()).collect();
        for name in names {
            let at = at.member(name);
            let [before, after] = [before, after].map(|object| {
                let value = object.get(name).filter(|value| !value.is_null());
                let is_open = value.is_none() && leaves_rest_to_policy(&at, object);
                (value, is_open)
            });
            let is_open = before.1 || after.1;
            if !is_open && !rules::is_ignored(&at.place) {
                self.values(&at, before.0, after.0);
            }
        }
    }

    fn values(&mut self, at: &At, before: Option<&Value>, after: Option<&Value>) {
        if rules::is_kept(&at.place) && (before.is_none() || after.is_none()) {
            return;
        }
        let before = self.before.effective(at, before);
        let after = self.after.effective(at, after);
        match (before.as_deref(), after.as_deref()) {
            (None, None) => {}
            (Some(before @ Value::Object(_)), Some(after @ Value::Object(_))) => {
                self.objects(at, before, after);
            }
            (Some(Value::Array(before)), Some(Value::Array(after))) => {
                self.lists(at, before, after);
            }
            (Some(Value::Array(before)), None) => self.lists(at, before, &[]),
            (None, Some(Value::Array(after))) => self.lists(at, &[], after),
            (Some(one), Some(other)) if is_same(at, one, other) => {}
            _ => self.change(at, before, after),
        }
    }

    fn lists(&mut self, at: &At, before: &[Value], after: &[Value]) {
        match rules::order(&at.place) {
            Order::Counts => self.in_order(at, before, after),
            Order::Keyed(key) => self.pairs(before, after, |element| {
                let key = element.get(key).map_or_else(String::new, shown);
                (key.clone(), at.element(&key))
            }),
            Order::None => {
                self.pairs(before, after, |element| {
                    (element.to_string(), at.element(""))
                });
            }
        }
    }

    /// Objects are compared one by one where there are as many, other lists as a whole.
    fn in_order(&mut self, at: &At, before: &[Value], after: &[Value]) {
        let is_object = |element: &Value| element.is_object();
        let one_by_one = before.len() == after.len() && before.iter().chain(after).all(is_object);
        if one_by_one {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                self.values(&at.element(&index.to_string()), Some(before), Some(after));
            }
        } else if before != after {
            let found = |list: &[Value]| {
                let value = (!list.is_empty()).then(|| Value::from(list));
                value.map(Cow::Owned)
            };
            self.change(at, found(before), found(after));
        }
    }

    /// Compares the elements that belong together, as `identity` tells; elements of one identity by
    /// their order.
    fn pairs(
        &mut self,
        before: &[Value],
        after: &[Value],
        identity: impl Fn(&Value) -> (String, At),
    ) {
        let mut found: BTreeMap<String, (At, [VecDeque<&Value>; 2])> = BTreeMap::new();
        for (side, elements) in [before, after].into_iter().enumerate() {
            for element in elements {
                let (key, at) = identity(element);
                let (_, sides) = found.entry(key).or_insert((at, Default::default()));
                if let Some(elements) = sides.get_mut(side) {
                    elements.push_back(element);
                }
            }
        }
        for (at, [mut before, mut after]) in found.into_values() {
            while !before.is_empty() || !after.is_empty() {
                self.values(&at, before.pop_front(), after.pop_front());
            }
        }
    }

    fn change(&mut self, at: &At, before: Found<'_>, after: Found<'_>) {
        self.changes.push(SettingsChange {
            path: at.path.clone(),
            before: before.map(Cow::into_owned),
            after: after.map(Cow::into_owned),
        });
    }
}

impl Side {
    fn of(settings: &Value) -> Self {
        let several = settings.get("triggers").and_then(Value::as_array);
        let mut triggers = several.into_iter().flatten().chain([settings]);
        Self {
            from_git: settings.get("git_source").is_some_and(Value::is_object),
            is_continuous: triggers
                .any(|trigger| trigger.get("continuous").is_some_and(Value::is_object)),
        }
    }

    /// What a value comes to: what is left out is its default.
    fn effective<'a>(self, at: &At, value: Option<&'a Value>) -> Found<'a> {
        if at.place == rules::MOST_RUNS && self.is_continuous {
            return Some(Cow::Owned(Value::from(1)));
        }
        let written = value.map(Cow::Borrowed);
        written.or_else(|| rules::default(&at.place, self.from_git).map(Cow::Owned))
    }
}

impl At {
    /// A member of the object here.
    fn member(&self, name: &str) -> Self {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let path = match (self.path.as_str(), name) {
            ("", name) => name.to_owned(),
            (path, name) if !name.is_empty() && name.chars().all(is_plain) => {
                format!("{path}.{name}")
            }
            (path, name) => format!("{path}[{}]", Value::from(name)),
        };
        let place = match self.place.as_str() {
            "" => name.to_owned(),
            place => format!("{place}.{name}"),
        };
        let place = rules::same(&place).map_or(place, str::to_owned);
        Self { path, place }
    }

    /// An element of the list here.
    fn element(&self, key: &str) -> Self {
        let is_plain = |c: char| !c.is_control() && !"[]\"\\ ".contains(c);
        let key = match key.chars().all(is_plain) {
            true => key.to_owned(),
            false => Value::from(key).to_string(),
        };
        Self {
            path: format!("{}[{key}]", self.path),
            place: format!("{}[]", self.place),
        }
    }
}

/// Whether the object around a place is a cluster that takes what it leaves out from its policy.
fn leaves_rest_to_policy(at: &At, object: &Value) -> bool {
    let around = at.place.rsplit_once('.').map(|(around, _)| around);
    let flag = object.get("apply_policy_default_values");
    around == Some(rules::CLUSTER) && flag.and_then(Value::as_bool) == Some(true)
}

fn is_same(at: &At, one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if one.is_f64() || other.is_f64() => {
            one.as_f64() == other.as_f64()
        }
        (Value::String(one), Value::String(other)) if rules::is_caseless(&at.place) => {
            one.eq_ignore_ascii_case(other)
        }
        _ => one == other,
    }
}

/// A key as it stands in a path.
fn shown(key: &Value) -> String {
    key.as_str().map_or_else(|| key.to_string(), str::to_owned)
}
