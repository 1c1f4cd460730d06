//! A [`Diff`] in words, for a terminal, a changelog and programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Change, Class, Diff, Kind};

impl Diff {
    /// For a person at a terminal: a change on two lines, and the sum of them.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for change in &self.changes {
            let Change {
                kind,
                item,
                class,
                why,
            } = change;
            let _ = writeln!(text, "{class} {kind} {item}\n    {why}");
        }
        let _ = writeln!(text, "{}", self.summary());
        text
    }

    /// How many changes there are of each class, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let Some(class) = self.class() else {
            return "nothing changes for users of the crate".to_owned();
        };
        let count = |class: Class| {
            let changes = self.changes.iter();
            changes.filter(|change| change.class == class).count()
        };
        format!(
            "{} major, {} minor, {} patch: it takes a {class} version",
            count(Class::Major),
            count(Class::Minor),
            count(Class::Patch)
        )
    }

    /// For the changelog, in Markdown: what breaks, what is new, what behaves otherwise. Changes of
    /// words are only counted. It is empty if nothing changed.
    #[must_use]
    pub fn markdown(&self) -> String {
        let is_breaking = |change: &&Change| change.class == Class::Major;
        let is_new = |change: &&Change| change.class == Class::Minor && change.kind == Kind::Added;
        let is_other =
            |change: &&Change| change.class == Class::Minor && change.kind != Kind::Added;
        let mut sections = Vec::new();
        for (title, changes) in [
            ("Breaking", self.listed(is_breaking)),
            ("Added", self.listed(is_new)),
            ("Changed", self.listed(is_other)),
        ] {
            if !changes.is_empty() {
                sections.push(format!("{title}:\n\n{changes}"));
            }
        }
        let words = |change: &&Change| change.class == Class::Patch;
        match self.changes.iter().filter(words).count() {
            0 => {}
            1 => sections.push("The documentation of one item says something else.\n".to_owned()),
            count => sections.push(format!(
                "The documentation of {count} items says something else.\n"
            )),
        }
        sections.join("\n")
    }

    fn listed(&self, wanted: impl Fn(&&Change) -> bool) -> String {
        let mut list = String::new();
        for change in self.changes.iter().filter(wanted) {
            let kind = match (change.class, change.kind) {
                (Class::Major, Kind::Added) => "New ",
                (Class::Major, Kind::Removed) => "Removed ",
                _ => "",
            };
            let _ = writeln!(list, "- {kind}`{}`: {}.", change.item, change.why);
        }
        list
    }

    /// For programs, in JSON: `class`, and of each of the `changes` its `kind`, `item`, `class` and
    /// `why`. The class is null if nothing changed.
    #[must_use]
    pub fn json(&self) -> String {
        let changes = self.changes.iter().map(|change| {
            json!({
                "kind": change.kind.to_string(),
                "item": change.item,
                "class": change.class.to_string(),
                "why": change.why,
            })
        });
        let document = json!({
            "class": self.class().map(|class| class.to_string()),
            "changes": changes.collect::<Vec<Value>>(),
        });
        format!("{document:#}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(kind: Kind, class: Class, item: &str) -> Change {
        Change {
            kind,
            item: item.to_owned(),
            class,
            why: "because".to_owned(),
        }
    }

    fn some() -> Diff {
        Diff {
            changes: vec![
                change(Kind::Removed, Class::Major, "a::A"),
                change(Kind::Added, Class::Minor, "a::B"),
                change(Kind::Changed, Class::Minor, "a::C"),
                change(Kind::Changed, Class::Patch, "a::D"),
                change(Kind::Changed, Class::Patch, "a::E"),
            ],
        }
    }

    #[test]
    fn at_a_terminal_each_change_and_the_sum_are_told() {
        let text = some().text();
        assert!(
            text.starts_with("major removed a::A\n    because\n"),
            "{text}"
        );
        let sum = "1 major, 2 minor, 2 patch: it takes a major version\n";
        assert!(text.ends_with(sum), "{text}");
        let nothing = "nothing changes for users of the crate\n";
        assert_eq!(Diff::default().text(), nothing);
    }

    // R17.4
    #[test]
    fn the_changelog_groups_by_what_matters_and_only_counts_words() {
        let expected = "\
Breaking:

- Removed `a::A`: because.

Added:

- `a::B`: because.

Changed:

- `a::C`: because.

The documentation of 2 items says something else.
";
        assert_eq!(some().markdown(), expected);
        assert_eq!(Diff::default().markdown(), "");
    }

    #[test]
    fn programs_get_every_change_as_json() {
        let document: Value = serde_json::from_str(&some().json()).unwrap();
        assert_eq!(document["class"], "major");
        let last = json!({ "kind": "changed", "item": "a::E", "class": "patch", "why": "because" });
        assert_eq!(document["changes"][4], last);
        let nothing: Value = serde_json::from_str(&Diff::default().json()).unwrap();
        assert_eq!(nothing, json!({ "class": null, "changes": [] }));
    }
}
