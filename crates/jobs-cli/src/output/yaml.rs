//! YAML that every reader takes for the same values: numbers as they came, text that looks like
//! something else in quotes.
//!
//! Serializers take numbers as floats, which `123456789012345678901` does not outlive.

use crate::document::{Document, quoted};

/// A document.
pub(super) fn document(document: &Document) -> String {
    let mut yaml = String::new();
    match document {
        Document::Object(members) if !members.is_empty() => write_members(members, 0, &mut yaml),
        Document::List(elements) if !elements.is_empty() => write_elements(elements, 0, &mut yaml),
        scalar => yaml = format!("{}\n", inline(scalar)),
    }
    yaml
}

/// An element of a list.
pub(super) fn element(document: &Document) -> String {
    let mut yaml = String::new();
    write_elements(std::slice::from_ref(document), 0, &mut yaml);
    yaml
}

fn write_members(members: &[(String, Document)], level: usize, yaml: &mut String) {
    for (index, (name, value)) in members.iter().enumerate() {
        // The first one stands behind the dash of its list.
        if index > 0 || yaml.is_empty() || yaml.ends_with('\n') {
            yaml.push_str(&"  ".repeat(level));
        }
        yaml.push_str(&scalar(name));
        yaml.push(':');
        match value {
            Document::Object(members) if !members.is_empty() => {
                yaml.push('\n');
                write_members(members, level + 1, yaml);
            }
            Document::List(elements) if !elements.is_empty() => {
                yaml.push('\n');
                write_elements(elements, level, yaml);
            }
            other => yaml.push_str(&format!(" {}\n", inline(other))),
        }
    }
}

fn write_elements(elements: &[Document], level: usize, yaml: &mut String) {
    for (index, element) in elements.iter().enumerate() {
        if index > 0 || yaml.is_empty() || yaml.ends_with('\n') {
            yaml.push_str(&"  ".repeat(level));
        }
        yaml.push_str("- ");
        match element {
            Document::Object(members) if !members.is_empty() => {
                write_members(members, level + 1, yaml);
            }
            Document::List(elements) if !elements.is_empty() => {
                write_elements(elements, level + 1, yaml);
            }
            other => yaml.push_str(&format!("{}\n", inline(other))),
        }
    }
}

/// What stands on one line.
fn inline(document: &Document) -> String {
    match document {
        Document::Text(text) => scalar(text),
        other => other.to_json(),
    }
}

/// Text as it is where no reader takes it for anything else, in quotes otherwise.
fn scalar(text: &str) -> String {
    const WORDS: [&str; 11] = [
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf",
    ];
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-/.@+() ".contains(c);
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '/'));
    let is_word = WORDS.contains(&text.to_ascii_lowercase().as_str());
    match begins && !is_word && !text.ends_with(' ') && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

#[cfg(test)]
mod tests {
    use jobs_api::jobs::yaml_to_json;

    use super::*;

    // R18.2
    #[test]
    fn what_is_written_reads_the_same() {
        let json = r#"{"a":{"b":[{"c":1.10,"d":["x y","on","0x10","1_000","831877e8","- a","a: b",""]},{},[],[[1],[2,{"e":null}]]]},"n":123456789012345678901,"t":true,"multi":"a\nb","key: odd":"é #","~":"=","NaN":"no"}"#;
        let written = document(&Document::parse(json.as_bytes()).unwrap());
        assert_eq!(yaml_to_json(&written).unwrap(), json, "{written}");
        assert!(written.contains("- c: 1.10\n"), "{written}");
    }

    #[test]
    fn elements_one_by_one_make_a_list() {
        let parse = |json: &str| Document::parse(json.as_bytes()).unwrap();
        let yaml = element(&parse(r#"{"a":1,"b":[2]}"#)) + &element(&parse("[3,{}]"));
        assert_eq!(yaml, "- a: 1\n  b:\n  - 2\n- - 3\n  - {}\n");
        assert_eq!(yaml_to_json(&yaml).unwrap(), r#"[{"a":1,"b":[2]},[3,{}]]"#);
    }
}
