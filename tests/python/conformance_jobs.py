"""Checks of jobs: making, reading, changing, listing and deleting them, and who may do what."""

from __future__ import annotations

from databricks.sdk import errors
from databricks.sdk.errors import InvalidParameterValue, NotFound, ResourceDoesNotExist
from databricks.sdk.service.compute import ClusterSpec
from databricks.sdk.service.jobs import (
    CronSchedule,
    Format,
    Job,
    JobAccessControlRequest,
    JobCluster,
    JobParameterDefinition,
    JobPermissionLevel,
    JobSettings,
    PauseStatus,
    QueueSettings,
    RunIf,
    Source,
)

from checks import equal, raises, true
from service import api, new_job, notebook, one_time, policies, request, suite, unique, workspace


def whole_settings(name: str) -> JobSettings:
    """Four tasks with dependencies, parameters, a schedule and more."""
    return JobSettings(
        name=name,
        description="Loads the day's orders.",
        tasks=[
            notebook("extract"),
            notebook("clean", "extract", timeout_seconds=600),
            notebook("count", "extract", max_retries=2, min_retry_interval_millis=1000),
            notebook("publish", "clean", "count", run_if=RunIf.NONE_FAILED),
        ],
        parameters=[
            JobParameterDefinition(name="date", default="2026-01-01"),
            JobParameterDefinition(name="region", default=""),
        ],
        schedule=CronSchedule(quartz_cron_expression="0 30 6 * * ?", timezone_id="Europe/Paris"),
        max_concurrent_runs=3,
        tags={"team": "orders", "on": "0x10"},
        queue=QueueSettings(enabled=False),
    )


def create(settings: JobSettings) -> int:
    """Creates a job from settings."""
    created = api.create(**{name: value for name, value in vars(settings).items() if value})
    assert created.job_id is not None
    return created.job_id


def sent_is_kept(sent: object, kept: object, place: str = "settings") -> None:
    """Fails unless everything that was sent is in what came back, which may have more members."""
    if isinstance(sent, dict) and isinstance(kept, dict):
        for name, value in sent.items():
            sent_is_kept(value, kept.get(name), f"{place}.{name}")
    elif isinstance(sent, list) and isinstance(kept, list) and len(sent) == len(kept):
        for number, (mine, theirs) in enumerate(zip(sent, kept, strict=True)):
            sent_is_kept(mine, theirs, f"{place}[{number}]")
    else:
        equal(place, kept, sent)


@suite.check("R4.1 get returns the settings that create was given")
def create_and_get() -> None:
    settings = whole_settings(unique("whole"))
    job = api.get(create(settings))
    sent_is_kept(settings.as_dict(), job.settings.as_dict())


@suite.check("9.10 get fills in what create was not given")
def defaults() -> None:
    job_id = api.create(tasks=[notebook("main")]).job_id
    settings = api.get(job_id).settings
    equal("name", settings.name, "Untitled")
    equal("format", settings.format, Format.MULTI_TASK)
    equal("max_concurrent_runs", settings.max_concurrent_runs, 1)
    equal("timeout_seconds", settings.timeout_seconds, 0)
    equal("run_if", settings.tasks[0].run_if, RunIf.ALL_SUCCESS)
    equal("source", settings.tasks[0].notebook_task.source, Source.WORKSPACE)
    scheduled = api.get(create(whole_settings(unique("schedule"))))
    equal("pause_status", scheduled.settings.schedule.pause_status, PauseStatus.UNPAUSED)


@suite.check("a job tells who made it and when, and whose rights its runs have")
def creation() -> None:
    me = workspace.current_user.me().user_name
    job_id = new_job(unique("creation"))
    job = api.get(job_id)
    equal("job_id", job.job_id, job_id)
    equal("creator_user_name", job.creator_user_name, me)
    equal("run_as_user_name", job.run_as_user_name, me)
    true("created_time is in milliseconds", job.created_time > 1_600_000_000_000)


@suite.check("R6.1 list finds jobs by name, newest first, over several pages")
def list_by_name() -> None:
    name = unique("Listed")
    made = [new_job(name) for _ in range(5)]
    listed = list(api.list(name=name.lower(), limit=2))
    equal("ids", [job.job_id for job in listed], made[::-1])
    true("no tasks unless asked for", not any(job.settings.tasks for job in listed))
    equal("names", {job.settings.name for job in listed}, {name})
    expanded = next(iter(api.list(name=name, limit=1, expand_tasks=True)))
    equal("expanded tasks", [task.task_key for task in expanded.settings.tasks], ["main"])


