//! Starts the emulator and walks through the scenario against it: what `cargo xtask demo` shows.
//!
//! Emulator and client talk HTTP over a socket, but live in one process, so that nothing is left
//! behind however it ends.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use jobs_api::Client;
use jobs_emulator::Emulator;
use jobs_tests::scenario;

const TASK_DURATION: Duration = Duration::from_millis(250);

#[tokio::main]
async fn main() -> ExitCode {
    match demo().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn demo() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let mut emulator = Emulator::builder()
        .data(folder.path().join("jobs.db"))
        .task_duration(TASK_DURATION);
    for rule in scenario::rules() {
        emulator = emulator.outcome(rule);
    }
    let emulator = emulator.start().await?;
    writeln!(io::stdout(), "a Jobs service listens on {}", emulator.url())?;
    let client = Client::builder()
        .host(emulator.url())
        .token("demo")
        .wait_interval(Duration::from_millis(50)..=Duration::from_millis(100))
        .build()?;
    scenario::walk(&client, io::stdout()).await?;
    emulator.shutdown().await;
    Ok(())
}
