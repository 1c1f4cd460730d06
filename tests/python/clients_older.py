"""Drives the emulator with clients of the older versions of the API, as they come from PyPI.

The legacy command line, databricks-cli, speaks 2.0 and 2.1; databricks-jobs is generated from a
document of 2.1 and checks every answer against it. Wants a running emulator in DATABRICKS_HOST and
a token for it in DATABRICKS_TOKEN.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import typing
from collections.abc import Callable
from pathlib import Path

import databricks_jobs
from databricks_jobs.exceptions import ApiException

from checks import Suite, equal, raises, true

PROGRAM = Path(sys.executable).with_name("databricks")
"""The legacy command line."""

NOTEBOOK = {"existing_cluster_id": "c", "notebook_task": {"notebook_path": "/Shared/a"}}
"""What a task does, and where."""

PATIENCE = 60.0
"""How long a check waits for a run to end, in seconds."""

suite = Suite()


def databricks(*arguments: str) -> typing.Any:
    """Runs the legacy command line and returns what it prints, read as JSON if it is."""
    # It drops the port of a host, but not that of a proxy.
    proxy = {"http_proxy": os.environ["DATABRICKS_HOST"], "no_proxy": ""}
    environment = {**os.environ, **proxy, "DATABRICKS_HOST": "http://workspace.example"}
    command = [str(PROGRAM), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")
    try:
        return json.loads(done.stdout)
    except ValueError:
        return done.stdout


def until(what: str, get: Callable[[], str]) -> None:
    """Waits until a run has ended."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if get() in ("TERMINATED", "SKIPPED", "INTERNAL_ERROR"):
            return
        time.sleep(0.2)
    raise AssertionError(f"{what} does not end")


def one_command_line(version: str, form: dict[str, typing.Any]) -> None:
    """Creates, runs, changes and deletes a job of a form through a version."""
    of_version = [f"--version={version}"]
    name = f"legacy {version} {time.time_ns()}"
    body = json.dumps({"name": name, **form})
    job_id = str(databricks("jobs", "create", *of_version, "--json", body)["job_id"])
    got = databricks("jobs", "get", *of_version, "--job-id", job_id)
    equal("form", form.keys() - got["settings"].keys(), set())
    listed = databricks("jobs", "list", *of_version, "--output", "JSON")["jobs"]
    true("the job is listed", name in [job["settings"]["name"] for job in listed])

    run = databricks("jobs", "run-now", *of_version, "--job-id", job_id)
    run_id = str(run["run_id"])

    def get() -> typing.Any:
        return databricks("runs", "get", *of_version, "--run-id", run_id)

    until(f"run {run_id}", lambda: get()["state"]["life_cycle_state"])
    run = get()
    equal("result", run["state"]["result_state"], "SUCCESS")
    task_run = str(run["tasks"][0]["run_id"]) if "tasks" in form else run_id
    output = databricks("runs", "get-output", *of_version, "--run-id", task_run)
    equal("output", output["notebook_output"]["truncated"], False)
    runs = databricks("runs", "list", *of_version, "--job-id", job_id, "--output", "JSON")
    equal("runs", [run["run_id"] for run in runs["runs"]], [int(run_id)])

    databricks("runs", "cancel", *of_version, "--run-id", run_id)
    new = json.dumps({"name": name + " changed", **form})
    databricks("jobs", "reset", *of_version, "--job-id", job_id, "--json", new)
    got = databricks("jobs", "get", *of_version, "--job-id", job_id)
    equal("name after reset", got["settings"]["name"], name + " changed")
    databricks("runs", "submit", *of_version, "--wait", "--json", json.dumps(form))
    databricks("jobs", "delete", *of_version, "--job-id", job_id)
    with raises(AssertionError, f"Job {job_id} does not exist"):
        databricks("jobs", "get", *of_version, "--job-id", job_id)


@suite.check("databricks-cli, a single-task job through 2.0")
def command_line_2_0() -> None:
    """The form in which the command line's own documents write jobs."""
    one_command_line("2.0", NOTEBOOK)


@suite.check("databricks-cli, a job of several tasks through 2.1")
def command_line_2_1() -> None:
    """Two tasks, one after the other."""
    tasks = [
        {"task_key": "a", **NOTEBOOK},
        {"task_key": "b", "depends_on": [{"task_key": "a"}], **NOTEBOOK},
    ]
    one_command_line("2.1", {"tasks": tasks})


