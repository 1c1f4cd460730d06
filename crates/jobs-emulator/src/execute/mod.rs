//! What becomes of a task run: simulated, by rule.
//!
//! A simulated task takes its time and has its outcome without running any code. Condition tasks
//! are evaluated, and so are the inputs of for-each tasks; run-job tasks are the scheduler's affair.

mod condition_task;
mod for_each;
mod reference;
mod rule;

use std::time::Duration;

use serde_json::Value;

pub(crate) use self::for_each::inputs;
pub(crate) use self::reference::Scope;
pub use self::rule::{Rule, TaskOutcome};
use crate::clock::millis;
use crate::engine::Millis;
use crate::engine::state::{ExecutionResult, Output};

/// Decides how task runs go.
#[derive(Clone, Debug)]
pub(crate) struct Simulator {
    task_duration: Millis,
    /// The last one that matches wins.
    rules: Vec<Rule>,
}

/// A task run that is about to start.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    /// What references in its settings can name.
    pub(crate) scope: Scope<'a>,
    /// The task's settings.
    pub(crate) task: &'a Value,
    pub(crate) task_key: &'a str,
    /// Number of the attempt, from 0, counted over retries and repairs.
    pub(crate) attempt: u32,
    /// Place of its input, from 0, for an iteration of a for-each task.
    pub(crate) iteration: Option<usize>,
}

/// How a task run goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Simulation {
    /// How long compute is prepared.
    pub(crate) setup: Millis,
    /// How long the task executes.
    pub(crate) execution: Millis,
    pub(crate) result: ExecutionResult,
    pub(crate) output: Output,
}

impl Simulator {
    pub(crate) fn new(task_duration: Duration, rules: Vec<Rule>) -> Self {
        Self {
            task_duration: millis(task_duration),
            rules,
        }
    }

    pub(crate) fn add_rule(&mut self, rule: Rule) {
        self.rules.push(rule);
    }

    pub(crate) fn clear_rules(&mut self) {
        self.rules.clear();
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// How long it takes to stop a task run.
    pub(crate) fn cleanup(&self) -> Millis {
        self.task_duration / 10
    }

    /// How this task run goes: as its rule says, else well.
    pub(crate) fn simulate(&self, subject: &Subject<'_>) -> Simulation {
        let rule = self.rules.iter().rev().find(|rule| rule.matches(subject));
        let setup = self.task_duration / 5;
        let execution = match rule.and_then(|rule| rule.duration_ms) {
            Some(duration) => i64::try_from(duration).unwrap_or(Millis::MAX / 4),
            None => self.task_duration - setup,
        };
        // No attempt is over before it began, or one that is retried for ever would stop the clock.
        let execution = execution.max(1);
        let (result, output) = match rule {
            Some(rule) => rule.outcome(),
            None => (ExecutionResult::Success, Output::default()),
        };
        let mut simulation = Simulation {
            setup,
            execution,
            result,
            output,
        };
        if result == ExecutionResult::Success && subject.task["condition_task"].is_object() {
            condition_task::evaluate(subject, &mut simulation);
        }
        simulation
    }
}
