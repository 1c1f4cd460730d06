//! What a job lacks to comply with a cluster policy, and how enforcing the policy changes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Context, ServiceError};
use crate::settings::{elements, key};

/// What a job lacks to comply with a cluster policy, for as long as the policy is not enforced.
/// There is nothing of this without it: all jobs comply.
///
/// ```
/// use jobs_emulator::PolicyViolations;
///
/// let outdated = PolicyViolations::of_job("nightly")
///     .violation("main.spark_version", "must be 16.4.x-scala2.12")
///     .change("main.spark_version", "16.4.x-scala2.12");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct PolicyViolations {
    /// The job, by its id or by its name.
    pub job_id: Option<i64>,
    /// The job, by its id or by its name.
    pub job_name: Option<String>,
    /// The policy; without it, whichever the job uses.
    pub policy_id: Option<String>,
    /// What is wrong, by the path of the setting, which begins with the key of the job cluster.
    pub violations: BTreeMap<String, String>,
    /// What enforcing the policy changes.
    pub changes: Vec<PolicyChange>,
}

/// A setting of a job's cluster that a policy changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PolicyChange {
    /// Path of the setting, which begins with the key of the job cluster, or of the task whose
    /// cluster it is: `main.spark_version`.
    pub field: String,
    /// What it becomes; null removes it.
    pub new_value: Value,
}

/// Members of a cluster whose own members may have dots in their names.
const MAPS: [&str; 3] = ["spark_conf", "spark_env_vars", "custom_tags"];

impl PolicyViolations {
    /// Nothing yet, of the job with this name.
    pub fn of_job(name: impl Into<String>) -> Self {
        Self {
            job_name: Some(name.into()),
            ..Self::default()
        }
    }

    /// Nothing yet, of the job with this id.
    pub fn of_job_id(job_id: i64) -> Self {
        Self {
            job_id: Some(job_id),
            ..Self::default()
        }
    }

    /// By this policy.
    #[must_use]
    pub fn policy(mut self, policy_id: impl Into<String>) -> Self {
        self.policy_id = Some(policy_id.into());
        self
    }

    /// Something that is wrong with a setting.
    #[must_use]
    pub fn violation(mut self, path: impl Into<String>, message: impl Into<String>) -> Self {
        self.violations.insert(path.into(), message.into());
        self
    }

    /// A setting that enforcing the policy changes.
    #[must_use]
    pub fn change(mut self, field: impl Into<String>, new_value: impl Into<Value>) -> Self {
        self.changes.push(PolicyChange {
            field: field.into(),
            new_value: new_value.into(),
        });
        self
    }
}

/// Lets a job lack something. Without violations and changes it complies again.
pub(crate) fn set(
    context: &Context<'_>,
    violations: &PolicyViolations,
) -> Result<(), ServiceError> {
    let job = match (violations.job_id, &violations.job_name) {
        (Some(job_id), None) => context.tables.job(job_id)?,
        (None, Some(name)) => context.tables.job_named(name)?,
        _ => return Err(ServiceError::invalid("Name one of job_id and job_name.")),
    };
    let unknown = || match (violations.job_id, &violations.job_name) {
        (_, Some(name)) => {
            ServiceError::invalid(format!("There is no job with the name '{name}'."))
        }
        (job_id, None) => ServiceError::no_job(job_id.unwrap_or_default()),
    };
    let job = job.ok_or_else(unknown)?;
    let settings = context.tables.settings(job.settings_id)?;
    let mut settings = Value::clone(&settings);
    for change in &violations.changes {
        if change.apply(&mut settings).is_none() {
            return Err(ServiceError::invalid(format!(
                "The field '{}' is not one of a new_cluster: begin with the key of a job cluster or task.",
                change.field
            )));
        }
    }
    Ok(context.tables.set_violations(job.job_id, violations)?)
}

