//! What `jobs repair-run` takes beyond its request: all that failed, as it was.

use clap::{Arg, ArgAction, ArgMatches};
use jobs_api::Client;
use jobs_api::runtime::json;
use jobs_api::types::RunId;

use crate::failure::Failure;
use crate::members::Members;

/// Adds the arguments.
pub(crate) fn arguments(command: clap::Command) -> clap::Command {
    command.arg(
        Arg::new("failed")
            .long("failed")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["rerun-tasks", "rerun-all-failed-tasks"])
            .help("Run again what failed and what was skipped for it, with the same parameters"),
    )
}

/// Puts what failed into the request; what the request says otherwise goes over it.
pub(crate) async fn apply(
    client: &Client,
    request: &mut Members,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    if !matches.get_flag("failed") {
        return Ok(());
    }
    let Some(run_id) = request
        .scalar("run_id")
        .and_then(|id| id.parse::<i64>().ok())
    else {
        return Ok(());
    };
    let repair = client.repair_failed(RunId::from(run_id)).await?;
    let json = json::to_vec(repair.request()).map_err(|error| Failure::usage(error.to_string()))?;
    let whole = Members::parse(&String::from_utf8_lossy(&json), false)?;
    request.complete(&whole)
}
