//! Dynamic value references: `{{job.parameters.day}}` in a task's settings.

use serde_json::{Map, Value};

use crate::engine::state::{Attempt, RunState, TaskResult};

/// What references in a task run's settings can name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) job_id: i64,
    /// Name of the job, or of a run without a saved job.
    pub(crate) job_name: &'a str,
    /// Id of the job run.
    pub(crate) run_id: i64,
    /// Job parameters by name, as text.
    pub(crate) parameters: &'a Map<String, Value>,
    /// How the run stands: what its tasks have come to so far.
    pub(crate) state: &'a RunState,
    /// The task run that the settings are of; none for those of the whole run.
    pub(crate) attempt: Option<&'a Attempt>,
}

impl Scope<'_> {
    /// The text with its references replaced. One that names nothing known stays as it is.
    pub(crate) fn resolve(&self, text: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) => resolved.push_str(text),
                Piece::Reference { name, whole } => match self.value(name) {
                    Some(value) => resolved.push_str(&value),
                    None => resolved.push_str(whole),
                },
            }
        }
        resolved
    }

    /// The text with its references replaced, or the first one that names a job parameter, a task
    /// value or an input that is not there.
    pub(crate) fn resolve_all(&self, text: &str) -> Result<String, String> {
        let missing = pieces(text).into_iter().find_map(|piece| match piece {
            Piece::Reference { name, .. } if self.value(name).is_none() && is_value(name) => {
                Some(name)
            }
            _ => None,
        });
        match missing {
            Some(name) => Err(format!("The reference '{{{{{name}}}}}' has no value.")),
            None => Ok(self.resolve(text)),
        }
    }

    /// The document with the references replaced in all of its texts.
    pub(crate) fn resolve_in(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.resolve(text)),
            Value::Array(values) => values.iter().map(|value| self.resolve_in(value)).collect(),
            Value::Object(members) => {
                let members = members.iter();
                members
                    .map(|(name, value)| (name.clone(), self.resolve_in(value)))
                    .collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn value(&self, name: &str) -> Option<String> {
        let (namespace, member) = name.split_once('.').unwrap_or((name, ""));
        match namespace {
            "job" => self.of_job(member),
            "task" => of_task(self.attempt?, member),
            "tasks" => {
                let (key, member) = member.split_once('.')?;
                let mut latest = self.state.latest();
                of_task(latest.find(|attempt| attempt.task_key == key)?, member)
            }
            "input" => {
                let input = self.state.input(self.attempt?)?;
                let fields = member.split('.').filter(|_| !member.is_empty());
                fields
                    .into_iter()
                    .try_fold(input, |value, field| value.get(field))
                    .map(text_of)
            }
            _ => None,
        }
    }

    fn of_job(&self, member: &str) -> Option<String> {
        if let Some(parameter) = member.strip_prefix("parameters.") {
            return self.parameters.get(parameter).map(text_of);
        }
        Some(match member {
            "id" => self.job_id.to_string(),
            "name" => self.job_name.to_owned(),
            "run_id" => self.run_id.to_string(),
            "repair_count" => self.state.repair_count().to_string(),
            _ => return None,
        })
    }
}

/// What a reference can tell of a task run.
fn of_task(attempt: &Attempt, member: &str) -> Option<String> {
    if let Some(name) = member.strip_prefix("values.") {
        return attempt.output.values.get(name).map(text_of);
    }
    match member {
        "name" => Some(attempt.task_key.clone()),
        "run_id" => Some(attempt.run_id.to_string()),
        "execution_count" => Some((attempt.number + 1).to_string()),
        "result_state" => attempt.result.map(|result| word(result).to_owned()),
        _ => None,
    }
}

fn word(result: TaskResult) -> &'static str {
    match result {
        TaskResult::Success => "success",
        TaskResult::Failed | TaskResult::InternalError => "failed",
        TaskResult::TimedOut => "timedout",
        TaskResult::Canceled => "canceled",
        TaskResult::UpstreamFailed => "upstream_failed",
        TaskResult::UpstreamCanceled => "upstream_canceled",
        TaskResult::Excluded => "excluded",
        TaskResult::Disabled => "disabled",
    }
}

/// A value as it stands in a text: texts as they are, all others as JSON.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether a reference names a value that somebody has to have set.
fn is_value(name: &str) -> bool {
    name.starts_with("job.parameters.")
        || name == "input"
        || name.starts_with("input.")
        || (name.starts_with("tasks.") && name.contains(".values."))
}

enum Piece<'a> {
    Text(&'a str),
    Reference {
        name: &'a str,
        /// The name with its braces.
        whole: &'a str,
    },
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let Some(length) = rest[open..].find("}}") else {
            break;
        };
        let close = open + length;
        pieces.push(Piece::Text(&rest[..open]));
        pieces.push(Piece::Reference {
            name: rest[open + 2..close].trim(),
            whole: &rest[open..close + 2],
        });
        rest = &rest[close + 2..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::engine::plan::Plan;

    /// A run of tasks a, which has ended with values, and b.
    fn state() -> RunState {
        let tasks = [json!({ "task_key": "a" }), json!({ "task_key": "b" })];
        let mut ids = 10..;
        let mut state = RunState::new(&Plan::new(&tasks, None), 1, 0, &mut || {
            ids.next().unwrap_or_default()
        });
        let ended = &mut state.attempts[0];
        ended.result = Some(TaskResult::Success);
        ended.output.values = [
            ("n".to_owned(), json!(3)),
            ("list".to_owned(), json!([1, "x"])),
        ]
        .into_iter()
        .collect();
        state
    }

    /// 4.3 [D]: names of the job, of the task itself and of other tasks.
    #[test]
    fn known_names_are_replaced_and_others_stay() {
        let parameters = Map::from_iter([("day".to_owned(), Value::from("mon"))]);
        let state = state();
        let scope = Scope {
            job_id: 7,
            job_name: "etl",
            run_id: 9,
            parameters: &parameters,
            attempt: state.attempts.get(1),
            state: &state,
        };
        for (text, expected) in [
            ("plain", "plain"),
            ("{{job.parameters.day}}", "mon"),
            ("a {{ job.id }}/{{job.run_id}} z", "a 7/9 z"),
            ("{{job.name}}#{{job.repair_count}}", "etl#0"),
            (
                "{{task.name}} {{task.run_id}} {{task.execution_count}}",
                "b 11 1",
            ),
            (
                "{{tasks.a.values.n}} {{tasks.a.values.list}}",
                r#"3 [1,"x"]"#,
            ),
            ("{{tasks.a.result_state}} {{tasks.a.run_id}}", "success 10"),
            ("{{tasks.b.result_state}}", "{{tasks.b.result_state}}"),
            ("{{tasks.a.values.b}}", "{{tasks.a.values.b}}"),
            ("{{job.parameters.other}}", "{{job.parameters.other}}"),
            ("{{input}}", "{{input}}"),
            ("{{open", "{{open"),
            ("{{ {{job.id}}", "{{ {{job.id}}"),
        ] {
            assert_eq!(scope.resolve(text), expected);
        }
        for (text, missing) in [
            ("{{job.id}} {{unknown}}", false),
            ("{{job.parameters.other}}", true),
            ("{{tasks.a.values.b}}", true),
            ("{{ input.x }}", true),
        ] {
            assert_eq!(scope.resolve_all(text).is_err(), missing, "{text}");
        }
    }
}
