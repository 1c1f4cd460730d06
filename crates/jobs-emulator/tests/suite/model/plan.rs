//! What is tried: a job, how the attempts of its tasks go, and what is done to its run.

use std::time::Duration;

use jobs_emulator::Rule;
use serde_json::{Value, json};

/// Name of the job whose run is watched.
pub(super) const JOB: &str = "watched";

/// A job and the course of its run.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) tasks: Vec<PlannedTask>,
    /// Time limit of the job in seconds; 0 is none.
    pub(super) timeout_seconds: i64,
    /// The run as it was started, and its repairs.
    pub(super) rounds: Vec<PlannedRound>,
    /// Decides at which moments the run is looked at.
    pub(super) steps: u64,
}

/// A run from its start, or from a repair, to its end.
#[derive(Clone, Debug, Default)]
pub(super) struct PlannedRound {
    /// None for the first.
    pub(super) repair: Option<Repair>,
    pub(super) cancels: Vec<Cancel>,
}

/// Which tasks are run again.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    /// Those that are named; none stands for all that failed.
    pub(super) tasks: Vec<String>,
    pub(super) dependents: bool,
}

/// A cancel, so many milliseconds after the round began.
#[derive(Clone, Debug)]
pub(super) struct Cancel {
    pub(super) after_ms: i64,
    pub(super) target: Target,
}

/// What is cancelled.
#[derive(Clone, Debug)]
pub(super) enum Target {
    Run,
    /// The latest attempt of a task.
    Task(String),
    /// The latest attempt of an iteration of a for-each task.
    Iteration(String, usize),
}

#[derive(Clone, Debug)]
pub(super) struct PlannedTask {
    pub(super) key: String,
    pub(super) depends_on: Vec<Dependency>,
    pub(super) run_if: RunIf,
    pub(super) disabled: bool,
    pub(super) limits: Limits,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) struct Dependency {
    pub(super) key: String,
    /// The outcome of a condition task that is waited for.
    pub(super) outcome: Option<bool>,
}

/// Retries and time limit of a task, or of the nested task of a for-each task.
#[derive(Clone, Debug, Default)]
pub(super) struct Limits {
    pub(super) max_retries: i64,
    pub(super) min_retry_interval_millis: i64,
    pub(super) retry_on_timeout: bool,
    pub(super) timeout_seconds: i64,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// With its attempts, counted over retries and repairs.
    Notebook(Vec<Attempt>),
    /// With its outcome; none if it cannot be decided and fails.
    Condition(Option<bool>),
    ForEach {
        concurrency: usize,
        /// The attempts of each.
        iterations: Vec<Vec<Attempt>>,
        /// Limit of the for-each task itself.
        timeout_seconds: i64,
    },
    /// A job of one task, each run of which goes like this.
    RunJob(Attempt),
}

/// How an attempt goes unless it is stopped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) ends: Ending,
    /// How long it executes, 1 at least.
    pub(super) millis: i64,
}

/// How long the emulator prepares an attempt before it executes, in milliseconds.
pub(super) const PREPARES: i64 = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Success,
    Failed,
    TimedOut,
    InternalError,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RunIf {
    #[default]
    AllSuccess,
    AtLeastOneSuccess,
    NoneFailed,
    AllDone,
    AtLeastOneFailed,
    AllFailed,
}

impl RunIf {
    pub(super) const ALL: [Self; 6] = [
        Self::AllSuccess,
        Self::AtLeastOneSuccess,
        Self::NoneFailed,
        Self::AllDone,
        Self::AtLeastOneFailed,
        Self::AllFailed,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AllSuccess => "ALL_SUCCESS",
            Self::AtLeastOneSuccess => "AT_LEAST_ONE_SUCCESS",
            Self::NoneFailed => "NONE_FAILED",
            Self::AllDone => "ALL_DONE",
            Self::AtLeastOneFailed => "AT_LEAST_ONE_FAILED",
            Self::AllFailed => "ALL_FAILED",
        }
    }
}

impl Plan {
    pub(super) fn task(&self, key: &str) -> Option<&PlannedTask> {
        self.tasks.iter().find(|task| task.key == key)
    }

    /// Keys of the tasks on which no other depends.
    pub(super) fn leaves(&self) -> Vec<&str> {
        let depended: Vec<&str> = self
            .tasks
            .iter()
            .flat_map(|task| task.depends_on.iter().map(|on| on.key.as_str()))
            .collect();
        let keys = self.tasks.iter().map(|task| task.key.as_str());
        keys.filter(|key| !depended.contains(key)).collect()
    }

    /// Keys of the tasks that depend on one of these, directly or not.
    pub(super) fn dependents(&self, keys: &[String]) -> Vec<String> {
        let mut reached = keys.to_vec();
        // Tasks stand behind those that they depend on.
        for task in &self.tasks {
            if task.depends_on.iter().any(|on| reached.contains(&on.key)) {
                reached.push(task.key.clone());
            }
        }
        reached.split_off(keys.len())
    }

