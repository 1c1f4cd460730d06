//! Storage locations that are folders of this machine: which folder a URL is, and its files.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::Deserialize;

/// Most files of a location that is watched.
const MAX_FILES: usize = 10_000;

/// Deepest folder of a location that is watched.
const MAX_DEPTH: usize = 64;

/// Which URLs are folders. The longest one that a URL begins with counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mappings(Vec<Mapping>);

/// A URL that is a folder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    pub(crate) url: String,
    pub(crate) folder: PathBuf,
}

/// By what a file is seen to have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// In milliseconds since the epoch, by the machine's clock.
    pub(crate) modified: i64,
    /// In bytes.
    pub(crate) size: i64,
}

/// The files below a location by their paths from there, with `/` between folders.
pub(crate) type Files = HashMap<String, Stamp>;

impl Mapping {
    /// Says what is wrong with it, if anything is. The folder may come to be later.
    pub(crate) fn check(&self) -> Result<(), String> {
        let path = self.url.split_once("://").map(|(_, path)| path);
        let rooted = self.url.strip_prefix('/').or(path);
        if rooted.is_none_or(|path| path.trim_matches('/').is_empty()) {
            return Err(format!(
                "'{}' is no storage location like s3://bucket/path or /Volumes/a/b/c",
                self.url
            ));
        }
        if self.folder.as_os_str().is_empty() {
            return Err(format!("'{}' needs a folder", self.url));
        }
        Ok(())
    }
}

impl Mappings {
    pub(crate) fn new(mappings: Vec<Mapping>) -> Self {
        Self(mappings)
    }

    /// The folder that a URL is: the one that is mapped, and the path from there.
    fn folder<'a>(&'a self, url: &'a str) -> Option<(&'a Path, &'a str)> {
        let url = url.trim_end_matches('/');
        let found = self.0.iter().filter_map(|mapping| {
            let prefix = mapping.url.trim_end_matches('/');
            let rest = url.strip_prefix(prefix)?;
            (rest.is_empty() || rest.starts_with('/')).then_some((prefix.len(), mapping, rest))
        });
        let (_, mapping, rest) = found.max_by_key(|(length, _, _)| *length)?;
        Some((&mapping.folder, rest.trim_matches('/')))
    }

    /// Whether a URL is a folder.
    pub(crate) fn has(&self, url: &str) -> bool {
        self.folder(url).is_some()
    }

    /// The files below a URL that is mapped, in all folders, or why they cannot be told. Nothing
    /// outside of the folder is looked at: symbolic links are left out.
    pub(crate) fn files(&self, url: &str) -> Result<Files, String> {
        let failed = |why: String| format!("The location {url} cannot be read: {why}");
        let Some((root, rest)) = self.folder(url) else {
            return Err(failed("it is mapped to no folder".to_owned()));
        };
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_));
        if !Path::new(rest).components().all(inside) {
            return Err(failed(
                "it leaves the folder that it is mapped to".to_owned(),
            ));
        }
        let read = |path: &Path| {
            path.canonicalize()
                .map_err(|error| failed(error.to_string()))
        };
        let (root, folder) = (read(root)?, read(&root.join(rest))?);
        if !folder.starts_with(&root) {
            return Err(failed(
                "it leaves the folder that it is mapped to".to_owned(),
            ));
        }
        let mut files = Files::new();
        list(&folder, "", 0, &mut files).map_err(failed)?;
        Ok(files)
    }
}

fn list(folder: &Path, path: &str, depth: usize, files: &mut Files) -> Result<(), String> {
    if depth > MAX_DEPTH {
        return Err(format!(
            "it has more than {MAX_DEPTH} folders in each other"
        ));
    }
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        // What is gone meanwhile is as if it had not been there.
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        let name = entry.file_name();
        let own = match path {
            "" => name.to_string_lossy().into_owned(),
            folder => format!("{folder}/{}", name.to_string_lossy()),
        };
        if metadata.is_dir() {
            list(&entry.path(), &own, depth + 1, files)?;
        } else if metadata.is_file() {
            if files.len() >= MAX_FILES {
                return Err(format!("it has more than {MAX_FILES} files"));
            }
            files.insert(own, Stamp::of(&metadata));
        }
    }
    Ok(())
}

