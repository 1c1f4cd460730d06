//! How tasks run their code, in a scenario file.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use crate::execute::LocalExecution;

/// A switch, or settings.
#[derive(Debug, Default)]
pub(super) enum RunLocal {
    #[default]
    Off,
    On,
    Settings(Settings),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    python: Option<PathBuf>,
    workspace_files: Option<PathBuf>,
    max_processes: Option<usize>,
    grace_ms: Option<u64>,
}

impl RunLocal {
    /// How tasks run their code, if they do.
    pub(super) fn settings(self) -> Option<LocalExecution> {
        let mut local = LocalExecution::new();
        let settings = match self {
            Self::Off => return None,
            Self::On => return Some(local),
            Self::Settings(settings) => settings,
        };
        if let Some(python) = settings.python {
            local = local.python(python);
        }
        if let Some(folder) = settings.workspace_files {
            local = local.workspace_files(folder);
        }
        if let Some(count) = settings.max_processes {
            local = local.max_processes(count);
        }
        if let Some(grace) = settings.grace_ms {
            local = local.grace(Duration::from_millis(grace));
        }
        Some(local)
    }
}

impl<'de> Deserialize<'de> for RunLocal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RunLocalVisitor)
    }
}

/// Reads [`RunLocal`]. A derived untagged enum would lose the places of its parts.
struct RunLocalVisitor;

impl<'de> Visitor<'de> for RunLocalVisitor {
    type Value = RunLocal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`true`, `false` or settings such as `python`")
    }

    fn visit_bool<E>(self, is_on: bool) -> Result<RunLocal, E> {
        Ok(if is_on { RunLocal::On } else { RunLocal::Off })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RunLocal, A::Error> {
        Settings::deserialize(MapAccessDeserializer::new(map)).map(RunLocal::Settings)
    }
}
