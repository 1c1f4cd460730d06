//! Dynamic value references: `{{job.parameters.day}}` in a task's settings.

use serde_json::{Map, Value};

/// What references in a task run's settings can name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) job_id: i64,
    /// Name of the job, or of a run without a saved job.
    pub(crate) job_name: &'a str,
    /// Id of the job run.
    pub(crate) run_id: i64,
    /// How often the run has been repaired.
    pub(crate) repair_count: usize,
    /// Job parameters by name, as text.
    pub(crate) parameters: &'a Map<String, Value>,
}

impl Scope<'_> {
    /// The text with its references replaced. One that names nothing known stays as it is.
    pub(crate) fn resolve(&self, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, opened)) = rest.split_once("{{") {
            resolved.push_str(before);
            let Some((name, after)) = opened.split_once("}}") else {
                resolved.push_str("{{");
                rest = opened;
                continue;
            };
            match self.value(name.trim()) {
                Some(value) => resolved.push_str(&value),
                None => {
                    resolved.push_str("{{");
                    resolved.push_str(name);
                    resolved.push_str("}}");
                }
            }
            rest = after;
        }
        resolved.push_str(rest);
        resolved
    }

    fn value(&self, name: &str) -> Option<String> {
        if let Some(parameter) = name.strip_prefix("job.parameters.") {
            return Some(self.parameters.get(parameter)?.as_str()?.to_owned());
        }
        Some(match name {
            "job.id" => self.job_id.to_string(),
            "job.name" => self.job_name.to_owned(),
            "job.run_id" => self.run_id.to_string(),
            "job.repair_count" => self.repair_count.to_string(),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_replaced_and_others_stay() {
        let parameters = Map::from_iter([("day".to_owned(), Value::from("mon"))]);
        let scope = Scope {
            job_id: 7,
            job_name: "etl",
            run_id: 9,
            repair_count: 1,
            parameters: &parameters,
        };
        for (text, expected) in [
            ("plain", "plain"),
            ("{{job.parameters.day}}", "mon"),
            ("a {{ job.id }}/{{job.run_id}} z", "a 7/9 z"),
            ("{{job.name}}#{{job.repair_count}}", "etl#1"),
            ("{{tasks.a.values.b}}", "{{tasks.a.values.b}}"),
            ("{{job.parameters.other}}", "{{job.parameters.other}}"),
            ("{{open", "{{open"),
        ] {
            assert_eq!(scope.resolve(text), expected);
        }
    }
}
