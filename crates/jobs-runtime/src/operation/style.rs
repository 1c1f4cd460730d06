//! How values that are more than a scalar stand in a path, a query, a header or a form.

use super::{RequestParts, escape};
use crate::Result;
use crate::error::Error;
use crate::json::{self, Encode, Value};

/// How a list or an object becomes names and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// One for each element, one for each member: `tag=a&tag=b`, `from=1&to=2`.
    Exploded,
    /// All in one, with commas: `tag=a,b`, `range=from,1,to,2`.
    Commas,
    /// All in one, with spaces: `tag=a b`.
    Spaces,
    /// All in one, with `|`: `tag=a|b`.
    Pipes,
    /// The way to each scalar is in the name: `range[from]=1`, `tag[0]=a`.
    Deep,
    /// The value's JSON.
    Json,
    /// All in one, with commas, and members with `=`: `range=from=1,to=2`.
    Pairs,
    /// In a path, after a dot, with commas: `.a,b`, `.from,1,to,2`.
    Label,
    /// In a path, each after a dot: `.a.b`, `.from=1.to=2`.
    Labels,
    /// In a path, after a semicolon and the name, with commas: `;tag=a,b`, `;range=from,1,to,2`.
    Matrix,
    /// In a path, each after a semicolon and its name: `;tag=a;tag=b`, `;from=1;to=2`.
    Matrices,
}

impl RequestParts {
    /// Fills a parameter of the path template with a value that may be more than a scalar. Its texts
    /// are escaped, but not the signs that the style puts between them.
    ///
    /// # Errors
    ///
    /// When the value is empty, or a number in it is not finite.
    pub fn path_value(
        &mut self,
        name: &'static str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<()> {
        let text = in_path(name, style, value)?;
        self.path_text(name, text)
    }

    /// Adds a query parameter that may be more than a scalar: nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn query_value(&mut self, name: &str, style: Style, value: &dyn Encode) -> Result<()> {
        self.query
            .extend(pairs(name, style, value, escape::in_address)?);
        Ok(())
    }

    /// Adds a header that may be more than a scalar: nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn header_value(
        &mut self,
        name: &'static str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<()> {
        let text = joined(name, style, value)?;
        self.header(name, &text);
        Ok(())
    }

    /// Adds a cookie: nothing if unset. What a cookie cannot hold is escaped as in an address.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn cookie(&mut self, name: &str, style: Style, value: &dyn Encode) -> Result<()> {
        let Some(text) = joined(name, style, value)? else {
            return Ok(());
        };
        let cookie = format!("{name}={}", escape::in_cookie(&text));
        match self.headers.iter_mut().find(|(known, _)| *known == COOKIE) {
            Some((_, cookies)) => *cookies = format!("{cookies}; {cookie}"),
            None => self.headers.push((COOKIE, cookie)),
        }
        Ok(())
    }
}

const COOKIE: &str = "cookie";

/// A value as one text; none if it is unset.
fn joined(name: &str, style: Style, value: &dyn Encode) -> Result<Option<String>> {
    let pairs = pairs(name, style, value, str::to_owned)?;
    Ok(pairs.into_iter().next().map(|(_, text)| text))
}

/// A value as JSON. Only that has null; elsewhere, a member or an element that is null is not there.
fn as_json(style: Style, value: &dyn Encode) -> Result<Value> {
    let json = json::to_vec(value).map_err(Error::invalid_request)?;
    let mut json = json::from_slice(&json).map_err(Error::invalid_request)?;
    match &mut json {
        _ if style == Style::Json => {}
        Value::Array(elements) => elements.retain(|element| !element.is_null()),
        Value::Object(members) => members.retain(|_, value| !value.is_null()),
        _ => {}
    }
    Ok(json)
}

/// A value as it stands in a path, escaped; empty if it is unset or has nothing in it.
fn in_path(name: &str, style: Style, value: &dyn Encode) -> Result<String> {
    let escaped = escape::in_address;
    let (name, value) = (escaped(name), as_json(style, value)?);
    let each_has_name = matches!(style, Style::Pairs | Style::Labels | Style::Matrices);
    let texts: Vec<String> = match value {
        Value::Null => Vec::new(),
        value if style == Style::Json => vec![escaped(&value.to_string())],
        Value::Array(elements) => {
            let texts = elements.into_iter().map(|element| escaped(&text(element)));
            match style {
                Style::Matrices => texts.map(|text| format!("{name}={text}")).collect(),
                _ => texts.collect(),
            }
        }
        Value::Object(members) => {
            let members = members.into_iter();
            let members = members.map(|(name, value)| (escaped(&name), escaped(&text(value))));
            if each_has_name {
                members
                    .map(|(name, text)| format!("{name}={text}"))
                    .collect()
            } else {
                members.flat_map(|(name, text)| [name, text]).collect()
            }
        }
        scalar => match (style, escaped(&text(scalar))) {
            (Style::Matrix | Style::Matrices, text) if text.is_empty() => {
                return Ok(format!(";{name}"));
            }
            (Style::Matrices, text) => vec![format!("{name}={text}")],
            (_, text) => vec![text],
        },
    };
    if texts.iter().all(String::is_empty) {
        return Ok(String::new());
    }
    Ok(match style {
        Style::Label => format!(".{}", texts.join(",")),
        Style::Labels => format!(".{}", texts.join(".")),
        Style::Matrix => format!(";{name}={}", texts.join(",")),
        Style::Matrices => format!(";{}", texts.join(";")),
        _ => texts.join(","),
    })
}

