//! What a small request costs, as the programs in `bench/client` measure it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::cargo::Cargo;
use crate::python::{self, Python};

/// How often each gets its turn. The first one warms up and does not count.
const ROUNDS: usize = 16;

/// A piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// To make a client, for a service without TLS.
    Construct,
    /// To make a client and send its first request over TLS, which finds nobody: so TLS is set
    /// up, whenever the client does that.
    Secure,
    /// Requests over one connection, each after the answer to the one before.
    Sequential,
    /// Requests of which 64 are in flight at any time.
    Concurrent,
}

/// Who does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Our client.
    Ours,
    /// reqwest alone, with the same features.
    Reqwest,
    /// The official Python SDK.
    Python,
}

/// What was measured, for each piece of work and each who does it.
pub(super) struct Measurements(Vec<Measurement>);

/// The rounds of one piece of work, done by one.
pub(super) struct Measurement {
    pub(super) work: Work,
    pub(super) subject: Subject,
    rounds: Vec<Sample>,
}

/// What doing it once took, averaged over a round, in microseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    /// By the clock on the wall.
    pub(super) wall: f64,
    /// Of all processors, in the kernel as well; that of the service is not in it.
    pub(super) cpu: f64,
}

impl Work {
    const ALL: [Self; 4] = [
        Self::Construct,
        Self::Secure,
        Self::Sequential,
        Self::Concurrent,
    ];

    /// The command to the programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Construct => "construct",
            Self::Secure => "secure",
            Self::Sequential => "sequential",
            Self::Concurrent => "concurrent",
        }
    }

    /// Who does it. The Python SDK would try for minutes to reach who is not there.
    fn subjects(self) -> &'static [Subject] {
        match self {
            Self::Secure => &[Subject::Ours, Subject::Reqwest],
            Self::Construct | Self::Sequential | Self::Concurrent => &Subject::ALL,
        }
    }

    /// How often it is done in a round: for some tenths of a second.
    fn times(self, subject: Subject) -> u32 {
        let times = match self {
            Self::Construct | Self::Secure => 40,
            Self::Sequential => 4_000,
            Self::Concurrent => 8_000,
        };
        match subject {
            Subject::Ours | Subject::Reqwest => times,
            Subject::Python => times / 20,
        }
    }
}

impl Subject {
    const ALL: [Self; 3] = [Self::Ours, Self::Reqwest, Self::Python];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ours => "jobs-api",
            Self::Reqwest => "reqwest",
            Self::Python => "databricks-sdk",
        }
    }
}

impl Measurements {
    /// Runs the programs, which are built: each in a process of its own, in turns.
    pub(super) fn take(cargo: &Cargo, python: &Python) -> Result<Self, String> {
        let mut server = Command::new(cargo.built("release/server"));
        let mut server = Program::start(&mut server)?;
        let url = server.line()?;
        let mut programs = Vec::new();
        for subject in Subject::ALL {
            let mut command = match subject {
                Subject::Ours => Command::new(cargo.built("release/ours")),
                Subject::Reqwest => Command::new(cargo.built("release/raw")),
                Subject::Python => python.program(&cargo.source("python_sdk.py")),
            };
            python::without_settings(&mut command);
            programs.push((subject, Program::start(command.arg(&url))?));
        }
        let mut measurements = Vec::new();
        for work in Work::ALL {
            let first = measurements.len();
            measurements.extend(work.subjects().iter().map(|&subject| Measurement {
                work,
                subject,
                rounds: Vec::new(),
            }));
            for round in 0..ROUNDS {
                for measurement in &mut measurements[first..] {
                    let subject = measurement.subject;
                    let Some((_, program)) = programs.iter_mut().find(|(who, _)| *who == subject)
                    else {
                        continue;
                    };
                    let sample = program.work(work, work.times(subject))?;
                    if round > 0 {
                        measurement.rounds.push(sample);
                    }
                }
            }
        }
        Ok(Self(measurements))
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Measurement> {
        self.0.iter()
    }

    /// The one of this work, done by this one.
    pub(super) fn of(&self, work: Work, subject: Subject) -> Result<&Measurement, String> {
        let mut all = self.iter();
        all.find(|each| each.work == work && each.subject == subject)
            .ok_or_else(|| format!("nobody has measured {} {}", subject.name(), work.name()))
    }
}

impl Measurement {
    /// The least time.
    pub(super) fn least(&self, time: fn(&Sample) -> f64) -> f64 {
        self.rounds.iter().map(time).fold(f64::INFINITY, f64::min)
    }

    /// The median of the time.
    pub(super) fn median(&self, time: fn(&Sample) -> f64) -> f64 {
        median(self.rounds.iter().map(time).collect())
    }

    /// The time as a multiple of the other's: the median over the rounds, so that what else the
    /// machine did in a round hits both.
    pub(super) fn ratio(&self, of: &Self, time: fn(&Sample) -> f64) -> f64 {
        let rounds = self.rounds.iter().zip(&of.rounds);
        median(
            rounds
                .map(|(ours, other)| time(ours) / time(other))
                .collect(),
        )
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A program that answers lines. It is stopped when this is dropped.
struct Program {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    fn start(command: &mut Command) -> Result<Self, String> {
        let name = command.get_program().display().to_string();
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot run `{name}`: {error}"))?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self {
                process,
                input,
                output: BufReader::new(output),
            }),
            _ => Err(format!("`{name}` cannot be talked to")),
        }
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        match self.output.read_line(&mut line) {
            Ok(1..) => Ok(line.trim_end().to_owned()),
            Ok(0) => Err("a program of the benchmark ended early".to_owned()),
            Err(error) => Err(format!("cannot read from a program: {error}")),
        }
    }

    /// Lets it do this piece of work so many times.
    fn work(&mut self, work: Work, times: u32) -> Result<Sample, String> {
        writeln!(self.input, "{} {times}", work.name())
            .map_err(|error| format!("a program of the benchmark is gone: {error}"))?;
        let line = self.line()?;
        Sample::parse(&line, times).ok_or_else(|| format!("a program said `{line}`"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Sample {
    /// Reads the nanoseconds of a round.
    fn parse(line: &str, times: u32) -> Option<Self> {
        let (wall, cpu) = line.split_once('\t')?;
        let each = |nanoseconds: &str| {
            let nanoseconds: f64 = nanoseconds.parse().ok()?;
            Some(nanoseconds / 1e3 / f64::from(times))
        };
        Some(Self {
            wall: each(wall)?,
            cpu: each(cpu)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measurement(subject: Subject, lines: [&str; 3]) -> Measurement {
        let rounds = lines.map(|line| Sample::parse(line, 1000).unwrap());
        Measurement {
            work: Work::Sequential,
            subject,
            rounds: rounds.into(),
        }
    }

    #[test]
    fn ratios_are_those_of_the_same_round() {
        let ours = measurement(Subject::Ours, ["2000000\t1", "90000000\t1", "4000000\t1"]);
        let other = measurement(
            Subject::Reqwest,
            ["1000000\t1", "45000000\t1", "2000000\t1"],
        );
        assert_eq!(ours.median(|sample| sample.wall), 4.0);
        assert_eq!(ours.least(|sample| sample.wall), 2.0);
        assert_eq!(ours.ratio(&other, |sample| sample.wall), 2.0);
    }

    #[test]
    fn what_is_no_measurement_is_refused() {
        assert!(Sample::parse("1", 1).is_none());
        assert!(Sample::parse("1\tfast", 1).is_none());
    }
}
