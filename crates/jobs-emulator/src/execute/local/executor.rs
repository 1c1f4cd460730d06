//! Carries out the orders of the scheduler, so many at a time.

use std::collections::{HashMap, VecDeque};
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use serde_json::{Value, json};

use super::code::{Source, failure};
use super::environment::{EnvironmentError, Environments, Requirements};
use super::process::{Control, Tail};
use super::{Finished, Host, LocalExecution, LocalTask, Order, TaskRun, report};
use crate::engine::state::{Failure, FailureCode};
use crate::store::LocalOutput;
use crate::tokens::RunTokens;

/// What runs the code within the process.
const RUN_TASK: &str = include_str!("run_task.py");

/// The `dbutils` that it gives to the code.
const DBUTILS: &str = include_str!("emulator_dbutils.py");

/// Variables of the emulator's own environment that tasks see, beside the path and secrets.
const VARIABLES: [&str; 3] = ["HOME", "LANG", "TZ"];

/// What variables begin with that are secrets for tasks.
const SECRETS: &str = "JOBS_EMULATOR_SECRET_";

/// How long to wait at the end for processes that were killed.
const LAST_GRACE: Duration = Duration::from_millis(500);

/// Runs tasks as processes. When it is dropped, it ends them all.
pub(crate) struct Executor(Arc<Shared>);

struct Shared {
    settings: LocalExecution,
    tokens: RunTokens,
    host: Weak<dyn Host>,
    environments: Environments,
    work: Mutex<Work>,
    /// Told when a task has come to its end.
    ended: Condvar,
}

#[derive(Default)]
struct Work {
    /// Wait until fewer run.
    waiting: VecDeque<LocalTask>,
    running: HashMap<TaskRun, Control>,
    is_closed: bool,
}

impl Executor {
    pub(crate) fn new(
        settings: LocalExecution,
        tokens: RunTokens,
        host: Weak<dyn Host>,
    ) -> std::io::Result<Self> {
        let environments = Environments::new(&settings)?;
        Ok(Self(Arc::new(Shared {
            settings,
            tokens,
            host,
            environments,
            work: Mutex::default(),
            ended: Condvar::new(),
        })))
    }

    /// Takes orders. It never waits, and never calls the service: that is left to its threads.
    pub(crate) fn take(&self, orders: Vec<Order>) {
        if orders.is_empty() {
            return;
        }
        let mut work = self.0.work();
        let mut let_go = Vec::new();
        for order in orders {
            match order {
                Order::Start(task) => work.waiting.push_back(*task),
                Order::Stop(task_run) => let_go.extend(work.stop(task_run)),
            }
        }
        if !let_go.is_empty() {
            let shared = Arc::clone(&self.0);
            std::thread::spawn(move || shared.let_go(&let_go));
        }
        self.0.start_waiting(&mut work);
    }

    /// Ends all processes and forgets about them: nothing is told of their ends.
    pub(crate) fn abandon(&self) {
        let mut work = self.0.work();
        work.waiting.clear();
        for (_, control) in work.running.drain() {
            control.abandon();
        }
    }

    /// The same, and takes no more orders. Waits for the processes, but not for long.
    pub(crate) fn close(&self) {
        let mut work = self.0.work();
        work.is_closed = true;
        work.waiting.clear();
        for control in work.running.values() {
            control.abandon();
        }
        let work = self.0.wait_for_ends(work, self.0.settings.grace);
        for control in work.running.values() {
            control.kill();
        }
        drop(self.0.wait_for_ends(work, LAST_GRACE));
    }
}

impl Drop for Executor {
    fn drop(&mut self) {
        self.close();
    }
}

impl Work {
    /// Stops a task, and gives it back if it was waiting.
    fn stop(&mut self, task_run: TaskRun) -> Option<LocalTask> {
        if let Some(control) = self.running.get(&task_run) {
            control.stop();
            return None;
        }
        let waits = |task: &LocalTask| task.task_run == task_run;
        let place = self.waiting.iter().position(waits)?;
        self.waiting.remove(place)
    }
}

