//! What the emulator does under load, and with many runs stored.

mod http;
mod pages;
mod peer;
mod program;
mod rate;

use std::path::{Path, PathBuf};

use super::cargo::Cargo;
pub(super) use pages::Pages;
pub(super) use peer::Peer;
pub(super) use program::Memory;
use program::Program;
pub(super) use rate::Rate;

/// What was measured.
pub(super) struct Measurements {
    pub(super) in_memory: Rate,
    pub(super) with_file: Rate,
    /// From the start of the program to its first answer, in ms: without a file, with many runs.
    pub(super) start: f64,
    pub(super) start_with_runs: f64,
    /// Resident with 1,000 runs, in MB.
    pub(super) with_1000_runs: Memory,
    /// Runs that a schedule starts by a virtual clock, per second.
    pub(super) scheduled: f64,
    pub(super) pages: Vec<Pages>,
    /// Another emulator, if it can be had.
    pub(super) peer: Option<Peer>,
}

impl Measurements {
    /// Runs the program, which is built.
    pub(super) fn take(cargo: &Cargo) -> Result<Self, String> {
        let program = cargo.built("release/jobs-emulator");
        let folder = Folder::new(cargo.built("data"))?;
        let (start, with_1000_runs) = small(&program)?;
        eprintln!("starting runs …");
        let in_memory = rate::measure(&program, &[])?;
        let with_file = rate::measure(&program, &["--data", &folder.file("rate")])?;
        let mut pages = Vec::new();
        let few = folder.file("few");
        pages::fill(&program, &few, 10_000)?;
        pages.extend(pages::list(&program, &few, 10_000)?.1);
        eprintln!("storing a million runs …");
        let many = folder.file("many");
        let scheduled = pages::fill(&program, &many, 1_000_000)?;
        let (start_with_runs, of_many) = pages::list(&program, &many, 1_000_000)?;
        pages.extend(of_many);
        let peer = Peer::measure(&cargo.built("peers"))
            .inspect_err(|why| eprintln!("(there is no peer to measure: {why})"))
            .ok();
        Ok(Self {
            in_memory,
            with_file,
            start,
            start_with_runs,
            with_1000_runs,
            scheduled,
            pages,
            peer,
        })
    }
}

/// From start to first answer, and the memory that 1,000 runs take.
fn small(program: &Path) -> Result<(f64, Memory), String> {
    let mut starts = Vec::new();
    for _ in 0..11 {
        starts.push(millis(Program::start(program, &[])?.start));
    }
    let program = Program::start(program, &[])?;
    rate::start(&program, 1000)?;
    Ok((median(&mut starts), program.memory()?))
}

/// A folder of files of the emulator, which is empty at first and gone at last.
struct Folder(PathBuf);

impl Folder {
    fn new(path: PathBuf) -> Result<Self, String> {
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path)
            .map_err(|error| format!("cannot make `{}`: {error}", path.display()))?;
        Ok(Self(path))
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn millis(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
