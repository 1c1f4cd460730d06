//! Job runs and their task runs.

use std::collections::BTreeSet;

use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::page::PageQuery;
use super::{Page, PageRequest, RowKey, StoreError, Tables, Viewers, from_text, to_text};
use crate::engine::state::{Attempt, RunState};
use crate::engine::trigger::Fired;

/// A job run.
#[derive(Clone, Debug)]
pub(crate) struct RunRow {
    pub(crate) run_id: i64,
    /// The job that it is a run of; for a one-time run an id that no saved job has.
    pub(crate) job_id: i64,
    /// `JOB_RUN` or `SUBMIT_RUN`.
    pub(crate) run_type: String,
    /// The newest version of settings that it ran with.
    pub(crate) settings_id: i64,
    pub(crate) request: RunRequest,
    /// Its state; without the task runs unless these were asked for.
    pub(crate) state: RunState,
}

/// What a run was started with, beside settings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct RunRequest {
    /// Name of the job when it was started, or of the one-time run.
    pub(crate) run_name: String,
    pub(crate) creator: String,
    /// Job parameters given for this run, by name.
    pub(crate) job_parameters: Map<String, Value>,
    /// Parameters of the older kinds, as given.
    pub(crate) overriding_parameters: Map<String, Value>,
    /// Most runs of its job that may be active for this one to start.
    pub(crate) max_concurrent_runs: usize,
    /// Whether the run and its only task run share one id: one-time runs in the single-task form.
    pub(crate) single_task: bool,
    /// Keys of the tasks that are switched off in this run.
    pub(crate) disabled: Vec<String>,
    /// The task run that started it, for a run that a run-job task waits for.
    pub(crate) parent: Option<Parent>,
    /// What started it, if no task did.
    pub(crate) cause: Cause,
    /// What the trigger that started it knew, if one did.
    pub(crate) trigger: Option<Fired>,
}

/// What started a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Cause {
    /// A request.
    #[default]
    OneTime,
    /// A schedule, or a trigger that fires in periods.
    Periodic,
    /// Its job keeps one run active.
    Continuous,
    /// A request to a job that keeps one run active.
    ContinuousRestart,
    /// New files.
    FileArrival,
    /// Updates of tables.
    Table,
    /// Something that happened to a model.
    Model,
    /// The end of another job's run.
    JobCompletion,
}

/// The run-job task that waits for a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Parent {
    /// The job run that has the task.
    pub(crate) run_id: i64,
    /// The task run.
    pub(crate) task_run_id: i64,
    /// The jobs above, from the outermost to the one that has the task.
    pub(crate) jobs: Vec<i64>,
}

/// Which runs are wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct RunFilter {
    pub(crate) job_id: Option<i64>,
    /// Only those that are active, or only those that are not.
    pub(crate) active: Option<bool>,
    pub(crate) run_type: Option<String>,
    /// Started at this moment or later.
    pub(crate) from: Option<i64>,
    /// Started at this moment or earlier.
    pub(crate) to: Option<i64>,
    /// Active, or ended later than this.
    pub(crate) ended_after: Option<i64>,
    /// Of jobs that these may see.
    pub(crate) viewers: Option<Viewers>,
}

const COLUMNS: &str =
    "SELECT run_id, job_id, run_type, settings_id, request, state, start_time FROM runs";

/// Most jobs whose runs are merged for a list. Whoever may see more sees enough of the newest runs.
const MERGED_JOBS: usize = 100;

impl RunRow {
    /// Where it stands in lists.
    pub(crate) fn key(&self) -> RowKey {
        RowKey {
            time: self.state.created,
            id: self.run_id,
        }
    }

    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        Ok(Self {
            run_id: row.get(0)?,
            job_id: row.get(1)?,
            run_type: row.get(2)?,
            settings_id: row.get(3)?,
            request: from_text(text(4)?)?,
            state: from_text(text(5)?)?,
        })
    }
}

