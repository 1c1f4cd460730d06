//! What the service refuses. Members, types and limits come from the tables of the spec; the files
//! here have the rules that no table can say.

mod compute;
mod for_each;
mod git_source;
mod graph;
mod job;
mod task_type;
mod tasks;
mod triggers;

use serde_json::{Map, Value};

use crate::generated::JOB_SETTINGS;
use crate::service::ServiceError;
use crate::shape::Place;

/// How settings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// With a list of tasks.
    Tasks,
    /// With one task at the root, which has become the only one of the list before it is checked.
    SingleTask,
}

/// Refuses settings that the service refuses.
pub(crate) fn validate(settings: &Value, form: Form) -> Result<(), ServiceError> {
    refusal(settings, form).map_err(ServiceError::invalid)
}

/// Refuses targets of a run that do not go together.
pub(crate) fn check_targets(
    duration_target: &str,
    performance_target: &Value,
) -> Result<(), ServiceError> {
    job::check_duration_target(duration_target, performance_target).map_err(ServiceError::invalid)
}

/// What the service says of settings that it refuses.
type Checked = Result<(), String>;

fn refusal(settings: &Value, form: Form) -> Checked {
    let no_members = Map::new();
    let members = settings.as_object().unwrap_or(&no_members);
    let place = Place::settings(match form {
        Form::SingleTask => "task",
        Form::Tasks => "tasks",
    });
    git_source::check_provider(&settings["git_source"])?;
    triggers::check_exclusive(settings)?;
    JOB_SETTINGS.check(members, &place)?;
    git_source::check(&settings["git_source"])?;
    triggers::check(settings)?;
    job::check(settings)?;
    tasks::check(settings, &place.member("tasks"), form)
}

/// Refuses an object that has several of these members.
fn at_most_one(object: &Value, names: &[&str], refuse: impl Fn(String) -> String) -> Checked {
    let given: Vec<&str> = given(object, names);
    if given.len() > 1 {
        return Err(refuse(given.join(" and ")));
    }
    Ok(())
}

/// Refuses an object, if it is one, that has not just one of these members.
fn exactly_one(object: &Value, names: &[&str], refuse: impl Fn(String) -> String) -> Checked {
    if !object.is_object() {
        return Ok(());
    }
    let found = match given(object, names)[..] {
        [_] => return Ok(()),
        [] => "none".to_owned(),
        ref several => several.join(" and "),
    };
    Err(refuse(found))
}

/// Those of these members that an object has, and that say something.
fn given<'a>(object: &Value, names: &[&'a str]) -> Vec<&'a str> {
    let says_something = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        _ => true,
    };
    let names = names.iter().copied();
    names
        .filter(|name| says_something(&object[*name]))
        .collect()
}
