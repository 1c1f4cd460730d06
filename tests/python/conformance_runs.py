"""Checks of runs: starting, watching, stopping, repairing, listing and deleting them."""

from __future__ import annotations

import json
import time
import typing

from databricks.sdk.errors import (
    BadRequest,
    InvalidParameterValue,
    OperationFailed,
    ResourceDoesNotExist,
)
from databricks.sdk.service.jobs import (
    ConditionTask,
    ConditionTaskOp,
    ForEachTask,
    JobParameterDefinition,
    QueueSettings,
    RepairHistoryItemType,
    Run,
    RunJobTask,
    RunType,
    Task,
    TaskDependency,
    TerminationCodeCode,
    TerminationTypeType,
    TriggerType,
    ViewsToExport,
    ViewType,
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
)


def run_to_end(job_id: int, **parameters: typing.Any) -> Run:
    """Runs a job and returns its run when that has ended."""
    return api.run_now(job_id, **parameters).result(timeout=PATIENCE)


@suite.check("run_now runs a job to its end, with the parameters given")
def run_now() -> None:
    parameters = [JobParameterDefinition("date", "never"), JobParameterDefinition("region", "eu")]
    tasks = [notebook("first"), notebook("left", "first"), notebook("right", "first")]
    job_id = new_job(unique("run"), *tasks, parameters=parameters)
    run = run_to_end(job_id, job_parameters={"date": "2026-11-22"})
    equal("state", state_of(run), "TERMINATED")
    equal("result", result_of(run), "SUCCESS")
    details = run.status.termination_details
    equal("code", details.code, TerminationCodeCode.SUCCESS)
    equal("type", details.type, TerminationTypeType.SUCCESS)
    equal("job_id", run.job_id, job_id)
    equal("run_type", run.run_type, RunType.JOB_RUN)
    equal("trigger", run.trigger, TriggerType.ONE_TIME)
    equal("number_in_job", run.number_in_job, run.run_id)
    true("it has a page", f"{run.run_id}" in run.run_page_url)
    given = {each.name: (each.default, each.value) for each in run.job_parameters}
    equal("parameters", given, {"date": ("never", "2026-11-22"), "region": ("eu", None)})
    true("it took its time", run.start_time < run.end_time)
    task_runs = by_key(run)
    equal("tasks", set(task_runs), {"first", "left", "right"})
    for key in ("left", "right"):
        started, ended = task_runs[key].start_time, task_runs["first"].end_time
        true(f"{key} waits for first: {started} and {ended}", started >= ended)
    equal("results", {result_of(task) for task in task_runs.values()}, {"SUCCESS"})
    equal("ids", len({task.run_id for task in run.tasks} | {run.run_id}), 4)


@suite.check("R1.8 a waiting caller sees the run change")
def progress() -> None:
    name = unique("watched")
    outcome(name, duration_ms=2500)
    seen: list[str] = []
    waiter = api.run_now(new_job(name))
    waiter.result(timeout=PATIENCE, callback=lambda run: seen.append(state_of(run)))
    true(f"it was seen running: {seen}", "RUNNING" in seen)


@suite.check("submit runs tasks once, without a job")
def submit() -> None:
    name = unique("once")
    waiter = api.submit(run_name=name, tasks=[one_time("only")])
    run = waiter.result(timeout=PATIENCE)
    equal("run_id", run.run_id, waiter.response.run_id)
    equal("result", result_of(run), "SUCCESS")
    equal("run_name", run.run_name, name)
    equal("run_type", run.run_type, RunType.SUBMIT_RUN)
    equal("tasks", [task.task_key for task in run.tasks], ["only"])
    equal("jobs of its name", list(api.list(name=name)), [])


@suite.check("get_run tells the history of a run when asked, and reads task runs, too")
def get_run() -> None:
    run_id = run_to_end(new_job(unique("asked"))).run_id
    plain = api.get_run(run_id)
    true("no history unless asked for", not plain.repair_history)
    asked = api.get_run(run_id, include_history=True)
    equal("history", [item.type for item in asked.repair_history], [RepairHistoryItemType.ORIGINAL])
    task_run = api.get_run(asked.tasks[0].run_id)
    equal("task run", task_run.run_id, asked.tasks[0].run_id)
    equal("run that it belongs to", task_run.job_run_id, run_id)


