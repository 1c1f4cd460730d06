//! Another emulator of the service, beside which ours is measured. It reads what a task is to run
//! before it runs it, so its runs fail at once, which is the least that they can cost it.

use std::path::Path;

use super::program::{Memory, Program};
use super::{millis, rate};
use crate::python::Python;
use crate::workspace::root;

/// How many runs are started on it.
const RUNS: usize = 992;

/// What another emulator did.
pub(in crate::bench) struct Peer {
    /// From its start to its first answer, in ms.
    pub(in crate::bench) start: f64,
    /// Runs that were started and ended in a second.
    pub(in crate::bench) runs: f64,
    pub(in crate::bench) memory: Memory,
}

impl Peer {
    pub(in crate::bench) const NAME: &str = "minilake";

    /// Installs it into this folder unless it is there, and starts runs.
    pub(super) fn measure(folder: &Path) -> Result<Self, String> {
        let requirements = root().join("bench/emulator/requirements.txt");
        let python = Python::set_up_in(folder, &requirements)?;
        let program = Program::start_other(&python.installed(Self::NAME), folder)?;
        let time = rate::start(&program, RUNS)?;
        let runs = f64::from(u32::try_from(RUNS).unwrap_or(u32::MAX));
        Ok(Self {
            start: millis(program.start),
            runs: runs / time.as_secs_f64(),
            memory: program.memory()?,
        })
    }
}
