//! What was measured, as tables, and whether it is what is wanted.

mod generate;

use std::time::Duration;

pub(super) use self::generate::generate;
use super::builds::Builds;
use super::cargo::Time;
use super::client::{self, Sample, Subject, Work};
use super::decode::Measurements;
use super::emulator;
use crate::table::Table;

/// The report of `bench decode`.
pub(super) fn decode(measurements: &Measurements, builds: &Builds) -> Result<String, String> {
    let measured = measured(measurements)?;
    let built = built(builds);
    let wanted = wanted(measurements, builds)?;
    Ok(format!("{measured}\n{built}\n{wanted}"))
}

/// The report of `bench build`.
pub(super) fn build(time: &Time, crates: usize) -> String {
    let mut built = Table::new(2, ["BUILDING", "", "wall s", "CPU s"]);
    built.row([
        "cold".to_owned(),
        "small program".to_owned(),
        wall(time),
        cpu(time),
    ]);
    let mut wanted = Wanted::new();
    wanted.below("cold build of an application, s", 90.0, seconds(time.wall));
    let crates = u32::try_from(crates).map_or(f64::INFINITY, f64::from);
    wanted.below("crates that it depends on", 120.0, crates);
    format!("{built}\n{}", wanted.0)
}

/// The report of `bench client`.
pub(super) fn client(measurements: &client::Measurements) -> Result<String, String> {
    let wall = |sample: &Sample| sample.wall;
    let cpu = |sample: &Sample| sample.cpu;
    let mut calls = Table::new(
        2,
        [
            "CALLING",
            "",
            "wall us",
            "least",
            "CPU us",
            "least",
            "a second",
            "x reqwest",
            "x CPU",
        ],
    );
    for each in measurements.iter() {
        let reqwest = measurements.of(each.work, Subject::Reqwest)?;
        calls.row([
            each.work.name().to_owned(),
            each.subject.name().to_owned(),
            format!("{:.1}", each.median(wall)),
            format!("{:.1}", each.least(wall)),
            format!("{:.1}", each.median(cpu)),
            format!("{:.1}", each.least(cpu)),
            format!("{:.0}", 1e6 / each.median(wall)),
            format!("{:.2}", each.ratio(reqwest, wall)),
            format!("{:.2}", each.ratio(reqwest, cpu)),
        ]);
    }
    let mut wanted = Wanted::new();
    for work in [Work::Sequential, Work::Concurrent] {
        let of = |subject| measurements.of(work, subject);
        let (ours, reqwest) = (of(Subject::Ours)?, of(Subject::Reqwest)?);
        let what = |what: &str| format!("{}: {what}", work.name());
        let ratio = ours.ratio(reqwest, wall);
        wanted.at_most(&what("time of a request, times reqwest's"), 1.1, ratio);
        let ratio = ours.ratio(reqwest, cpu);
        wanted.at_most(&what("CPU of a request, times reqwest's"), 1.1, ratio);
        let rate = of(Subject::Python)?.ratio(ours, wall);
        wanted.at_least(&what("rate, times the Python SDK's"), 20.0, rate);
    }
    let construction = measurements.of(Work::Construct, Subject::Ours)?;
    let milliseconds = construction.median(wall) / 1e3;
    wanted.below("making a client, ms", 1.0, milliseconds);
    let of = |subject| measurements.of(Work::Secure, subject);
    let ratio = of(Subject::Ours)?.ratio(of(Subject::Reqwest)?, wall);
    let what = "making a client and TLS, times reqwest's";
    wanted.at_most(what, 1.1, ratio);
    Ok(format!("{calls}\n{}", wanted.0))
}

/// The report of `bench emulator`.
pub(super) fn emulator(measurements: &emulator::Measurements) -> String {
    let mut pages = Table::new(1, ["A PAGE OF RUNS", "stored", "median ms", "worst ms"]);
    for each in &measurements.pages {
        pages.row([
            each.what.to_owned(),
            each.stored.to_string(),
            format!("{:.2}", each.median),
            format!("{:.2}", each.worst),
        ]);
    }
    let emulator::Measurements {
        in_memory,
        with_file,
        with_1000_runs,
        ..
    } = measurements;
    let mut memory = Table::new(1, ["MEMORY, MB", "then", "at most"]);
    for (what, each) in [
        ("with 1,000 runs", with_1000_runs),
        ("after starting runs, in memory", &in_memory.memory),
        ("after starting runs, with a file", &with_file.memory),
    ] {
        let megabytes = |value: f64| format!("{value:.1}");
        memory.row([what.to_owned(), megabytes(each.now), megabytes(each.peak)]);
    }
    let mut peers = Table::new(1, ["BESIDE A PEER", "start ms", "runs/s", "MB"]);
    let mut row = |name: &str, start: f64, runs: f64, memory: &emulator::Memory| {
        peers.row([
            name.to_owned(),
            format!("{start:.0}"),
            format!("{runs:.0}"),
            format!("{:.0}", memory.now),
        ]);
    };
    row(
        "jobs-emulator",
        measurements.start,
        in_memory.runs,
        with_1000_runs,
    );
    if let Some(peer) = &measurements.peer {
        row(emulator::Peer::NAME, peer.start, peer.runs, &peer.memory);
    }
    let mut wanted = Wanted::new();
    wanted.at_least(
        "runs started and ended a second, in memory",
        2000.0,
        in_memory.runs,
    );
    wanted.at_least(
        "runs started and ended a second, with a file",
        500.0,
        with_file.runs,
    );
    for stored in [10_000, 1_000_000] {
        let pages = measurements.pages.iter();
        let slowest = pages
            .filter(|pages| pages.stored == stored)
            .map(|pages| pages.median)
            .fold(0.0, f64::max);
        let what = format!("the slowest page with {stored} runs stored, ms");
        wanted.below(&what, 5.0, slowest);
    }
    wanted.below("start to first answer, ms", 100.0, measurements.start);
    let start = measurements.start_with_runs;
    wanted.below("the same with 1000000 runs in the file, ms", 100.0, start);
    wanted.below("resident with 1,000 runs, MB", 40.0, with_1000_runs.now);
    // A month of a job that runs once a day.
    let month = 30.0 / measurements.scheduled;
    wanted.below("a month of a daily job by a virtual clock, s", 1.0, month);
    let month = 43_200.0 / measurements.scheduled;
    wanted.below("a month of a job each minute, s", 30.0, month);
    format!("{pages}\n{memory}\n{peers}\n{}", wanted.0)
}

