//! `jobs export`: the settings of a job, as they can be kept in a file and sent again.

use clap::{Arg, ArgMatches};
use jobs_api::types::Job;

use crate::document::Document;
use crate::failure::Failure;
use crate::globals::Globals;
use crate::output::Format;
use crate::session::Session;
use crate::{completion, names};

/// The argument that names a job.
pub(crate) fn job_argument() -> Arg {
    Arg::new("job")
        .value_name("JOB")
        .required(true)
        .add(completion::jobs())
        .help("The job: its id, or its name")
}

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    clap::Command::new("export")
        .about("Show the settings of a job as `create` and `reset` take them, in YAML")
        .arg(job_argument())
}

/// Shows the settings.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let globals = Globals {
        // There is no other way for people to read what is to be kept in a file.
        output: match globals.output {
            Format::Table => Format::Yaml,
            format => format,
        },
        ..globals.clone()
    };
    let mut session = crate::session(&globals, "export", None)?;
    let settings = job(&session, matches).await?.into_settings()?;
    session.output.result(&Document::of(&settings)?)
}

/// Reads the job that the arguments name, whole.
pub(crate) async fn job(session: &Session, matches: &ArgMatches) -> Result<Job, Failure> {
    let argument = matches.get_one::<String>("job");
    job_named(session, argument.map_or("", String::as_str)).await
}

/// Reads the job that an argument names, whole.
pub(crate) async fn job_named(session: &Session, argument: &str) -> Result<Job, Failure> {
    let client = session.client();
    let id = names::id(&client, argument).await?;
    Ok(client.get(id).await?)
}