@suite.check("get_run tells what references in parameters stood for when asked")
def resolved_values() -> None:
    parameters = [JobParameterDefinition("region", "eu")]
    task = notebook("main")
    task.notebook_task.base_parameters = {"where": "{{job.parameters.region}}"}
    run_id = run_to_end(new_job(unique("resolved"), task, parameters=parameters)).run_id
    (plain,) = api.get_run(run_id).tasks
    equal("not unless asked for", plain.resolved_values, None)
    (asked,) = api.get_run(run_id, include_resolved_values=True).tasks
    true("resolved values", asked.resolved_values)
    equal("where", asked.resolved_values.notebook_task.base_parameters["where"], "eu")


@suite.check("a condition task chooses the branch that runs")
def condition() -> None:
    equal_to = ConditionTaskOp.EQUAL_TO
    is_eu = ConditionTask(op=equal_to, left="{{job.parameters.region}}", right="eu")
    tasks = [Task("is_eu", condition_task=is_eu)]
    for branch, chosen_by in (("then", "true"), ("otherwise", "false")):
        task = notebook(branch)
        task.depends_on = [TaskDependency("is_eu", outcome=chosen_by)]
        tasks.append(task)
    parameters = [JobParameterDefinition("region", "us")]
    job_id = new_job(unique("branching"), *tasks, parameters=parameters)
    run = run_to_end(job_id, job_parameters={"region": "eu"})
    task_runs = by_key(run)
    equal("outcome", task_runs["is_eu"].condition_task.outcome, "true")
    equal("then", result_of(task_runs["then"]), "SUCCESS")
    equal("otherwise", result_of(task_runs["otherwise"]), "EXCLUDED")
    equal("run", result_of(run), "SUCCESS")


@suite.check("R1.3 a run that takes too long is stopped as timed out")
def timeout() -> None:
    name = unique("late")
    outcome(name, duration_ms=LONG)
    run = run_to_end(new_job(name, timeout_seconds=1))
    equal("result", result_of(run), "TIMEDOUT")
    equal("user_cancelled_or_timedout", run.state.user_cancelled_or_timedout, True)


@suite.check("R19.3 cancel_run stops a single task run")
def cancel_task() -> None:
    name = unique("partly canceled")
    outcome(name, duration_ms=LONG)
    run_id = api.run_now(new_job(name, notebook("stopped"), notebook("spared"))).run_id
    stopped = by_key(until_active(run_id))["stopped"].run_id
    api.cancel_run(stopped).result(timeout=PATIENCE)
    task_runs = by_key(api.get_run(run_id))
    equal("stopped", result_of(task_runs["stopped"]), "CANCELED")
    equal("spared", state_of(task_runs["spared"]), "RUNNING")
    api.cancel_run(run_id)


@suite.check("R1.3 a task that fails fails the run, and its dependents do not run")
def failure() -> None:
    name = unique("failing")
    outcome(name, task_key="middle", result="failed", error="ValueError: no orders")
    tasks = notebook("first"), notebook("middle", "first"), notebook("last", "middle")
    waiter = api.run_now(new_job(name, *tasks))
    message = "INTERNAL_ERROR.*Task middle failed with message: Workload failed"
    with raises(OperationFailed, message):
        waiter.result(timeout=PATIENCE)
    run = api.get_run(waiter.run_id)
    equal("state", state_of(run), "INTERNAL_ERROR")
    equal("result", result_of(run), "FAILED")
    details = run.status.termination_details
    equal("code", details.code, TerminationCodeCode.RUN_EXECUTION_ERROR)
    equal("type", details.type, TerminationTypeType.CLIENT_ERROR)
    task_runs = by_key(run)
    results = {key: result_of(task_run) for key, task_run in task_runs.items()}
    wanted = {"first": "SUCCESS", "middle": "FAILED", "last": "UPSTREAM_FAILED"}
    equal("results", results, wanted)
    equal("state of middle", state_of(task_runs["middle"]), "TERMINATED")
    output = api.get_run_output(task_runs["middle"].run_id)
    equal("error", output.error, "ValueError: no orders")
    true("error_trace", output.error_trace)