/// The names and values that a value becomes, escaped. A comma that the style puts between values is
/// not: where the service looks for it, those in values are still escaped.
pub(super) fn pairs(
    name: &str,
    style: Style,
    value: &dyn Encode,
    escaped: fn(&str) -> String,
) -> Result<Vec<(String, String)>> {
    let value = as_json(style, value)?;
    let mut pairs = Vec::new();
    let mut add = |name: &str, text: String| pairs.push((escaped(name), escaped(&text)));
    match (style, value) {
        (_, Value::Null) => {}
        (Style::Json, value) => add(name, value.to_string()),
        (Style::Deep, value) => deep(name, value, &mut add),
        (Style::Exploded, Value::Array(elements)) => {
            for element in elements {
                add(name, text(element));
            }
        }
        (Style::Exploded, Value::Object(members)) => {
            for (name, member) in members {
                add(&name, text(member));
            }
        }
        (style, value @ (Value::Array(_) | Value::Object(_))) => {
            let separator = match style {
                Style::Spaces => escaped(" "),
                Style::Pipes => escaped("|"),
                _ => ",".to_owned(),
            };
            let escaped_text = |value| escaped(&text(value));
            let texts: Vec<String> = match value {
                Value::Array(elements) => elements.into_iter().map(escaped_text).collect(),
                Value::Object(members) if style == Style::Pairs => members
                    .into_iter()
                    .map(|(name, member)| format!("{}={}", escaped(&name), escaped_text(member)))
                    .collect(),
                Value::Object(members) => members
                    .into_iter()
                    .flat_map(|(name, member)| [escaped(&name), escaped_text(member)])
                    .collect(),
                _ => Vec::new(),
            };
            if !texts.is_empty() {
                pairs.push((escaped(name), texts.join(&separator)));
            }
        }
        (_, scalar) => add(name, text(scalar)),
    }
    Ok(pairs)
}

/// A scalar as text; anything else as JSON.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

