//! What `jobs run-now` takes beyond its request: the job by its name, parameters from a file.

use clap::{Arg, ArgMatches};

use jobs_api::Client;

use crate::failure::Failure;
use crate::flags::JOB;
use crate::members::Members;
use crate::names;
use crate::source::Source;

/// Member with the job parameters of the run.
const PARAMETERS: &str = "job_parameters";

/// Adds the arguments.
pub(crate) fn arguments(command: clap::Command) -> clap::Command {
    command
        .mut_arg("job-parameters", |argument| argument.visible_alias("param"))
        .arg(
            Arg::new("by-name")
                .long("name")
                .value_name("NAME")
                .conflicts_with("job-id")
                .help("The job by its name, even one that looks like an id"),
        )
        .arg(
            Arg::new("params-file")
                .long("params-file")
                .value_name("FILE|-")
                .value_hint(clap::ValueHint::FilePath)
                .help("Job parameters from an object in a file, JSON or YAML; others go over them"),
        )
}

/// Puts what the arguments say into the request.
pub(crate) async fn apply(
    client: &Client,
    request: &mut Members,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    if let Some(name) = matches.get_one::<String>("by-name") {
        request.set(JOB, &names::find(client, name).await?.to_string())?;
    }
    let Some(path) = matches.get_one::<String>("params-file") else {
        return Ok(());
    };
    let source = Source::named(path)?;
    let from_file = source.members()?;
    let given = match request.json(PARAMETERS) {
        Some(json) => Members::parse(json, false)?,
        None => Members::default(),
    };
    let mut entries = Vec::new();
    for name in from_file.names() {
        let value = from_file
            .scalar(&name)
            .ok_or_else(|| source.refused(format_args!("the parameter `{name}` has to be text")))?;
        entries.push((name, value));
    }
    for name in given.names() {
        let value = given.scalar(&name).unwrap_or_default();
        entries.push((name, value));
    }
    let entries = entries.iter().map(|(name, value)| (&**name, &**value));
    request.merge(PARAMETERS, entries)
}
