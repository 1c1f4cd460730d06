//! What a task run is started with: its settings, the parameters of its run merged into them, and
//! references replaced.
//!
//! | kind | its own parameters | those of the older kinds | job parameters |
//! |---|---|---|---|
//! | notebook | `base_parameters` | `notebook_params`, by name | by name |
//! | Python file | `parameters` | `python_params` instead | – |
//! | Python wheel | `parameters` | `python_params` instead | – |
//! | Python wheel | `named_parameters` | `python_named_params`, by name | by name |
//! | JAR, spark-submit | `parameters` | `jar_params`, `spark_submit_params` instead | – |
//! | SQL, but for alerts | `parameters` | `sql_params`, by name | by name |
//! | dbt | `commands` | `dbt_commands` instead | – |
//! | pipeline | the task's own members | `pipeline_params`, by name | – |
//! | run job | `job_parameters` | – | by name, those that the other job declares |
//!
//! What stands further right wins.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::reference::{Resolver, Scope, job_parameters, text_of};
use crate::settings;

/// What a task run is started with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EffectiveTask {
    /// The member of the task's settings that says what it does, such as `notebook_task`; empty for
    /// a task that does nothing.
    pub(crate) kind: String,
    /// What that member has. For a for-each task the nested task is left out: that of an iteration
    /// is a task of its own.
    pub(crate) settings: Map<String, Value>,
}

/// How parameters come to a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TaskParameters {
    /// In order, as on a command line.
    pub(crate) positional: Vec<String>,
    /// By name: widgets of a notebook, keyword arguments of a wheel, parameters of a query.
    pub(crate) named: BTreeMap<String, String>,
}

/// Where the parameters of a kind of task are, and which parameters of a run go to them.
struct Kind {
    name: &'static str,
    /// The list of positional parameters, and what takes its place.
    positional: Option<(&'static str, &'static str)>,
    /// The map of named parameters, and what is merged into it.
    named: Option<(&'static str, &'static str)>,
    /// Whether job parameters are merged into the named ones.
    takes_job_parameters: bool,
}

const KINDS: [Kind; 8] = [
    Kind {
        name: "notebook_task",
        positional: None,
        named: Some(("base_parameters", "notebook_params")),
        takes_job_parameters: true,
    },
    Kind {
        name: "spark_python_task",
        positional: Some(("parameters", "python_params")),
        named: None,
        takes_job_parameters: false,
    },
    Kind {
        name: "python_wheel_task",
        positional: Some(("parameters", "python_params")),
        named: Some(("named_parameters", "python_named_params")),
        takes_job_parameters: true,
    },
    Kind {
        name: "spark_jar_task",
        positional: Some(("parameters", "jar_params")),
        named: None,
        takes_job_parameters: false,
    },
    Kind {
        name: "spark_submit_task",
        positional: Some(("parameters", "spark_submit_params")),
        named: None,
        takes_job_parameters: false,
    },
    Kind {
        name: "sql_task",
        positional: None,
        named: Some(("parameters", "sql_params")),
        takes_job_parameters: true,
    },
    Kind {
        name: "dbt_task",
        positional: Some(("commands", "dbt_commands")),
        named: None,
        takes_job_parameters: false,
    },
    Kind {
        name: "run_job_task",
        positional: None,
        named: Some(("job_parameters", "")),
        takes_job_parameters: false,
    },
];

impl EffectiveTask {
    /// What the task run of this scope is started with by the settings of its task, or why it
    /// cannot start.
    pub(crate) fn new(scope: &Scope<'_>, task: &Value) -> Result<Self, String> {
        let Some((name, settings)) = what_it_does(task) else {
            return Ok(Self::default());
        };
        let mut settings = settings.clone();
        if name == "for_each_task" {
            settings.remove("task");
        }
        let kind = Kind::of(name, &settings);
        if let Some(kind) = &kind {
            kind.take_older(&mut settings, &scope.request.overriding_parameters);
        } else if name == "pipeline_task" {
            let older = scope.request.overriding_parameters.get("pipeline_params");
            settings.extend(
                older
                    .and_then(Value::as_object)
                    .cloned()
                    .unwrap_or_default(),
            );
        }
        let parameters = job_parameters(scope);
        let mut resolver = Resolver::new(Scope {
            parameters: &parameters,
            ..*scope
        });
        for value in settings.values_mut() {
            *value = resolver.document(value)?;
        }
        // Job parameters last: what users write in them is not searched for references again.
        if let Some((member, _)) = kind
            .filter(|kind| kind.takes_job_parameters)
            .and_then(|kind| kind.named)
            && !parameters.is_empty()
        {
            merge(&mut settings, member, parameters.into_owned());
        }
        Ok(Self {
            kind: name.to_owned(),
            settings,
        })
    }

    /// The job that a run-job task runs; 0 for none.
    pub(crate) fn job_id(&self) -> i64 {
        let job_id = self.settings.get("job_id").and_then(Value::as_i64);
        job_id.unwrap_or(0)
    }

