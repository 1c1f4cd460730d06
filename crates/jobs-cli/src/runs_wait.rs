//! `jobs runs wait`: for runs that were started elsewhere, or before.

use clap::{ArgAction, ArgMatches, Args as _, FromArgMatches as _};

use crate::failure::Failure;
use crate::follow;
use crate::globals::Globals;
use crate::interrupts::Interrupts;
use crate::run_argument;
use crate::waiting::HowFlags;

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    let runs = run_argument::argument()
        .action(ArgAction::Append)
        .num_args(1..)
        .help("Identifiers of the runs");
    HowFlags::augment_args(clap::Command::new("wait").arg(runs))
        .about("Wait until runs have ended, whoever started them")
}

/// Waits for one run as whoever starts it does; for several with one scheduler.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let flags = HowFlags::from_arg_matches(matches);
    let flags = flags.map_err(|error| Failure::usage(error.to_string()))?;
    let waiting = flags.waiting(globals);
    let mut run_ids = Vec::new();
    for run_id in run_argument::given(matches) {
        if !run_ids.contains(&run_id) {
            run_ids.push(run_id);
        }
    }
    let mut interrupts = Interrupts::listen()?;
    let mut session = crate::session(globals, "get_run", Some("run_id"))?;
    session.begin_waiting();
    match run_ids[..] {
        [run_id] => {
            let wait = session.client().wait_for_run(run_id);
            let run_id = Some(run_id);
            follow::follow(&mut session, wait, &waiting, run_id, &mut interrupts).await
        }
        _ => follow::follow_many(&mut session, &run_ids, &waiting, &mut interrupts).await,
    }
}
