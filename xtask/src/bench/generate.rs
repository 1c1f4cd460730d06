//! Time and memory of generating clients, as the programs in `bench/generate` measure them.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::cargo::{self, Cargo};
use crate::workspace;

/// How often our spec stands in the documents that grow, under other names each time.
const COPIES: [u32; 3] = [1, 4, 16];

/// What was measured.
pub(super) struct Measurements {
    /// Our spec as it is.
    pub(super) spec: Measurement,
    /// Our generator on the spec in one document, so many times.
    pub(super) copies: Vec<(u32, Measurement)>,
    /// Progenitor on the spec in one document.
    pub(super) progenitor: Measurement,
}

/// Time and memory of one generator on one document.
pub(super) struct Measurement {
    /// Median of the time in milliseconds.
    pub(super) median: f64,
    /// Least time in milliseconds.
    pub(super) least: f64,
    /// Median of the processor time in milliseconds, of all threads.
    pub(super) processor: f64,
    /// Memory in MB that was resident at most; none where the system does not tell.
    pub(super) memory: Option<f64>,
}

impl Measurements {
    /// Runs the programs, which are built, and leaves the clients where `bench/generated` wants
    /// them.
    pub(super) fn take(programs: &Cargo) -> Result<Self, String> {
        let folder = workspace::root().join("target/bench/generate");
        let program = |name: &str| programs.built(&format!("release/{name}"));
        cargo::output(Command::new(program("documents")).arg(&folder))?;
        let document = |name: &str| folder.join(format!("{name}.json"));
        let spec = Measurement::take(&program("ours"), None)?;
        let mut copies = Vec::new();
        for count in COPIES {
            let document = document(&count.to_string());
            let measurement = Measurement::take(&program("ours"), Some(&document))?;
            copies.push((count, measurement));
        }
        let progenitor = Measurement::take(&program("progenitor"), Some(&document("3.0")))?;
        for (generator, name) in [("ours", "1"), ("progenitor", "3.0")] {
            let client = folder.join(generator);
            // What an earlier run has left there would be built too.
            let _ = fs::remove_dir_all(&client);
            let mut command = Command::new(program(generator));
            cargo::output(command.arg(document(name)).arg(client))?;
        }
        Ok(Self {
            spec,
            copies,
            progenitor,
        })
    }
}

impl Measurement {
    fn take(program: &Path, document: Option<&Path>) -> Result<Self, String> {
        let mut command = Command::new(program);
        let line = cargo::output(command.args(document))?;
        Self::parse(&line).ok_or_else(|| format!("the program prints {line:?}"))
    }

    fn parse(line: &str) -> Option<Self> {
        let mut numbers = line.trim_end().split('\t');
        Some(Self {
            median: numbers.next()?.parse().ok()?,
            least: numbers.next()?.parse().ok()?,
            processor: numbers.next()?.parse().ok()?,
            memory: match numbers.next()? {
                "-" => None,
                memory => Some(memory.parse().ok()?),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_time_and_memory() {
        let measurement = Measurement::parse("140.5\t138.25\t200.75\t17.5\n").unwrap();
        assert_eq!(measurement.median, 140.5);
        assert_eq!(measurement.least, 138.25);
        assert_eq!(measurement.processor, 200.75);
        assert_eq!(measurement.memory, Some(17.5));
    }

    #[test]
    fn memory_may_be_unknown() {
        assert_eq!(Measurement::parse("2\t1\t3\t-\n").unwrap().memory, None);
        assert!(Measurement::parse("2\t1\t3\tmuch\n").is_none());
    }
}
