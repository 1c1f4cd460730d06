//! Which jobs there are, as far as that can be told at once.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::time::Duration;

use clap::FromArgMatches as _;
use clap_complete::engine::CompletionCandidate;
use jobs_api::Client;
use jobs_api::operations::ListJobs;
use jobs_api::runtime::config::ProcessEnvironment;
use tokio::runtime;
use tokio::time::timeout;

use super::cache::Cache;
use crate::globals::Globals;
use crate::terminal_text::{does_something, one_line};
use crate::tree;

/// Longest time that somebody waits for completions.
const PATIENCE: Duration = Duration::from_millis(1500);

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
    pub(super) id: i64,
    pub(super) name: String,
}

/// The names that begin like this, and the ids, once one of them is begun.
pub(super) fn by_name(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let jobs = known();
    let mut named: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for job in jobs.iter().filter(|job| can_be_typed(&job.name)) {
        named.entry(&job.name).or_default().push(job.id);
    }
    let names = named.iter().filter(|(name, _)| name.starts_with(&*typed));
    let names = names.map(|(name, ids)| {
        let about = match ids.as_slice() {
            [id] => format!("job {id}"),
            ids => format!("{} jobs", ids.len()),
        };
        CompletionCandidate::new(*name).help(Some(about.into()))
    });
    let ids = jobs
        .iter()
        .filter(|job| !typed.is_empty() && begins(job.id, &typed));
    names.chain(ids.map(with_id)).collect()
}

/// Whether a name is taken for one where it stands.
fn can_be_typed(name: &str) -> bool {
    let is_number = name.parse::<i64>().is_ok();
    let is_else = name.is_empty() || name.starts_with(['-', '@']) || is_number;
    !is_else && !name.contains(does_something)
}

fn begins(id: i64, typed: &str) -> bool {
    id.to_string().starts_with(typed)
}

fn with_id(job: &Job) -> CompletionCandidate {
    let name = one_line(&job.name);
    CompletionCandidate::new(job.id.to_string()).help(Some(name.into()))
}

/// The jobs of the workspace that the command line names: what is known of them, read anew if that
/// is old and the service answers in time.
fn known() -> Vec<Job> {
    // What stands before it is between the shell and this program.
    let line = std::env::args_os().skip_while(|word| word != "--").skip(1);
    let Some(globals) = globals(line) else {
        return Vec::new();
    };
    let mut config = globals.config();
    if config.resolve(&ProcessEnvironment).is_err() {
        return Vec::new();
    }
    let cache = Cache::of(&config);
    let known = cache.as_ref().map(Cache::read).unwrap_or_default();
    if known.is_fresh {
        return known.jobs;
    }
    let Ok(client) = globals.client() else {
        return known.jobs;
    };
    let Ok(runtime) = runtime::Builder::new_current_thread().enable_all().build() else {
        return known.jobs;
    };
    let read = runtime.block_on(read(&client));
    // Whatever still goes on, such as the look for an address, is not waited for.
    runtime.shutdown_background();
    let Some(jobs) = read else {
        return known.jobs;
    };
    if let Some(cache) = &cache {
        cache.write(&jobs);
    }
    jobs
}

/// The flags among the words of a command line, with everything tried once.
fn globals(words: impl Iterator<Item = OsString>) -> Option<Globals> {
    // The line is not at its end yet.
    let program = tree::program().ignore_errors(true);
    let matches = program.try_get_matches_from(words).ok()?;
    let mut globals = Globals::from_arg_matches(&matches).ok()?;
    globals.retry_for = Some(Duration::ZERO);
    Some(globals)
}

/// What the service tells of its jobs: all, or those that come in time, which are the latest; none
/// if it tells nothing.
///
/// What was known of others is not kept: nobody can tell whether they are still there.
async fn read(client: &Client) -> Option<Vec<Job>> {
    let mut jobs = Vec::new();
    let all = async {
        let mut items = client.list(ListJobs::new().limit(100)).items();
        while let Some(job) = items.try_next().await? {
            let name = job.settings.and_then(|settings| settings.name);
            jobs.extend(job.job_id.map(|id| Job {
                id: id.0,
                name: name.unwrap_or_default(),
            }));
        }
        Ok(())
    };
    let ended: Result<jobs_api::Result<()>, _> = timeout(PATIENCE, all).await;
    let is_all = matches!(ended, Ok(Ok(())));
    (is_all || !jobs.is_empty()).then_some(jobs)
}

#[cfg(test)]
mod tests {
    use super::*;

    // R20.8: wherever the flag stands and however it is written.
    #[test]
    fn the_caller_is_that_of_the_command_line() {
        for (line, profile) in [
            ("jobs get", None),
            ("jobs --profile a get", Some("a")),
            ("jobs get --profile=a", Some("a")),
            ("jobs -pa get nig", Some("a")),
            ("jobs -qpa get nig", Some("a")),
            ("jobs get -p=a --no-such-flag ni", Some("a")),
            ("jobs permissions get -p a", Some("a")),
            ("jobs diff -pa one @two", Some("a")),
            ("jobs apply --job ni -pa", Some("a")),
        ] {
            let words = line.split(' ').map(OsString::from);
            let globals = globals(words).unwrap();
            assert_eq!(globals.profile.as_deref(), profile, "{line}");
        }
    }
}
