"""The service under test and what the conformance checks share."""

from __future__ import annotations

import itertools
import time
import typing
from datetime import timedelta

from databricks.sdk import WorkspaceClient
from databricks.sdk.service import jobs
from databricks.sdk.service.jobs import NotebookTask, Run, SubmitTask, Task, TaskDependency

from checks import Suite

CLUSTER = "0101-000000-conform"
"""Cluster that the tasks name; nothing runs on it."""

LONG = 600_000
"""How long a task takes that a check stops itself, in milliseconds."""

PATIENCE = timedelta(seconds=60)
"""How long a check waits for a run to end."""

suite = Suite()
workspace = WorkspaceClient()


class Recorder:
    """An API of the SDK that remembers which of its methods were called."""

    called: typing.ClassVar[set[str]] = set()
    """Names of the methods called, of all recorders."""

    def __init__(self, api: object) -> None:
        self._api = api

    def __getattr__(self, name: str) -> typing.Any:
        self.called.add(name)
        return getattr(self._api, name)


api: jobs.JobsAPI = typing.cast(jobs.JobsAPI, Recorder(workspace.jobs))
policies = typing.cast(
    jobs.PolicyComplianceForJobsAPI, Recorder(workspace.policy_compliance_for_jobs)
)

_numbers = itertools.count(1)


def unique(what: str) -> str:
    """A name that nothing else in the workspace has."""
    return f"{what} {time.time_ns()}-{next(_numbers)}"


def notebook(key: str, *after: str, **settings: typing.Any) -> Task:
    """A task that runs a notebook after other tasks."""
    return Task(
        task_key=key,
        depends_on=[TaskDependency(task_key=other) for other in after] or None,
        existing_cluster_id=CLUSTER,
        notebook_task=NotebookTask(notebook_path=f"/Shared/{key}"),
        **settings,
    )


def one_time(key: str) -> SubmitTask:
    """A task of a one-time run that runs a notebook."""
    task = NotebookTask(notebook_path=f"/Shared/{key}")
    return SubmitTask(task_key=key, existing_cluster_id=CLUSTER, notebook_task=task)


def new_job(name: str, *tasks: Task, **settings: typing.Any) -> int:
    """Creates a job, of one notebook unless tasks are given, and returns its id."""
    tasks = tasks or (notebook("main"),)
    created = api.create(name=name, tasks=list(tasks), **settings)
    assert created.job_id is not None
    return created.job_id


def outcome(job_name: str, **rule: typing.Any) -> None:
    """Sets how tasks of the jobs (or one-time runs) of a name go, through the emulator's own API.

    `task_key`, `attempt`, `iteration` and `repair_count` say which; `result`, `duration_ms`,
    `error`, `error_trace` and `output` say how. The latest rule that fits counts.
    """
    body = {"job_name": job_name, **rule}
    workspace.api_client.do("POST", "/api/emulator/outcomes", body=body)


def until_active(run_id: int) -> Run:
    """Waits until a run has a task that executes."""
    deadline = time.monotonic() + PATIENCE.total_seconds()
    while time.monotonic() < deadline:
        run = api.get_run(run_id)
        if any(state_of(task) == "RUNNING" for task in run.tasks or []):
            return run
        time.sleep(0.1)
    raise AssertionError(f"run {run_id} does not start")


def state_of(run: typing.Any) -> str | None:
    """Life cycle state of a run or a task run, as on the wire."""
    state = run.state and run.state.life_cycle_state
    return state and state.value


def result_of(run: typing.Any) -> str | None:
    """Result state of a run or a task run, as on the wire."""
    state = run.state and run.state.result_state
    return state and state.value


def by_key(run: Run) -> dict[str, jobs.RunTask]:
    """The latest attempt of each task of a run."""
    tasks = sorted(run.tasks or [], key=lambda task: task.attempt_number or 0)
    return {task.task_key: task for task in tasks}


def request(method: str, path: str, **content: typing.Any) -> typing.Any:
    """A request that the SDK has no method for, or that its methods would not send so."""
    return workspace.api_client.do(method, path, **content)