impl Tables<'_> {
    /// Adds a run with its task runs.
    pub(crate) fn add_run(&self, run: &RunRow) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO runs
                 (run_id, job_id, run_type, start_time, active, settings_id, request, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                run.run_id,
                run.job_id,
                run.run_type,
                run.state.created,
                run.state.is_active(),
                run.settings_id,
                to_text(&run.request)?,
                to_text(&run.state)?
            ])?;
        let all = (0..run.state.attempts.len()).collect();
        self.save_attempts(run.run_id, &run.state.attempts, &all)
    }

    /// Stores the state of a run and those of its task runs that changed.
    pub(crate) fn save_run(
        &self,
        run_id: i64,
        state: &RunState,
        changed: &BTreeSet<usize>,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "UPDATE runs SET active = ?2, state = ?3, end_time = ?4 WHERE run_id = ?1",
            )?
            .execute(params![
                run_id,
                state.is_active(),
                to_text(state)?,
                state.ended()
            ])?;
        self.save_attempts(run_id, &state.attempts, changed)
    }

    /// Notes what a run runs with from now on.
    pub(crate) fn change_run(
        &self,
        run_id: i64,
        settings_id: i64,
        request: &RunRequest,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE runs SET settings_id = ?2, request = ?3 WHERE run_id = ?1")?
            .execute(params![run_id, settings_id, to_text(request)?])?;
        Ok(())
    }

    fn save_attempts(
        &self,
        job_run_id: i64,
        attempts: &[Attempt],
        changed: &BTreeSet<usize>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO task_runs (job_run_id, position, run_id, state) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (job_run_id, position) DO UPDATE SET state = excluded.state",
        )?;
        for position in changed {
            let attempt = &attempts[*position];
            let position = i64::try_from(*position).unwrap_or(i64::MAX);
            statement.execute(params![
                job_run_id,
                position,
                attempt.run_id,
                to_text(attempt)?
            ])?;
        }
        Ok(())
    }

    /// The job run with this id, with its task runs.
    pub(crate) fn run(&self, run_id: i64) -> Result<Option<RunRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE run_id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([run_id])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut run = RunRow::read(row)?;
        self.read_attempts(&mut run)?;
        Ok(Some(run))
    }

    /// Reads the task runs of a run that was read without.
    pub(crate) fn read_attempts(&self, run: &mut RunRow) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT state FROM task_runs WHERE job_run_id = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([run.run_id])?;
        let mut attempts = Vec::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            attempts.push(from_text(text)?);
        }
        run.state.restore(attempts);
        Ok(())
    }

    /// The id of the job run that has a task run with this id.
    pub(crate) fn job_run_of(&self, task_run_id: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT job_run_id FROM task_runs WHERE run_id = ?1")?;
        Ok(statement
            .query_row([task_run_id], |row| row.get(0))
            .optional()?)
    }

    /// Removes a run with its task runs.
    pub(crate) fn remove_run(&self, run_id: i64) -> Result<(), StoreError> {
        let newest: Option<i64> = self
            .connection
            .prepare_cached("SELECT max(run_id) FROM task_runs WHERE job_run_id = ?1")?
            .query_row([run_id], |row| row.get(0))?;
        self.retire_id(run_id.max(newest.unwrap_or(0)))?;
        self.connection
            .prepare_cached(
                "DELETE FROM local_outputs
                 WHERE run_id IN (SELECT run_id FROM task_runs WHERE job_run_id = ?1)",
            )?
            .execute([run_id])?;
        self.connection
            .prepare_cached("DELETE FROM task_runs WHERE job_run_id = ?1")?
            .execute([run_id])?;
        self.connection
            .prepare_cached("DELETE FROM runs WHERE run_id = ?1")?
            .execute([run_id])?;
        Ok(())
    }

    /// A page of the runs, without their task runs.
    pub(crate) fn runs(
        &self,
        filter: &RunFilter,
        wanted: &PageRequest,
    ) -> Result<Page<RunRow>, StoreError> {
        self.runs_query(filter)?.read(*self, wanted, RunRow::read)
    }

    pub(super) fn runs_query(&self, filter: &RunFilter) -> Result<PageQuery, StoreError> {
        let mut query = PageQuery::new(COLUMNS, "start_time", "run_id");
        match filter.active {
            Some(true) => query.and("active", &[]),
            Some(false) => query.and("NOT active", &[]),
            None => {}
        }
        if let Some(run_type) = &filter.run_type {
            // The plus keeps the index of types away where that of active runs is the better one.
            let condition = match filter.active {
                Some(true) => "+run_type = ?",
                _ => "run_type = ?",
            };
            query.and(condition, &[SqlValue::from(run_type.clone())]);
        }
        if let Some(from) = filter.from {
            query.from(from);
        }
        if let Some(to) = filter.to {
            query.to(to);
        }
        if let Some(job_id) = filter.job_id {
            query.and("job_id = ?", &[job_id.into()]);
        }
        if let Some(ended) = filter.ended_after {
            query.and("(end_time IS NULL OR end_time > ?)", &[ended.into()]);
        }
        if let Some(viewers) = &filter.viewers {
            let jobs = match filter.job_id {
                Some(_) => None,
                None => self.jobs_of(viewers, MERGED_JOBS)?,
            };
            match jobs {
                Some(jobs) => query.any_of("job_id", jobs),
                None => viewers.restrict(&mut query, "runs.job_id"),
            }
        }
        Ok(query)
    }

    /// All active runs with their task runs, in the order in which they were created.
    pub(crate) fn active_runs(&self) -> Result<Vec<RunRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE active ORDER BY start_time, run_id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut runs = Vec::new();
        while let Some(row) = rows.next()? {
            runs.push(RunRow::read(row)?);
        }
        for run in &mut runs {
            self.read_attempts(run)?;
        }
        Ok(runs)
    }

    /// The run that was started with this token.
    pub(crate) fn run_of_token(
        &self,
        operation: &str,
        token: &str,
    ) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT run_id FROM idempotency_tokens WHERE operation = ?1 AND token = ?2",
        )?;
        Ok(statement
            .query_row([operation, token], |row| row.get(0))
            .optional()?)
    }

    /// Notes that a run was started with this token. No second run can be.
    pub(crate) fn add_token(
        &self,
        operation: &str,
        token: &str,
        run_id: i64,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO idempotency_tokens (operation, token, run_id) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![operation, token, run_id])?;
        Ok(())
    }
}
