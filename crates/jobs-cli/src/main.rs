//! `jobs`: Databricks Jobs at a terminal, in pipelines and in scripts.
//!
//! A command for each operation is [`generated`] from the spec as data and a line that sends it;
//! `command` is the seam. What the commands have in common is written once: `flags` and `source`
//! make a request of the command line, `session` sends it, `output` shows what comes of it,
//! `failure` says how it ended.

mod additions;
mod api;
mod apply;
mod auth;
mod clone;
mod command;
mod completion;
mod diff;
mod document;
#[cfg(feature = "emulator")]
mod emulator;
mod export;
mod failure;
mod flags;
mod follow;
mod frame;
mod gantt;
// Generated files keep the style of the generator.
#[rustfmt::skip]
mod generated;
mod globals;
mod graph;
mod interrupts;
mod live;
mod manual;
mod members;
mod names;
mod notes;
mod output;
mod outputs;
mod own;
mod pasted;
mod picture;
mod repair_run;
mod report;
mod run_argument;
mod run_now;
mod runs_wait;
mod session;
mod shell;
mod source;
mod terminal_text;
mod tree;
mod unpadded;
mod waiting;
mod words;

use std::process::ExitCode;

use clap::{ArgMatches, FromArgMatches as _};
use tokio::runtime;

use command::{Answer, Command};
use failure::Failure;
use generated::COMMANDS;
use globals::Globals;
use notes::Notes;
use output::{Format, Output, Query};
use own::OWN;
use session::Session;
use waiting::WaitFlags;

fn main() -> ExitCode {
    completion::answer();
    let matches = tree::program().get_matches();
    match run(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_told() {
                notes::error(&failure);
            }
            failure.exit_code()
        }
    }
}

fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let globals = Globals::from_arg_matches(matches);
    let globals = globals.map_err(|error| Failure::usage(error.to_string()))?;
    globals.start_tracing();
    let (words, matches) = words(matches);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some(own) = OWN.iter().find(|own| own.words == words) {
        return (own.run)(&globals, matches);
    }
    let is_called_so = |command: &&&Command| command.words == words || command.also == words;
    match COMMANDS.iter().find(is_called_so) {
        Some(command) => block_on(operation(command, &globals, matches)),
        None => Err(Failure::usage(format!(
            "there is no `jobs {}`",
            words.join(" ")
        ))),
    }
}

/// The words that name the command, and its own arguments.
fn words(matches: &ArgMatches) -> (Vec<String>, &ArgMatches) {
    let (mut words, mut matches) = (Vec::new(), matches);
    while let Some((word, inner)) = matches.subcommand() {
        words.push(word.to_owned());
        matches = inner;
    }
    (words, matches)
}

/// Runs what a command does on this thread: it waits for one thing at a time.
fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Local(error.to_string()))?;
    let end = runtime.block_on(work);
    // Whoever interrupts does not wait for the name of a host to be looked up.
    runtime.shutdown_background();
    end
}

/// The command of an operation.
async fn operation(
    command: &Command,
    globals: &Globals,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    let mut request = flags::request(command, matches)?;
    let id = match command.answer {
        // Where nothing is shown, there is none to miss; and what is waited for has one.
        Answer::Nothing | Answer::Work => command.id.or(Some("")),
        Answer::One | Answer::List => command.id,
    };
    let mut session = session(globals, command.operation, id)?;
    if command.answer == Answer::List {
        session.limit = matches.get_one::<usize>("limit").copied();
    }
    if command.answer == Answer::Work {
        let flags = WaitFlags::from_arg_matches(matches);
        let flags = flags.map_err(|error| Failure::usage(error.to_string()))?;
        session.waiting = flags.waiting(globals);
    }
    let client = session.client();
    additions::apply(command.operation, &client, &mut request, matches).await?;
    flags::check(command, &request)?;
    names::resolve(&client, &mut request).await?;
    (command.send)(&mut session, request).await
}

/// What a command has at hand.
fn session(
    globals: &Globals,
    operation: &'static str,
    id: Option<&'static str>,
) -> Result<Session, Failure> {
    let output = output(globals, operation, id)?;
    let notes = Notes::new(globals);
    let client = globals.client_that_tells(notes.clone())?;
    Ok(Session::new(client, output, notes))
}

/// Where the result goes.
fn output(
    globals: &Globals,
    operation: &'static str,
    id: Option<&'static str>,
) -> Result<Output, Failure> {
    let query = globals.query.as_deref().map(Query::parse).transpose()?;
    // Before anything is changed.
    if globals.output == Format::Id && id.is_none() && query.is_none() {
        return Err(output::no_id());
    }
    Ok(Output::new(globals.output, query, operation, id))
}
