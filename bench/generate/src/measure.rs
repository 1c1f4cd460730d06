//! Time and memory of the work of this process.

use std::fs;
use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use crate::Failure;

/// How often work is done before it is measured.
const WARM_UP: usize = 2;

/// How often it is measured: so often at least, and at most.
const RUNS: RangeInclusive<usize> = 3..=15;

/// How much time of measuring is enough.
const ENOUGH: Duration = Duration::from_secs(3);

/// Does the work many times, and prints a line: median and least time of it and median processor
/// time in milliseconds, and the memory in MB that was resident at most (`-` where the system does
/// not tell), separated by tabs.
///
/// # Errors
///
/// When the work fails.
pub fn measure<T>(mut work: impl FnMut() -> Result<T, Failure>) -> Result<(), Failure> {
    for _ in 0..WARM_UP {
        work()?;
    }
    let (mut times, mut efforts) = (Vec::new(), Vec::new());
    while times.len() < *RUNS.start()
        || (times.len() < *RUNS.end() && times.iter().sum::<Duration>() < ENOUGH)
    {
        let (start, before) = (Instant::now(), processor_time());
        let made = work()?;
        times.push(start.elapsed());
        efforts.push(processor_time() - before);
        drop(made);
    }
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    times.sort();
    efforts.sort();
    let (time, least) = (millis(times[times.len() / 2]), millis(times[0]));
    let effort = millis(efforts[efforts.len() / 2]);
    let memory = peak().map_or_else(|| "-".to_owned(), |memory| memory.to_string());
    println!("{time}\t{least}\t{effort}\t{memory}");
    Ok(())
}

/// Processor time that this process has taken, with all its threads.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_PROCESS_CPUTIME_ID);
    time.expect("every Unix has this clock").into()
}

/// Not known: none.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    Duration::ZERO
}

/// The memory in MB that was resident at most, where the system tells.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = peak.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}
