//! What the programs share that measure generators: the documents, and the measuring.

mod bundle;
mod measure;

use std::error::Error;
use std::path::{Path, PathBuf};

pub use bundle::{bundle, downgrade, repeat};
pub use measure::measure;

/// What a program says when it cannot go on.
pub type Failure = Box<dyn Error>;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
