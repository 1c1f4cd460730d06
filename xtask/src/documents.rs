//! `cargo xtask documents`: the generator on documents that nobody here wrote.

mod check;
mod list;
mod sources;

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use jobs_codegen::openapi::Files;
use jobs_codegen::{Diagnostic, Generated, Lenience, Options, Rule, Runtime, Severity, Target};

use crate::generate::foreign;
use crate::table::Table;
use crate::{cpu, workspace};
use list::{DOCUMENTS, Public};

/// How much time of the processor the generator may take for a document. A build for tests is about
/// three times as slow, and may be on a machine that is half as fast.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 5 });

/// After how long by the clock it is given up: other work of the machine counts in it.
const HANG: Duration = Duration::from_secs(300);

/// Arguments of `cargo xtask documents`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only these documents.
    names: Vec<String>,
    /// Show what was found in them.
    #[arg(long)]
    findings: bool,
    /// Compile all crates; else only those that do not take long.
    #[arg(long)]
    all: bool,
    /// Compile none of them.
    #[arg(long, conflicts_with = "all")]
    none: bool,
}

impl Arguments {
    /// The arguments of the test.
    pub(crate) fn test() -> Self {
        Self {
            names: Vec::new(),
            findings: false,
            all: false,
            none: false,
        }
    }
}

/// What became of a document.
struct Tried {
    document: &'static Public,
    size: usize,
    /// Of the processor, where that is known.
    time: Duration,
    outcome: Outcome,
}

enum Outcome {
    /// Code. The findings are warnings.
    Code(Box<Generated>),
    /// Findings alone.
    Findings(Vec<Diagnostic>),
    /// The generator panicked or did not come to an end.
    Lost(String),
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let sources = sources::fetch()?;
    let wanted = |document: &&Public| {
        arguments.names.is_empty() || arguments.names.iter().any(|name| name == document.name)
    };
    let mut failures = Vec::new();
    let mut tried = Vec::new();
    for document in DOCUMENTS.iter().filter(wanted) {
        tried.push(attempt(document, &sources)?);
    }
    let mut table = Table::new(
        1,
        [
            "document",
            "kB",
            "ms",
            "operations",
            "left out",
            "any",
            "lines",
        ],
    );
    for one in &tried {
        table.row(one.row());
        if arguments.findings {
            one.show();
        }
        failures.extend(one.failure());
    }
    println!("{table}");
    let whole = tried.iter().filter(|one| one.is_whole()).count();
    let code = tried
        .iter()
        .filter(|one| matches!(one.outcome, Outcome::Code(_)))
        .count();
    println!(
        "{whole} of {} documents became whole crates, {} more all but what is not supported",
        tried.len(),
        code - whole
    );
    if !arguments.none {
        failures.extend(check::compile(&tried, arguments.all)?);
    }
    if arguments.names.is_empty() && whole * 2 < tried.len() {
        failures.push("fewer than half of the documents became whole crates".to_owned());
    }
    if failures.is_empty() {
        return Ok(());
    }
    Err(failures.join("\n"))
}

/// Generates a crate from a document, in a thread of its own that may fail or be left behind.
#[expect(
    clippy::disallowed_methods,
    reason = "how long it really takes is the question"
)]
fn attempt(document: &'static Public, sources: &Path) -> Result<Tried, String> {
    let path = sources.join(document.file_name());
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let size = text.len();
    let (sender, receiver) = mpsc::channel();
    let (start, before) = (Instant::now(), cpu::own());
    let generator = thread::spawn(move || {
        let generated = generate(document, text);
        // Nobody may be waiting any more.
        let _ = sender.send(());
        generated
    });
    let outcome = match receiver.recv_timeout(HANG) {
        Err(mpsc::RecvTimeoutError::Timeout) => Outcome::Lost("it does not end".to_owned()),
        _ => match generator.join() {
            Ok(Ok(generated)) => Outcome::Code(Box::new(generated)),
            Ok(Err(findings)) => Outcome::Findings(findings),
            Err(_) => Outcome::Lost("the generator panics".to_owned()),
        },
    };
    Ok(Tried {
        document,
        size,
        time: cpu::own()
            .zip(before)
            .map_or_else(|| start.elapsed(), |(after, before)| after - before),
        outcome,
    })
}

fn generate(document: &Public, text: String) -> Result<Generated, Vec<Diagnostic>> {
    let runtime = Runtime::Path(workspace::root().join("crates/jobs-runtime"));
    let options = Options {
        lenient: true,
        ..foreign::options(document.file, document.name.to_owned(), runtime)
    };
    let path = PathBuf::from(document.file_name());
    jobs_codegen::generate(&path, &Text(text), Target::Package, &options)
}

/// A document of one file.
struct Text(String);

impl Files for Text {
    fn read(&self, _: &Path) -> io::Result<String> {
        Ok(self.0.clone())
    }
}

impl Tried {
    fn findings(&self) -> &[Diagnostic] {
        match &self.outcome {
            Outcome::Code(generated) => &generated.diagnostics,
            Outcome::Findings(findings) => findings,
            Outcome::Lost(_) => &[],
        }
    }

    fn count(&self, is_one: impl Fn(&Diagnostic) -> bool) -> usize {
        self.findings().iter().filter(|found| is_one(found)).count()
    }

    /// How many operations were left out.
    fn omitted(&self) -> usize {
        self.count(|found| found.rule == Rule::OmittedOperation)
    }

    /// How many values were taken for any JSON because their type is not supported.
    fn bent(&self) -> usize {
        self.count(|found| {
            found.rule.lenience() == Lenience::Any && found.severity == Severity::Warning
        })
    }

    /// Whether everything that the document describes is in the crate.
    fn is_whole(&self) -> bool {
        matches!(self.outcome, Outcome::Code(_)) && self.omitted() == 0 && self.bent() == 0
    }

    fn row(&self) -> [String; 7] {
        let (operations, lines) = match &self.outcome {
            Outcome::Code(generated) => {
                let groups = generated.api.groups.iter();
                let operations: usize = groups.map(|group| group.operations.len()).sum();
                let lines: usize = generated
                    .tree
                    .values()
                    .map(|text| text.lines().count())
                    .sum();
                (operations.to_string(), lines.to_string())
            }
            _ => ("–".to_owned(), "–".to_owned()),
        };
        [
            self.document.name.to_owned(),
            (self.size / 1000).to_string(),
            self.time.as_millis().to_string(),
            operations,
            self.omitted().to_string(),
            self.bent().to_string(),
            lines,
        ]
    }

    /// Shows the findings that keep something out of the crate.
    fn show(&self) {
        let stops = |found: &&Diagnostic| {
            found.severity == Severity::Error || found.rule.lenience() != Lenience::None
        };
        for found in self.findings().iter().filter(stops) {
            println!("{found}\n");
        }
    }

    /// What must not be.
    fn failure(&self) -> Option<String> {
        let name = self.document.name;
        match &self.outcome {
            Outcome::Lost(why) => Some(format!("{name}: {why}")),
            _ if self.time > PATIENCE => Some(format!(
                "{name}: took {} ms, may take {}",
                self.time.as_millis(),
                PATIENCE.as_millis()
            )),
            _ => None,
        }
    }
}
