//! How many runs can be started, over many connections, and go to their ends.

use std::path::Path;
use std::time::Duration;

use super::http::{Connection, number};
use super::program::{ADMIN, Memory, Program, now};

/// How many connections start runs at a time.
const CONNECTIONS: usize = 32;

/// How many runs are started in a measurement.
const RUNS: usize = 20_000;

/// How many runs were started and went to their end in a second.
pub(in crate::bench) struct Rate {
    pub(in crate::bench) runs: f64,
    pub(in crate::bench) memory: Memory,
}

/// Starts many runs on a program with these flags.
pub(super) fn measure(program: &Path, flags: &[&str]) -> Result<Rate, String> {
    let program = Program::start(program, flags)?;
    start(&program, RUNS / 10)?;
    let time = start(&program, RUNS)?;
    let runs = f64::from(u32::try_from(RUNS).unwrap_or(u32::MAX)) / time.as_secs_f64();
    let memory = program.memory()?;
    Ok(Rate { runs, memory })
}

/// How long it takes to start so many runs over all connections, and for the last one to end.
pub(super) fn start(program: &Program, runs: usize) -> Result<Duration, String> {
    let job = r#"{"max_concurrent_runs":1000,"tasks":[{"task_key":"a","notebook_task":{"notebook_path":"/a"}}]}"#;
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        let mut connection = program.connect(ADMIN)?;
        let created = connection.post("/api/2.2/jobs/create", job)?;
        connections.push((connection, number(&created, "job_id")?));
    }
    let start = now();
    std::thread::scope(|scope| {
        let workers: Vec<_> = connections
            .into_iter()
            .map(|(connection, job_id)| {
                scope.spawn(move || run_now(connection, job_id, runs / CONNECTIONS))
            })
            .collect();
        let mut done = workers.into_iter().map(|worker| worker.join());
        done.try_for_each(|done| done.unwrap_or_else(|_| Err("a thread panicked".to_owned())))
    })?;
    let mut connection = program.connect(ADMIN)?;
    while connection
        .get("/api/2.2/jobs/runs/list?active_only=true&limit=1")?
        .contains("run_id")
    {}
    Ok(start.elapsed())
}

fn run_now(mut connection: Connection, job_id: i64, times: usize) -> Result<(), String> {
    let body = format!(r#"{{"job_id":{job_id}}}"#);
    for _ in 0..times {
        connection.post("/api/2.2/jobs/run-now", &body)?;
    }
    Ok(())
}
