//! `jobs apply`: a job as a file says, made if it is not there.

use clap::{Arg, ArgAction, ArgMatches};
use jobs_api::Client;
use jobs_api::jobs::SettingsDiff;
use jobs_api::types::{JobId, JobSettings};

use crate::diff;
use crate::document::Document;
use crate::failure::Failure;
use crate::globals::Globals;
use crate::output::{Format, Output};
use crate::source::Source;
use crate::terminal_text::one_line;
use crate::{completion, names, pasted};

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    clap::Command::new("apply")
        .about("Make a job, or change it, so that it is as a file says")
        .long_about(
            "Make a job, or change it, so that it is as a file says.\n\nThe job is the one that --job \
             names, else the one whose `job_id` is in the file, else the one of the name in the file; \
             if there is none of this name, it is made. A job that means the same already is left \
             alone. A job that somebody else changes meanwhile is not overwritten.",
        )
        .arg(
            Arg::new("file")
                .value_name("FILE|-")
                .required(true)
                .value_hint(clap::ValueHint::FilePath)
                .help("The settings of the job in JSON or YAML; - for standard input"),
        )
        .arg(
            Arg::new("job")
                .long("job")
                .value_name("JOB")
                .add(completion::jobs())
                .help("The job to change: its id, or its name"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Only show what would change"),
        )
}

/// What is done to a job, or would be.
struct Applied {
    /// None for a job that would be made.
    job_id: Option<JobId>,
    name: Option<String>,
    action: Action,
    is_dry_run: bool,
}

/// What is done to a job.
enum Action {
    Create,
    Change(SettingsDiff),
    Nothing,
}

/// Makes the job or changes it.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let path = matches.get_one::<String>("file").map_or("", String::as_str);
    let source = Source::named(path)?;
    let settings = pasted::settings(&source)?;
    let mut session = crate::session(globals, "apply", Some("job_id"))?;
    let client = session.client();
    let job_id = match matches.get_one::<String>("job") {
        Some(job) => Some(names::id(&client, job).await?),
        None => wanted(&client, &source, &settings).await?,
    };
    let is_dry_run = matches.get_flag("dry-run");
    let name = settings.name.clone();
    let (job_id, action) = match job_id {
        Some(job_id) => {
            let diff = match is_dry_run {
                true => JobSettings::diff(&client.get(job_id).await?.into_settings()?, &settings),
                false => client.apply(job_id, settings).await?,
            };
            let is_same = diff.is_empty();
            let action = if is_same {
                Action::Nothing
            } else {
                Action::Change(diff)
            };
            (Some(job_id), action)
        }
        None if is_dry_run => (None, Action::Create),
        None => make(&client, settings).await?,
    };
    let applied = Applied {
        job_id,
        name,
        action,
        is_dry_run,
    };
    applied.show(&mut session.output)
}

/// The job that a file is about; none if it has to be made.
async fn wanted(
    client: &Client,
    source: &Source,
    settings: &JobSettings,
) -> Result<Option<JobId>, Failure> {
    if let Some(job_id) = source.members()?.scalar(crate::flags::JOB) {
        let job_id: Option<i64> = job_id.parse().ok();
        let job_id = job_id.ok_or_else(|| Failure::usage("`job_id`: it has to be a number"))?;
        return Ok(Some(job_id.into()));
    }
    let Some(name) = &settings.name else {
        return Err(Failure::usage(
            "which job? Say it with --job, or with `name` or `job_id` in the file",
        ));
    };
    match names::all(client, name).await?.as_slice() {
        [] => Ok(None),
        [job_id] => Ok(Some(*job_id)),
        several => Err(names::several(name, several)),
    }
}

/// Makes the job, unless somebody else has made it at the same moment: then that one is changed.
async fn make(client: &Client, settings: JobSettings) -> Result<(Option<JobId>, Action), Failure> {
    let made = client.create_or_get_by_name(settings.clone()).await?;
    let action = match made.created {
        true => Action::Create,
        false => Action::Change(client.apply(made.job_id, settings).await?),
    };
    Ok((Some(made.job_id), action))
}

impl Applied {
    fn show(&self, output: &mut Output) -> Result<(), Failure> {
        match output.format() {
            Format::Table if output.is_for_people() => output.styled(&self.told()),
            Format::Id if self.job_id.is_none() => Ok(()),
            _ => output.result(&self.document()?),
        }
    }

    /// What is done, for people.
    fn told(&self) -> String {
        let name = one_line(self.name.as_deref().unwrap_or("Untitled"));
        let job = match self.job_id {
            Some(job_id) => format!("job {job_id} ({name})"),
            None => format!("a job named {name}"),
        };
        let would = if self.is_dry_run { "would " } else { "" };
        let d = if self.is_dry_run { "" } else { "d" };
        match &self.action {
            Action::Create => format!("{would}create{d} {job}\n"),
            Action::Change(changes) => {
                format!("{would}change{d} {job}:\n{}", diff::lines(changes))
            }
            Action::Nothing => format!("nothing to do: {job} is as the file says\n"),
        }
    }

    fn document(&self) -> Result<Document, Failure> {
        let nothing = SettingsDiff::default();
        let (action, diff) = match &self.action {
            Action::Create => ("create", &nothing),
            Action::Change(diff) => ("change", diff),
            Action::Nothing => ("nothing", &nothing),
        };
        let changes: Result<Vec<Document>, Failure> = diff
            .changes
            .iter()
            .map(|change| Document::of(change))
            .collect();
        Ok(Document::object([
            ("job_id", self.job_id.into()),
            ("action", action.into()),
            ("dry_run", self.is_dry_run.into()),
            ("changes", Document::List(changes?)),
        ]))
    }
}
