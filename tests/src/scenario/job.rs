//! Steps over jobs.

use jobs_api::Client;
use jobs_api::operations::{
    CreateJob, EnforceCompliance, ListJobs, ResetJob, SetPermissions, UpdateJob, UpdatePermissions,
};
use jobs_api::types::{
    CronSchedule, JobAccessControlRequest, JobId, JobParameterDefinition, JobPermissionLevel,
    JobSettings, RunId, Task,
};

use super::report::Report;
use super::{StepFailed, ensure};

const NAME: &str = "nightly";
const LARGE: usize = 250;

pub(super) async fn create(client: &Client, report: &Report<'_>) -> Result<JobId, StepFailed> {
    report
        .step("create a job of 4 tasks", async {
            let job = CreateJob::new()
                .name(NAME)
                .schedule(CronSchedule::new("0 30 2 * * ?", "Europe/Berlin").pause_status("PAUSED"))
                .parameter(JobParameterDefinition::new("date", "2026-01-01"))
                .parameter(JobParameterDefinition::new("region", "eu"))
                .tag("team", "etl")
                .task(Task::notebook("ingest", "/etl/ingest"))
                .task(Task::notebook("clean", "/etl/clean").depends_on(["ingest"]))
                .task(Task::notebook("transform", "/etl/transform").depends_on(["ingest"]))
                .task(Task::notebook("report", "/etl/report").depends_on(["clean", "transform"]));
            let created = client.create(job).await?;
            Ok((created.job_id, format!("job {}", created.job_id)))
        })
        .await
}

pub(super) async fn read_and_change(
    client: &Client,
    report: &Report<'_>,
    job_id: JobId,
) -> Result<(), StepFailed> {
    report
        .step("get it", async {
            let settings = client.get(job_id).await?.settings.unwrap_or_default();
            let tasks = settings.tasks.unwrap_or_default();
            let schedule = settings.schedule.ok_or("it has no schedule")?;
            ensure(tasks.len() == 4, format!("it has {} tasks", tasks.len()))?;
            let cron = schedule.quartz_cron_expression;
            Ok(((), format!("{} tasks, runs at `{cron}`", tasks.len())))
        })
        .await?;
    report
        .step("list jobs of that name", async {
            let mut jobs = client.list(ListJobs::new().name(NAME)).items();
            let mut found = 0;
            while let Some(job) = jobs.try_next().await? {
                found += usize::from(job.job_id == Some(job_id));
            }
            ensure(found == 1, format!("found {found} times"))?;
            Ok(((), "found once".to_owned()))
        })
        .await?;
    report
        .step("update name and concurrency", async {
            let settings = JobSettings::new()
                .name("nightly, renamed")
                .max_concurrent_runs(3);
            client
                .update(UpdateJob::new(job_id).new_settings(settings))
                .await?;
            let settings = client.get(job_id).await?.settings.unwrap_or_default();
            let (name, limit) = (settings.name, settings.max_concurrent_runs);
            ensure(
                name.as_deref() == Some("nightly, renamed"),
                format!("name is {name:?}"),
            )?;
            ensure(
                limit == Some(3),
                format!("max_concurrent_runs is {limit:?}"),
            )?;
            ensure(
                settings.tasks.is_some_and(|tasks| tasks.len() == 4),
                "tasks were lost",
            )?;
            Ok(((), "renamed, up to 3 runs at once, tasks kept".to_owned()))
        })
        .await?;
    report
        .step("reset to the settings it was made with", async {
            let mut settings = client.get(job_id).await?.settings.unwrap_or_default();
            settings.name = Some(NAME.to_owned());
            settings.description = None;
            settings.max_concurrent_runs = None;
            client.reset(ResetJob::new(job_id, *settings)).await?;
            let settings = client.get(job_id).await?.settings.unwrap_or_default();
            let limit = settings.max_concurrent_runs;
            ensure(
                settings.name.as_deref() == Some(NAME),
                "the name was not reset",
            )?;
            ensure(
                limit == Some(1),
                format!("max_concurrent_runs is {limit:?}"),
            )?;
            Ok(((), "name and defaults are back".to_owned()))
        })
        .await
}

