//! Documents of the types that the spec describes.

use jobs_codegen::model::{Field, Model, Shape, TypeKind};

use crate::json::Json;
use crate::spec::SPEC;

/// What begins every string that must never be shown.
pub(crate) const CANARY: &str = "canary-";
/// An integer that must never be shown.
pub(crate) const CANARY_INTEGER: &str = "424242424242";
/// What begins every string that is shown.
pub(crate) const SHOWN: &str = "shown-";

/// Makes documents with every member set: the same ones each time.
#[derive(Clone, Default)]
pub(crate) struct Maker {
    strings: Strings,
    unknown: Unknown,
    /// How many objects stand within each other, before they have required members only; no limit
    /// if none. What holds itself has them only where it comes again.
    depth: Option<usize>,
    /// How many values have been made.
    made: usize,
    /// The objects around the place.
    ancestors: Vec<&'static str>,
    /// Whether the place is in a sensitive member.
    hidden: bool,
}

/// Which strings there are.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Strings {
    /// Such as are hard to write and read.
    #[default]
    Hard,
    /// Such as tell whether they may be shown.
    Marked,
}

/// Where the members are that no model knows.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Unknown {
    #[default]
    Nowhere,
    First,
    Last,
}

impl Maker {
    /// Strings tell whether they may be shown: they begin with [`SHOWN`] or with [`CANARY`].
    pub(crate) fn marked(mut self) -> Self {
        self.strings = Strings::Marked;
        self
    }

    /// Objects within this many others have required members only.
    pub(crate) fn depth(mut self, depth: usize) -> Self {
        self.depth = Some(depth);
        self
    }

    /// All objects begin with members that no model knows.
    pub(crate) fn unknown_first(mut self) -> Self {
        self.unknown = Unknown::First;
        self
    }

    /// All objects end with members that no model knows.
    pub(crate) fn unknown_last(mut self) -> Self {
        self.unknown = Unknown::Last;
        self
    }

    /// An object with every member set.
    pub(crate) fn model(&mut self, model: &'static Model) -> Json {
        let cut = self
            .depth
            .is_some_and(|depth| self.ancestors.len() >= depth);
        if cut || self.ancestors.contains(&model.name.as_str()) {
            return empty_model(model);
        }
        self.ancestors.push(&model.name);
        let known = model
            .fields
            .iter()
            .map(|field| (field.wire.clone(), self.member(field)));
        let known: Vec<_> = known.collect();
        let unknown = self.unknown_members(model);
        self.ancestors.pop();
        Json::Object(match self.unknown {
            Unknown::First => unknown.into_iter().chain(known).collect(),
            Unknown::Last | Unknown::Nowhere => known.into_iter().chain(unknown).collect(),
        })
    }

    /// A value of a member.
    fn member(&mut self, field: &'static Field) -> Json {
        let hidden = self.hidden;
        self.hidden |= field.sensitive;
        let value = self.value(&field.shape);
        self.hidden = hidden;
        value
    }

    /// A value of a type.
    pub(crate) fn value(&mut self, shape: &'static Shape) -> Json {
        self.made += 1;
        let number = self.made;
        match shape {
            Shape::Text => Json::Text(self.string()),
            Shape::Integer => self.integer(),
            Shape::Unsigned => self.unsigned(),
            Shape::Number => Json::Raw(format!("{number}.25")),
            Shape::Boolean => Json::raw(number.is_multiple_of(2)),
            Shape::Any | Shape::Plain | Shape::Bytes | Shape::Upload => self.any(),
            Shape::List(inner) => Json::List(vec![self.value(inner), empty(inner)]),
            Shape::Map(inner) => {
                let names = [self.string(), self.string()];
                let members = names.map(|name| (name, self.value(inner)));
                Json::Object(sorted(members.into()))
            }
            Shape::Named(named) => match named.kind {
                TypeKind::Model => self.model(SPEC.model(&named.name)),
                TypeKind::OpenEnum if self.hidden => Json::Text(self.string()),
                TypeKind::OpenEnum => {
                    let variants = &SPEC.open_enum(&named.name).variants;
                    Json::text(&variants[number % variants.len()].wire)
                }
                TypeKind::IntegerId => self.integer(),
                TypeKind::UnsignedId => self.unsigned(),
                TypeKind::StringId => Json::Text(self.string()),
                TypeKind::Choice => self.any(),
            },
        }
    }

