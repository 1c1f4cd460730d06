//! `jobs clone`: another job like one that is there.

use clap::{Arg, ArgMatches};

use crate::export;
use crate::failure::Failure;
use crate::globals::Globals;

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    clap::Command::new("clone")
        .about("Make another job with the settings of one; permissions are not copied")
        .arg(export::job_argument())
        .arg(
            Arg::new("name")
                .long("name")
                .value_name("NAME")
                .help("Name of the new job; that of the other with `, copied` if not given"),
        )
}

/// Makes the job.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let mut session = crate::session(globals, "create", Some("job_id"))?;
    let mut request = export::job(&session, matches).await?.into_create()?;
    let name = matches.get_one::<String>("name").cloned();
    let copied = || format!("{}, copied", request.name.as_deref().unwrap_or("Untitled"));
    request.name = Some(name.unwrap_or_else(copied));
    session.one(session.client().create(request)).await
}
