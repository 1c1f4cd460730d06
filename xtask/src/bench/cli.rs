//! The command: how large it is, and how it starts.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::cargo::{Cargo, output};
use super::report::Wanted;
use crate::table::Table;

/// How often each command is run; the first time does not count.
const REPETITIONS: usize = 41;

/// What is run: commands that need no workspace.
const COMMANDS: [&str; 3] = ["--version", "--help", "completions bash"];

/// What was measured.
pub(super) struct Measurements {
    /// Size of the program in MB, as `cargo install` leaves it.
    pub(super) size: f64,
    pub(super) starts: Vec<Start>,
}

/// How one command runs from start to end.
pub(super) struct Start {
    pub(super) command: &'static str,
    /// Median, in ms.
    pub(super) time: f64,
    /// The most that it had in memory, in MB; none where the system does not tell.
    pub(super) memory: Option<f64>,
}

impl Measurements {
    /// Measures the program that was built.
    pub(super) fn take(cargo: &Cargo) -> Result<Self, String> {
        let program = cargo.built(&format!("release/jobs{}", std::env::consts::EXE_SUFFIX));
        let file = fs::metadata(&program);
        let file = file.map_err(|error| format!("cannot read `{}`: {error}", program.display()))?;
        let starts = COMMANDS.map(|command| Start::measure(&program, command));
        Ok(Self {
            size: file.len() as f64 / 1e6,
            starts: starts.into_iter().collect::<Result<_, _>>()?,
        })
    }
}

impl Start {
    /// Has another process run the program: what its children had in memory is then the program's
    /// alone, and not that of what has built it.
    fn measure(program: &Path, command: &'static str) -> Result<Self, String> {
        let own = std::env::current_exe();
        let own = own.map_err(|error| format!("where is this program? {error}"))?;
        let mut observer = Command::new(own);
        observer.args(["bench", "observe"]).arg(program);
        observer.arg("--").args(command.split(' '));
        let observed = output(&mut observer)?;
        let mut numbers = observed.split_whitespace().map(str::parse::<f64>);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(time)), memory) => Ok(Self {
                command,
                time,
                memory: memory.and_then(Result::ok),
            }),
            _ => Err(format!("`bench observe` tells `{observed}`")),
        }
    }
}

/// The report of what was measured.
pub(super) fn report(measurements: &Measurements) -> String {
    let mut starts = Table::new(1, ["STARTING", "median ms", "MB"]);
    let mut wanted = Wanted::new();
    wanted.below("size of the program, MB", 15.0, measurements.size);
    for start in &measurements.starts {
        let memory = start.memory;
        starts.row([
            format!("jobs {}", start.command),
            format!("{:.1}", start.time),
            memory.map_or_else(String::new, |memory| format!("{memory:.1}")),
        ]);
        if start.command == "--version" {
            wanted.below("start of `jobs --version`, ms", 20.0, start.time);
            wanted.below("its memory, MB", 15.0, memory.unwrap_or(f64::NAN));
        }
    }
    format!("{starts}\n{}", wanted.0)
}

/// Runs a program many times, and prints the median time in ms and the most memory in MB.
pub(super) fn observe(program: &Path, arguments: &[String]) -> Result<(), String> {
    let mut times = Vec::new();
    for _ in 0..=REPETITIONS {
        #[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
        let start = Instant::now();
        let status = Command::new(program)
            .args(arguments)
            .stdout(Stdio::null())
            .status();
        let time = start.elapsed();
        match status {
            Ok(status) if status.success() => times.push(time),
            Ok(status) => return Err(format!("`{}` fails: {status}", program.display())),
            Err(error) => return Err(format!("cannot run `{}`: {error}", program.display())),
        }
    }
    let mut times = times.split_off(1);
    times.sort_unstable();
    let median = times.get(REPETITIONS / 2).copied().unwrap_or_default();
    print!("{}", median.as_secs_f64() * 1e3);
    if let Some(memory) = peak_of_children() {
        print!(" {memory}");
    }
    println!();
    Ok(())
}

/// The most that any process had in memory that this one has waited for, in MB.
#[cfg(unix)]
fn peak_of_children() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    // Apple counts bytes, others kibibytes.
    let unit = if cfg!(target_vendor = "apple") {
        1.0
    } else {
        1024.0
    };
    Some(usage.max_rss() as f64 * unit / 1e6)
}

#[cfg(not(unix))]
fn peak_of_children() -> Option<f64> {
    None
}
