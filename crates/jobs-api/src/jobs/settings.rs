//! Settings of a job from text, in every shape in which people have them.

mod shape;
#[cfg(feature = "yaml")]
mod yaml;

use std::str::FromStr;

use jobs_runtime::{Error, Result};

use crate::types::JobSettings;
use shape::Notation;
#[cfg(feature = "yaml")]
pub use yaml::to_json as yaml_to_json;

impl JobSettings {
    /// Reads settings from JSON, in any of the shapes that tools and the service show:
    ///
    /// - the settings themselves, as in the body of `jobs/create`,
    /// - `{"settings": {…}}`, as `jobs/get` answers,
    /// - `{"job_id": …, "new_settings": {…}}`, the body of `jobs/reset` and `jobs/update`,
    /// - `{"resources": {"jobs": {"name": {…}}}}`, an asset bundle with one job.
    ///
    /// Ids and other things that are no settings are left behind. Members that this version of the
    /// SDK does not know are kept.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or is something else than the settings of one whole job. Nothing
    /// is passed over in silence: the error names what is wrong and how to put it right.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::types::JobSettings;
    ///
    /// # jobs_tests::example(async |client, _| {
    /// let pasted = r#"{
    ///     "job_id": 17,
    ///     "new_settings": {
    ///         "name": "nightly",
    ///         "tasks": [{ "task_key": "a", "notebook_task": { "notebook_path": "/a" } }]
    ///     }
    /// }"#;
    /// let settings = JobSettings::from_json(pasted)?;
    /// client.create(settings).await?;
    ///
    /// let error = JobSettings::from_json(r#"{ "run_name": "once", "tasks": [] }"#).unwrap_err();
    /// assert!(error.message().contains("runs/submit"));
    /// # Ok(())
    /// # });
    /// ```
    pub fn from_json(text: &str) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        shape::read(text, Notation::Json)
    }

    /// Reads settings from YAML, in any of the shapes of [`from_json`](Self::from_json): what the
    /// workspace's user interface exports is the asset bundle.
    ///
    /// What a scalar is, the setting decides to which it belongs: where text is wanted, `831877e8`,
    /// `0x10`, `on`, `1_000` and `1.10` are the text that stands there. In members that this
    /// version of the SDK does not know, only `true`, `false`, `null` and numbers in plain decimal
    /// digits are other than text.
    ///
    /// # Errors
    ///
    /// When the text is not one YAML document, else as [`from_json`](Self::from_json).
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::types::JobSettings;
    ///
    /// # jobs_tests::example(async |client, _| {
    /// let exported = "
    /// resources:
    ///   jobs:
    ///     nightly:
    ///       name: nightly
    ///       tags: { revision: 831877e8 }
    ///       tasks:
    ///         - task_key: a
    ///           notebook_task: { notebook_path: /a }
    /// ";
    /// let settings = JobSettings::from_yaml(exported)?;
    /// assert_eq!(settings.tags.as_ref().unwrap()["revision"], "831877e8");
    /// client.create(settings).await?;
    /// # Ok(())
    /// # });
    /// ```
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str) -> Result<Self> {
        let json = yaml_to_json(text).map_err(|error| shape::refused(error.message()))?;
        shape::read(&json, Notation::Yaml)
    }
}

impl FromStr for JobSettings {
    type Err = Error;

    /// Reads settings from JSON: see [`from_json`](Self::from_json).
    fn from_str(text: &str) -> Result<Self> {
        Self::from_json(text)
    }
}