fn deep(name: &str, value: Value, add: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (member, value) in members {
                deep(&format!("{name}[{member}]"), value, add);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.into_iter().enumerate() {
                deep(&format!("{name}[{index}]"), value, add);
            }
        }
        scalar => add(name, text(scalar)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn written(style: Style, value: &dyn Encode) -> String {
        written_with(style, value, str::to_owned)
    }

    fn written_with(style: Style, value: &dyn Encode, escaped: fn(&str) -> String) -> String {
        let pairs = pairs("p", style, value, escaped).unwrap();
        let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("&")
    }

    // R16.1: the table of styles in OpenAPI, with its own values.
    #[test]
    fn lists_and_objects_are_written_in_their_style() {
        let list = vec!["blue".to_owned(), "black".to_owned()];
        let object = BTreeMap::from([("B".to_owned(), 150_i64), ("G".to_owned(), 200)]);
        for (style, of_list, of_object) in [
            (Style::Exploded, "p=blue&p=black", "B=150&G=200"),
            (Style::Commas, "p=blue,black", "p=B,150,G,200"),
            (Style::Spaces, "p=blue black", "p=B 150 G 200"),
            (Style::Pipes, "p=blue|black", "p=B|150|G|200"),
            (Style::Deep, "p[0]=blue&p[1]=black", "p[B]=150&p[G]=200"),
            (
                Style::Json,
                r#"p=["blue","black"]"#,
                r#"p={"B":150,"G":200}"#,
            ),
            (Style::Pairs, "p=blue,black", "p=B=150,G=200"),
        ] {
            assert_eq!(written(style, &list), of_list, "{style:?}");
            assert_eq!(written(style, &object), of_object, "{style:?}");
            assert_eq!(written(style, &None::<i64>), "", "{style:?}");
        }
        assert_eq!(written(Style::Commas, &i64::MAX), "p=9223372036854775807");
        assert_eq!(written(Style::Commas, &Vec::<i64>::new()), "");
        let nested = BTreeMap::from([("a".to_owned(), vec![true])]);
        assert_eq!(written(Style::Deep, &nested), "p[a][0]=true");
        assert_eq!(written(Style::Exploded, &nested), "a=[true]");
    }

    // R16.1: a comma between values is there to be seen, other signs are none that a query may have.
    #[test]
    fn what_stands_between_values_is_told_from_what_stands_in_them() {
        let list = vec!["a,b".to_owned(), "c d|e".to_owned()];
        let object = BTreeMap::from([("B,".to_owned(), "1 2".to_owned())]);
        for (style, in_query, in_form, of_object) in [
            (
                Style::Commas,
                "p=a%2Cb,c%20d%7Ce",
                "p=a%2Cb,c+d%7Ce",
                "p=B%2C,1%202",
            ),
            (
                Style::Spaces,
                "p=a%2Cb%20c%20d%7Ce",
                "p=a%2Cb+c+d%7Ce",
                "p=B%2C%201%202",
            ),
            (
                Style::Pipes,
                "p=a%2Cb%7Cc%20d%7Ce",
                "p=a%2Cb%7Cc+d%7Ce",
                "p=B%2C%7C1%202",
            ),
            (
                Style::Exploded,
                "p=a%2Cb&p=c%20d%7Ce",
                "p=a%2Cb&p=c+d%7Ce",
                "B%2C=1%202",
            ),
        ] {
            let query = |value: &dyn Encode| written_with(style, value, escape::in_address);
            assert_eq!(query(&list), in_query, "{style:?}");
            assert_eq!(query(&object), of_object, "{style:?}");
            let form = written_with(style, &list, escape::in_form);
            assert_eq!(form, in_form, "{style:?}");
        }
    }

    // R5.3: only JSON has null.
    #[test]
    fn what_is_null_is_there_in_json_alone() {
        let list = vec![Some(1_i64), None, Some(3)];
        let object = BTreeMap::from([("a".to_owned(), None), ("b".to_owned(), Some(2_i64))]);
        for (style, of_list, of_object) in [
            (Style::Exploded, "p=1&p=3", "b=2"),
            (Style::Commas, "p=1,3", "p=b,2"),
            (Style::Pairs, "p=1,3", "p=b=2"),
            (Style::Deep, "p[0]=1&p[1]=3", "p[b]=2"),
            (Style::Json, "p=[1,null,3]", r#"p={"a":null,"b":2}"#),
        ] {
            assert_eq!(written(style, &list), of_list, "{style:?}");
            assert_eq!(written(style, &object), of_object, "{style:?}");
        }
        let mut request = RequestParts::default();
        request.path_value("p", Style::Commas, &object).unwrap();
        assert_eq!(request.path, [("p", "b,2".to_owned())]);
    }

    // R16.1: the same table for paths, with RFC 6570 where that says more.
    #[test]
    fn what_stands_in_a_path_is_written_in_its_style() {
        let list = vec!["blue".to_owned(), "a,b;c".to_owned()];
        let object = BTreeMap::from([("B".to_owned(), 150_i64), ("G=".to_owned(), 200)]);
        for (style, of_scalar, of_list, of_object) in [
            (Style::Commas, "a%2Fb", "blue,a%2Cb%3Bc", "B,150,G%3D,200"),
            (Style::Pairs, "a%2Fb", "blue,a%2Cb%3Bc", "B=150,G%3D=200"),
            (Style::Label, ".a%2Fb", ".blue,a%2Cb%3Bc", ".B,150,G%3D,200"),
            (
                Style::Labels,
                ".a%2Fb",
                ".blue.a%2Cb%3Bc",
                ".B=150.G%3D=200",
            ),
            (
                Style::Matrix,
                ";p=a%2Fb",
                ";p=blue,a%2Cb%3Bc",
                ";p=B,150,G%3D,200",
            ),
            (
                Style::Matrices,
                ";p=a%2Fb",
                ";p=blue;p=a%2Cb%3Bc",
                ";B=150;G%3D=200",
            ),
        ] {
            let written = |value: &dyn Encode| {
                let mut request = RequestParts::default();
                request.path_value("p", style, value).unwrap();
                request.path.remove(0).1
            };
            assert_eq!(written(&"a/b".to_owned()), of_scalar, "{style:?}");
            assert_eq!(written(&list), of_list, "{style:?}");
            assert_eq!(written(&object), of_object, "{style:?}");
            let mut request = RequestParts::default();
            assert!(request.path_value("p", style, &Vec::<i64>::new()).is_err());
            assert!(request.path_value("p", style, &None::<i64>).is_err());
            let is_named = matches!(style, Style::Matrix | Style::Matrices);
            let empty = request.path_value("p", style, &String::new());
            assert_eq!(empty.is_ok(), is_named, "{style:?}");
        }
    }

    // R16.1
    #[test]
    fn cookies_share_a_header() {
        let mut request = RequestParts::default();
        request
            .cookie("a", Style::Commas, &"x; y=ü".to_owned())
            .unwrap();
        request
            .cookie("unset", Style::Commas, &None::<i64>)
            .unwrap();
        request.cookie("b", Style::Json, &vec![1_i64, 2]).unwrap();
        assert_eq!(
            request.headers,
            [("cookie", "a=x%3B%20y=%C3%BC; b=[1%2C2]".to_owned())]
        );
    }
}