@suite.check("9.9 R19.2 repair runs the failed tasks again; the next one needs the repair's id")
def repair() -> None:
    name = unique("repaired")
    outcome(name, task_key="second", result="failed")
    outcome(name, task_key="second", result="success", repair_count=1)
    waiter = api.run_now(new_job(name, notebook("first"), notebook("second", "first")))
    with raises(OperationFailed, "INTERNAL_ERROR"):
        waiter.result(timeout=PATIENCE)
    failed = by_key(api.get_run(waiter.run_id))
    repair = api.repair_run(waiter.run_id, rerun_all_failed_tasks=True)
    repaired = repair.result(timeout=PATIENCE)
    equal("run_id", repaired.run_id, waiter.run_id)
    equal("result", result_of(repaired), "SUCCESS")
    tasks = by_key(repaired)
    equal("first did not run again", tasks["first"].run_id, failed["first"].run_id)
    true("second did", tasks["second"].run_id != failed["second"].run_id)
    with raises(InvalidParameterValue, "The latest repair ID needs to be provided"):
        api.repair_run(waiter.run_id, rerun_tasks=["first"])
    latest = repair.response.repair_id
    again = api.repair_run(waiter.run_id, rerun_tasks=["first"], latest_repair_id=latest)
    equal("result", result_of(again.result(timeout=PATIENCE)), "SUCCESS")
    history = api.get_run(waiter.run_id, include_history=True).repair_history
    kinds = [RepairHistoryItemType.ORIGINAL] + 2 * [RepairHistoryItemType.REPAIR]
    equal("history", [item.type for item in history], kinds)
    equal("ids", [item.id for item in history[1:]], [latest, again.response.repair_id])
    true("each has its task runs", all(item.task_run_ids for item in history))


@suite.check("only a run that has ended can be repaired or deleted")
def active_run() -> None:
    name = unique("active")
    outcome(name, duration_ms=LONG)
    run_id = api.run_now(new_job(name)).run_id
    for call in (
        lambda: api.repair_run(run_id, rerun_tasks=["main"]),
        lambda: api.delete_run(run_id),
    ):
        # The service's own code for these is not known, so any kind of bad request will do.
        try:
            call()
        except BadRequest:
            continue
        raise AssertionError("an active run was repaired or deleted")
    api.cancel_run(run_id)


@suite.check("R19.3 cancel_run stops a run")
def cancel() -> None:
    name = unique("canceled")
    outcome(name, duration_ms=LONG)
    run_id = api.run_now(new_job(name, notebook("first"), notebook("second", "first"))).run_id
    until_active(run_id)
    run = api.cancel_run(run_id).result(timeout=PATIENCE)
    equal("result", result_of(run), "CANCELED")
    equal("state", state_of(run), "TERMINATED")
    equal("user_cancelled_or_timedout", run.state.user_cancelled_or_timedout, True)
    equal("code", run.status.termination_details.code, TerminationCodeCode.USER_CANCELED)
    tasks = by_key(run)
    equal("first", result_of(tasks["first"]), "CANCELED")
    true("second did not run", result_of(tasks["second"]) in ("CANCELED", "UPSTREAM_CANCELED"))
    api.cancel_run(run_id)
    equal("a second cancel changes nothing", result_of(api.get_run(run_id)), "CANCELED")


@suite.check("R19.3 cancel_all_runs stops the runs of one job, and only of that")
def cancel_all() -> None:
    name, other = unique("all canceled"), unique("goes on")
    outcome(name, duration_ms=LONG)
    outcome(other, duration_ms=LONG)
    job_id = new_job(name, max_concurrent_runs=2)
    started = [api.run_now(job_id).run_id for _ in range(2)]
    spared = api.run_now(new_job(other)).run_id
    for run_id in [*started, spared]:
        until_active(run_id)
    api.cancel_all_runs(job_id=job_id)
    ended = [api.cancel_run(run_id).result(timeout=PATIENCE) for run_id in started]
    equal("results", [result_of(run) for run in ended], ["CANCELED", "CANCELED"])
    equal("none is active", list(api.list_runs(job_id=job_id, active_only=True)), [])
    equal("the other", state_of(api.get_run(spared)), "RUNNING")
    api.cancel_run(spared)


