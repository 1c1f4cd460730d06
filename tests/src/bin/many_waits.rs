//! Measures how much memory 10,000 tasks take that each wait for a run of their own.
//!
//! Prints `waits=… growth_mb=…`: by how much the peak of the resident memory is above what the
//! process had before the first wait. It has a process of its own so that nothing else is counted.

use std::error::Error;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jobs_tests::fleet::Fleet;

const WAITS: usize = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    // With one thread, every task has begun its wait before the first request is sent.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(measure())
}

async fn measure() -> Result<(), Box<dyn Error>> {
    let fleet = Fleet::new();
    for (run_id, seconds) in (0_i64..).zip(0..WAITS as u64) {
        fleet.start(run_id, 1, Duration::from_secs(900 + seconds % 300));
    }
    let watcher = fleet.client()?.run_watcher();
    let before = kilobytes("VmRSS")?;
    let begun = Arc::new(AtomicUsize::new(0));
    let mut tasks = Vec::new();
    for run_id in (0_i64..).take(WAITS) {
        let (wait, begun) = (watcher.wait(run_id), Arc::clone(&begun));
        tasks.push(tokio::spawn(async move {
            begun.fetch_add(1, Ordering::Relaxed);
            let run = wait.await.map_err(|error| error.to_string());
            run.map(|run| (run, begun.load(Ordering::Relaxed)))
        }));
    }
    for task in tasks {
        let (run, begun) = task.await??;
        if run.outcome().is_none() || begun != WAITS {
            return Err("a wait ended before the run did, or before all had begun".into());
        }
    }
    let growth = kilobytes("VmHWM")?.saturating_sub(before);
    let requests = fleet.requests().len();
    println!(
        "waits={WAITS} growth_mb={} requests={requests}",
        growth.div_ceil(1024)
    );
    Ok(())
}

/// A value of the process's status, which Linux alone tells.
fn kilobytes(name: &str) -> Result<usize, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(value.ok_or("the process's status lacks it")?.parse()?)
}