    fn any(&mut self) -> Json {
        Json::List(vec![Json::raw("null"), Json::Text(self.string())])
    }

    fn unsigned(&self) -> Json {
        match self.strings {
            Strings::Hard => Json::raw(u64::MAX - self.made as u64),
            _ => self.integer(),
        }
    }

    fn integer(&self) -> Json {
        match self.strings {
            Strings::Marked if self.hidden => Json::raw(CANARY_INTEGER),
            Strings::Marked => Json::raw(self.made),
            Strings::Hard => {
                const SPREAD: [i64; 5] = [1, -1, 1 << 32, (1 << 53) + 1, i64::MAX / 100_000];
                Json::raw(
                    SPREAD[self.made % SPREAD.len()]
                        .wrapping_mul(i64::try_from(self.made).unwrap()),
                )
            }
        }
    }

    fn string(&mut self) -> String {
        self.made += 1;
        let number = self.made;
        if self.strings == Strings::Marked {
            let mark = if self.hidden { CANARY } else { SHOWN };
            return format!("{mark}{number}.");
        }
        match number % 6 {
            0 => format!("text {number}"),
            1 => format!("\"quoted\" \\ / {number}"),
            2 => format!("line\r\n\ttab \u{8}\u{c}\u{1}\u{1f}\u{7f} {number}"),
            3 => format!("ünïcödé 日本語 🦀 \u{2028}\u{feff} {number}"),
            4 => format!("{{\"json\": [null, {number}]}}"),
            _ => number.to_string(),
        }
    }

    /// Members that the model does not know: all kinds of them at the outside, and a few of them,
    /// each time others, in the objects within.
    fn unknown_members(&mut self, model: &Model) -> Vec<(String, Json)> {
        self.made += 1;
        let (first, number) = (
            model.fields.first().map_or("first", |field| &field.wire),
            self.made,
        );
        let all = match (self.unknown, self.strings) {
            (Unknown::Nowhere, _) => return Vec::new(),
            (_, Strings::Hard) => unknown_members(first, number),
            (_, Strings::Marked) => {
                let canary = format!("{CANARY}{number}");
                let object = Json::member(canary.clone(), Json::text(canary.clone()));
                vec![
                    ("unknown".to_owned(), Json::Text(canary)),
                    ("other".to_owned(), object),
                ]
            }
        };
        let known = |name: &str| model.fields.iter().any(|field| field.wire == name);
        let all: Vec<_> = all.into_iter().filter(|(name, _)| !known(name)).collect();
        if self.ancestors.len() == 1 {
            return all;
        }
        let count = all.len();
        all.into_iter()
            .cycle()
            .skip(number % count)
            .take(count.min(3))
            .collect()
    }
}