fn measured(measurements: &Measurements) -> Result<Table, String> {
    let mut table = Table::new(
        3,
        [
            "READING AND WRITING",
            "",
            "",
            "KB",
            "MB/s",
            "median",
            "with drop",
            "x derive",
            "allocations",
            "KB in all",
            "KB held",
        ],
    );
    for each in measurements.iter() {
        let derive = measurements.of(&each.work, &each.document, "derive")?;
        table.row([
            each.work.clone(),
            each.document.clone(),
            each.name.clone(),
            format!("{:.1}", each.bytes / 1e3),
            format!("{:.0}", each.speed()),
            format!("{:.0}", each.speed_in(each.median)),
            format!("{:.0}", each.speed_in(each.with_drop)),
            format!("{:.2}", each.speed() / derive.speed()),
            each.allocations.to_string(),
            format!("{:.1}", each.allocated / 1e3),
            format!("{:.1}", each.held / 1e3),
        ]);
    }
    Ok(table)
}

fn built(builds: &Builds) -> Table {
    let mut table = Table::new(2, ["BUILDING", "", "wall s", "CPU s", "x derive"]);
    let mut row = |command: &str, what: &str, time: &Time, derive: Option<&Time>| {
        let ratio = derive.map(|derive| format!("{:.2}", ratio(time, derive)));
        let ratio = ratio.unwrap_or_default();
        table.row([
            command.to_owned(),
            what.to_owned(),
            wall(time),
            cpu(time),
            ratio,
        ]);
    };
    let Builds {
        check_ours,
        check_derive,
        release_ours,
        release_derive,
        program,
    } = builds;
    row("check", "jobs-api", check_ours, Some(check_derive));
    row("check", "derive", check_derive, Some(check_derive));
    row("release", "jobs-api", release_ours, Some(release_derive));
    row("release", "derive", release_derive, Some(release_derive));
    row("release", "small program", program, None);
    table
}

fn wanted(measurements: &Measurements, builds: &Builds) -> Result<Table, String> {
    let mut wanted = Wanted::new();
    for document in ["page", "run"] {
        let ours = measurements.of("decode", document, "jobs-api")?;
        let derive = measurements.of("decode", document, "derive")?;
        let published = measurements.of("decode", document, "published")?;
        let what = |what: &str| format!("decode {document}: {what}");
        wanted.at_least(
            &what("speed, times derive's"),
            1.7,
            ours.speed() / derive.speed(),
        );
        let ratio = ours.speed() / published.speed();
        wanted.at_least(&what("speed, times the published crate's"), 5.0, ratio);
        let ratio = ours.held / published.held;
        wanted.at_most(
            &what("memory held, times the published crate's"),
            1.0 / 3.0,
            ratio,
        );
    }
    for document in ["page", "job"] {
        let ours = measurements.of("encode", document, "jobs-api")?;
        let derive = measurements.of("encode", document, "derive")?;
        let what = format!("encode {document}: speed, times derive's");
        wanted.at_least(&what, 1.0, ours.speed() / derive.speed());
    }
    let ratio = ratio(&builds.release_ours, &builds.release_derive);
    wanted.at_most("release build of the types, times derive's", 0.5, ratio);
    let program = seconds(builds.program.wall);
    wanted.below("release rebuild of the small program, s", 4.0, program);
    Ok(wanted.0)
}

/// What is wanted, what is, and whether that is enough.
pub(super) struct Wanted(pub(super) Table);

impl Wanted {
    pub(super) fn new() -> Self {
        Self(Table::new(1, ["WANTED", "", "is", ""]))
    }

    fn at_least(&mut self, what: &str, wanted: f64, is: f64) {
        self.row(what, format!(">= {wanted:.2}"), is, is >= wanted);
    }

    fn at_most(&mut self, what: &str, wanted: f64, is: f64) {
        self.row(what, format!("<= {wanted:.2}"), is, is <= wanted);
    }

    pub(super) fn below(&mut self, what: &str, wanted: f64, is: f64) {
        self.row(what, format!("< {wanted}"), is, is < wanted);
    }

    fn row(&mut self, what: &str, wanted: String, is: f64, is_met: bool) {
        let verdict = if is_met { "met" } else { "MISSED" };
        self.0.row([
            what.to_owned(),
            wanted,
            format!("{is:.2}"),
            verdict.to_owned(),
        ]);
    }
}

fn ratio(time: &Time, of: &Time) -> f64 {
    seconds(time.effort()) / seconds(of.effort())
}

/// The ratio of what somebody waits for, which is right only if the machine does nothing else.
fn wall_ratio(time: &Time, of: &Time) -> f64 {
    seconds(time.wall) / seconds(of.wall)
}

fn wall(time: &Time) -> String {
    format!("{:.1}", seconds(time.wall))
}

fn cpu(time: &Time) -> String {
    time.cpu
        .map_or_else(|| "-".to_owned(), |cpu| format!("{:.1}", seconds(cpu)))
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