    /// Gives a run-job task those job parameters of its run that the other job, by its settings,
    /// declares as well.
    pub(crate) fn push_down(&mut self, parameters: &Map<String, Value>, other: &Value) {
        let declared = settings::elements(other, "parameters").iter();
        let shared = declared.filter_map(|parameter| {
            let name = settings::key(parameter, "name");
            Some((name.to_owned(), parameters.get(name)?.clone()))
        });
        let shared: Map<String, Value> = shared.collect();
        if !shared.is_empty() {
            merge(&mut self.settings, "job_parameters", shared);
        }
    }

    /// The parameters as the service shows them, if there are any: a `ResolvedValues`.
    pub(crate) fn resolved_values(&self) -> Option<Value> {
        let mut shown = Map::new();
        if let Some(kind) = Kind::of(&self.kind, &self.settings) {
            let TaskParameters { positional, named } = self.parameters();
            let has = |member: &str| {
                self.settings
                    .get(member)
                    .is_some_and(|value| !value.is_null())
            };
            if let Some((member, _)) = kind.positional.filter(|(member, _)| has(member)) {
                shown.insert(member.to_owned(), json!(positional));
            }
            if let Some((member, _)) = kind.named.filter(|(member, _)| has(member)) {
                shown.insert(member.to_owned(), json!(named));
            }
        }
        let others: &[&str] = match self.kind.as_str() {
            "condition_task" => &["left", "right"],
            "pipeline_task" => &["parameters"],
            _ => &[],
        };
        for member in others {
            if let Some(value) = self.settings.get(*member).filter(|value| !value.is_null()) {
                shown.insert((*member).to_owned(), in_texts(value));
            }
        }
        let older = self.older_maps();
        if !older.is_empty() {
            shown.insert("parameters".to_owned(), in_texts(&Value::Object(older)));
        }
        (!shown.is_empty()).then(|| {
            let kind = (self.kind.clone(), Value::Object(shown));
            Value::Object(Map::from_iter([kind]))
        })
    }

    /// What a run-job task gives the other job beside job parameters, as far as it has names.
    fn older_maps(&self) -> Map<String, Value> {
        if self.kind != "run_job_task" {
            return Map::new();
        }
        let maps = ["notebook_params", "python_named_params", "sql_params"];
        let maps = maps
            .iter()
            .filter_map(|name| self.settings.get(*name)?.as_object());
        maps.flatten()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// The parameters as a program gets them.
    pub(crate) fn parameters(&self) -> TaskParameters {
        let Some(kind) = Kind::of(&self.kind, &self.settings) else {
            return TaskParameters::default();
        };
        let positional = kind
            .positional
            .and_then(|(member, _)| self.settings.get(member));
        let named = kind.named.and_then(|(member, _)| self.settings.get(member));
        let named = named.and_then(Value::as_object).into_iter().flatten();
        TaskParameters {
            positional: texts(positional),
            named: named
                .map(|(name, value)| (name.clone(), text_of(value)))
                .collect(),
        }
    }
}

impl Kind {
    /// The kind of a task by its name, as far as it can have parameters with these settings.
    fn of(name: &str, settings: &Map<String, Value>) -> Option<Self> {
        let mut kind = KINDS.into_iter().find(|kind| kind.name == name)?;
        let has = |member: &str| settings.get(member).is_some_and(|value| !value.is_null());
        // A wheel has either the ones or the others.
        if name == "python_wheel_task" {
            if has("named_parameters") {
                kind.positional = None;
            } else {
                kind.takes_job_parameters = false;
                kind.named = kind.named.filter(|_| !has("parameters"));
            }
        }
        if name == "sql_task" && has("alert") {
            return None;
        }
        Some(kind)
    }

    /// Takes the parameters of the older kinds that a run was given for this kind of task.
    fn take_older(&self, settings: &mut Map<String, Value>, given: &Map<String, Value>) {
        if let Some((member, older)) = self.positional
            && let Some(list) = given.get(older)
        {
            settings.insert(member.to_owned(), list.clone());
        }
        if let Some((member, older)) = self.named
            && let Some(Value::Object(values)) = given.get(older)
        {
            merge(settings, member, values.clone());
        }
    }
}

/// The member of a task that says what it does, by its name.
pub(crate) fn what_it_does(task: &Value) -> Option<(&str, &Map<String, Value>)> {
    let mut members = task.as_object()?.iter();
    members.find_map(|(name, value)| {
        let value = value.as_object()?;
        name.ends_with("_task").then_some((name.as_str(), value))
    })
}

/// Merges values into the object that a member has, if it has one.
fn merge(settings: &mut Map<String, Value>, member: &str, values: Map<String, Value>) {
    match settings.get_mut(member) {
        Some(Value::Object(object)) => object.extend(values),
        _ => {
            settings.insert(member.to_owned(), Value::Object(values));
        }
    }
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.map(text_of).collect()
}

/// A value, or the members of an object, as text: parameters are nothing else.
fn in_texts(value: &Value) -> Value {
    let text = |value: &Value| Value::String(text_of(value));
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| (name.clone(), text(value)))
                .collect()
        }
        other => text(other),
    }
}
