//! What commands of operations take beyond their requests.

use clap::ArgMatches;
use jobs_api::Client;

use crate::failure::Failure;
use crate::members::Members;
use crate::{repair_run, run_now};

/// Adds arguments to the command of an operation.
pub(crate) fn arguments(operation: &str, parser: clap::Command) -> clap::Command {
    match operation {
        "run_now" => run_now::arguments(parser),
        "repair_run" => repair_run::arguments(parser),
        _ => parser,
    }
}

/// Puts what these arguments say into the request.
pub(crate) async fn apply(
    operation: &str,
    client: &Client,
    request: &mut Members,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    match operation {
        "run_now" => run_now::apply(client, request, matches).await,
        "repair_run" => repair_run::apply(client, request, matches).await,
        _ => Ok(()),
    }
}
