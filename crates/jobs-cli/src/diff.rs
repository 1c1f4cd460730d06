//! `jobs diff`: what differs between two jobs, each as the service has it or in a file.

use anstyle::AnsiColor;
use clap::{Arg, ArgAction, ArgMatches};
use jobs_api::jobs::{SettingsChange, SettingsDiff};
use jobs_api::types::JobSettings;

use crate::document::Document;
use crate::failure::Failure;
use crate::globals::Globals;
use crate::output::Output;
use crate::session::Session;
use crate::source::Source;
use crate::terminal_text::printable;
use crate::{completion, export, pasted};

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    let side = |name, help| {
        Arg::new(name)
            .value_name("JOB|@FILE|-")
            .required(true)
            .add(completion::jobs_or_files())
            .help(help)
    };
    clap::Command::new("diff")
        .about("Show what differs between two jobs, each as it is there or in a file")
        .long_about(
            "Show what differs between two jobs, each as it is there or in a file: what leads from \
             the first to the second.\n\nWhat the service fills in is no difference, nor is the \
             order of tasks and other things that have keys.",
        )
        .arg(side(
            "before",
            "A job, by its id or its name; @file; or - for standard input",
        ))
        .arg(side("after", "What to compare it with"))
        .arg(
            Arg::new("exit-code")
                .long("exit-code")
                .action(ArgAction::SetTrue)
                .help("End with exit code 1 if there are differences"),
        )
}

/// Shows what differs.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let sides = ["before", "after"].map(|name| {
        let argument = matches.get_one::<String>(name);
        argument.map_or("", String::as_str)
    });
    if sides == ["-", "-"] {
        return Err(Failure::usage(
            "standard input cannot be both sides: write @file for one of them",
        ));
    }
    let mut session = crate::session(globals, "diff", Some("path"))?;
    let before = settings(&session, sides[0]).await?;
    let after = settings(&session, sides[1]).await?;
    let diff = JobSettings::diff(&before, &after);
    if diff.is_empty() {
        session.notes.tell("no differences");
    }
    match show(&mut session.output, &diff) {
        // Whoever asks by the exit code need not read it.
        Err(failure) if failure.is_closed_pipe() => {}
        shown => shown?,
    }
    match matches.get_flag("exit-code") && !diff.is_empty() {
        true => Err(Failure::Differs),
        false => Ok(()),
    }
}

/// The settings that an argument names.
async fn settings(session: &Session, argument: &str) -> Result<JobSettings, Failure> {
    if argument == "-" || argument.starts_with('@') {
        return pasted::settings(&Source::read(argument)?);
    }
    let job = export::job_named(session, argument).await;
    let job = job.map_err(|failure| match failure {
        Failure::Usage(message) if std::path::Path::new(argument).exists() => Failure::usage(
            format!("{message}; if you mean the file, write @{argument}"),
        ),
        failure => failure,
    });
    Ok(job?.into_settings()?)
}

/// Shows changes: a line for each, or as a list.
fn show(output: &mut Output, diff: &SettingsDiff) -> Result<(), Failure> {
    if output.is_for_people() {
        return output.styled(&lines(diff));
    }
    for change in &diff.changes {
        output.element(Document::of(change)?)?;
    }
    output.end_list()
}

/// A line for each change, in colours.
pub(crate) fn lines(diff: &SettingsDiff) -> String {
    let line = |change: &SettingsChange| {
        let colour = match (&change.before, &change.after) {
            (None, _) => AnsiColor::Green,
            (_, None) => AnsiColor::Red,
            _ => AnsiColor::Yellow,
        };
        let style = colour.on_default();
        format!("{style}{}{style:#}\n", printable(&change.to_string()))
    };
    diff.changes.iter().map(line).collect()
}
