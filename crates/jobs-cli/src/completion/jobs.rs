//! Which jobs there are, as far as that can be told at once.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::time::Duration;

use clap_complete::engine::CompletionCandidate;
use jobs_api::Client;
use jobs_api::operations::ListJobs;
use jobs_api::runtime::config::{Attribute, Config};
use tokio::runtime;
use tokio::time::timeout;

use super::cache::Cache;
use crate::words::{does_something, one_line};

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

/// The jobs whose id begins like this.
pub(super) fn by_id(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let jobs = known();
    let jobs = jobs.iter().filter(|job| begins(job.id, &typed));
    jobs.map(with_id).collect()
}

fn with_id(job: &Job) -> CompletionCandidate {
    let name = one_line(&job.name);
    CompletionCandidate::new(job.id.to_string()).help(Some(name.into()))
}

/// The jobs of the workspace that the command line names: what is known of them, read anew if that
/// is old and the service answers in time.
fn known() -> Vec<Job> {
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let Some(client) = client(&words) else {
        return Vec::new();
    };
    let cache = Cache::of(client.runtime().host());
    let known = cache.as_ref().map(Cache::read).unwrap_or_default();
    if known.is_fresh {
        return known.jobs;
    }
    let Ok(runtime) = runtime::Builder::new_current_thread().enable_all().build() else {
        return known.jobs;
    };
    let read = runtime.block_on(read(&client));
    // Whatever still goes on, such as the look for an address, is not waited for.
    runtime.shutdown_background();
    let jobs = match read {
        Read::All(jobs) => jobs,
        Read::Some(jobs) => together(jobs, known.jobs),
        Read::Refused => return known.jobs,
    };
    if let Some(cache) = &cache {
        cache.write(&jobs);
    }
    jobs
}

/// What the service tells of its jobs.
enum Read {
    All(Vec<Job>),
    /// Those that came in time.
    Some(Vec<Job>),
    Refused,
}

async fn read(client: &Client) -> Read {
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
    match ended {
        Ok(Ok(())) => Read::All(jobs),
        Ok(Err(_)) if jobs.is_empty() => Read::Refused,
        Ok(Err(_)) | Err(_) => Read::Some(jobs),
    }
}

/// What is known of jobs, where some have just been read.
fn together(read: Vec<Job>, known: Vec<Job>) -> Vec<Job> {
    let is_new = |job: &Job| read.iter().all(|read| read.id != job.id);
    let others: Vec<Job> = known.into_iter().filter(is_new).collect();
    read.into_iter().chain(others).collect()
}

/// A client for the workspace that the words of a command line name, which tries everything once.
fn client(words: &[String]) -> Option<Client> {
    let mut config = Config::new();
    config.set(Attribute::RetryTimeoutSeconds, "0");
    let mut builder = Client::builder().config(config);
    if let Some(host) = value_of(words, &["--host"]) {
        builder = builder.host(host);
    }
    if let Some(profile) = value_of(words, &["--profile", "-p"]) {
        builder = builder.profile(profile);
    }
    builder.build().ok()
}

/// The value of a flag among the words of a command line.
fn value_of<'a>(words: &'a [String], names: &[&str]) -> Option<&'a str> {
    let mut found = None;
    for (index, word) in words.iter().enumerate() {
        let (name, value) = word
            .split_once('=')
            .map_or((&**word, None), |(name, value)| (name, Some(value)));
        if names.contains(&name) {
            found = value
                .or_else(|| words.get(index + 1).map(String::as_str))
                .or(found);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_that_of_the_command_line() {
        for (line, profile) in [
            ("jobs -- jobs get", None),
            ("jobs -- jobs --profile a get", Some("a")),
            ("jobs -- jobs get --profile=a", Some("a")),
            ("jobs -- jobs -p a get -p b", Some("b")),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(value_of(&words, &["--profile", "-p"]), profile, "{line}");
        }
    }

    #[test]
    fn what_came_in_time_goes_over_what_was_known() {
        let job = |id, name: &str| Job {
            id,
            name: name.to_owned(),
        };
        let together = together(vec![job(2, "new")], vec![job(1, "a"), job(2, "old")]);
        assert_eq!(together, [job(2, "new"), job(1, "a")]);
    }
}
