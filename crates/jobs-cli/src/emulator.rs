//! `jobs emulator`: a Jobs service on this machine, to try everything with.

use clap::{Arg, ArgAction, ArgMatches, Args as _, FromArgMatches as _};
use jobs_emulator::program::{self, Arguments};
use tokio::runtime;

use crate::failure::Failure;
use crate::shell;

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    let print_env = Arg::new("print-env")
        .long("print-env")
        .action(ArgAction::SetTrue)
        .help("Tell the address as lines that a shell takes in, to use it from another one");
    Arguments::augment_args(clap::Command::new("emulator").arg(print_env))
        .about("Start a Jobs service on this machine; Ctrl-C stops it")
}

/// Serves until it is told to stop.
pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let arguments = Arguments::from_arg_matches(matches);
    let arguments = arguments.map_err(|error| Failure::usage(error.to_string()))?;
    let is_for_shells = matches.get_flag("print-env");
    let announce = move |url: &str, token: &str| match is_for_shells {
        true => [("HOST", url), ("TOKEN", token)]
            .map(|(name, value)| format!("export DATABRICKS_{name}={}\n", shell::quoted(value)))
            .concat(),
        false => format!("listening on {url}\n"),
    };
    let runtime = runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Local(error.to_string()))?;
    let served = runtime.block_on(program::serve(arguments, announce));
    served.map_err(|error| Failure::Local(format!("the emulator: {error}")))
}
