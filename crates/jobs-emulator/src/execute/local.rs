//! Tasks that run their code, as processes on this machine.
//!
//! The scheduler orders ([`Order`]); the [`Executor`] carries out, on threads of its own: it fetches
//! the code ([`code`]), makes a virtual environment ([`environment`]), runs the process
//! ([`process`]) and tells the service ([`Host`]) what came of it ([`report`]). Within the process,
//! `run_task.py` runs the code and gives it `dbutils`.

mod code;
mod environment;
mod executor;
mod parameters;
mod process;
mod report;

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Map, Value};

pub(crate) use self::executor::Executor;
pub(crate) use self::parameters::Parameters;
use super::EffectiveTask;
use crate::engine::state::{ExecutionResult, Failure, Output};
use crate::store::LocalOutput;

/// Kinds of tasks that can be run on this machine.
const KINDS: [&str; 3] = ["spark_python_task", "notebook_task", "python_wheel_task"];

/// How tasks run their code on this machine: Python files, notebooks and wheels. They do so with all
/// rights of the emulator's own user, so only code that you trust should be run.
///
/// ```
/// use jobs_emulator::LocalExecution;
///
/// let local = LocalExecution::new().python("python3.12").workspace_files("notebooks");
/// ```
#[derive(Clone, Debug)]
pub struct LocalExecution {
    pub(crate) python: PathBuf,
    pub(crate) workspace_files: Option<PathBuf>,
    pub(crate) environments: Option<PathBuf>,
    pub(crate) max_processes: usize,
    pub(crate) grace: Duration,
}

impl LocalExecution {
    /// With `python3`, files of the workspace only, and two processes for each processor at a time.
    #[must_use]
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism();
        Self {
            python: PathBuf::from("python3"),
            workspace_files: None,
            environments: None,
            max_processes: 2 * processors.map_or(1, std::num::NonZero::get),
            grace: Duration::from_secs(2),
        }
    }

    /// The Python with which virtual environments are made.
    #[must_use]
    pub fn python(mut self, program: impl Into<PathBuf>) -> Self {
        self.python = program.into();
        self
    }

    /// A folder that has the files and notebooks which the workspace lacks: `/Shared/etl` is
    /// `Shared/etl.py` in it.
    #[must_use]
    pub fn workspace_files(mut self, folder: impl Into<PathBuf>) -> Self {
        self.workspace_files = Some(folder.into());
        self
    }

    /// Most processes at a time; other tasks wait. At least one.
    #[must_use]
    pub fn max_processes(mut self, count: usize) -> Self {
        self.max_processes = count.max(1);
        self
    }

    /// How long processes may take to end that are asked to by SIGTERM, in real time; then they are
    /// killed. Two seconds unless told otherwise.
    #[must_use]
    pub fn grace(mut self, time: Duration) -> Self {
        self.grace = time;
        self
    }

    /// Says what is wrong with it, if anything is.
    pub(crate) fn check(&self) -> Result<(), String> {
        let python = self.python.display();
        let version = std::process::Command::new(&self.python)
            .args([
                "-c",
                "import sys, venv; sys.exit(sys.version_info < (3, 9))",
            ])
            .output()
            .map_err(|error| format!("tasks cannot be run with '{python}': {error}"))?;
        if !version.status.success() {
            return Err(format!(
                "tasks cannot be run with '{python}': it has to be Python 3.9 or later, with venv"
            ));
        }
        match &self.workspace_files {
            Some(folder) if !folder.is_dir() => {
                Err(format!("'{}' is not a folder", folder.display()))
            }
            _ => Ok(()),
        }
    }
}

impl Default for LocalExecution {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a task runs its code where that is asked for.
pub(crate) fn is_local(task: &EffectiveTask) -> bool {
    KINDS.contains(&task.kind.as_str())
}

/// What the scheduler wants done outside, once the reason for it is stored.
#[derive(Debug)]
pub(crate) enum Order {
    Start(Box<LocalTask>),
    /// Stop the process of a task run, if there is one; its end is told in any case.
    Stop(TaskRun),
}

/// A task run, and the job run that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TaskRun {
    pub(crate) job_run_id: i64,
    pub(crate) run_id: i64,
}

/// A task that is to be run.
#[derive(Debug)]
pub(crate) struct LocalTask {
    pub(crate) task_run: TaskRun,
    pub(crate) job_id: i64,
    pub(crate) task_key: String,
    /// Its settings, with references replaced.
    pub(crate) settings: Value,
    pub(crate) parameters: Parameters,
    /// Task values that there are, by task and name.
    pub(crate) values: Map<String, Value>,
    /// What its environment depends on, in the words of pip.
    pub(crate) dependencies: Vec<String>,
    /// Whether files come from a Git repository unless said otherwise.
    pub(crate) from_git: bool,
    /// Whom it runs as.
    pub(crate) identity: String,
}

/// What a task run has come to.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) result: ExecutionResult,
    pub(crate) output: Output,
    pub(crate) local: LocalOutput,
}

impl Finished {
    /// The task was stopped before it began.
    fn stopped() -> Self {
        Self {
            result: ExecutionResult::Canceled,
            output: Output::default(),
            local: LocalOutput::default(),
        }
    }

    /// The task could not be run at all.
    fn not_run(failure: Failure, logs: LocalOutput) -> Self {
        Self {
            result: ExecutionResult::InternalError,
            output: failure.into(),
            local: logs,
        }
    }
}

/// The service that tasks are run for.
pub(crate) trait Host: Send + Sync {
    /// A file or notebook by the path that a task gives; none if there is no such file.
    fn read(&self, path: &str) -> Result<Option<Stored>, String>;

    /// The files and notebooks below a folder.
    fn read_below(&self, folder: &str) -> Result<Vec<Stored>, String>;

    /// The source form of a notebook in Jupyter's form.
    fn source_of_jupyter(&self, content: &[u8]) -> Result<Vec<u8>, String>;

    /// Where users reach it, if it listens.
    fn base_url(&self) -> Option<String>;

    /// The task's own code begins to execute.
    fn runs(&self, task_run: TaskRun);

    /// The task run has ended.
    fn ended(&self, task_run: TaskRun, finished: Finished);
}

/// A file or notebook of the service.
#[derive(Debug)]
pub(crate) struct Stored {
    /// Its path as a cluster has it: `/Workspace/…`, `/dbfs/…` or `/Volumes/…`.
    pub(crate) path: String,
    /// A notebook's in source form.
    pub(crate) content: Vec<u8>,
    /// The language, if it is a notebook.
    pub(crate) language: Option<String>,
}
