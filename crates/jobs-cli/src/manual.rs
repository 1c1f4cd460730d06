//! `jobs completions` and `jobs man`: what shells and people read of the commands.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::failure::Failure;
use crate::{completion, tree};

/// `jobs completions` as the parser takes it.
pub(crate) fn completions_command() -> clap::Command {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .required(true)
        .value_parser(value_parser!(Shell))
        .help("The shell");
    clap::Command::new("completions")
        .about("Write completions for a shell to standard output")
        .long_about(
            "Write completions for a shell to standard output: a few lines that make it ask this \
             program, which knows the jobs of the workspace and the profiles.\n\nbash: add `source \
             <(env jobs completions bash)` to ~/.bashrc; zsh: `source <(env jobs completions zsh)` \
             to ~/.zshrc, after compinit; fish: write those of `env jobs completions fish` to \
             ~/.config/fish/completions/jobs.fish; \
             elvish: add `eval (jobs completions elvish | slurp)` to ~/.config/elvish/rc.elv; \
             PowerShell: add `jobs completions powershell | Out-String | Invoke-Expression` to \
             $PROFILE.",
        )
        .arg(shell)
}

/// `jobs man` as the parser takes it.
pub(crate) fn man_command() -> clap::Command {
    let directory = Arg::new("directory")
        .long("directory")
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .help("Write a page for each command into this folder");
    clap::Command::new("man")
        .about("Write the manual page to standard output, or all pages into a folder")
        .arg(directory)
}

/// `jobs completions`
pub(crate) fn completions(matches: &ArgMatches) -> Result<(), Failure> {
    let Some(shell) = matches.get_one::<Shell>("shell") else {
        return Ok(());
    };
    let script = completion::script(*shell, &called())?;
    Ok(io::stdout().lock().write_all(&script)?)
}

/// The path of this program. By its name alone, most shells call a command of their own.
fn called() -> String {
    let program = std::env::args_os().next().map(PathBuf::from);
    let program = program.filter(|program| program.components().count() > 1);
    let path = program.and_then(|program| std::path::absolute(program).ok());
    let path = path.or_else(|| std::env::current_exe().ok());
    path.map_or_else(|| "jobs".to_owned(), |path| path.display().to_string())
}

/// `jobs man`
pub(crate) fn man(matches: &ArgMatches) -> Result<(), Failure> {
    let program = tree::program();
    match matches.get_one::<PathBuf>("directory") {
        None => {
            let mut page = Vec::new();
            described(program).render(&mut page)?;
            Ok(io::stdout().lock().write_all(&page)?)
        }
        Some(directory) => pages(program, directory).map_err(|error| {
            let directory = directory.display();
            Failure::Local(format!("cannot write into `{directory}`: {error}"))
        }),
    }
}

fn pages(program: clap::Command, directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let mut program = program.disable_help_subcommand(true);
    program.build();
    page_and_those_below(program, directory)
}

fn page_and_those_below(command: clap::Command, directory: &Path) -> io::Result<()> {
    for below in command.get_subcommands() {
        page_and_those_below(below.clone(), directory)?;
    }
    described(command).generate_to(directory)?;
    Ok(())
}

/// The page of a command. Where there is no date, readers take what comes next for it.
fn described(command: clap::Command) -> Man {
    let program = concat!("jobs ", env!("CARGO_PKG_VERSION"));
    Man::new(command)
        .date(" ")
        .source(program)
        .manual("Databricks Jobs")
}
