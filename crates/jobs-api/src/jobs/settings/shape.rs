//! Which shape a document has, and where in it the settings are.

use jobs_runtime::json::{Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::{Error, Result};

use crate::types::JobSettings;

/// What a document was before it was JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Json,
    /// Scalars have the type that is wanted of them.
    #[cfg(feature = "yaml")]
    Yaml,
}

/// Members of what tells about a job, beside its settings.
const ABOUT_JOB: [&str; 4] = [
    "job_id",
    "creator_user_name",
    "run_as_user_name",
    "created_time",
];

/// Members that show that an object is no settings: what it is then, and the way out.
const NO_SETTINGS: [(&str, &str); 14] = [
    (
        "run_name",
        "a body of runs/submit: read it as `SubmitRun`, or rename `run_name` to `name`",
    ),
    (
        "idempotency_token",
        "a request that starts a run: read it as `RunNow` or `SubmitRun`",
    ),
    (
        "job_parameters",
        "a request that starts a run: defaults of job parameters are `parameters`",
    ),
    (
        "run_id",
        "a run: its job is what `client.get(job_id)` reads",
    ),
    ("runs", "a list of runs: settings are those of one job"),
    (
        "access_control_list",
        "a body of jobs/create with permissions, which are no settings: read it as `CreateJob`, or take them out",
    ),
    (
        "permissions",
        "a job with permissions, which are no settings: take them out, and set them with `set_permissions`",
    ),
    ("notebook_task", SINGLE_TASK),
    ("spark_python_task", SINGLE_TASK),
    ("python_wheel_task", SINGLE_TASK),
    ("spark_jar_task", SINGLE_TASK),
    ("spark_submit_task", SINGLE_TASK),
    ("new_cluster", SINGLE_TASK),
    ("existing_cluster_id", SINGLE_TASK),
];

const SINGLE_TASK: &str = "the form of API 2.0 with one task at the root: move it into \
                           `tasks: [{ task_key: … }]`";

/// The way out where a bundle is more than it says itself.
const VALIDATED: &str = "paste what `databricks bundle validate --output json` shows";

/// References that only the tool that deploys a bundle can resolve.
const REFERENCES: [&str; 4] = ["${bundle.", "${var.", "${workspace.", "${resources."];

/// Reads the settings of one job from a document.
pub(super) fn read(json: &str, notation: Notation) -> Result<JobSettings> {
    let text = Text { json, notation };
    let members = text.members("the document")?;
    if let Some(wrapper) = ["settings", "new_settings"]
        .into_iter()
        .find(|name| has(&members, name))
    {
        return text.wrapped(&members, wrapper);
    }
    if has(&members, "resources") {
        text.check_targets(&members)?;
        let resources = text.member(&members, "resources");
        let members = resources.members("`resources`")?;
        return resources.bundle(&members);
    }
    match members.text("jobs") {
        Some(jobs) if jobs.starts_with('{') => text.bundle(&members),
        Some(_) => Err(refused(
            "this is a list of jobs, which has their settings in part: read one with \
             `client.get(job_id)`",
        )),
        None => text.settings(&members),
    }
}

/// A JSON text.
#[derive(Clone, Copy)]
struct Text<'a> {
    json: &'a str,
    notation: Notation,
}