def strict() -> databricks_jobs.DefaultApi:
    """The generated client, which checks what it sends and gets."""
    configuration = databricks_jobs.Configuration(
        host=os.environ["DATABRICKS_HOST"] + "/api",
        access_token=os.environ["DATABRICKS_TOKEN"],
    )
    return databricks_jobs.DefaultApi(databricks_jobs.ApiClient(configuration))


@suite.check("databricks-jobs, strict models of 2.1")
def strict_models() -> None:
    """Every answer is one that the document of 2.1 knows."""
    api = strict()
    name = f"strict {time.time_ns()}"
    # Without a key of a cluster its model of a task fails on what it made itself.
    size = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 1}
    clusters = [{"job_cluster_key": "c", "new_cluster": size}]
    notebook = {"job_cluster_key": "c", "notebook_task": {"notebook_path": "/Shared/a"}}
    tasks = [
        {"task_key": "a", "max_retries": 1, **notebook},
        {"task_key": "b", "depends_on": [{"task_key": "a"}], **notebook},
    ]
    request = {"name": name, "tasks": tasks, "job_clusters": clusters, "tags": {"a": "b"}}
    job_id = api.jobs_create(databricks_jobs.JobsCreateRequest.from_dict(request)).job_id
    settings = api.jobs_get(job_id).settings
    equal("tasks", [task.task_key for task in settings.tasks], ["a", "b"])
    equal("form", settings.format, "MULTI_TASK")
    listed = api.jobs_list(limit=25).jobs
    true("the job is listed", name in [job.settings.name for job in listed])

    changed = {"job_id": job_id, "new_settings": {"timeout_seconds": 600, "tasks": tasks[:1]}}
    api.jobs_update(databricks_jobs.JobsUpdateRequest.from_dict(changed))
    equal("tasks are replaced", len(api.jobs_get(job_id).settings.tasks), 1)

    started = databricks_jobs.JobsRunNowRequest.from_dict({"job_id": job_id})
    run_id = api.jobs_run_now(started).run_id
    until(f"run {run_id}", lambda: api.jobs_runs_get(run_id).state.life_cycle_state.value)
    run = api.jobs_runs_get(run_id, include_history=True)
    equal("result", run.state.result_state.value, "SUCCESS")
    output = api.jobs_runs_get_output(run.tasks[0].run_id)
    equal("output", output.metadata.run_id, run.tasks[0].run_id)
    runs = api.jobs_runs_list(job_id=job_id, expand_tasks=True).runs
    equal("runs", [run.run_id for run in runs], [run_id])

    again = databricks_jobs.JobsRunsRepairRequest.from_dict({"run_id": run_id, "rerun_tasks": ["a"]})
    true("repair", api.jobs_runs_repair(again).repair_id)
    until(f"run {run_id}", lambda: api.jobs_runs_get(run_id).state.life_cycle_state.value)
    history = api.jobs_runs_get(run_id, include_history=True).repair_history
    equal("history", [item.type for item in history], ["ORIGINAL", "REPAIR"])

    one_time = {"run_name": "once", "tasks": [{"task_key": "a", **NOTEBOOK}]}
    one_time = databricks_jobs.JobsRunsSubmitRequest.from_dict(one_time)
    submitted = api.jobs_runs_submit(one_time).run_id
    cancel = databricks_jobs.JobsRunsCancelRequest.from_dict({"run_id": submitted})
    api.jobs_runs_cancel(cancel)
    until(f"run {submitted}", lambda: api.jobs_runs_get(submitted).state.life_cycle_state.value)
    all_of_job = databricks_jobs.JobsRunsCancelAllRequest.from_dict({"job_id": job_id})
    api.jobs_runs_cancel_all(all_of_job)
    api.jobs_runs_delete(databricks_jobs.JobsRunsDeleteRequest.from_dict({"run_id": run_id}))
    api.jobs_delete(databricks_jobs.JobsDeleteRequest.from_dict({"job_id": job_id}))
    with raises(ApiException, f"Job {job_id} does not exist"):
        api.jobs_get(job_id)


if __name__ == "__main__":
    sys.exit(suite.run())
