//! What is known of a run while something is still to happen to it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::capacity;
use crate::engine::plan::Plan;
use crate::engine::state::RunState;
use crate::engine::trigger::Trigger;
use crate::engine::workspace::WorkspaceUrl;
use crate::settings;
use crate::store::{Cause, RunRequest, RunRow, StoreError, Tables};

/// A run that something is still to happen to.
#[derive(Debug)]
pub(super) struct ActiveRun {
    pub(super) run_id: i64,
    pub(super) job_id: i64,
    pub(super) request: RunRequest,
    /// The newest version of settings that it runs with.
    pub(super) settings: Arc<Value>,
    /// Whether anybody is to be told of anything.
    pub(super) is_heard: bool,
    /// Job parameters by name, as references see them.
    pub(super) parameters: Map<String, Value>,
    pub(super) plan: Plan,
    /// Settings of the tasks of the plan.
    pub(super) tasks: Vec<TaskSettings>,
    pub(super) state: RunState,
    pub(super) holds_slot: bool,
    /// Positions of its task runs that are counted as active in the workspace.
    pub(super) at_work: HashSet<usize>,
    /// Whether it has run-job or for-each tasks.
    pub(super) has_parents: bool,
    pub(super) workspace_url: WorkspaceUrl,
}

/// A task in a version of settings.
#[derive(Clone, Debug)]
pub(super) struct TaskSettings {
    pub(super) settings: Arc<Value>,
    pub(super) position: usize,
}

impl ActiveRun {
    pub(super) fn new(
        row: RunRow,
        plan: Plan,
        tasks: Vec<TaskSettings>,
        settings: &Arc<Value>,
        holds_slot: bool,
        workspace_url: WorkspaceUrl,
    ) -> Self {
        let has_parents = tasks
            .iter()
            .any(|task| capacity::is_parent(task.document()));
        Self {
            run_id: row.run_id,
            job_id: row.job_id,
            settings: Arc::clone(settings),
            is_heard: Self::is_heard(settings, &tasks),
            parameters: settings::effective_parameters(settings, &row.request.job_parameters),
            request: row.request,
            plan,
            tasks,
            state: row.state,
            holds_slot,
            at_work: HashSet::new(),
            has_parents,
            workspace_url,
        }
    }
}

impl TaskSettings {
    pub(super) fn document(&self) -> &Value {
        &self.settings["tasks"][self.position]
    }
}

/// The settings of each task of a run: those that its latest task run has, unless others are given.
pub(super) fn task_settings<'a>(
    tables: Tables<'_>,
    state: &RunState,
    others: impl Fn(&str) -> Option<&'a Arc<Value>>,
) -> Result<Vec<TaskSettings>, StoreError> {
    let mut tasks = Vec::new();
    let mut positions: HashMap<*const Value, HashMap<String, usize>> = HashMap::new();
    for attempt in state.latest() {
        let settings = match others(&attempt.task_key) {
            Some(settings) => Arc::clone(settings),
            None => tables.settings(attempt.settings)?,
        };
        let known = positions
            .entry(Arc::as_ptr(&settings))
            .or_insert_with(|| settings::positions(&settings));
        let position = *known.get(&attempt.task_key).ok_or_else(|| {
            StoreError::Damaged(format!(
                "the settings of task '{}' are lost",
                attempt.task_key
            ))
        })?;
        tasks.push(TaskSettings { settings, position });
    }
    Ok(tasks)
}

/// The plan of a run with these tasks.
pub(super) fn plan_of(tasks: &[TaskSettings], settings: &Value, request: &RunRequest) -> Plan {
    let timeout_seconds = settings["timeout_seconds"].as_i64();
    let mut plan = Plan::new(tasks.iter().map(TaskSettings::document), timeout_seconds);
    for task in &mut plan.tasks {
        task.disabled = request.disabled.contains(&task.key);
    }
    let continuous = matches!(request.cause, Cause::Continuous | Cause::ContinuousRestart);
    plan.retries_while_others_begin = continuous && Trigger::retries_tasks(settings);
    plan
}
