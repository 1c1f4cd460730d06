//! Commands that wait, by what they wait for.

use jobs_emulator::Emulator;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::child::{Ended as _, Running};
use super::service::{Result, Service};

/// Names of jobs and of submitted tasks say how runs end; in a repair, how that ends.
pub(crate) const JOBS: &str = r#"
task_duration_ms: 10
jobs:
  - { name: good, tasks: [{ task_key: a, notebook_task: { notebook_path: /a } }] }
  - { name: bad, tasks: [{ task_key: a, notebook_task: { notebook_path: /a } }] }
  - { name: slow, max_concurrent_runs: 9, tasks: [{ task_key: a, notebook_task: { notebook_path: /a } }] }
  - { name: repair-good, max_concurrent_runs: 9, tasks: [{ task_key: good, notebook_task: { notebook_path: /a } }] }
  - { name: repair-bad, max_concurrent_runs: 9, tasks: [{ task_key: bad, notebook_task: { notebook_path: /a } }] }
  - { name: repair-slow, max_concurrent_runs: 9, tasks: [{ task_key: slow, notebook_task: { notebook_path: /a } }] }
  - { name: flaky, tasks: [{ task_key: a, max_retries: 1, notebook_task: { notebook_path: /a } }] }
  - name: each
    tasks:
      - task_key: each
        for_each_task: { inputs: "[1, 2]", task: { task_key: one, notebook_task: { notebook_path: /a } } }
outcomes:
  - { job_name: bad, result: failed, error: no data, error_trace: line 1 }
  - { job_name: flaky, attempt: 0, result: failed }
  - { job_name: slow, result: success, duration_ms: 3600000 }
  - { task_key: bad, result: failed, error: no data }
  - { task_key: slow, result: success, duration_ms: 3600000 }
  - { job_name: repair-good, attempt: 0, result: failed }
  - { job_name: repair-bad, attempt: 0, result: failed }
  - { job_name: repair-slow, attempt: 0, result: failed, duration_ms: 10 }
"#;

/// What leads to a wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Start {
    RunNow,
    Submit,
    Repair,
    Wait,
    /// For two runs, the first of which succeeds.
    WaitMany,
}

pub(crate) const STARTS: [Start; 5] = [
    Start::RunNow,
    Start::Submit,
    Start::Repair,
    Start::Wait,
    Start::WaitMany,
];

impl Start {
    /// Arguments of a command that waits for a run which ends so.
    pub(crate) fn arguments(self, service: &Service, ending: &str) -> Result<String> {
        let run = |job: &str| -> Result<String> {
            let arguments = format!("run-now {job} --output id");
            let started = service.jobs(&arguments).ended()?;
            Ok(String::from_utf8(started.stdout)?.trim().to_owned())
        };
        let wait = match self {
            Self::RunNow => format!("run-now {ending} --wait"),
            Self::Submit => {
                let task = format!(
                    r#"{{"task_key":"{ending}","notebook_task":{{"notebook_path":"/a"}}}}"#
                );
                format!(r#"submit --json {{"tasks":[{task}]}} --wait"#)
            }
            Self::Repair => {
                let run_id = run(&format!("repair-{ending}"))?;
                ends(service, &format!("runs wait {run_id} --interval 5ms"))?;
                format!("runs repair {run_id} --failed --wait")
            }
            Self::Wait => format!("runs wait {}", run(ending)?),
            Self::WaitMany => format!("runs wait {} {}", run("good")?, run(ending)?),
        };
        Ok(format!("{wait} --interval 5ms"))
    }
}

pub(crate) fn service() -> Result<Service> {
    Service::start(Emulator::builder(), JOBS)
}

/// The exit code and what is told on standard error.
pub(crate) fn ends(service: &Service, arguments: &str) -> Result<(Option<i32>, String)> {
    let ended = service.jobs(arguments).ended()?;
    Ok((ended.status.code(), String::from_utf8(ended.stderr)?))
}

/// A command at work.
pub(crate) struct Waiting(Running);

impl Waiting {
    pub(crate) fn begin(service: &Service, arguments: &str) -> Result<Self> {
        Ok(Self(Running::begin(&mut service.jobs(arguments))?))
    }

    /// Waits for a line with this text.
    pub(crate) fn tells(&mut self, text: &str) -> Result<String> {
        self.0.tells(text)
    }

    pub(crate) fn is_sent(&self, signal: Signal) -> Result<()> {
        Ok(kill(Pid::from_raw(i32::try_from(self.0.id())?), signal)?)
    }

    /// The exit code, and what else is told on standard error.
    pub(crate) fn ends(self) -> Result<(Option<i32>, String)> {
        let ended = self.0.ends()?;
        Ok((ended.status.code(), String::from_utf8(ended.stderr)?))
    }
}

/// The id in `run 17: running`.
fn id(line: &str) -> Result<String> {
    let rest = line.strip_prefix("run ").ok_or(line)?;
    let (id, _) = rest.split_once(':').ok_or(line)?;
    Ok(id.to_owned())
}

/// The run that does not end: of several, the last.
pub(crate) fn slow_run(arguments: &str, line: &str) -> Result<String> {
    let words = arguments.strip_prefix("runs wait ");
    let ids = words.and_then(|words| words.split(" --").next());
    match ids.and_then(|ids| ids.split(' ').next_back()) {
        Some(last) => Ok(last.to_owned()),
        None => id(line),
    }
}
