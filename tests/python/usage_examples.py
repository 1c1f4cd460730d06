"""Small programs as users of the official Python SDK write them, run unmodified.

Wants a running emulator in DATABRICKS_HOST and a token for it in DATABRICKS_TOKEN. With
`--reference FILE`, every code block of a reference of the SDK in reStructuredText is run as well,
just as it is printed there.
"""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from databricks.sdk import WorkspaceClient
from databricks.sdk.service import jobs

from checks import Suite, equal, true

os.environ.setdefault("DATABRICKS_CLUSTER_ID", "0101-000000-example")

suite = Suite()


def example(run: Callable[[], object]) -> Callable[[], object]:
    """Adds a function to the examples under its name."""
    suite.add(f"example {run.__name__}", run)
    return run


def fresh_name() -> str:
    """A name that no other example uses."""
    return f"example-{time.time_ns()}"


def running_cluster(w: WorkspaceClient) -> str:
    """The cluster of the environment, started if need be."""
    cluster_id = os.environ["DATABRICKS_CLUSTER_ID"]
    w.clusters.ensure_cluster_is_running(cluster_id)
    return cluster_id


def home_notebook(w: WorkspaceClient) -> jobs.NotebookTask:
    """A notebook in the folder of the caller."""
    me = w.current_user.me()
    return jobs.NotebookTask(notebook_path=f"/Users/{me.user_name}/{fresh_name()}")


def some_job(w: WorkspaceClient) -> int:
    """A job with one notebook task."""
    task = jobs.Task(
        task_key="report",
        description="Writes the report of the day.",
        existing_cluster_id=running_cluster(w),
        notebook_task=home_notebook(w),
        timeout_seconds=0,
    )
    job_id = w.jobs.create(name=fresh_name(), tasks=[task]).job_id
    assert job_id is not None
    return job_id


def some_run(w: WorkspaceClient) -> jobs.Run:
    """A one-time run that has ended."""
    task = jobs.SubmitTask(
        task_key="report",
        existing_cluster_id=running_cluster(w),
        notebook_task=home_notebook(w),
    )
    return w.jobs.submit(run_name=fresh_name(), tasks=[task]).result()


@example
def create_and_delete_a_job() -> None:
    w = WorkspaceClient()
    w.jobs.delete(some_job(w))


@example
def cancel_all_runs_of_a_job() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    w.jobs.cancel_all_runs(job_id=job_id)
    w.jobs.delete(job_id)


@example
def cancel_a_run() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    started = w.jobs.run_now(job_id)
    canceled = w.jobs.cancel_run(started.response.run_id).result()
    equal("run", canceled.run_id, started.run_id)
    w.jobs.delete(job_id)


@example
def cancel_a_run_and_repair_it() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    started = w.jobs.run_now(job_id)
    canceled = w.jobs.cancel_run(started.response.run_id).result()
    keys = [task.task_key for task in canceled.tasks]
    repaired = w.jobs.repair_run(started.response.run_id, rerun_tasks=keys).result()
    equal("result", repaired.state.result_state, jobs.RunResultState.SUCCESS)
    w.jobs.delete(job_id)


@example
def export_a_run() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    run = w.jobs.run_now(job_id).result()
    exported = w.jobs.export_run(run.tasks[0].run_id, views_to_export=jobs.ViewsToExport.ALL)
    true("views", exported.views)
    w.jobs.delete(job_id)


@example
def get_a_job_and_reset_it() -> None:
    w = WorkspaceClient()
    job = w.jobs.get(some_job(w))
    name = fresh_name()
    w.jobs.reset(job.job_id, jobs.JobSettings(name=name, tasks=job.settings.tasks))
    equal("name", w.jobs.get(job.job_id).settings.name, name)
    w.jobs.delete(job.job_id)