impl Stamp {
    fn of(metadata: &fs::Metadata) -> Self {
        let modified = metadata.modified().ok();
        let modified = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            modified: modified.map_or(0, crate::clock::millis),
            size: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mappings(folder: &Path) -> Mappings {
        let map = |url: &str, folder: PathBuf| Mapping {
            url: url.to_owned(),
            folder,
        };
        Mappings::new(vec![
            map("s3://bucket", folder.join("bucket")),
            map("s3://bucket/in/", folder.join("in")),
            map("/Volumes/main/raw/files", folder.join("volume")),
            map("abfss://c@account.dfs.core.windows.net/", folder.join("in")),
        ])
    }

    /// 5.4: the longest prefix counts, with and without a slash at the end.
    #[test]
    fn urls_are_folders_by_their_longest_prefix() {
        let mappings = mappings(Path::new("/f"));
        let table = [
            ("s3://bucket", Some(("/f/bucket", ""))),
            ("s3://bucket/", Some(("/f/bucket", ""))),
            ("s3://bucket/other/a", Some(("/f/bucket", "other/a"))),
            ("s3://bucket/in", Some(("/f/in", ""))),
            ("s3://bucket/in/deep/er/", Some(("/f/in", "deep/er"))),
            ("s3://bucket/inner", Some(("/f/bucket", "inner"))),
            ("s3://bucket2/in", None),
            ("/Volumes/main/raw/files/x", Some(("/f/volume", "x"))),
            ("/Volumes/main/raw", None),
            (
                "abfss://c@account.dfs.core.windows.net/x",
                Some(("/f/in", "x")),
            ),
        ];
        for (url, expected) in table {
            let expected = expected.map(|(folder, rest)| (Path::new(folder), rest));
            assert_eq!(mappings.folder(url), expected, "{url}");
        }
    }

    /// 5.4: files of all folders below, and nothing outside.
    #[test]
    fn files_are_listed_below_the_folder_only() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        for inner in ["bucket/a/b", "in", "secret"] {
            fs::create_dir_all(root.join(inner))?;
        }
        for file in ["bucket/1", "bucket/a/2", "bucket/a/b/3", "secret/4"] {
            fs::write(root.join(file), "x")?;
        }
        std::os::unix::fs::symlink(root.join("secret"), root.join("bucket/link"))?;
        std::os::unix::fs::symlink(root.join("secret/4"), root.join("bucket/linked"))?;
        std::os::unix::fs::symlink(root.join("bucket"), root.join("bucket/a/loop"))?;
        let mappings = mappings(root);
        let names = |url: &str| {
            let mut names: Vec<String> = mappings.files(url)?.into_keys().collect();
            names.sort();
            Ok::<_, String>(names)
        };
        assert_eq!(
            names("s3://bucket/"),
            Ok(["1", "a/2", "a/b/3"].map(str::to_owned).to_vec())
        );
        assert_eq!(
            names("s3://bucket/a"),
            Ok(["2", "b/3"].map(str::to_owned).to_vec())
        );
        for (url, why) in [
            ("s3://bucket/link", "leaves the folder"),
            ("s3://bucket/../secret", "leaves the folder"),
            ("s3://bucket/a/../../secret", "leaves the folder"),
            ("s3://bucket/none", "No such file"),
            ("s3://bucket/1", "Not a directory"),
            ("s3://elsewhere", "mapped to no folder"),
        ] {
            let error = names(url).expect_err(url);
            assert!(error.contains(why), "{url}: {error}");
        }
        Ok(())
    }
}
