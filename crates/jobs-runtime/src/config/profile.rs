//! The profile file, `~/.databrickscfg`: sections of keys and values.
//!
//! The vendor's tool writes it, so its dialect counts. No INI parser at hand reads that: they
//! take a line without `=` for part of the next key, or keep quotes and comments in values, and
//! none tells the line of a value. A line at a time, it is short.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Environment, Secret};
use crate::Result;
use crate::error::Error;

/// Section for keys that stand before the first one, and the profile when none is named.
const DEFAULT: &str = "DEFAULT";

/// Section that is no profile: it says which one is the default.
const SETTINGS: &str = "__settings__";

/// A profile file, read and parsed.
#[derive(Debug)]
pub(super) struct File {
    path: PathBuf,
    sections: Vec<Section>,
}

#[derive(Debug)]
struct Section {
    name: String,
    entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Secret,
    /// Line in the file, from 1.
    pub(super) line: usize,
}

/// Where the file is: `configured` with `~` for the home directory, or its usual place there.
pub(super) fn path(configured: Option<&str>, environment: &dyn Environment) -> Option<PathBuf> {
    match configured {
        None => environment.home().map(|home| home.join(".databrickscfg")),
        Some(path) => match path.strip_prefix("~/") {
            Some(in_home) => environment.home().map(|home| home.join(in_home)),
            None => Some(PathBuf::from(path)),
        },
    }
}

impl File {
    /// Reads the file; none if there is no such file.
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        match std::fs::read(path) {
            Ok(bytes) => Self::parse(path, &String::from_utf8_lossy(&bytes)).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::config(format!(
                "cannot read {}: {error}",
                path.display()
            ))),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self> {
        let mut file = Self {
            path: path.to_owned(),
            sections: Vec::new(),
        };
        let mut current = file.section_named(DEFAULT);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let (line, number) = (line.trim(), index + 1);
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(header) = line.strip_prefix('[') {
                let Some((name, _)) = header.split_once(']') else {
                    return Err(file.error(number, "the section's name has no `]`"));
                };
                current = file.section_named(name.trim());
            } else if let Some((key, value)) = line.split_once(['=', ':']) {
                let entry = Entry {
                    key: key.trim().to_ascii_lowercase(),
                    value: Secret::new(unquoted(value.trim())),
                    line: number,
                };
                let entries = &mut file.sections[current].entries;
                entries.retain(|earlier| earlier.key != entry.key);
                entries.push(entry);
            } else {
                return Err(file.error(number, "neither `[section]` nor `key = value`"));
            }
        }
        Ok(file)
    }

    /// Index of the section with this name, made if there is none yet.
    fn section_named(&mut self, name: &str) -> usize {
        self.sections
            .iter()
            .position(|section| section.name == name)
            .unwrap_or_else(|| {
                self.sections.push(Section {
                    name: name.to_owned(),
                    entries: Vec::new(),
                });
                self.sections.len() - 1
            })
    }

    /// An error at a line. The line itself is not shown: it may hold a secret.
    fn error(&self, line: usize, problem: &str) -> Error {
        Error::config(format!("{}:{line}: {problem}", self.path.display()))
    }

    /// The profile to use: the one that is wanted, else the one that the file's settings name,
    /// else the default one if it says anything.
    pub(super) fn select(&self, wanted: Option<&str>) -> Result<Option<(&str, &[Entry])>> {
        let named = wanted.or_else(|| {
            let mut settings = self.entries(SETTINGS)?.iter();
            let entry = settings.find(|entry| entry.key == "default_profile")?;
            Some(entry.value.expose()).filter(|name| !name.is_empty())
        });
        if named == Some(SETTINGS) {
            return Err(Error::config(format!(
                "{}: [{SETTINGS}] is no profile but the file's own settings",
                self.path.display()
            )));
        }
        let name = named.unwrap_or(DEFAULT);
        match self.sections.iter().find(|section| section.name == name) {
            Some(section) if !section.entries.is_empty() => {
                Ok(Some((&section.name, &section.entries)))
            }
            _ if named.is_none() => Ok(None),
            _ => Err(self.lacks(name)),
        }
    }

    fn entries(&self, name: &str) -> Option<&[Entry]> {
        let section = self.sections.iter().find(|section| section.name == name)?;
        Some(&section.entries)
    }

    fn lacks(&self, name: &str) -> Error {
        let profiles: Vec<&str> = self
            .sections
            .iter()
            .filter(|section| section.name != SETTINGS && !section.entries.is_empty())
            .map(|section| section.name.as_str())
            .collect();
        let there_are = match profiles.as_slice() {
            [] => "there is none".to_owned(),
            some => format!("there is {}", some.join(", ")),
        };
        Error::config(format!(
            "{} has no {name} profile configured: {there_are}",
            self.path.display()
        ))
    }
}

/// The value without its quotes, or without the comment after it.
fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some((quoted, _)) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.split_once(quote))
        {
            return quoted;
        }
    }
    let comment = value
        .match_indices(['#', ';'])
        .map(|(at, _)| at)
        .find(|&at| at == 0 || value[..at].ends_with([' ', '\t']));
    comment.map_or(value, |at| value[..at].trim_end())
}