@example
def update_a_job() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    changes = jobs.JobSettings(name=fresh_name(), max_concurrent_runs=5)
    w.jobs.update(job_id, new_settings=changes)
    equal("limit", w.jobs.get(job_id).settings.max_concurrent_runs, 5)
    w.jobs.delete(job_id)


@example
def list_jobs() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    name = w.jobs.get(job_id).settings.name
    equal("jobs", [job.job_id for job in w.jobs.list(name=name)], [job_id])
    true("without a filter", job_id in [job.job_id for job in w.jobs.list(limit=100)])
    w.jobs.delete(job_id)


@example
def run_a_job_and_list_its_runs() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    run = w.jobs.run_now(job_id).result()
    equal("runs", [each.run_id for each in w.jobs.list_runs(job_id=job_id)], [run.run_id])
    w.jobs.delete(job_id)


@example
def run_a_job_and_wait() -> None:
    w = WorkspaceClient()
    job_id = some_job(w)
    run = w.jobs.run_now_and_wait(job_id)
    equal("result", run.state.result_state, jobs.RunResultState.SUCCESS)
    w.jobs.delete(job_id)


@example
def submit_a_run_and_read_its_output() -> None:
    w = WorkspaceClient()
    run = some_run(w)
    output = w.jobs.get_run_output(run.tasks[0].run_id)
    equal("metadata", output.metadata.run_id, run.tasks[0].run_id)
    w.jobs.delete_run(run.run_id)


@example
def submit_a_run_and_read_it_again() -> None:
    w = WorkspaceClient()
    run = some_run(w)
    equal("run", w.jobs.get_run(run.run_id).run_id, run.run_id)
    w.jobs.delete_run(run.run_id)


# --- the code blocks of a reference -------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A code block and where it stands."""

    line: int
    code: str


EXPORT_BY_NAME = 'views_to_export="CODE"'
"""An example gives a view by its name, but `export_run` wants an enum: it raises AttributeError
before it sends anything, whatever the service. What is left of the example runs with the enum."""


def code_blocks(text: str) -> Iterator[Block]:
    """The code blocks of a text in reStructuredText, without their indentation."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line.lstrip().startswith(".. code-block::"):
            block: list[str] = []
            for inner in lines[number + 1 :]:
                if inner.strip() and indentation(inner) <= indentation(line):
                    break
                block.append(inner)
            yield Block(number + 1, textwrap.dedent("\n".join(block)))


def indentation(line: str) -> int:
    """How many characters of white space a line begins with."""
    return len(line) - len(line.lstrip())


def add_block(file: Path, block: Block) -> None:
    """Adds a code block of a reference as an example."""
    name = f"{file.name}, line {block.line}"
    if EXPORT_BY_NAME not in block.code:
        suite.add(name, lambda: execute(name, block.code))
        return
    suite.add(f"{name}, which the SDK itself refuses", lambda: refused(name, block.code))
    amended = block.code.replace(EXPORT_BY_NAME, "views_to_export=jobs.ViewsToExport.CODE")
    suite.add(f"{name}, with the enum that the SDK wants", lambda: execute(name, amended))


def execute(name: str, code: str) -> None:
    """Runs code as a program of its own would run it."""
    exec(compile(code, name, "exec"), {"__name__": "__main__"})


def refused(name: str, code: str) -> None:
    """Runs an example up to where the SDK takes no name for an enum, and no further."""
    try:
        execute(name, code)
    except AttributeError as error:
        equal("error", str(error), "'str' object has no attribute 'value'")
    else:
        raise AssertionError("it runs: EXPORT_BY_NAME is no longer needed")


def main() -> int:
    """Runs all examples at the same time, and prints each with its result and the sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, metavar="FILE", help="a reference to try")
    file: Path | None = parser.parse_args().reference
    if file:
        blocks = list(code_blocks(file.read_text(encoding="utf-8")))
        true("the reference has code blocks", blocks)
        for block in blocks:
            add_block(file, block)
    return suite.run()


if __name__ == "__main__":
    sys.exit(main())