@suite.check("R6.2 the last page has no token, a page before it has one")
def list_pages() -> None:
    name = unique("paged")
    made = [new_job(name) for _ in range(3)]
    query = {"name": name, "limit": 2}
    first = request("GET", "/api/2.2/jobs/list", query=query)
    query["page_token"] = first["next_page_token"]
    second = request("GET", "/api/2.2/jobs/list", query=query)
    equal("first page", [job["job_id"] for job in first["jobs"]], made[:0:-1])
    equal("second page", [job["job_id"] for job in second["jobs"]], made[:1])
    true("no token at the end", not second.get("next_page_token"))
    query["page_token"] = second["prev_page_token"]
    back = request("GET", "/api/2.2/jobs/list", query=query)
    equal("page before", back["jobs"], first["jobs"])


@suite.check("list of nothing is empty")
def list_nothing() -> None:
    equal("jobs", list(api.list(name=unique("nothing"))), [])


@suite.check("update changes what it is given and leaves the rest")
def update() -> None:
    settings = whole_settings(unique("before"))
    job_id = create(settings)
    name = unique("after")
    api.update(job_id, new_settings=JobSettings(name=name, max_concurrent_runs=7))
    wanted = settings.as_dict() | {"name": name, "max_concurrent_runs": 7}
    sent_is_kept(wanted, api.get(job_id).settings.as_dict())


@suite.check("update merges tasks by key")
def update_tasks() -> None:
    job_id = new_job(unique("merged"), notebook("first"), notebook("second"))
    changed = notebook("second", "first", timeout_seconds=60)
    api.update(job_id, new_settings=JobSettings(tasks=[changed, notebook("third")]))
    tasks = {task.task_key: task for task in api.get(job_id).settings.tasks}
    equal("keys", set(tasks), {"first", "second", "third"})
    equal("replaced", tasks["second"].timeout_seconds, 60)


@suite.check("9.10 R4.5 update removes settings and single tasks")
def update_removes() -> None:
    job_id = create(whole_settings(unique("removed")))
    api.update(job_id, fields_to_remove=["schedule", "tags", "tasks/publish"])
    settings = api.get(job_id).settings
    equal("schedule", settings.schedule, None)
    true("no tags", not settings.tags)
    equal("tasks", {task.task_key for task in settings.tasks}, {"extract", "clean", "count"})


@suite.check("9.10 reset replaces all settings and keeps the permissions")
def reset() -> None:
    job_id = create(whole_settings(unique("full")))
    before = api.get_permissions(str(job_id)).as_dict()
    settings = JobSettings(name=unique("bare"), tasks=[notebook("only")])
    api.reset(job_id, settings)
    got = api.get(job_id).settings
    sent_is_kept(settings.as_dict(), got.as_dict())
    equal("schedule", got.schedule, None)
    true("no parameters", not got.parameters)
    equal("max_concurrent_runs", got.max_concurrent_runs, 1)
    equal("permissions", api.get_permissions(str(job_id)).as_dict(), before)


@suite.check("R4.1 what get returned can be reset without a change")
def round_trip() -> None:
    job_id = create(whole_settings(unique("round")))
    before = api.get(job_id).settings
    api.reset(job_id, before)
    equal("settings", api.get(job_id).settings.as_dict(), before.as_dict())


@suite.check("9.5 R6.3 a job of 250 tasks and 120 parameters is read back whole")
def many_tasks() -> None:
    name = unique("many")
    tasks = [notebook(f"task_{number}") for number in range(250)]
    parameters = [JobParameterDefinition(f"parameter_{n}", str(n)) for n in range(120)]
    job_id = new_job(name, *tasks, parameters=parameters)
    page = Job.from_dict(request("GET", "/api/2.2/jobs/get", query={"job_id": job_id}))
    equal("tasks of the first page", len(page.settings.tasks), 100)
    true("it has a token", page.next_page_token)
    (listed,) = api.list(name=name, expand_tasks=True)
    for settings in (api.get(job_id).settings, listed.settings):
        equal("keys", {t.task_key for t in settings.tasks}, {t.task_key for t in tasks})
        equal("number of tasks", len(settings.tasks), 250)
        equal("number of parameters", len(settings.parameters), 120)


