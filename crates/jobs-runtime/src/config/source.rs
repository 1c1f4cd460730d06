//! Where values came from.

use std::fmt;
use std::path::PathBuf;

/// Where the value of an attribute came from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// It was set in the program.
    Explicit,
    /// It was set in the program, which got it from what its users know by this name, such as a
    /// flag of the command line.
    Named(&'static str),
    /// An environment variable, by its name.
    Variable(&'static str),
    /// The profile file.
    File {
        /// Path of the file.
        path: PathBuf,
        /// Section of the file.
        profile: String,
        /// Line of the file, from 1.
        line: usize,
    },
    /// The query of the host, as in an address that was pasted from a browser; and where the
    /// host came from.
    Host(Box<Source>),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Explicit => f.write_str("set in the program"),
            Self::Named(name) => f.write_str(name),
            Self::Variable(name) => write!(f, "environment variable {name}"),
            Self::File {
                path,
                profile,
                line,
            } => write!(f, "{}:{line}, profile {profile}", path.display()),
            Self::Host(source) => write!(f, "from host, {source}"),
        }
    }
}
