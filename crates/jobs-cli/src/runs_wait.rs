//! `jobs runs wait`: for runs that were started elsewhere, or before.

use clap::{Arg, ArgAction, ArgMatches, Args as _, FromArgMatches as _, value_parser};
use jobs_api::types::RunId;

use crate::failure::Failure;
use crate::follow;
use crate::globals::Globals;
use crate::waiting::HowFlags;

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    let runs = Arg::new("run-id")
        .value_name("RUN_ID")
        .value_parser(value_parser!(i64))
        .required(true)
        .action(ArgAction::Append)
        .num_args(1..)
        .help("Identifiers of the runs");
    HowFlags::augment_args(clap::Command::new("wait").arg(runs))
        .about("Wait until runs have ended, whoever started them")
}

/// Waits for one run after the other; the first that did not succeed decides how this ends.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let flags = HowFlags::from_arg_matches(matches);
    let flags = flags.map_err(|error| Failure::usage(error.to_string()))?;
    let waiting = flags.waiting(globals);
    let mut end = Ok(());
    for run_id in matches.get_many::<i64>("run-id").into_iter().flatten() {
        let mut session = crate::session(globals, "get_run", Some("run_id"))?;
        let run_id = RunId::from(*run_id);
        let wait = session.client().wait_for_run(run_id);
        let ended = follow::follow(&mut session, wait, &waiting, Some(run_id)).await;
        match ended {
            Err(failure @ (Failure::Run(..) | Failure::TimeUp(_))) if end.is_ok() => {
                end = Err(failure);
            }
            Err(failure @ (Failure::Run(..) | Failure::TimeUp(_))) => session.notes.warn(failure),
            other => other?,
        }
    }
    end
}
