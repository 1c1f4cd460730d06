//! Time and memory of reading and writing, as the programs in `bench/decode` measure them.

use std::process::Command;

use super::cargo::{self, Cargo};

/// Settings by which glibc keeps freed memory for the program. Else it gives some back to the
/// system, or not, as chance will have it, and the kernel's work on fresh pages is measured too.
const KEEP_MEMORY: [(&str, &str); 2] = [
    ("MALLOC_TRIM_THRESHOLD_", "1000000000"),
    ("MALLOC_MMAP_THRESHOLD_", "1000000000"),
];

/// What was measured, for each way of doing each piece of work.
pub(super) struct Measurements(Vec<Measurement>);

/// Time and memory of one piece of work done in one way.
pub(super) struct Measurement {
    /// What was done: `decode` or `encode`.
    pub(super) work: String,
    /// The document.
    pub(super) document: String,
    /// Who did it.
    pub(super) name: String,
    /// Length of the document.
    pub(super) bytes: f64,
    /// Least time in nanoseconds.
    pub(super) least: f64,
    /// Median of the time in nanoseconds.
    pub(super) median: f64,
    /// Least time in nanoseconds including that of dropping what came out.
    pub(super) with_drop: f64,
    /// How often memory was allocated.
    pub(super) allocations: f64,
    /// Bytes allocated in all.
    pub(super) allocated: f64,
    /// Bytes that the result holds.
    pub(super) held: f64,
}

impl Measurements {
    /// Runs the programs, which are built.
    pub(super) fn take(cargo: &Cargo) -> Result<Self, String> {
        let lines = |program: &str| {
            let mut command = Command::new(cargo.built("release").join(program));
            cargo::output(command.envs(KEEP_MEMORY))
        };
        let (speed, memory) = (lines("speed")?, lines("memory")?);
        let measurements = speed.lines().zip(memory.lines()).map(|(speed, memory)| {
            Measurement::parse(speed, memory)
                .ok_or_else(|| format!("the programs' lines do not agree: {speed:?}, {memory:?}"))
        });
        measurements.collect::<Result<_, _>>().map(Self)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Measurement> {
        self.0.iter()
    }

    /// The one of this work, done in this way.
    pub(super) fn of(
        &self,
        work: &str,
        document: &str,
        name: &str,
    ) -> Result<&Measurement, String> {
        self.iter()
            .find(|each| each.work == work && each.document == document && each.name == name)
            .ok_or_else(|| format!("nobody has measured how {name} does {work} {document}"))
    }
}

impl Measurement {
    fn parse(speed: &str, memory: &str) -> Option<Self> {
        let speed: Vec<&str> = speed.split('\t').collect();
        let memory: Vec<&str> = memory.split('\t').collect();
        let [work, document, name, bytes, least, median, with_drop] = speed[..] else {
            return None;
        };
        let [
            same_work,
            same_document,
            same_name,
            allocations,
            allocated,
            held,
        ] = memory[..]
        else {
            return None;
        };
        if [work, document, name] != [same_work, same_document, same_name] {
            return None;
        }
        Some(Self {
            work: work.to_owned(),
            document: document.to_owned(),
            name: name.to_owned(),
            bytes: bytes.parse().ok()?,
            least: least.parse().ok()?,
            median: median.parse().ok()?,
            with_drop: with_drop.parse().ok()?,
            allocations: allocations.parse().ok()?,
            allocated: allocated.parse().ok()?,
            held: held.parse().ok()?,
        })
    }

    /// Megabytes a second, at best.
    pub(super) fn speed(&self) -> f64 {
        self.speed_in(self.least)
    }

    /// Megabytes a second, if it takes so many nanoseconds.
    pub(super) fn speed_in(&self, nanoseconds: f64) -> f64 {
        self.bytes / nanoseconds * 1e3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_same_work_become_one_measurement() {
        let speed = "decode\tpage\tderive\t3000000\t6000000\t7000000\t8000000";
        let memory = "decode\tpage\tderive\t10\t20\t30";
        let measurement = Measurement::parse(speed, memory).unwrap();
        assert_eq!(measurement.speed(), 500.0);
        assert_eq!(measurement.held, 30.0);
    }

    #[test]
    fn lines_of_different_work_are_refused() {
        let speed = "decode\tpage\tderive\t3000000\t6000000\t7000000\t8000000";
        let memory = "decode\tpage\tValue\t10\t20\t30";
        assert!(Measurement::parse(speed, memory).is_none());
    }
}