@suite.check("delete deletes a job for good")
def delete() -> None:
    job_id = new_job(unique("deleted"))
    api.delete(job_id)
    with raises(ResourceDoesNotExist, f"Job {job_id} does not exist"):
        api.get(job_id)
    with raises(InvalidParameterValue, f"Job {job_id} does not exist"):
        api.delete(job_id)


@suite.check("R18.1 ids may be sent as strings")
def ids_as_strings() -> None:
    job_id = new_job(unique("strings"))
    new_settings = {"timeout_seconds": "60"}
    body = {"job_id": str(job_id), "new_settings": new_settings}
    request("POST", "/api/2.2/jobs/update", body=body)
    equal("timeout_seconds", api.get(job_id).settings.timeout_seconds, 60)


@suite.check("R3.1 what the service does not know of a job is kept as it came")
def unknown_members() -> None:
    news = {"numbers": [9007199254740993, 1.5, None], "text": "0x10"}
    task = {"task_key": "new", "quantum_task": news}
    body = {"name": unique("news"), "mood": news, "tasks": [task]}
    job_id = request("POST", "/api/2.2/jobs/create", body=body)["job_id"]
    settings = request("GET", "/api/2.2/jobs/get", query={"job_id": job_id})["settings"]
    sent_is_kept(body, settings)


@suite.check("what the service does not have is an error, not an empty answer")
def unknown_paths() -> None:
    with raises(NotFound, "/api/2.2/jobs/nonsense"):
        request("GET", "/api/2.2/jobs/nonsense")
    with raises(errors.NotImplemented, "/api/2.0/sql/warehouses"):
        request("GET", "/api/2.0/sql/warehouses")


@suite.check("the creator owns a job and administrators manage it")
def permissions() -> None:
    me = workspace.current_user.me().user_name
    job_id = new_job(unique("owned"))
    got = api.get_permissions(str(job_id))
    equal("object_id", got.object_id, f"/jobs/{job_id}")
    equal("object_type", got.object_type, "job")
    (owner,) = [entry for entry in got.access_control_list if entry.user_name == me]
    equal("level", owner.all_permissions[0].permission_level, JobPermissionLevel.IS_OWNER)
    equal("inherited", owner.all_permissions[0].inherited, False)
    (admins,) = [entry for entry in got.access_control_list if entry.group_name == "admins"]
    equal("level", admins.all_permissions[0].permission_level, JobPermissionLevel.CAN_MANAGE)
    equal("inherited", admins.all_permissions[0].inherited, True)


def access(level: JobPermissionLevel, **who: str) -> JobAccessControlRequest:
    """A permission to grant."""
    return JobAccessControlRequest(permission_level=level, **who)


def granted(job_id: int) -> dict[str, JobPermissionLevel]:
    """Direct permissions on a job by the name of who has them."""
    return {
        entry.user_name or entry.group_name: permission.permission_level
        for entry in api.get_permissions(str(job_id)).access_control_list
        for permission in entry.all_permissions
        if not permission.inherited
    }


@suite.check("set_permissions replaces, update_permissions adds and changes")
def change_permissions() -> None:
    job_id = new_job(unique("shared"))
    owner = access(JobPermissionLevel.IS_OWNER, user_name="owner@example.com")
    viewers = access(JobPermissionLevel.CAN_VIEW, group_name="analysts")
    wanted = {
        "owner@example.com": JobPermissionLevel.IS_OWNER,
        "analysts": JobPermissionLevel.CAN_VIEW,
    }
    answer = api.set_permissions(str(job_id), access_control_list=[owner, viewers])
    equal("object_id", answer.object_id, f"/jobs/{job_id}")
    equal("after set", granted(job_id), wanted)
    wanted["analysts"] = JobPermissionLevel.CAN_MANAGE_RUN
    wanted["runner@example.com"] = JobPermissionLevel.CAN_MANAGE
    changes = [
        access(JobPermissionLevel.CAN_MANAGE_RUN, group_name="analysts"),
        access(JobPermissionLevel.CAN_MANAGE, user_name="runner@example.com"),
    ]
    api.update_permissions(str(job_id), access_control_list=changes)
    equal("after update", granted(job_id), wanted)


@suite.check("9.12 a job has exactly one owner")
def one_owner() -> None:
    job_id = new_job(unique("disowned"))
    viewers = access(JobPermissionLevel.CAN_VIEW, group_name="analysts")
    owners = [access(JobPermissionLevel.IS_OWNER, user_name=f"{n}@example.com") for n in "ab"]
    before = granted(job_id)
    for entries in ([viewers], owners):
        with raises(InvalidParameterValue, "The job must have exactly one owner"):
            api.set_permissions(str(job_id), access_control_list=entries)
    equal("permissions", granted(job_id), before)