impl Shared {
    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_for_ends<'a>(
        &self,
        work: MutexGuard<'a, Work>,
        limit: Duration,
    ) -> MutexGuard<'a, Work> {
        let at_work = |work: &mut Work| !work.running.is_empty();
        let waited = self.ended.wait_timeout_while(work, limit, at_work);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn start_waiting(self: &Arc<Self>, work: &mut Work) {
        while !work.is_closed && work.running.len() < self.settings.max_processes {
            let Some(task) = work.waiting.pop_front() else {
                return;
            };
            let control = Control::new(self.settings.grace);
            work.running.insert(task.task_run, control.clone());
            let shared = Arc::clone(self);
            std::thread::spawn(move || shared.see_through(&task, &control));
        }
    }

    /// Tells of the ends of tasks that were stopped while they waited.
    fn let_go(&self, tasks: &[LocalTask]) {
        for task in tasks {
            if let Some(host) = self.host.upgrade() {
                host.ended(task.task_run, Finished::stopped());
            }
        }
    }

    /// Runs a task to its end and tells of it.
    fn see_through(self: Arc<Self>, task: &LocalTask, control: &Control) {
        let finished = self.execute(task, control);
        {
            let mut work = self.work();
            // Abandoned, its place may be another's by now.
            if !control.is_abandoned() || work.is_closed {
                work.running.remove(&task.task_run);
            }
            self.start_waiting(&mut work);
        }
        self.ended.notify_all();
        if !control.is_abandoned()
            && let Some(host) = self.host.upgrade()
        {
            host.ended(task.task_run, finished);
        }
    }

    fn execute(&self, task: &LocalTask, control: &Control) -> Finished {
        let done = self.try_execute(task, control);
        done.unwrap_or_else(|error| match error {
            EnvironmentError::Stopped => Finished::stopped(),
            EnvironmentError::Failed(failure, tail) => {
                let (logs, logs_truncated) = tail.text();
                let logs = LocalOutput {
                    logs,
                    logs_truncated,
                    ..LocalOutput::default()
                };
                Finished::not_run(failure, logs)
            }
        })
    }

    fn try_execute(
        &self,
        task: &LocalTask,
        control: &Control,
    ) -> Result<Finished, EnvironmentError> {
        let failed = |failure: Failure| EnvironmentError::Failed(failure, Tail::default());
        let broken = |error: std::io::Error| {
            let message = format!("The task cannot be started: {error}");
            failed(failure(FailureCode::DriverError, message))
        };
        if control.is_stopped() {
            return Err(EnvironmentError::Stopped);
        }
        let folder = tempfile::Builder::new()
            .prefix("jobs-emulator-task-")
            .tempdir()
            .map_err(broken)?;
        let (mut document, requirements, url) = {
            // The service is held no longer than it is read from: it may end while a task runs.
            let Some(host) = self.host.upgrade() else {
                return Err(EnvironmentError::Stopped);
            };
            let source = Source {
                host: &*host,
                settings: &self.settings,
                folder: folder.path(),
            };
            let document = source.fetch(task).map_err(failed)?;
            let requirements = Requirements::of(task, &source).map_err(failed)?;
            (document, requirements, host.base_url())
        };
        let program = &self.settings.python;
        let python = self
            .environments
            .python_for(program, &requirements, control)?;
        let own = folder.path().join("emulator");
        let journal = own.join("journal");
        let work = folder.path().join("work");
        std::fs::create_dir(&work).map_err(broken)?;
        document.insert("journal".to_owned(), json!(journal));
        document.insert("widgets".to_owned(), json!(task.parameters.widgets));
        document.insert("values".to_owned(), json!(task.values));
        let script = write_own(&own, &Value::Object(document)).map_err(broken)?;
        let token = url.and_then(|url| Some((url, self.tokens.of(&task.identity)?)));
        let mut command = Command::new(&python);
        command
            .args([
                "-u".as_ref(),
                script.as_os_str(),
                own.join("task.json").as_os_str(),
            ])
            .current_dir(&work)
            .env_clear()
            .envs(inherited())
            .env("PATH", path_with(&python))
            // Code of a mapped folder leaves nothing behind in it.
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("TMPDIR", &work)
            .env("DATABRICKS_JOB_ID", task.job_id.to_string())
            .env("DATABRICKS_RUN_ID", task.task_run.job_run_id.to_string())
            .env("DATABRICKS_TASK_RUN_ID", task.task_run.run_id.to_string())
            .env("DATABRICKS_TASK_KEY", &task.task_key);
        if let Some((url, token)) = &token {
            command
                .env("DATABRICKS_HOST", url)
                .env("DATABRICKS_TOKEN", token);
        }
        let ran = control.run(command, || {
            if let Some(host) = self.host.upgrade() {
                host.runs(task.task_run);
            }
        });
        let Some((status, tail)) = ran.map_err(broken)? else {
            return Err(EnvironmentError::Stopped);
        };
        let secret = token.as_ref().map(|(_, token)| *token);
        let was_stopped = control.is_stopped();
        Ok(report::finished(
            status,
            tail,
            &journal,
            was_stopped,
            secret,
        ))
    }
}

/// Writes what runs the code, and what it is to run; tells where the former is.
fn write_own(folder: &Path, document: &Value) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("emulator_dbutils.py"), DBUTILS)?;
    std::fs::write(folder.join("task.json"), document.to_string())?;
    let script = folder.join("run_task.py");
    std::fs::write(&script, RUN_TASK)?;
    Ok(script)
}

/// Where programs are looked for: first where this one is.
fn path_with(python: &Path) -> OsString {
    let mut path = python.parent().unwrap_or(python).as_os_str().to_owned();
    if let Some(others) = std::env::var_os("PATH") {
        path.push(":");
        path.push(others);
    }
    path
}

/// What tasks see of the emulator's own environment.
fn inherited() -> impl Iterator<Item = (OsString, OsString)> {
    std::env::vars_os().filter(|(name, _)| {
        let name = name.to_string_lossy();
        VARIABLES.contains(&&*name) || name.starts_with("LC_") || name.starts_with(SECRETS)
    })
}

impl fmt::Debug for Executor {
    /// Tokens are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor")
            .field("settings", &self.0.settings)
            .finish_non_exhaustive()
    }
}