pub(super) async fn permissions(
    client: &Client,
    report: &Report<'_>,
    job_id: JobId,
) -> Result<(), StepFailed> {
    report
        .step("permission levels", async {
            let levels = client
                .get_permission_levels(job_id)
                .await?
                .permission_levels;
            let levels: Vec<String> = levels
                .into_iter()
                .flatten()
                .filter_map(|level| level.permission_level.map(|level| level.to_string()))
                .collect();
            ensure(levels.len() == 4, format!("{levels:?}"))?;
            Ok(((), levels.join(", ")))
        })
        .await?;
    report
        .step("set, update and get permissions", async {
            let owner = JobAccessControlRequest::new()
                .user_name("ada@example.com")
                .permission_level(JobPermissionLevel::IsOwner);
            let set = SetPermissions::new(job_id).access_control_list([owner]);
            client.set_permissions(set).await?;
            let viewers = JobAccessControlRequest::new()
                .group_name("analysts")
                .permission_level(JobPermissionLevel::CanView);
            let update = UpdatePermissions::new(job_id).access_control_list([viewers]);
            client.update_permissions(update).await?;
            let entries = client.get_permissions(job_id).await?.access_control_list;
            let mut entries = entries.into_iter().flatten();
            let viewers = entries.any(|entry| entry.group_name.as_deref() == Some("analysts"));
            ensure(viewers, "the group is not among the permissions")?;
            Ok(((), "ada owns it, analysts may view it".to_owned()))
        })
        .await
}

pub(super) async fn compliance(
    client: &Client,
    report: &Report<'_>,
    job_id: JobId,
) -> Result<(), StepFailed> {
    report
        .step("policy compliance", async {
            let compliance = client.get_compliance(job_id).await?;
            let complies = compliance.is_compliant.ok_or("the answer does not say")?;
            let dry_run = EnforceCompliance::new(job_id).validate_only(true);
            let changes = client.enforce_compliance(dry_run).await?.has_changes;
            let mut jobs = client.list_compliance("a-policy").items();
            let mut listed = 0;
            while jobs.try_next().await?.is_some() {
                listed += 1;
            }
            let changes = changes.unwrap_or_default();
            Ok((
                (),
                format!("complies: {complies}, would change: {changes}, listed: {listed}"),
            ))
        })
        .await
}

pub(super) async fn delete(
    client: &Client,
    report: &Report<'_>,
    job_id: JobId,
    run_id: RunId,
) -> Result<(), StepFailed> {
    report
        .step("delete run and job", async {
            client.delete_run(run_id).await?;
            let run = client.get_run(run_id).await;
            ensure(
                run.is_err_and(|error| error.is_not_found()),
                "the run is still there",
            )?;
            client.delete(job_id).await?;
            let job = client.get(job_id).await;
            ensure(
                job.is_err_and(|error| error.is_not_found()),
                "the job is still there",
            )?;
            Ok(((), "both are gone".to_owned()))
        })
        .await
}

pub(super) async fn large(client: &Client, report: &Report<'_>) -> Result<(), StepFailed> {
    report
        .step("a job of 250 tasks, read back whole", async {
            let tasks = (0..LARGE).map(|n| Task::notebook(format!("task_{n:03}"), "/etl/part"));
            let job_id = client
                .create(CreateJob::new().name("large").tasks(tasks))
                .await?
                .job_id;
            let job = client.get(job_id).await?;
            let page = client.get(job_id).page().await?;
            client.delete(job_id).await?;
            let count = |settings: Option<Box<JobSettings>>| {
                settings
                    .and_then(|settings| settings.tasks)
                    .map_or(0, |tasks| tasks.len())
            };
            let (whole, first) = (count(job.settings), count(page.settings));
            ensure(whole == LARGE, format!("{whole} tasks came back"))?;
            ensure(job.next_page_token.is_none(), "there is more than was read")?;
            Ok((
                (),
                format!("{whole} tasks, {first} of them on the first page"),
            ))
        })
        .await
}

pub(super) async fn missing(client: &Client, report: &Report<'_>) -> Result<(), StepFailed> {
    report
        .step("a job that does not exist", async {
            match client.get(404_404).await {
                Ok(_) => Err("it exists".into()),
                Err(error) => {
                    ensure(
                        error.is_not_found(),
                        format!("not a not-found error: {error:#}"),
                    )?;
                    Ok(((), error.to_string()))
                }
            }
        })
        .await
}
