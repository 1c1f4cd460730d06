//! The profile file, `~/.databrickscfg`: which one it is, and which of its sections to use.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf, is_separator};

use zeroize::Zeroizing;

use super::Environment;
use super::ini::{self, DEFAULT, Entry, Section};
use crate::Result;
use crate::error::Error;

/// Section that is no profile: it says which one is the default.
pub(super) const SETTINGS: &str = "__settings__";

/// Key of [`SETTINGS`] that names the default profile.
const DEFAULT_PROFILE: &str = "default_profile";

/// Length in bytes above which a file is taken for something else.
const MAX_LENGTH: u64 = 1 << 20;

/// A profile file, read and parsed.
#[derive(Debug)]
pub(super) struct File {
    path: PathBuf,
    sections: Vec<Section>,
}

/// The profile to use.
#[derive(Debug)]
pub(super) struct Selected<'a> {
    pub(super) name: &'a str,
    pub(super) entries: &'a [Entry],
    /// Line where the file itself names it as the default.
    pub(super) named_in: Option<usize>,
}

/// Where the file is: as `configured`, or at its usual place; none if there is no home directory.
///
/// A `~` at the start is the home directory. Those of other users are not looked up: that needs
/// the system's user database, and a guess would read the wrong file.
pub(super) fn path(
    configured: Option<&str>,
    environment: &dyn Environment,
) -> Result<Option<PathBuf>> {
    let Some(configured) = configured else {
        return Ok(environment.home().map(|home| home.join(".databrickscfg")));
    };
    let Some(in_home) = configured.strip_prefix('~') else {
        return Ok(Some(PathBuf::from(configured)));
    };
    if !in_home.is_empty() && !in_home.starts_with(is_separator) {
        return Err(Error::config(format!(
            "`config_file` is {configured}: the home directories of other users are not looked \
             up. Give the whole path, or `./{configured}` for a file of that name"
        )));
    }
    let home = environment.home().ok_or_else(|| {
        Error::config(format!(
            "`config_file` is {configured}, but there is no home directory: give the whole path"
        ))
    })?;
    Ok(Some(home.join(in_home.trim_start_matches(is_separator))))
}

impl File {
    /// Reads the file; none if there is no such file.
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Ok(None);
            }
            Err(error) => {
                return Err(Error::config(format!(
                    "cannot read {}: {error}",
                    path.display()
                )));
            }
        };
        let at = |line, problem| Error::config(format!("{}:{line}: {problem}", path.display()));
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(at(1, "the file is UTF-16: save it as UTF-8"));
        }
        let text = str::from_utf8(&bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            at(line, "not UTF-8: save the file as UTF-8")
        })?;
        let sections = ini::parse(text).map_err(|fault| at(fault.line, fault.problem))?;
        Ok(Some(Self {
            path: path.to_owned(),
            sections,
        }))
    }

    /// The profile to use: the one that is wanted, else the one that the file's settings name,
    /// else the default one if it says anything.
    ///
    /// Names are told apart by case, and no profile inherits from another.
    pub(super) fn select(&self, wanted: Option<&str>) -> Result<Option<Selected<'_>>> {
        let default = match wanted {
            Some(_) => None,
            None => self.default_profile(),
        };
        let named = wanted.or(default.map(|entry| entry.value.expose().trim()));
        if named == Some(SETTINGS) {
            return Err(Error::config(format!(
                "{}: {SETTINGS} is a reserved section name and cannot be used as a profile",
                self.path.display()
            )));
        }
        let name = named.unwrap_or(DEFAULT);
        match self.section(name) {
            Some(section) if !section.entries.is_empty() => Ok(Some(Selected {
                name: &section.name,
                entries: &section.entries,
                named_in: default.map(|entry| entry.line),
            })),
            _ if named.is_none() => Ok(None),
            _ => Err(self.lacks(name, default)),
        }
    }

    /// The sections that say anything, in order.
    pub(super) fn sections(&self) -> impl Iterator<Item = &Section> {
        let sections = self.sections.iter();
        sections.filter(|section| !section.entries.is_empty())
    }

    fn default_profile(&self) -> Option<&Entry> {
        let mut entries = self.section(SETTINGS)?.entries.iter();
        entries
            .rfind(|entry| entry.key == DEFAULT_PROFILE)
            .filter(|entry| !entry.value.expose().trim().is_empty())
    }

    fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// The error when there is no such profile, and who asked for it if the file itself did.
    fn lacks(&self, name: &str, default: Option<&Entry>) -> Error {
        let profiles: Vec<&str> = self
            .sections()
            .filter(|section| section.name != SETTINGS)
            .map(|section| section.name.as_str())
            .collect();
        let there_are = match profiles.as_slice() {
            [] => "it has none".to_owned(),
            some => format!("those there are: `{}`", some.join("`, `")),
        };
        let asked = default.map_or(String::new(), |entry| {
            format!(" (its {DEFAULT_PROFILE}, line {})", entry.line)
        });
        Error::config(format!(
            "{} has no {name} profile configured{asked}; {there_are}",
            self.path.display()
        ))
    }
}

fn read(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let file = std::fs::File::open(path)?;
    file.take(MAX_LENGTH + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_LENGTH {
        return Err(io::Error::other("it is too long for a profile file"));
    }
    Ok(bytes)
}
