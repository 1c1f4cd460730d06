//! All commands of the program, as the parser takes them.

use clap::{Arg, Args as _};

use crate::additions;
use crate::command::{Answer, Command};
use crate::failure::EXIT_CODES;
use crate::flags;
use crate::generated::{self, COMMANDS};
use crate::globals::Globals;
use crate::own::{self, OWN};
use crate::waiting;

/// The program with all its commands.
pub(crate) fn program() -> clap::Command {
    // What the flags say of themselves would stand in the place of what is set before them.
    let mut program = Globals::augment_args(clap::Command::new("jobs"))
        .version(env!("CARGO_PKG_VERSION"))
        .about("Databricks Jobs at a terminal, in pipelines and in scripts")
        .after_help(exit_codes())
        .max_term_width(100)
        .subcommand_required(true)
        .arg_required_else_help(true);
    for command in COMMANDS {
        program = add(program, command.words, operation(command));
        if !command.also.is_empty() {
            program = add(program, command.also, operation(command));
        }
    }
    for own in OWN {
        program = add(program, own.words, (own.parser)());
    }
    program
}

/// The command of an operation.
fn operation(command: &Command) -> clap::Command {
    let mut parser = clap::Command::new("").args(flags::arguments(command));
    if command.answer == Answer::List {
        parser = parser.arg(
            Arg::new("limit")
                .long("limit")
                .short('n')
                .value_name("N")
                .value_parser(count)
                .allow_negative_numbers(true)
                .help("Most elements to show, over all pages"),
        );
    }
    parser = additions::arguments(command.operation, parser);
    // What comes after them would stand under their heading.
    if command.answer == Answer::Work {
        parser = waiting::arguments(parser);
    }
    parser
        .about(command.about.trim_end_matches('.').to_owned())
        .long_about(format!("{}\n\n{}", command.about, command.details))
}

/// How many elements.
fn count(text: &str) -> Result<usize, String> {
    let count = text.parse();
    count.map_err(|_| "it has to be a whole number, 0 or more".to_owned())
}

/// Adds a command below the groups that lead to it.
fn add(parent: clap::Command, words: &[&'static str], command: clap::Command) -> clap::Command {
    match words {
        [] => parent,
        [name] => parent.subcommand(command.name(*name)),
        [group, below @ ..] => {
            let is_there = parent.find_subcommand(group).is_some();
            let parent = if is_there {
                parent
            } else {
                let mut groups = generated::GROUPS.iter().chain(&own::GROUPS);
                let about = groups.find(|(name, _)| name == group);
                let about = about.map_or("", |(_, about)| about.trim_end_matches('.'));
                parent.subcommand(
                    clap::Command::new(*group)
                        .about(about)
                        .subcommand_required(true)
                        .arg_required_else_help(true),
                )
            };
            parent.mut_subcommand(group, |group| add(group, below, command))
        }
    }
}

fn exit_codes() -> String {
    let lines = EXIT_CODES
        .iter()
        .map(|(code, end)| format!("  {code:>3}  {end}"));
    format!("Exit codes:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    // Names of arguments and flags that clash would panic for users.
    #[test]
    fn the_commands_fit_together() {
        program().debug_assert();
    }

    #[test]
    fn flags_of_waiting_stand_below_their_heading_and_no_others() {
        for name in ["run-now", "repair-run"] {
            let program = program();
            let command = program.find_subcommand(name).unwrap();
            let names: Vec<&str> = command
                .get_arguments()
                .filter(|argument| argument.get_help_heading() == Some("Waiting"))
                .map(|argument| argument.get_id().as_str())
                .collect();
            assert_eq!(
                names,
                ["wait", "follow", "timeout", "interval", "on_interrupt"]
            );
        }
    }

    #[test]
    fn every_operation_has_a_command_with_help() {
        for command in COMMANDS {
            for words in [command.words, command.also] {
                let mut parser = &program();
                for word in words {
                    let next = parser.find_subcommand(word);
                    parser = next.unwrap_or_else(|| panic!("no `{}`", words.join(" ")));
                }
                assert!(
                    parser
                        .get_about()
                        .is_some_and(|about| !about.to_string().is_empty())
                );
            }
        }
    }

    #[test]
    fn every_command_stands_in_a_transcript() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
        let files = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        let transcripts = files.filter(|path| path.is_file());
        let transcripts = transcripts.map(|path| fs::read_to_string(path).unwrap());
        let transcripts: String = transcripts.collect();
        let stands = |words: &[&str]| {
            let command = format!("$ jobs {}", words.join(" "));
            let mut lines = transcripts.lines();
            lines.any(|line| {
                let rest = line.strip_prefix(&command);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        for command in COMMANDS {
            assert!(
                stands(command.words) || stands(command.also),
                "{:?}",
                command.words
            );
        }
        for own in OWN {
            assert!(stands(own.words), "{:?}", own.words);
        }
    }
}
