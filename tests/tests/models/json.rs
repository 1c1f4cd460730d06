//! JSON as it is written: members in their order, numbers to the letter.

/// A value, as a document writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// Any value, to the letter: `null`, `1.50`, `"\u0041"`.
    Raw(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

/// How names and strings are quoted.
type Quote = fn(&str) -> String;

impl Json {
    /// A value to the letter.
    pub(crate) fn raw(json: impl ToString) -> Self {
        Self::Raw(json.to_string())
    }

    /// A string.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An object with one member.
    pub(crate) fn member(name: impl Into<String>, value: Self) -> Self {
        Self::Object(vec![(name.into(), value)])
    }

    /// The document in the way the SDK writes it.
    pub(crate) fn compact(&self) -> String {
        self.written("", quoted)
    }

    /// The same document with space wherever space may be, and the members of all objects in
    /// reverse.
    pub(crate) fn loose(&self) -> String {
        self.reversed().written(" \t\r\n", quoted)
    }

    /// The same document with all characters of strings and names escaped.
    pub(crate) fn escaped(&self) -> String {
        self.written("", escaped)
    }

    /// All strings and names within.
    pub(crate) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Raw(_) => Vec::new(),
            Self::Text(text) => vec![text],
            Self::List(elements) => elements.iter().flat_map(Self::texts).collect(),
            Self::Object(members) => {
                let texts = |(name, value)| {
                    let name: &String = name;
                    let value: &Self = value;
                    let mut texts = value.texts();
                    texts.push(name);
                    texts
                };
                members
                    .iter()
                    .map(|(name, value)| (name, value))
                    .flat_map(texts)
                    .collect()
            }
        }
    }

    fn reversed(&self) -> Self {
        match self {
            Self::Raw(_) | Self::Text(_) => self.clone(),
            Self::List(elements) => Self::List(elements.iter().map(Self::reversed).collect()),
            Self::Object(members) => {
                let reversed = members.iter().rev();
                Self::Object(
                    reversed
                        .map(|(name, value)| (name.clone(), value.reversed()))
                        .collect(),
                )
            }
        }
    }

    fn written(&self, space: &str, quote: Quote) -> String {
        let mut document = String::from(space);
        self.write(space, quote, &mut document);
        document
    }

    /// Writes the value and the space after it.
    fn write(&self, space: &str, quote: Quote, out: &mut String) {
        match self {
            Self::Raw(json) => out.push_str(json),
            Self::Text(text) => out.push_str(&quote(text)),
            Self::List(elements) => {
                out.push('[');
                out.push_str(space);
                for (index, element) in elements.iter().enumerate() {
                    separate(index, space, out);
                    element.write(space, quote, out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                out.push_str(space);
                for (index, (name, value)) in members.iter().enumerate() {
                    separate(index, space, out);
                    out.push_str(&quote(name));
                    out.push_str(space);
                    out.push(':');
                    out.push_str(space);
                    value.write(space, quote, out);
                }
                out.push('}');
            }
        }
        out.push_str(space);
    }
}

fn separate(index: usize, space: &str, out: &mut String) {
    if index > 0 {
        out.push(',');
        out.push_str(space);
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn escaped(text: &str) -> String {
    let units: String = text
        .encode_utf16()
        .map(|unit| format!("\\u{unit:04X}"))
        .collect();
    format!("\"{units}\"")
}