impl<'a> Text<'a> {
    fn reader(self) -> Result<Reader<'a>, ReadError> {
        let reader = Reader::new(self.json.as_bytes())?;
        Ok(match self.notation {
            Notation::Json => reader,
            #[cfg(feature = "yaml")]
            Notation::Yaml => reader.untyped(),
        })
    }

    fn read(self, model: &mut dyn Model) -> Result<(), ReadError> {
        let mut reader = self.reader()?;
        reader.model(model)?;
        reader.finish()
    }

    /// The members of an object; `what` is what it is called.
    fn members(self, what: &str) -> Result<Extra> {
        let mut members = Members::empty();
        self.read(&mut members)
            .map_err(|error| match self.notation {
                Notation::Json if error.is_syntax() => refused(format!(
                    "{what} cannot be read: {error}; YAML is for `JobSettings::from_yaml`"
                )),
                _ => refused(format!(
                    "{what} is not an object with settings of a job: {}",
                    error.without_offset()
                )),
            })?;
        Ok(members.0)
    }

    /// The value of a member that is there.
    fn member(self, members: &'a Extra, name: &str) -> Self {
        Self {
            json: members.text(name).unwrap_or_default(),
            ..self
        }
    }

    /// The settings that are a member of what tells about the job.
    fn wrapped(self, members: &Extra, wrapper: &str) -> Result<JobSettings> {
        let continues = ["next_page_token", "has_more"].into_iter();
        let says =
            |name: &&str| !matches!(members.text(name), None | Some("null" | "false" | "\"\""));
        if let Some(name) = continues.into_iter().find(says) {
            return Err(refused(format!(
                "this is one page of a job, as `{name}` tells: read the job whole with \
                 `client.get(job_id)`"
            )));
        }
        if has(members, "fields_to_remove") {
            return Err(refused(
                "`fields_to_remove` tells to remove settings, which settings cannot say: read the \
                 body of jobs/update as `UpdateJob`",
            ));
        }
        let beside = self.known(members).find(|name| *name != wrapper);
        if let Some(name) = beside {
            return Err(refused(format!(
                "`{name}` stands beside `{wrapper}`: a job has its settings in one place, move it \
                 into `{wrapper}`"
            )));
        }
        let inner = self.member(members, wrapper);
        let members = inner.members(&format!("`{wrapper}`"))?;
        inner.settings(&members)
    }

    /// Refuses an asset bundle whose targets have resources of their own: only the bundle's tool
    /// can say what comes of both.
    fn check_targets(self, members: &Extra) -> Result<()> {
        if !has(members, "targets") {
            return Ok(());
        }
        let targets = self.member(members, "targets");
        let members = targets.members("`targets`")?;
        for (name, value) in members.iter() {
            if value.get("resources").is_some() {
                return Err(refused(format!(
                    "target `{name}` of the bundle changes its resources: {VALIDATED}"
                )));
            }
        }
        Ok(())
    }

    /// The settings of the only job of an asset bundle.
    fn bundle(self, members: &Extra) -> Result<JobSettings> {
        if !has(members, "jobs") {
            return Err(refused(
                "`resources` has no `jobs`: there is no job in this bundle",
            ));
        }
        let jobs = self.member(members, "jobs");
        let members = jobs.members("`jobs`")?;
        let names: Vec<&str> = members.iter().map(|(name, _)| name).collect();
        let [name] = names.as_slice() else {
            return Err(refused(match names.as_slice() {
                [] => "`jobs` is empty: there is no job in this bundle".to_owned(),
                several => format!(
                    "the bundle has {} jobs ({}): keep one of them",
                    several.len(),
                    several.join(", ")
                ),
            }));
        };
        let job = jobs.member(&members, name);
        let found = REFERENCES
            .into_iter()
            .find_map(|begin| job.json.find(begin));
        if let Some(start) = found {
            let reference = job
                .json
                .get(start..)
                .and_then(|rest| rest.split('}').next());
            return Err(refused(format!(
                "`{}}}` in job `{name}` is for the bundle's tool to resolve: {VALIDATED}",
                reference.unwrap_or_default()
            )));
        }
        let members = job.members(&format!("job `{name}`"))?;
        job.settings(&members)
    }

    /// The settings themselves.
    fn settings(self, members: &Extra) -> Result<JobSettings> {
        if let Some((name, what)) = NO_SETTINGS.into_iter().find(|(name, _)| has(members, name)) {
            return Err(refused(format!("`{name}` shows that this is {what}")));
        }
        let mut settings = JobSettings::new();
        self.read(&mut settings).map_err(|error| {
            refused(format!(
                "a setting cannot be read: {}",
                error.without_offset()
            ))
        })?;
        for name in ABOUT_JOB {
            settings.extra.remove(name);
        }
        let extra = std::mem::take(&mut settings.extra);
        if settings != JobSettings::new() {
            settings.extra = extra;
            return Ok(settings);
        }
        let names: Vec<&str> = extra.iter().map(|(name, _)| name).take(5).collect();
        if names.is_empty() {
            return Err(nothing());
        }
        Err(refused(format!(
            "no setting of a job is among `{}`: settings are `name`, `tasks` and so on, alone or \
             in `settings`, `new_settings` or `resources.jobs.<name>`",
            names.join("`, `")
        )))
    }

    /// Names of members that are settings of a job.
    fn known(self, members: &Extra) -> impl Iterator<Item = &str> {
        let is_known = |name: &str| {
            let mut settings = JobSettings::new();
            let null = Reader::new(b"null");
            let read = null.and_then(|mut null| settings.read_member(name, &mut null));
            // What is unknown is kept, whatever it is.
            read.is_ok() && settings.extra.is_empty()
        };
        members
            .iter()
            .map(|(name, _)| name)
            .filter(move |name| is_known(name))
    }
}

/// Any object, as the texts of its members.
struct Members(Extra);

impl Model for Members {
    fn empty() -> Self {
        Self(Extra::new())
    }

    fn name(&self) -> &'static str {
        "JobSettings"
    }

    fn read_member(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError> {
        self.0.read(name, value)
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.extra(&self.0);
    }
}

fn has(members: &Extra, name: &str) -> bool {
    members.text(name).is_some_and(|value| value != "null")
}

fn nothing() -> Error {
    refused("there are no settings in it: to write them would change nothing, or clear a job")
}

pub(super) fn refused(message: impl std::fmt::Display) -> Error {
    Error::invalid_request(format!("job settings: {message}"))
}
