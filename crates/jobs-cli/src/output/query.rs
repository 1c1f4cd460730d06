//! `--query`: a part of what comes of a command.

use serde_json_path::{JsonPath, PathElement};

use crate::document::Document;
use crate::failure::Failure;

/// A JSONPath (RFC 9535).
#[derive(Debug)]
pub(crate) struct Query(JsonPath);

impl Query {
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let path = JsonPath::parse(text).map_err(|error| {
            let place = error.to_string().replace('\n', " ");
            let wrong = match text.starts_with('$') {
                true => place.trim_end_matches(", parser error"),
                false => "it has to begin with `$`",
            };
            Failure::usage(format!(
                "--query `{text}` is no JSONPath: {wrong}; `$.settings.name` is one"
            ))
        })?;
        Ok(Self(path))
    }

    /// What the path leads to. It is looked for with floats, and taken from the document itself:
    /// numbers stay as they are written, and members in their order.
    pub(crate) fn find(&self, document: &Document) -> Vec<Document> {
        let value = document.to_value();
        let nodes = self.0.query_located(&value);
        let found = nodes.locations().filter_map(|location| {
            location
                .iter()
                .try_fold(document, |place, step| match step {
                    PathElement::Name(name) => place.get(name),
                    PathElement::Index(index) => place.element(*index),
                })
        });
        found.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R18.1
    #[test]
    fn what_is_found_is_as_it_came() {
        let json = br#"{"runs":[{"z":1,"id":123456789012345678901,"a":1.10},{"id":2}]}"#;
        let document = Document::parse(json).unwrap();
        for (path, found) in [
            ("$.runs[*].id", vec!["123456789012345678901", "2"]),
            (
                "$.runs[?@.id > 5]",
                vec![r#"{"z":1,"id":123456789012345678901,"a":1.10}"#],
            ),
            ("$.none", vec![]),
        ] {
            let query = Query::parse(path).unwrap();
            let texts: Vec<String> = query
                .find(&document)
                .iter()
                .map(Document::to_json)
                .collect();
            assert_eq!(texts, found, "{path}");
        }
    }

    #[test]
    fn a_path_that_is_none_is_refused_with_the_way_out() {
        let failure = Query::parse("settings.name").unwrap_err();
        assert!(
            failure.to_string().contains("`$.settings.name`"),
            "{failure}"
        );
    }
}
