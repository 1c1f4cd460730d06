"""What a Jobs service is accepted by: graphs, retries, storms of calls, waiters and errors.

The numbers in names are those of a list of twelve such checks; the others of that list are in
`conformance_jobs.py` and `conformance_runs.py`.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from databricks.sdk import WorkspaceClient, errors
from databricks.sdk.core import Config
from databricks.sdk.errors import InvalidParameterValue, OperationFailed
from databricks.sdk.service.jobs import (
    ConditionTask,
    ConditionTaskOp,
    ForEachTask,
    JobParameterDefinition,
    Run,
    RunIf,
    Task,
    TaskDependency,
    TerminationCodeCode,
)

from checks import equal, raises, true
from service import (
    LONG,
    PATIENCE,
    api,
    by_key,
    new_job,
    notebook,
    one_time,
    outcome,
    request,
    result_of,
    state_of,
    suite,
    unique,
    until_active,
    workspace,
)

STORM = 50
"""How many calls come at the same time."""


@suite.check("9.2 a failed task is TERMINATED, its run an INTERNAL_ERROR, and says why")
def failed_task() -> None:
    name = unique("one fails")
    outcome(name, result="failed", error="ValueError: no", error_trace="Traceback\nValueError: no")
    run_id = api.run_now(new_job(name)).run_id
    with raises(OperationFailed, "INTERNAL_ERROR"):
        api.wait_get_run_job_terminated_or_skipped(run_id, timeout=PATIENCE)
    run = api.get_run(run_id)
    (task,) = run.tasks
    states = [(state_of(each), result_of(each)) for each in (run, task)]
    equal("run and task", states, [("INTERNAL_ERROR", "FAILED"), ("TERMINATED", "FAILED")])
    for each in (run, task):
        details = each.status.termination_details
        wanted = (TerminationCodeCode.RUN_EXECUTION_ERROR, "CLIENT_ERROR")
        equal("code and type", (details.code, details.type.value), wanted)
    output = api.get_run_output(task.run_id)
    told = (output.error, output.error_trace)
    equal("output", told, ("ValueError: no", "Traceback\nValueError: no"))
    with raises(InvalidParameterValue, "runs with multiple tasks is not supported"):
        api.get_run_output(run_id)


@suite.check("9.4 fifty calls with one idempotency token start one run")
def one_run() -> None:
    job_id = new_job(unique("stormed"), max_concurrent_runs=100)
    tasks, name = [one_time("only")], unique("stormed")
    for start in (
        lambda token: api.run_now(job_id, idempotency_token=token).run_id,
        lambda token: api.submit(run_name=name, tasks=tasks, idempotency_token=token).run_id,
    ):
        token = unique("token")[-64:]
        with ThreadPoolExecutor(STORM) as pool:
            run_ids = set(pool.map(start, [token] * STORM))
        equal("runs", len(run_ids), 1)
    equal("runs of the job", len(list(api.list_runs(job_id=job_id))), 1)


@suite.check("9.5 a run of 120 parameters, and what failed of 250 iterations, are read back whole")
def many_parameters() -> None:
    name = unique("many")
    outcome(name, task_key="one", iteration=249, result="failed")
    names = [f"parameter_{number}" for number in range(120)]
    parameters = [JobParameterDefinition(each, "never") for each in names]
    inputs = json.dumps(list(range(250)))
    each = ForEachTask(inputs=inputs, task=notebook("one"), concurrency=100)
    job_id = new_job(name, Task("each", for_each_task=each), parameters=parameters)
    waiter = api.run_now(job_id, job_parameters={names[-1]: "now"})
    with raises(OperationFailed, "Task each failed"):
        waiter.result(timeout=PATIENCE)
    run = api.get_run(waiter.run_id)
    given = {each.name: each.value for each in run.job_parameters}
    equal("parameters", given, dict.fromkeys(names) | {names[-1]: "now"})
    iterations = api.get_run(run.tasks[0].run_id).iterations
    equal("iterations", len({one.run_id for one in iterations}), 250)
    results = [result_of(one) for one in iterations]
    equal("results", results, ["SUCCESS"] * 249 + ["FAILED"])


def once_each(pages: Iterable[typing.Any], insert: Callable[[], object], id_of: str) -> list[int]:
    """Ids that a list has, while something is added to it all the time."""
    seen = []
    with ThreadPoolExecutor(4) as pool:
        for item in pages:
            seen.append(getattr(item, id_of))
            pool.submit(insert)
    equal(f"{id_of} seen twice", len(seen), len(set(seen)))
    return seen


@suite.check("9.6 lists miss nothing and repeat nothing while jobs and runs are added")
def growing_lists() -> None:
    name = unique("growing")
    before = [new_job(name) for _ in range(30)]
    seen = once_each(api.list(name=name, limit=4), lambda: new_job(name), "job_id")
    equal("jobs that were there", [one for one in seen if one in before], before[::-1])
    job_id = new_job(unique("busy"), max_concurrent_runs=1000)

    def start() -> int | None:
        return api.run_now(job_id).run_id

    runs = [start() for _ in range(30)]
    seen = once_each(api.list_runs(job_id=job_id, limit=4), start, "run_id")
    equal("runs that were there", [one for one in seen if one in runs], runs[::-1])


AFTER = {
    # What becomes of a task by its condition and by the task before: it runs, or its result.
    RunIf.ALL_SUCCESS: ("SUCCESS", "UPSTREAM_FAILED", "EXCLUDED", "UPSTREAM_CANCELED"),
    RunIf.AT_LEAST_ONE_SUCCESS: ("SUCCESS", "UPSTREAM_FAILED", "EXCLUDED", "UPSTREAM_CANCELED"),
    RunIf.NONE_FAILED: ("SUCCESS", "UPSTREAM_FAILED", "EXCLUDED", "UPSTREAM_CANCELED"),
    RunIf.ALL_DONE: ("SUCCESS", "SUCCESS", "EXCLUDED", "SUCCESS"),
    RunIf.AT_LEAST_ONE_FAILED: ("EXCLUDED", "SUCCESS", "EXCLUDED", "SUCCESS"),
    RunIf.ALL_FAILED: ("EXCLUDED", "SUCCESS", "EXCLUDED", "SUCCESS"),
}


@suite.check("9.7 every run_if after a success, a failure, an excluded and a cancelled task")
def run_if() -> None:
    name = unique("conditions")
    outcome(name, task_key="failed", result="failed")
    outcome(name, task_key="cancelled", duration_ms=LONG)
    condition = ConditionTask(op=ConditionTaskOp.EQUAL_TO, left="a", right="b")
    excluded = notebook("excluded")
    excluded.depends_on = [TaskDependency("condition", outcome="true")]
    before = ("succeeded", "failed", "excluded", "cancelled")
    tasks = [Task("condition", condition_task=condition), excluded]
    tasks += [notebook(key) for key in before if key != "excluded"]
    tasks += [notebook(f"{each.value}-{key}", key, run_if=each) for each in RunIf for key in before]
    waiter = api.run_now(new_job(name, *tasks))
    api.cancel_run(by_key(until_active(waiter.run_id))["cancelled"].run_id)
    with raises(OperationFailed, "INTERNAL_ERROR"):
        waiter.result(timeout=PATIENCE)
    results = {key: result_of(task) for key, task in by_key(api.get_run(waiter.run_id)).items()}
    for each in RunIf:
        got = tuple(results[f"{each.value}-{key}"] for key in before)
        equal(f"{each.value} after {before}", got, AFTER[each])


@suite.check("9.8 two failures and a success are three attempts of one task, and a success")
def three_attempts() -> None:
    name = unique("retried")
    for attempt in (0, 1):
        outcome(name, attempt=attempt, result="failed")
    job_id = new_job(name, notebook("main", max_retries=2))
    run = api.run_now_and_wait(job_id, timeout=PATIENCE)
    attempts = sorted(run.tasks, key=lambda task: task.attempt_number)
    equal("numbers", [each.attempt_number for each in attempts], [0, 1, 2])
    equal("results", [result_of(each) for each in attempts], ["FAILED", "FAILED", "SUCCESS"])
    equal("run ids", len({each.run_id for each in attempts}), 3)
    equal("run", result_of(run), "SUCCESS")


@suite.check("all waiters of the SDK wait for the end")
def waiters() -> None:
    name = unique("awaited")
    outcome(name, attempt=0, result="failed")
    job_id = new_job(name)
    with raises(OperationFailed, "INTERNAL_ERROR"):
        api.run_now_and_wait(job_id, timeout=PATIENCE)
    (failed,) = api.list_runs(job_id=job_id)
    run = api.repair_run_and_wait(failed.run_id, rerun_all_failed_tasks=True, timeout=PATIENCE)
    equal("repaired", result_of(run), "SUCCESS")
    run = api.submit_and_wait(run_name=unique("once"), tasks=[one_time("only")], timeout=PATIENCE)
    equal("submitted", result_of(run), "SUCCESS")
    outcome(name, duration_ms=LONG)
    run_id = api.run_now(job_id).run_id
    until_active(run_id)
    with raises(TimeoutError, "timed out"):
        api.wait_get_run_job_terminated_or_skipped(run_id, timeout=timedelta(seconds=1))
    seen: list[Run] = []
    run = api.cancel_run_and_wait(run_id, timeout=PATIENCE)
    equal("cancelled", result_of(run), "CANCELED")
    api.wait_get_run_job_terminated_or_skipped(run_id, timeout=PATIENCE, callback=seen.append)
    equal("what has ended is not waited for", seen, [])


ERRORS = {
    # What the service may say besides what other checks see.
    (400, "INVALID_STATE"): errors.InvalidState,
    (400, "MALFORMED_REQUEST"): errors.BadRequest,
    (401, "UNAUTHORIZED"): errors.Unauthenticated,
    (403, "PERMISSION_DENIED"): errors.PermissionDenied,
    (404, "FEATURE_DISABLED"): errors.NotFound,
    (404, "RESOURCE_DOES_NOT_EXIST"): errors.ResourceDoesNotExist,
    (409, "CONFLICT"): errors.ResourceConflict,
    (409, "ABORTED"): errors.Aborted,
    (409, "RESOURCE_ALREADY_EXISTS"): errors.ResourceAlreadyExists,
    (500, "INTERNAL_SERVER_ERROR"): errors.InternalError,
    (501, "NOT_IMPLEMENTED"): errors.NotImplemented,
    (504, "DEADLINE_EXCEEDED"): errors.DeadlineExceeded,
}


def fault(job_id: int, **what: typing.Any) -> None:
    """Makes something go wrong with the permissions of one job: no other check looks at them."""
    body = {"path": f"/api/2.0/permissions/jobs/{job_id}", **what}
    workspace.api_client.do("POST", "/api/emulator/faults", body=body)


@suite.check("each error is of the SDK's class for it")
def error_classes() -> None:
    job_id = new_job(unique("refused"))
    for (status, code), error in ERRORS.items():
        body = {"error_code": code, "message": f"as {code}"}
        fault(job_id, status=status, body=body, times=1)
        with raises(error, f"^as {code}"):
            api.get_permissions(str(job_id))
    stranger = WorkspaceClient(config=Config(host=workspace.config.host, token=" "))
    with raises(errors.Unauthenticated, "."):
        stranger.jobs.get(job_id)
    with raises(errors.BadRequest, "."):
        request("POST", "/api/2.2/jobs/run-now", data="{")


@suite.check("what is too much, and a service that is away, is tried again")
def tried_again() -> None:
    job_id = new_job(unique("limited"))
    for status, code in ((429, "REQUEST_LIMIT_EXCEEDED"), (503, "TEMPORARILY_UNAVAILABLE")):
        body = {"error_code": code, "message": "not now"}
        fault(job_id, status=status, body=body, headers={"Retry-After": "1"}, times=1)
        equal("object_id", api.get_permissions(str(job_id)).object_id, f"/jobs/{job_id}")
