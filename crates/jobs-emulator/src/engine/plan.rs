//! What of a job's settings decides how a run of it goes.

use std::collections::HashMap;

use serde_json::Value;

use super::Millis;

/// The tasks of a run and how they hang together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// Tasks in the order of the settings.
    pub(crate) tasks: Vec<TaskPlan>,
    /// How long the whole run may take.
    pub(crate) timeout: Option<Millis>,
    /// Whether failed tasks are tried again while others are at their first attempt, and the run is
    /// given up when none is.
    pub(crate) retries_while_others_begin: bool,
}

/// What of a task's settings decides how it runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct TaskPlan {
    pub(crate) key: String,
    /// Tasks of the same plan that have to end before this one is decided on.
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) run_if: RunIf,
    pub(crate) retries: Retries,
    /// From the start of a failed attempt to the start of the next.
    pub(crate) retry_interval: Millis,
    pub(crate) retry_on_timeout: bool,
    /// How long one attempt may take.
    pub(crate) timeout: Option<Millis>,
    pub(crate) disabled: bool,
    /// The iterations of a for-each task.
    pub(crate) for_each: Option<Box<ForEach>>,
}

/// What of a for-each task's settings decides how its iterations run.
#[derive(Clone, Debug)]
pub(crate) struct ForEach {
    /// The task that is run for each input.
    pub(crate) nested: TaskPlan,
    /// Most iterations that are active at a time.
    pub(crate) concurrency: usize,
}

/// A task that another one waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// Position of the task in the plan.
    pub(crate) task: usize,
    /// Outcome that a condition task must have for this branch to be taken.
    pub(crate) outcome: Option<bool>,
}

/// When a task runs, by what became of the tasks that it depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RunIf {
    #[default]
    AllSuccess,
    AtLeastOneSuccess,
    NoneFailed,
    AllDone,
    AtLeastOneFailed,
    AllFailed,
}

impl RunIf {
    /// The condition with this name on the wire; none if there is no such condition.
    pub(crate) fn from_wire(name: &str) -> Option<Self> {
        Some(match name {
            "ALL_SUCCESS" => Self::AllSuccess,
            "AT_LEAST_ONE_SUCCESS" => Self::AtLeastOneSuccess,
            "NONE_FAILED" => Self::NoneFailed,
            "ALL_DONE" => Self::AllDone,
            "AT_LEAST_ONE_FAILED" => Self::AtLeastOneFailed,
            "ALL_FAILED" => Self::AllFailed,
            _ => return None,
        })
    }
}

/// How often a failed task is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retries {
    /// At most so often.
    UpTo(u32),
    /// Until it succeeds.
    Forever,
}

impl Default for Retries {
    fn default() -> Self {
        Self::UpTo(0)
    }
}

impl Retries {
    /// Whether one more attempt is allowed after so many retries.
    pub(crate) fn allow(self, retried: u32) -> bool {
        match self {
            Self::UpTo(most) => retried < most,
            Self::Forever => true,
        }
    }
}

impl Plan {
    /// Reads the plan from task documents. Dependencies on tasks that are not among them are left
    /// out: a run of a part of a job does not wait for the rest.
    pub(crate) fn new<'a>(
        tasks: impl IntoIterator<Item = &'a Value>,
        timeout_seconds: Option<i64>,
    ) -> Self {
        let documents: Vec<&Value> = tasks.into_iter().collect();
        let positions: HashMap<&str, usize> = documents
            .iter()
            .enumerate()
            .filter_map(|(position, task)| Some((task_key(task)?, position)))
            .collect();
        let tasks = documents
            .iter()
            .map(|task| TaskPlan::new(task, &positions))
            .collect();
        Self {
            tasks,
            timeout: seconds(timeout_seconds),
            retries_while_others_begin: false,
        }
    }

    /// The task with this key.
    pub(crate) fn task(&self, key: &str) -> Option<&TaskPlan> {
        self.tasks.iter().find(|task| task.key == key)
    }

    /// For each task, whether another one depends on it.
    pub(crate) fn has_dependents(&self) -> Vec<bool> {
        let mut dependents = vec![false; self.tasks.len()];
        for edge in self.tasks.iter().flat_map(|task| &task.dependencies) {
            dependents[edge.task] = true;
        }
        dependents
    }
}

impl TaskPlan {
    fn new(task: &Value, positions: &HashMap<&str, usize>) -> Self {
        let dependencies = task["depends_on"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|dependency| {
                Some(Dependency {
                    task: *positions.get(task_key(dependency)?)?,
                    outcome: dependency["outcome"]
                        .as_str()
                        .and_then(|text| text.parse().ok()),
                })
            })
            .collect();
        Self {
            key: task_key(task).unwrap_or_default().to_owned(),
            dependencies,
            run_if: task["run_if"]
                .as_str()
                .and_then(RunIf::from_wire)
                .unwrap_or_default(),
            retries: match task["max_retries"].as_i64().unwrap_or(0) {
                i64::MIN..=-1 => Retries::Forever,
                most => Retries::UpTo(u32::try_from(most).unwrap_or(u32::MAX)),
            },
            retry_interval: task["min_retry_interval_millis"]
                .as_i64()
                .unwrap_or(0)
                .max(0),
            retry_on_timeout: task["retry_on_timeout"].as_bool().unwrap_or(false),
            timeout: seconds(task["timeout_seconds"].as_i64()),
            disabled: task["disabled"].as_bool().unwrap_or(false),
            for_each: task
                .get("for_each_task")
                .filter(|each| each.is_object())
                .map(|each| Box::new(ForEach::new(each))),
        }
    }
}

impl ForEach {
    fn new(each: &Value) -> Self {
        let concurrency = each["concurrency"].as_i64().unwrap_or(1);
        Self {
            // It depends on nothing: what it waits for is the for-each task's affair.
            nested: TaskPlan::new(&each["task"], &HashMap::new()),
            concurrency: usize::try_from(concurrency).unwrap_or(1).max(1),
        }
    }
}

/// A time limit; 0 stands for none.
fn seconds(limit: Option<i64>) -> Option<Millis> {
    limit
        .filter(|seconds| *seconds > 0)
        .map(|seconds| seconds.saturating_mul(1000))
}

fn task_key(document: &Value) -> Option<&str> {
    document["task_key"].as_str()
}