impl PolicyChange {
    /// Changes settings, and gives the change as the service tells it; none if they have no such
    /// cluster.
    pub(super) fn apply(&self, settings: &mut Value) -> Option<Value> {
        let (cluster, path) = self.field.split_once('.')?;
        let mut at = cluster_of(settings, cluster)?;
        let steps = steps(path);
        let (last, above) = steps.split_last()?;
        for step in above {
            let members = at.as_object_mut()?;
            let member = members.entry(*step).or_insert(Value::Null);
            if member.is_null() {
                *member = Value::Object(Map::new());
            }
            at = member;
        }
        let members = at.as_object_mut()?;
        let previous = if self.new_value.is_null() {
            members.remove(*last)
        } else {
            members.insert((*last).to_owned(), self.new_value.clone())
        };
        let mut told = json!({ "field": self.field });
        for (name, value) in [
            ("previous_value", previous),
            ("new_value", Some(self.new_value.clone())),
        ] {
            if let Some(value) = value.filter(|value| !value.is_null()) {
                let text = value.as_str().map(str::to_owned);
                told[name] = json!(text.unwrap_or_else(|| value.to_string()));
            }
        }
        Some(told)
    }
}

/// The names on the way to a setting of a cluster.
fn steps(path: &str) -> Vec<&str> {
    match path.split_once('.') {
        Some((map, name)) if MAPS.contains(&map) => vec![map, name],
        _ => path.split('.').collect(),
    }
}

/// The new cluster with this key, or of the task with it.
fn cluster_of<'a>(settings: &'a mut Value, wanted: &str) -> Option<&'a mut Value> {
    let arrays = [("job_clusters", "job_cluster_key"), ("tasks", "task_key")];
    let found = arrays.into_iter().find_map(|(array, name)| {
        let is_wanted =
            |element: &Value| key(element, name) == wanted && element["new_cluster"].is_object();
        let place = elements(settings, array).iter().position(is_wanted)?;
        Some((array, place))
    });
    let (array, place) = found?;
    settings[array][place].get_mut("new_cluster")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::PolicyViolations;

    /// 1.18: the changes of a policy, with what was there before in words.
    #[test]
    fn changes_of_clusters() {
        let cluster = json!({
            "spark_version": "15.4",
            "num_workers": 8,
            "spark_conf": { "a.b": "1" },
            "aws_attributes": { "zone_id": "z" },
        });
        let settings = json!({
            "job_clusters": [{ "job_cluster_key": "main", "new_cluster": cluster }],
            "tasks": [
                { "task_key": "main", "new_cluster": { "num_workers": 1 } },
                { "task_key": "own", "new_cluster": {} },
                { "task_key": "none" },
            ],
        });
        for (field, new, told) in [
            (
                "main.num_workers",
                json!(4),
                json!({ "previous_value": "8", "new_value": "4" }),
            ),
            (
                "main.spark_conf.a.b",
                json!("2"),
                json!({ "previous_value": "1", "new_value": "2" }),
            ),
            (
                "main.aws_attributes.zone_id",
                Value::Null,
                json!({ "previous_value": "z" }),
            ),
            (
                "own.aws_attributes.ebs_volume_count",
                json!(2),
                json!({ "new_value": "2" }),
            ),
            ("none.num_workers", json!(1), Value::Null),
            ("main", json!(1), Value::Null),
            ("main.num_workers.deep", json!(1), Value::Null),
            ("", json!(1), Value::Null),
        ] {
            let violations = PolicyViolations::of_job("x").change(field, new);
            let mut changed = settings.clone();
            let change = violations.changes[0].apply(&mut changed);
            let Some(mut change) = change else {
                assert_eq!(told, Value::Null, "{field}");
                continue;
            };
            assert_eq!(change["field"].take(), field);
            let mut told = told;
            told["field"] = Value::Null;
            assert_eq!(change, told, "{field}");
            assert_ne!(changed, settings);
        }
    }
}