@suite.check("9.3 a run above the limit waits, or is skipped if its job has no queue")
def concurrency() -> None:
    name = unique("crowded")
    outcome(name, duration_ms=LONG)
    queueing = new_job(name, queue=QueueSettings(enabled=True))
    first = api.run_now(queueing).run_id
    until_active(first)
    second = api.run_now(queueing).run_id
    equal("second", state_of(api.get_run(second)), "QUEUED")
    api.cancel_run(first).result(timeout=PATIENCE)
    until_active(second)
    api.cancel_run(second)
    skipping = new_job(name, queue=QueueSettings(enabled=False))
    until_active(api.run_now(skipping).run_id)
    skipped = api.run_now(skipping).result(timeout=PATIENCE)
    equal("state", state_of(skipped), "SKIPPED")
    equal("result", result_of(skipped), "MAXIMUM_CONCURRENT_RUNS_REACHED")
    api.cancel_all_runs(job_id=skipping)


@suite.check("R6.1 list_runs lists newest first, over several pages, by every filter")
def list_runs() -> None:
    name = unique("history")
    job_id = new_job(name, max_concurrent_runs=2)
    ended = [run_to_end(job_id) for _ in range(2)]
    outcome(name, duration_ms=LONG)
    active = api.run_now(job_id).run_id
    until_active(active)
    ids = [active, ended[1].run_id, ended[0].run_id]

    def listed(**filters: typing.Any) -> list[int]:
        return [run.run_id for run in api.list_runs(job_id=job_id, **filters)]

    equal("all, one a page", listed(limit=1), ids)
    equal("active", listed(active_only=True), ids[:1])
    equal("completed", listed(completed_only=True, limit=1), ids[1:])
    equal("of jobs", listed(run_type=RunType.JOB_RUN), ids)
    equal("one-time", listed(run_type=RunType.SUBMIT_RUN), [])
    since = ended[1].start_time
    equal("from a time on", listed(start_time_from=since), ids[:2])
    equal("up to a time", listed(start_time_to=since), ids[1:])
    true("no tasks unless asked for", not any(run.tasks for run in api.list_runs(job_id=job_id)))
    expanded = list(api.list_runs(job_id=job_id, expand_tasks=True))
    equal("expanded", [[task.task_key for task in run.tasks] for run in expanded], 3 * [["main"]])
    api.cancel_run(active)


@suite.check("list_runs of all jobs holds one-time runs, too")
def list_all_runs() -> None:
    earliest = int(time.time() * 1000) - 60_000
    run_id = api.submit(run_name=unique("listed"), tasks=[one_time("only")]).run_id
    runs = api.list_runs(run_type=RunType.SUBMIT_RUN, start_time_from=earliest)
    true("it is there", run_id in [run.run_id for run in runs])


@suite.check("list_runs refuses what it cannot page by")
def wrong_pages() -> None:
    message = r"Invalid limit 27 - it has to be no more than 26\."
    with raises(InvalidParameterValue, message):
        list(api.list_runs(limit=27))
    with raises(InvalidParameterValue, "The supplied offset 10020 has exceeded the value of 10000"):
        list(api.list_runs(offset=10020))


@suite.check("get_run_output returns what a notebook exits with; a whole run has no output")
def output() -> None:
    name = unique("output")
    outcome(name, output="42 orders")
    run = run_to_end(new_job(name))
    got = api.get_run_output(run.tasks[0].run_id)
    equal("result", got.notebook_output.result, "42 orders")
    equal("truncated", bool(got.notebook_output.truncated), False)
    equal("metadata", got.metadata.run_id, run.tasks[0].run_id)
    equal("error", got.error, None)
    with raises(InvalidParameterValue, "Retrieving the output of runs with multiple tasks"):
        api.get_run_output(run.run_id)


@suite.check("export_run returns the notebook as HTML")
def export() -> None:
    run = run_to_end(new_job(unique("exported")))
    views = api.export_run(run.tasks[0].run_id, views_to_export=ViewsToExport.CODE).views
    equal("types", [view.type for view in views], [ViewType.NOTEBOOK])
    true("it is HTML", "<html" in views[0].content.lower())
    true("it has a name", views[0].name)


@suite.check("9.5 R6.3 a run of 250 tasks is read back whole")
def many_tasks() -> None:
    name = unique("wide")
    run = run_to_end(new_job(name, *(notebook(f"task_{number}") for number in range(250))))
    equal("result", result_of(run), "SUCCESS")
    equal("tasks", {task.task_key for task in run.tasks}, {f"task_{n}" for n in range(250)})
    equal("number", len(run.tasks), 250)
    page = request("GET", "/api/2.2/jobs/runs/get", query={"run_id": run.run_id})
    equal("tasks of the first page", len(page["tasks"]), 100)
    (listed,) = api.list_runs(job_id=run.job_id, expand_tasks=True)
    equal("number in a list", len(listed.tasks), 250)


