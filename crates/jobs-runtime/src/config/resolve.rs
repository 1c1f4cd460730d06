//! From the sources to values: in their order, each filling what those before it left.

use std::path::Path;

use super::host::Pasted;
use super::profile::{self, SETTINGS, Selected};
use super::table::{DESCRIPTIONS, Description};
use super::{Attribute, Cloud, Config, Environment, Secret, Setting, Source, coerce};
use crate::Result;
use crate::error::Error;

impl Config {
    /// Fills what is not set from the environment, and then from the profile file; brings all
    /// values into one form and checks them.
    ///
    /// Without a profile, the file is not read once a host or a credential is set: its default
    /// profile may belong to another workspace. A host and a token that are set in the program
    /// are all, unless it names a profile too: neither the environment nor the file is read.
    ///
    /// # Errors
    ///
    /// When a value cannot be used, when the file cannot be read or parsed or lacks a profile that
    /// was named, and when there is more than one way to authenticate and no `auth_type`.
    pub fn resolve(&mut self, environment: &dyn Environment) -> Result<()> {
        self.read(environment, false)?;
        self.validate()
    }

    /// As [`resolve`](Self::resolve), but without looking at the ways to authenticate.
    ///
    /// `has_credentials` says that the program brings its own.
    pub(crate) fn read(
        &mut self,
        environment: &dyn Environment,
        has_credentials: bool,
    ) -> Result<()> {
        self.warnings.clear();
        for (attribute, setting) in &mut self.settings {
            setting.value = usable(*attribute, setting.value.expose(), &setting.source)?;
        }
        let knows_who = has_credentials || self.get(Attribute::Token).is_some();
        let knows_where = self.get(Attribute::Host).is_some();
        if !(knows_who && knows_where) || self.get(Attribute::Profile).is_some() {
            self.read_environment(environment)?;
            self.read_file(environment)?;
        }
        self.settle_host()?;
        self.settle_cloud();
        Ok(())
    }

    fn read_environment(&mut self, environment: &dyn Environment) -> Result<()> {
        self.looked_at = vec!["the environment".to_owned()];
        for description in DESCRIPTIONS {
            for variable in description.variables {
                if self.settings.contains_key(&description.attribute) {
                    break;
                }
                // Without it, another identity than the one that is meant might be used.
                if environment.is_unreadable(variable) {
                    return Err(Error::config(format!(
                        "environment variable {variable} is not Unicode: set it anew or unset it"
                    )));
                }
                if let Some(value) = environment.variable(variable) {
                    let source = Source::Variable(variable);
                    self.fill(description, &Secret::new(value), source)?;
                }
            }
        }
        Ok(())
    }

    fn read_file(&mut self, environment: &dyn Environment) -> Result<()> {
        let wanted = self.get(Attribute::Profile).map(str::to_owned);
        if wanted.is_none() && self.knows_who_or_where() {
            return self.no_file("no profile is named", None);
        }
        let Some(path) = profile::path(self.get(Attribute::ConfigFile), environment)? else {
            return self.no_file("there is no home directory", wanted.as_deref());
        };
        let Some(file) = profile::File::read(&path)? else {
            let why = format!("{} is not there", path.display());
            return self.no_file(&why, wanted.as_deref());
        };
        let selected = file
            .select(wanted.as_deref())
            .map_err(|error| self.error(error.message()))?;
        match selected {
            Some(selected) => self.read_profile(&path, &selected),
            None => {
                self.looked_at
                    .push(format!("{} (no default profile)", path.display()));
                Ok(())
            }
        }
    }

    /// Notes why no file is read, which is an error only if a profile of it is wanted.
    fn no_file(&mut self, why: &str, wanted: Option<&str>) -> Result<()> {
        if let Some(profile) = wanted {
            return Err(self.error(&format!(
                "profile {profile} is wanted, but there is no profile file: {why}"
            )));
        }
        self.looked_at.push(format!("no profile file ({why})"));
        Ok(())
    }

