//! What becomes of a task run: simulated, by rule, or run on this machine ([`local`]).
//!
//! A simulated task takes its time and has its outcome without running any code. Condition tasks
//! are evaluated, and so are the inputs of for-each tasks; run-job tasks are the scheduler's affair.

mod condition_task;
mod for_each;
pub(crate) mod local;
mod reference;
mod rule;
mod task_parameters;
pub(crate) mod task_values;

use std::time::Duration;

pub(crate) use self::for_each::inputs;
pub use self::local::LocalExecution;
pub(crate) use self::local::Order;
pub(crate) use self::reference::{Scope, TaskDocuments, check as check_references, job_parameters};
pub use self::rule::{Rule, TaskOutcome};
pub(crate) use self::task_parameters::{EffectiveTask, what_it_does};
use crate::clock::millis;
use crate::engine::Millis;
use crate::engine::limits::WorkspaceLimits;
use crate::engine::state::{ExecutionResult, Output};

/// Decides how task runs go.
#[derive(Clone, Debug)]
pub(crate) struct Simulator {
    task_duration: Millis,
    /// The last one that matches wins.
    rules: Vec<Rule>,
    /// Whether tasks run their code that can, and have no rule.
    runs_locally: bool,
}

/// A task run that is about to start.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    /// What references in its settings can name.
    pub(crate) scope: Scope<'a>,
    /// What it is started with.
    pub(crate) task: &'a EffectiveTask,
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
            runs_locally: false,
        }
    }

    /// Lets tasks run their code that can, and have no rule.
    pub(crate) fn run_locally(mut self) -> Self {
        self.runs_locally = true;
        self
    }

    /// Whether this task run runs its code: a rule for it says how it is simulated.
    pub(crate) fn runs_code(&self, subject: &Subject<'_>) -> bool {
        self.runs_locally && local::is_local(subject.task) && self.rule(subject).is_none()
    }

    fn rule(&self, subject: &Subject<'_>) -> Option<&Rule> {
        self.rules.iter().rev().find(|rule| rule.matches(subject))
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
    pub(crate) fn simulate(&self, subject: &Subject<'_>, limits: &WorkspaceLimits) -> Simulation {
        let rule = self.rule(subject);
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
        if result == ExecutionResult::Success && subject.task.kind == "condition_task" {
            condition_task::evaluate(subject.task, &mut simulation);
        }
        let Simulation { result, output, .. } = &mut simulation;
        task_values::enforce(result, output, &subject.scope, limits);
        simulation
    }
}
