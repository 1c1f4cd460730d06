//! Completions: the shell asks this program, which knows its commands, the workspace's jobs and the
//! profiles.

mod bash;
mod cache;
mod jobs;
mod quoting;

use std::ffi::OsStr;

use clap_complete::Shell;
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};
use jobs_api::runtime::config::{ProcessEnvironment, profiles as profiles_of};

use crate::tree;
use bash::Bash;
use quoting::Quoting;

/// The variable by which a shell asks for completions.
const VARIABLE: &str = "JOBS_COMPLETE";

/// Elvish and fish quote what they are given themselves, zsh all but what is there already.
const SHELLS: &[&dyn EnvCompleter] = &[
    &Bash,
    &Elvish,
    &Quoting::fish(&Fish),
    &Quoting::powershell(&Powershell),
    &Quoting::zsh(&Zsh),
];

/// Answers a shell that asks for completions, and ends the program then.
pub(crate) fn answer() {
    CompleteEnv::with_factory(tree::program)
        .var(VARIABLE)
        .shells(Shells(SHELLS))
        .complete();
}

/// The script that makes a shell ask this program, which is called by this name.
pub(crate) fn script(shell: Shell, program: &str) -> std::io::Result<Vec<u8>> {
    let mut script = Vec::new();
    if let Some(shell) = Shells(SHELLS).completer(&shell.to_string()) {
        shell.write_registration(VARIABLE, "jobs", "jobs", program, &mut script)?;
    }
    Ok(script)
}

/// Completes jobs, by their names or ids.
pub(crate) fn jobs() -> ArgValueCompleter {
    ArgValueCompleter::new(jobs::by_name)
}

/// Completes jobs, and files after an `@`.
pub(crate) fn jobs_or_files() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let files = files_after_at(current);
        match files.is_empty() {
            true => jobs::by_name(current),
            false => files,
        }
    })
}

/// Completes files after an `@`.
pub(crate) fn files() -> ArgValueCompleter {
    ArgValueCompleter::new(files_after_at)
}

fn files_after_at(current: &OsStr) -> Vec<CompletionCandidate> {
    let path = current.to_str().and_then(|text| text.strip_prefix('@'));
    let files = path.map(|path| PathCompleter::file().complete(OsStr::new(path)));
    let files = files.into_iter().flatten();
    files.map(|file| file.add_prefix("@")).collect()
}

/// Completes profiles.
pub(crate) fn profiles() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let profiles = profiles_of(None, &ProcessEnvironment).unwrap_or_default();
        let candidate = |profile: jobs_api::runtime::config::Profile| {
            CompletionCandidate::new(profile.name).help(profile.host.map(Into::into))
        };
        profiles.into_iter().map(candidate).collect()
    })
}