@suite.check("R2.1 the same idempotency token starts one run")
def idempotency() -> None:
    job_id = new_job(unique("idempotent"), max_concurrent_runs=5)
    token = unique("token")[-64:]
    runs = {api.run_now(job_id, idempotency_token=token).run_id for _ in range(3)}
    equal("runs", len(runs), 1)
    equal("runs of the job", {run.run_id for run in api.list_runs(job_id=job_id)}, runs)
    true("another token", api.run_now(job_id, idempotency_token=token[::-1]).run_id not in runs)
    name, token = unique("idempotent"), unique("token")[-64:]
    tasks = [one_time("only")]
    once = {
        api.submit(run_name=name, tasks=tasks, idempotency_token=token).run_id for _ in range(2)
    }
    equal("one-time runs", len(once), 1)
    with raises(InvalidParameterValue, "idempotency"):
        api.run_now(job_id, idempotency_token="x" * 65)


@suite.check("delete_run deletes a run that has ended")
def delete_run() -> None:
    run = run_to_end(new_job(unique("deleted run")))
    api.delete_run(run.run_id)
    with raises(ResourceDoesNotExist, f"Run {run.run_id} does not exist"):
        api.get_run(run.run_id)
    equal("runs of the job", list(api.list_runs(job_id=run.job_id)), [])


@suite.check("R9.3 a run that does not exist")
def no_run() -> None:
    missing = 999_999_999_998
    for read in (api.get_run, api.get_run_output):
        with raises(ResourceDoesNotExist, f"^Run {missing} does not exist\\.$"):
            read(missing)
    for call in (
        lambda: api.cancel_run(missing),
        lambda: api.delete_run(missing),
        lambda: api.repair_run(missing, rerun_all_failed_tasks=True),
        lambda: api.export_run(missing),
    ):
        with raises(InvalidParameterValue, f"^Run {missing} does not exist\\.$"):
            call()


@suite.check("a task is retried as often as it says, each attempt a run of its own")
def retries() -> None:
    name = unique("retried")
    outcome(name, result="failed", attempt=0)
    task = notebook("main", max_retries=1, min_retry_interval_millis=0)
    run = run_to_end(new_job(name, task))
    equal("result", result_of(run), "SUCCESS")
    attempts = sorted(run.tasks, key=lambda each: each.attempt_number)
    equal("attempts", [result_of(each) for each in attempts], ["FAILED", "SUCCESS"])


@suite.check("a for-each task runs its nested task for each input, and its run has them all")
def iterations() -> None:
    name = unique("each")
    outcome(name, task_key="one", iteration=101, result="failed")
    inputs = json.dumps(list(range(120)))
    nested = ForEachTask(inputs=inputs, task=notebook("one"), concurrency=60)
    waiter = api.run_now(new_job(name, Task("each", for_each_task=nested)))
    with raises(OperationFailed, "Task each failed"):
        waiter.result(timeout=PATIENCE)
    run = api.get_run(waiter.run_id)
    (each,) = run.tasks
    figures = each.for_each_task.stats.task_run_stats
    equal("succeeded", (figures.total_iterations, figures.succeeded_iterations), (120, 119))
    # The SDK goes through the pages.
    read = api.get_run(each.run_id).iterations
    equal("iterations", len({one.run_id for one in read}), 120)
    equal("failed", [at for at, one in enumerate(read) if result_of(one) == "FAILED"], [101])


@suite.check("a run-job task runs another job, with parameters")
def run_job() -> None:
    parameters = [JobParameterDefinition("region", "us")]
    inner = new_job(unique("inner"), notebook("main"), parameters=parameters)
    other = RunJobTask(inner, job_parameters={"region": "eu"})
    run = run_to_end(new_job(unique("outer"), Task("other", run_job_task=other)))
    equal("run", result_of(run), "SUCCESS")
    (task,) = run.tasks
    child = api.get_run(api.get_run_output(task.run_id).run_job_output.run_id)
    equal("job", child.job_id, inner)
    equal("trigger", child.trigger, TriggerType.RUN_JOB_TASK)
    equal("waited for", child.trigger_info.run_id, task.run_id)
    (given,) = child.job_parameters
    equal("parameter", (given.default, given.value), ("us", "eu"))