    /// The settings of the jobs that run-job tasks start, by the keys of those tasks.
    pub(super) fn other_jobs(&self) -> Vec<(String, Value)> {
        let run_jobs = self
            .tasks
            .iter()
            .filter(|task| matches!(task.kind, Kind::RunJob(_)));
        run_jobs
            .map(|task| {
                let settings = json!({
                    "name": other_job(&task.key), "max_concurrent_runs": 1000,
                    "tasks": [notebook("inner")],
                });
                (task.key.clone(), settings)
            })
            .collect()
    }

    /// The settings of the job; `other_job_id` tells which job a run-job task starts.
    pub(super) fn settings(&self, other_job_id: impl Fn(&str) -> i64) -> Value {
        let tasks: Vec<Value> = self
            .tasks
            .iter()
            .map(|task| task.settings(&other_job_id))
            .collect();
        json!({ "name": JOB, "timeout_seconds": self.timeout_seconds, "tasks": tasks })
    }

    /// The rules by which the simulated tasks go as planned.
    pub(super) fn rules(&self) -> Vec<Rule> {
        // Of the rules that match the last one counts: these are for what is not planned.
        let mut rules = vec![Attempt::default().rule(Rule::any())];
        for task in &self.tasks {
            match &task.kind {
                Kind::Notebook(attempts) => rules.extend(numbered(attempts, || {
                    Rule::task(task.key.as_str()).job(JOB)
                })),
                Kind::ForEach { iterations, .. } => {
                    for (index, attempts) in (0..).zip(iterations) {
                        rules.extend(numbered(attempts, || {
                            Rule::task(nested_key(&task.key)).iteration(index)
                        }));
                    }
                }
                Kind::RunJob(attempt) => {
                    rules.push(attempt.rule(Rule::any().job(other_job(&task.key))));
                }
                Kind::Condition(_) => {}
            }
        }
        rules
    }
}

/// One rule for each of these attempts.
fn numbered(attempts: &[Attempt], rule: impl Fn() -> Rule) -> Vec<Rule> {
    (0..)
        .zip(attempts)
        .map(|(number, attempt)| attempt.rule(rule().attempt(number)))
        .collect()
}

fn other_job(key: &str) -> String {
    format!("started by {key}")
}

fn nested_key(key: &str) -> String {
    format!("{key}_iteration")
}

fn notebook(key: &str) -> Value {
    json!({ "task_key": key, "notebook_task": { "notebook_path": "/work" } })
}

impl PlannedTask {
    fn settings(&self, other_job_id: impl Fn(&str) -> i64) -> Value {
        let mut task = match &self.kind {
            Kind::Notebook(_) => self.limits.settings(notebook(&self.key)),
            Kind::Condition(outcome) => {
                // An order is one of numbers only.
                let (op, left, right) = match outcome {
                    Some(true) => ("EQUAL_TO", "a", "a"),
                    Some(false) => ("EQUAL_TO", "a", "b"),
                    None => ("GREATER_THAN", "a", "b"),
                };
                json!({ "condition_task": { "op": op, "left": left, "right": right } })
            }
            Kind::ForEach {
                concurrency,
                iterations,
                timeout_seconds,
            } => {
                let inputs: Vec<usize> = (0..iterations.len()).collect();
                let nested = self.limits.settings(notebook(&nested_key(&self.key)));
                json!({
                    "timeout_seconds": timeout_seconds,
                    "for_each_task": {
                        "inputs": json!(inputs).to_string(),
                        "concurrency": concurrency,
                        "task": nested,
                    },
                })
            }
            Kind::RunJob(_) => {
                let job = json!({ "run_job_task": { "job_id": other_job_id(&self.key) } });
                self.limits.settings(job)
            }
        };
        let depends_on: Vec<Value> = self.depends_on.iter().map(Dependency::settings).collect();
        task["task_key"] = json!(self.key);
        task["depends_on"] = json!(depends_on);
        task["run_if"] = json!(self.run_if.name());
        task["disabled"] = json!(self.disabled);
        task
    }
}

impl Dependency {
    fn settings(&self) -> Value {
        match self.outcome {
            Some(outcome) => json!({ "task_key": self.key, "outcome": outcome.to_string() }),
            None => json!({ "task_key": self.key }),
        }
    }
}

impl Limits {
    fn settings(&self, mut task: Value) -> Value {
        task["max_retries"] = json!(self.max_retries);
        task["min_retry_interval_millis"] = json!(self.min_retry_interval_millis);
        task["retry_on_timeout"] = json!(self.retry_on_timeout);
        task["timeout_seconds"] = json!(self.timeout_seconds);
        task
    }
}

impl Default for Attempt {
    /// Those that are not planned.
    fn default() -> Self {
        Self {
            ends: Ending::Success,
            millis: 1,
        }
    }
}

impl Attempt {
    fn rule(self, rule: Rule) -> Rule {
        let rule = rule.takes(Duration::from_millis(self.millis.unsigned_abs()));
        match self.ends {
            Ending::Success => rule.succeeds(),
            Ending::Failed => rule.fails("as planned"),
            Ending::TimedOut => rule.times_out(),
            Ending::InternalError => rule.breaks("as planned"),
        }
    }
}
