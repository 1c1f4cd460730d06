//! Which members of a thing a table shows, and how values look in it.

use jiff::Timestamp;

use crate::document::Document;
use crate::terminal_text::one_line;

/// A column: its title, and where its value may stand; the first place that has one counts.
pub(super) struct Column {
    pub(super) title: String,
    places: Vec<String>,
}

/// A title, and where the value may stand.
type Known = (&'static str, &'static [&'static str]);

/// Columns that people look for, by operation. For others, see [`of`].
const KNOWN: [(&str, &[Known]); 2] = [
    (
        "list",
        &[
            ("JOB", &["job_id"]),
            ("NAME", &["settings.name"]),
            ("CREATOR", &["creator_user_name"]),
            ("CREATED", &["created_time"]),
        ],
    ),
    (
        "list_runs",
        &[
            ("RUN", &["run_id"]),
            ("JOB", &["job_id"]),
            ("NAME", &["run_name"]),
            (
                "STATE",
                &[
                    "status.termination_details.code",
                    "status.state",
                    "state.result_state",
                    "state.life_cycle_state",
                ],
            ),
            ("STARTED", &["start_time"]),
            ("ENDED", &["end_time"]),
        ],
    ),
];

/// Most columns of a table whose columns nobody has chosen.
const MOST: usize = 8;

/// The columns of what an operation lists: those that are known, else one for each member that is
/// a scalar in the first elements.
pub(super) fn of(operation: &str, elements: &[Document]) -> Vec<Column> {
    let known = KNOWN.iter().find(|(name, _)| *name == operation);
    if let Some((_, columns)) = known {
        let columns = columns.iter().map(|(title, places)| Column {
            title: (*title).to_owned(),
            places: places.iter().map(|place| (*place).to_owned()).collect(),
        });
        return columns.collect();
    }
    let mut names: Vec<&str> = Vec::new();
    for element in elements {
        let Document::Object(members) = element else {
            continue;
        };
        for (name, value) in members {
            if value.scalar().is_some() && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    let columns = names.into_iter().take(MOST).map(|name| Column {
        title: one_line(name).to_uppercase(),
        places: vec![name.to_owned()],
    });
    columns.collect()
}

impl Column {
    /// The value of a thing in this column.
    pub(super) fn value(&self, thing: &Document) -> String {
        let mut values = self.places.iter().filter_map(|place| {
            let value = shown(place, thing.at(place)?.scalar()?);
            (!value.is_empty()).then_some(value)
        });
        values.next().unwrap_or_default()
    }
}

/// A scalar as people read it, on one line: moments as such, what never happened as nothing.
pub(super) fn shown(member: &str, value: &str) -> String {
    let is_moment = member.ends_with("_time");
    if let (true, Ok(millis)) = (is_moment, value.parse::<i64>()) {
        return match Timestamp::from_millisecond(millis) {
            Ok(_) if millis == 0 => String::new(),
            Ok(moment) => moment.strftime("%Y-%m-%d %H:%M:%SZ").to_string(),
            Err(_) => value.to_owned(),
        };
    }
    one_line(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_shown_as_such() {
        assert_eq!(shown("start_time", "1767225600000"), "2026-01-01 00:00:00Z");
        assert_eq!(shown("end_time", "0"), "");
        assert_eq!(shown("run_id", "1767225600000"), "1767225600000");
        assert_eq!(shown("start_time", "soon"), "soon");
    }

    // What a service sends must do nothing to a terminal.
    #[test]
    fn a_value_stays_on_its_line() {
        assert_eq!(shown("name", "a\n\u{1b}[2J b"), "a [2J b");
    }

    #[test]
    fn the_first_place_with_a_value_counts() {
        let run = br#"{"status":{"state":"RUNNING"},"state":{"life_cycle_state":"OLD"}}"#;
        let run = Document::parse(run).unwrap();
        let columns = of("list_runs", &[]);
        let state = columns.iter().find(|column| column.title == "STATE");
        assert_eq!(state.unwrap().value(&run), "RUNNING");
    }
}
