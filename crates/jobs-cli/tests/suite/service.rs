//! A service for the program to talk to, and the program.

use std::error::Error;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use jobs_emulator::{Emulator, EmulatorBuilder, Workspace};
use tokio::runtime::Runtime;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A service that stops when it is dropped.
pub(crate) struct Service {
    emulator: Emulator,
    is_over: Arc<AtomicBool>,
    _runtime: Runtime,
}

impl Service {
    /// Starts a service as a scenario says, which is YAML.
    pub(crate) fn start(builder: EmulatorBuilder, scenario: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("scenario.yaml");
        std::fs::write(&file, scenario)?;
        let runtime = Runtime::new()?;
        let emulator = runtime.block_on(builder.scenario_file(file).start())?;
        Ok(Self {
            emulator,
            is_over: Arc::default(),
            _runtime: runtime,
        })
    }

    /// Lets the virtual time pass, about as fast as the real one.
    pub(crate) fn let_time_pass(&mut self) {
        const STEP: Duration = Duration::from_millis(10);
        let (clock, is_over) = (self.emulator.in_process(), self.is_over.clone());
        thread::spawn(move || {
            while !is_over.load(Ordering::Relaxed) && clock.advance(STEP).is_ok() {
                thread::sleep(STEP);
            }
        });
    }

    /// What is done to the service on purpose: its clock, its faults.
    pub(crate) fn workspace(&self) -> Workspace {
        self.emulator.workspace()
    }

    pub(crate) fn url(&self) -> String {
        self.emulator.url()
    }

    /// The program with these arguments, separated by spaces, as nobody's but this service's.
    pub(crate) fn jobs(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobs"));
        command
            .args(arguments.split_whitespace())
            .env_clear()
            .env("DATABRICKS_HOST", self.url())
            .env("DATABRICKS_TOKEN", "any")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}
