//! The argument that names runs, of commands by hand.

use clap::{Arg, ArgMatches};
use jobs_api::types::RunId;

use crate::flags;

const NAME: &str = "run-id";

/// The argument for one run.
pub(crate) fn argument() -> Arg {
    Arg::new(NAME)
        .value_name("RUN_ID")
        .required(true)
        .value_parser(|text: &str| flags::whole(text).map(RunId::from))
        .help("Identifier of the run")
}

/// The run that is given.
pub(crate) fn one(matches: &ArgMatches) -> RunId {
    // The parser does not let the argument be left out.
    given(matches).next().unwrap_or(RunId(0))
}

/// The runs that are given.
pub(crate) fn given(matches: &ArgMatches) -> impl Iterator<Item = RunId> {
    matches.get_many(NAME).into_iter().flatten().copied()
}