    fn read_profile(&mut self, path: &Path, selected: &Selected<'_>) -> Result<()> {
        self.looked_at
            .push(format!("{} (profile {})", path.display(), selected.name));
        let source = |profile: &str, line| Source::File {
            path: path.to_owned(),
            profile: profile.to_owned(),
            line,
        };
        if let Some(line) = selected.named_in {
            let name = Secret::new(selected.name);
            let description = Attribute::Profile.description();
            self.fill(description, &name, source(SETTINGS, line))?;
        }
        for (index, entry) in selected.entries.iter().enumerate() {
            let line = format_args!("{}:{}", path.display(), entry.line);
            let known = |known: &&Description| known.keys.contains(&entry.key.as_str());
            let Some(description) = DESCRIPTIONS.iter().find(known) else {
                self.warnings
                    .push(format!("{line}: the key is not known and thus not heeded"));
                continue;
            };
            let earlier = &selected.entries[..index];
            if earlier.iter().any(|earlier| earlier.key == entry.key) {
                self.warnings.push(format!(
                    "{line}: `{}` stands there twice; the last one counts",
                    description.attribute
                ));
            }
        }
        for description in DESCRIPTIONS {
            // A file cannot say which file or profile to read.
            if let Attribute::Profile | Attribute::ConfigFile = description.attribute {
                continue;
            }
            for key in description.keys {
                let last = selected.entries.iter().rfind(|entry| entry.key == *key);
                if let Some(entry) = last {
                    let source = source(selected.name, entry.line);
                    self.fill(description, &entry.value, source)?;
                }
            }
        }
        Ok(())
    }

    /// Whether a host or something to authenticate with is set.
    fn knows_who_or_where(&self) -> bool {
        DESCRIPTIONS.iter().any(|description| {
            let counts = description.group.is_some() || description.attribute == Attribute::Host;
            counts && self.asks(description.attribute)
        })
    }

    /// Sets an attribute unless it is set already or the value is empty.
    fn fill(&mut self, description: &Description, value: &Secret, source: Source) -> Result<()> {
        let (attribute, trimmed) = (description.attribute, value.expose().trim());
        if !self.settings.contains_key(&attribute) && !coerce::is_blank(description.form, trimmed) {
            let value = usable(attribute, trimmed, &source)?;
            self.settings.insert(attribute, Setting { value, source });
        }
        Ok(())
    }

    /// Brings the host into its one form. What its query tells fills what is still unset.
    fn settle_host(&mut self) -> Result<()> {
        let Some(setting) = self.settings.get_mut(&Attribute::Host) else {
            return Ok(());
        };
        let source = setting.source.clone();
        let pasted = Pasted::parse(setting.value.expose())
            .map_err(|error| Error::config(format!("{} ({source})", error.message())))?;
        setting.value = Secret::new(pasted.host.as_str());
        let told = [
            (Attribute::WorkspaceId, pasted.workspace_id),
            (Attribute::AccountId, pasted.account_id),
        ];
        for (attribute, id) in told {
            if let Some(id) = id {
                let source = Source::Host(Box::new(source.clone()));
                self.fill(attribute.description(), &Secret::new(id), source)?;
            }
        }
        Ok(())
    }

    /// A cloud that is not known counts as unset.
    fn settle_cloud(&mut self) {
        let Some(setting) = self.settings.get_mut(&Attribute::Cloud) else {
            return;
        };
        match setting.value.expose().parse::<Cloud>() {
            Ok(cloud) => setting.value = Secret::new(cloud.to_string()),
            Err(error) => {
                self.warnings.push(format!(
                    "{} ({}) and thus not heeded",
                    error.message(),
                    setting.source
                ));
                self.settings.remove(&Attribute::Cloud);
            }
        }
    }

    /// An error, with what is set at its end.
    fn error(&self, what: &str) -> Error {
        Error::config(format!("{what}{}", self.summary()))
    }
}

/// The value in the one way in which its form is written.
fn usable(attribute: Attribute, value: &str, source: &Source) -> Result<Secret> {
    // The value is not told: what stands in the wrong place may be a secret.
    coerce::coerce(attribute.description().form, value)
        .map(Secret::new)
        .map_err(|must| Error::config(format!("`{attribute}` ({source}) {must}")))
}
