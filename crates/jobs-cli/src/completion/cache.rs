//! What is known of the jobs of a workspace, in a file: their names and ids.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy as _;
use jobs_api::runtime::config::{Attribute, Config};
use tempfile::NamedTempFile;

use super::jobs::Job;
use crate::document::Document;

/// How long it is taken for the truth.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// What the file looks like. Others are as good as none.
const VERSION: i64 = 1;

/// The file of one caller of one workspace: others may not see the same jobs.
pub(super) struct Cache {
    path: PathBuf,
    host: String,
}

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) jobs: Vec<Job>,
    /// Whether it is young enough to be the truth.
    pub(super) is_fresh: bool,
}

impl Cache {
    /// The file of who is configured, in the user's folder for such; none if there is no such folder.
    pub(super) fn of(config: &Config) -> Option<Self> {
        let folder = etcetera::choose_base_strategy().ok()?.cache_dir();
        let host = config.get(Attribute::Host)?;
        let folder = folder.join("databricks-jobs");
        Some(Self::within(&folder, host, identity(config)))
    }

    fn within(folder: &Path, host: &str, identity: u16) -> Self {
        let address = host.split_once("://").map_or(host, |(_, address)| address);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let name = address.replace(|c| !is_plain(c), "_");
        Self {
            path: folder.join(format!("{name}-{identity:04x}.json")),
            host: host.to_owned(),
        }
    }

    /// What is known; nothing if the file is not there or is broken.
    pub(super) fn read(&self) -> Known {
        #[expect(clippy::disallowed_methods, reason = "files are written in real time")]
        let now = SystemTime::now();
        let written = fs::metadata(&self.path).and_then(|file| file.modified());
        let age = written
            .ok()
            .and_then(|written| now.duration_since(written).ok());
        self.jobs().map_or_else(Known::default, |jobs| Known {
            jobs,
            is_fresh: age.is_some_and(|age| age < LIFETIME),
        })
    }

    fn jobs(&self) -> Option<Vec<Job>> {
        let document = Document::parse(&fs::read(&self.path).ok()?).ok()?;
        let is_ours = document.get("version")? == &Document::from(VERSION)
            && document.get("host")?.scalar()? == self.host;
        let Document::List(jobs) = document.get("jobs").filter(|_| is_ours)? else {
            return None;
        };
        let job = |job: &Document| {
            Some(Job {
                id: job.get("job_id")?.scalar()?.parse().ok()?,
                name: job.get("name")?.scalar()?.to_owned(),
            })
        };
        jobs.iter().map(job).collect()
    }

    /// Keeps what is known, for this user alone. That it cannot be kept is no reason to fail.
    pub(super) fn write(&self, jobs: &[Job]) {
        let job = |job: &Job| {
            Document::object([("job_id", job.id.into()), ("name", job.name.clone().into())])
        };
        let document = Document::object([
            ("version", VERSION.into()),
            ("host", self.host.clone().into()),
            ("jobs", Document::List(jobs.iter().map(job).collect())),
        ]);
        let write = || {
            let folder = self.path.parent()?;
            fs::create_dir_all(folder).ok()?;
            // Nobody ever reads half a file, and others cannot read it at all.
            let mut file = NamedTempFile::new_in(folder).ok()?;
            file.write_all(document.to_json().as_bytes()).ok()?;
            file.persist(&self.path).ok()
        };
        write();
    }
}

/// What tells the few identities of one person apart. It comes of secrets too, and is too short to
/// find one by.
fn identity(config: &Config) -> u16 {
    let mut hasher = DefaultHasher::new();
    // The host has its own place in the name.
    let attributes = config.iter().map(|(attribute, _, _)| attribute);
    for attribute in attributes.filter(|attribute| *attribute != Attribute::Host) {
        (attribute.to_string(), config.get(attribute)).hash(&mut hasher);
    }
    let [first, second, ..] = hasher.finish().to_le_bytes();
    u16::from_le_bytes([first, second])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jobs() -> Vec<Job> {
        vec![Job {
            id: 9_007_199_254_740_993,
            name: "nightly \"load\"".to_owned(),
        }]
    }

    // R20.8
    #[test]
    fn what_is_kept_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(&folder.path().join("new"), "http://127.0.0.1:80", 1);
        assert!(!cache.read().is_fresh);
        cache.write(&jobs());
        let known = cache.read();
        assert_eq!(known.jobs, jobs());
        assert!(known.is_fresh);
        let other = Cache::within(&folder.path().join("new"), "http://127.0.0.1_80", 1);
        assert!(
            other.read().jobs.is_empty(),
            "the names of both files are the same"
        );
    }

    #[cfg(unix)]
    #[test]
    fn others_cannot_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path(), "h", 1);
        cache.write(&jobs());
        let mode = fs::metadata(&cache.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_old_is_known_but_not_the_truth() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path(), "h", 1);
        cache.write(&jobs());
        let file = fs::File::options().append(true).open(&cache.path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        let known = cache.read();
        assert_eq!(known.jobs, jobs());
        assert!(!known.is_fresh);
    }

    #[test]
    fn a_broken_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::within(folder.path(), "h", 1);
        for broken in [
            "",
            "{",
            "[]",
            r#"{"version":2,"host":"h","jobs":[]}"#,
            "\u{0}",
        ] {
            fs::write(&cache.path, broken).unwrap();
            assert!(!cache.read().is_fresh, "{broken}");
        }
        cache.write(&jobs());
        assert_eq!(cache.read().jobs, jobs());
    }

    #[test]
    fn where_nothing_can_be_kept_nothing_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let cache = Cache::within(&file, "h", 1);
        cache.write(&jobs());
        assert!(cache.read().jobs.is_empty());
    }
}