@suite.check("create takes permissions")
def create_with_permissions() -> None:
    me = workspace.current_user.me().user_name
    viewers = access(JobPermissionLevel.CAN_VIEW, group_name="analysts")
    job_id = new_job(unique("granted"), access_control_list=[viewers])
    wanted = {me: JobPermissionLevel.IS_OWNER, "analysts": JobPermissionLevel.CAN_VIEW}
    equal("permissions", granted(job_id), wanted)


@suite.check("every permission level is explained")
def permission_levels() -> None:
    levels = api.get_permission_levels(str(new_job(unique("levels")))).permission_levels
    equal("levels", {level.permission_level for level in levels}, set(JobPermissionLevel))
    true("descriptions", all(level.description for level in levels))


@suite.check("policy compliance: get, list by policy, enforce")
def compliance() -> None:
    policy = unique("policy").replace(" ", "-")
    cluster = ClusterSpec(
        spark_version="15.4.x-scala2.12", node_type_id="m5.large", num_workers=1, policy_id=policy
    )
    shared = JobCluster(job_cluster_key="shared", new_cluster=cluster)
    made = [new_job(unique("policed"), job_clusters=[shared]) for _ in range(3)]
    equal("compliant", policies.get_compliance(made[0]).is_compliant, True)
    listed = list(policies.list_compliance(policy, page_size=2))
    equal("jobs of the policy", {job.job_id for job in listed}, set(made))
    true("all comply", all(job.is_compliant for job in listed))
    preview = policies.enforce_compliance(made[0], validate_only=True)
    equal("changes in a preview", bool(preview.has_changes), False)
    equal("changes", bool(policies.enforce_compliance(made[0]).has_changes), False)


@suite.check("9.1 R9.3 a job that does not exist")
def no_job() -> None:
    missing = 999_999_999_999
    with raises(ResourceDoesNotExist, f"^Job {missing} does not exist\\.$"):
        api.get(missing)
    settings = JobSettings(name="nobody's")
    for call in (
        lambda: api.reset(missing, settings),
        lambda: api.update(missing, new_settings=settings),
        lambda: api.delete(missing),
        lambda: api.run_now(missing),
        lambda: api.cancel_all_runs(job_id=missing),
    ):
        with raises(InvalidParameterValue, f"^Job {missing} does not exist\\.$"):
            call()
    with raises(InvalidParameterValue, r"^Job 0 does not exist\.$"):
        request("POST", "/api/2.2/jobs/run-now", body={})


@suite.check("settings that are wrong are refused with the service's own words")
def wrong_settings() -> None:
    itself = notebook("loop", "loop")
    keyless = notebook("")
    keyless.task_key = None
    cron = CronSchedule(quartz_cron_expression="* * * * *", timezone_id="UTC")
    for message, settings in (
        (r"Missing required field: settings\.tasks\.task_key\.", {"tasks": [keyless]}),
        ("task 'loop' can not reference itself", {"tasks": [itself]}),
        (r"Invalid quartz_cron_expression: \* \* \* \* \*\.", {"schedule": cron}),
    ):
        with raises(InvalidParameterValue, message):
            api.create(name=unique("wrong"), **settings)
    no_provider = {"name": "wrong", "git_source": {"git_url": "https://example.com/repo"}}
    with raises(InvalidParameterValue, r"git_source\.git_provider must be one of: github,"):
        request("POST", "/api/2.2/jobs/create", body=no_provider)
    with raises(InvalidParameterValue, r"Run settings must be specified\."):
        job_id = new_job(unique("unsettled"))
        request("POST", "/api/2.2/jobs/reset", body={"job_id": job_id})
    twice = [one_time("same"), one_time("same")]
    with raises(InvalidParameterValue, "same"):
        api.submit(run_name=unique("wrong"), tasks=twice)


@suite.check("list refuses what it cannot page by")
def wrong_pages() -> None:
    with raises(InvalidParameterValue, "The supplied offset 10020 has exceeded the value of 10000"):
        list(api.list(offset=10020))
    with raises(InvalidParameterValue, "."):
        list(api.list(page_token="no token"))
    with raises(InvalidParameterValue, "limit"):
        list(api.list(limit=1000))