/// Members of every kind, under names of every kind.
fn unknown_members(known: &str, number: usize) -> Vec<(String, Json)> {
    let values = [
        ("new_null", "null".to_owned()),
        ("new_true", "true".to_owned()),
        ("new_false", "false".to_owned()),
        ("new_zero", "0".to_owned()),
        ("new_minus_zero", "-0".to_owned()),
        ("new_integer", number.to_string()),
        ("new_largest_i64", "9223372036854775807".to_owned()),
        ("new_beyond_i64", "9223372036854775808".to_owned()),
        ("new_below_i64", "-9223372036854775809".to_owned()),
        ("new_largest_u64", "18446744073709551615".to_owned()),
        ("new_beyond_u64", "18446744073709551616".to_owned()),
        (
            "new_long_integer",
            "123456789012345678901234567890123456789".repeat(3),
        ),
        (
            "new_float",
            "0.1000000000000000055511151231257827021181583404541015625".to_owned(),
        ),
        ("new_exponent", "-1.50E+300".to_owned()),
        ("new_tiny", "1e-400".to_owned()),
        ("new_empty_text", r#""""#.to_owned()),
        ("new_text", "\"日本語 🦀 \u{2028}\"".to_owned()),
        (
            "new_escapes",
            r#""\u00e9\ud83e\udd80\/\"\\\b\f\n\r\t\u0000""#.to_owned(),
        ),
        ("new_empty_array", "[]".to_owned()),
        (
            "new_array",
            r#"[null, true ,[ 1.0,"",{}],{"a":1, "a":2}]"#.to_owned(),
        ),
        ("new_empty_object", "{ }".to_owned()),
        (
            "new_object",
            r#"{"b": {"a": [18446744073709551616]}, "": null, "\u0062":"c"}"#.to_owned(),
        ),
        ("", "1".to_owned()),
        ("extra", r#""not the field of that name""#.to_owned()),
        ("with space", "2".to_owned()),
        ("naïve 🦀", "3".to_owned()),
        ("\"quoted\"\\\n\u{1}", "4".to_owned()),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), Json::Raw(value)));
    let similar = [
        known.to_uppercase(),
        format!("{known}_"),
        format!(" {known}"),
    ];
    let similar = similar.map(|name| (name, Json::raw(number)));
    values.into_iter().chain(similar).collect()
}

/// What is read where a value is absent or null.
pub(crate) fn empty(shape: &Shape) -> Json {
    match shape {
        Shape::Text => Json::text(""),
        Shape::Integer | Shape::Unsigned => Json::raw(0),
        Shape::Number => Json::raw("0.0"),
        Shape::Boolean => Json::raw(false),
        Shape::Any | Shape::Plain | Shape::Bytes | Shape::Upload => Json::raw("null"),
        Shape::List(_) => Json::List(Vec::new()),
        Shape::Map(_) => Json::Object(Vec::new()),
        Shape::Named(named) => match named.kind {
            TypeKind::Model => empty_model(SPEC.model(&named.name)),
            TypeKind::OpenEnum | TypeKind::StringId => Json::text(""),
            TypeKind::IntegerId | TypeKind::UnsignedId => Json::raw(0),
            TypeKind::Choice => Json::raw("null"),
        },
    }
}

/// A value that is set and yet says nothing.
pub(crate) fn blank(shape: &Shape) -> Json {
    match shape {
        // Its empty value is null, by which it is not set.
        Shape::Any => Json::text(""),
        _ => empty(shape),
    }
}

/// An object with its required members only, and these empty.
pub(crate) fn empty_model(model: &Model) -> Json {
    with_members(model, &[])
}

/// An object with these members, and its required ones, which are empty if not among these.
pub(crate) fn with_members(model: &Model, members: &[(&str, Json)]) -> Json {
    let members = model.fields.iter().filter_map(|field| {
        let given = members.iter().find(|(name, _)| *name == field.wire);
        match given {
            Some((_, value)) => Some((field.wire.clone(), value.clone())),
            None if field.is_always_written() => Some((field.wire.clone(), empty(&field.shape))),
            None => None,
        }
    });
    Json::Object(members.collect())
}

/// An object with this value at the heart of one of its members: in the lists and maps that the
/// member consists of, after an empty neighbour. Also the path of that place.
pub(crate) fn with_heart(model: &Model, field: &Field, value: Json) -> (Json, String) {
    let (value, path) = around_heart(&field.shape, value);
    (
        with_members(model, &[(&field.wire, value)]),
        format!("{}{path}", field.wire),
    )
}

fn around_heart(shape: &Shape, value: Json) -> (Json, String) {
    match shape {
        Shape::List(inner) => {
            let (value, path) = around_heart(inner, value);
            (Json::List(vec![empty(inner), value]), format!("[1]{path}"))
        }
        Shape::Map(inner) => {
            let (value, path) = around_heart(inner, value);
            let members = vec![("a key".to_owned(), value), ("z".to_owned(), empty(inner))];
            (Json::Object(members), format!("[\"a key\"]{path}"))
        }
        _ => (value, String::new()),
    }
}

fn sorted(mut members: Vec<(String, Json)>) -> Vec<(String, Json)> {
    members.sort_by(|(a, _), (b, _)| a.cmp(b));
    members
}
