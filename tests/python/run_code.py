"""Brings code to the emulator with the official Python SDK, has it run for real, and reads what
comes of it.

Wants an emulator that runs code (`--run-local`) in DATABRICKS_HOST and a token for it in
DATABRICKS_TOKEN.
"""

from __future__ import annotations

import io
import sys

from databricks.sdk.errors import (
    BadRequest,
    NotFound,
    OperationFailed,
    ResourceAlreadyExists,
    ResourceDoesNotExist,
)
from databricks.sdk.service.jobs import (
    ConditionTask,
    ConditionTaskOp,
    JobParameterDefinition,
    NotebookTask,
    SparkPythonTask,
    SubmitTask,
    Task,
    TaskDependency,
    TerminationCodeCode,
)
from databricks.sdk.service.workspace import ExportFormat, ImportFormat, Language, ObjectType

from checks import equal, raises, true
from service import CLUSTER, PATIENCE, by_key, result_of, suite, unique, workspace

HOME = f"/Users/{workspace.current_user.me().user_name}"
"""The caller's own folder."""


def fresh_folder() -> str:
    """A folder of the workspace that nothing else uses."""
    folder = f"{HOME}/{unique('code')}"
    workspace.workspace.mkdirs(folder)
    return folder


def upload(path: str, code: str) -> None:
    """Puts a file into the workspace, or a notebook if it begins as one."""
    workspace.workspace.upload(path, io.BytesIO(code.encode()), format=ImportFormat.AUTO)


@suite.check("a notebook is uploaded, run, and exits with a value")
def notebook() -> None:
    folder = fresh_folder()
    source = (
        "dbutils.widgets.text('day', 'sunday')\n"
        "# COMMAND ----------\n"
        "dbutils.notebook.exit('it is ' + dbutils.widgets.get('day'))\n"
    )
    workspace.workspace.upload(f"{folder}/day", source.encode(), language=Language.PYTHON)
    task = NotebookTask(f"{folder}/day", base_parameters={"day": "monday"})
    started = workspace.jobs.submit(tasks=[SubmitTask("day", notebook_task=task)])
    run = started.result(timeout=PATIENCE)
    equal("result", result_of(run), "SUCCESS")
    output = workspace.jobs.get_run_output(by_key(run)["day"].run_id or 0).notebook_output
    true("there is an output", output)
    equal("exit", output and output.result, "it is monday")


@suite.check("tasks of a job work together: parameters, task values, conditions, errors")
def job() -> None:
    folder = fresh_folder()
    upload(
        f"{folder}/count.py",
        "# Databricks notebook source\n"
        "dbutils.jobs.taskValues.set('rows', int(dbutils.widgets.get('rows')) * 2)\n",
    )
    upload(f"{folder}/helper.py", "def check(rows):\n    raise ValueError(f'{rows} rows')\n")
    upload(
        f"{folder}/check.py",
        "import sys, helper\nprint('checking', sys.argv[1])\nhelper.check(sys.argv[1])\n",
    )
    check = SparkPythonTask(f"{folder}/check.py", parameters=["{{tasks.count.values.rows}}"])
    tasks = [
        Task("count", notebook_task=NotebookTask(f"{folder}/count")),
        Task(
            "enough",
            depends_on=[TaskDependency("count")],
            condition_task=ConditionTask(
                ConditionTaskOp.GREATER_THAN, "{{tasks.count.values.rows}}", "10"
            ),
        ),
        Task(
            "check",
            depends_on=[TaskDependency("enough", "true")],
            existing_cluster_id=CLUSTER,
            spark_python_task=check,
        ),
    ]
    parameters = [JobParameterDefinition("rows", "3")]
    job_id = workspace.jobs.create(name=unique("code"), tasks=tasks, parameters=parameters).job_id
    assert job_id is not None
    few = workspace.jobs.run_now(job_id).result(timeout=PATIENCE)
    equal("with few rows", result_of(by_key(few)["check"]), "EXCLUDED")
    with raises(OperationFailed, "Workload failed"):
        started = workspace.jobs.run_now(job_id, job_parameters={"rows": "6"})
        started.result(timeout=PATIENCE)
    many = by_key(workspace.jobs.get_run(started.run_id))
    equal("with many rows", result_of(many["check"]), "FAILED")
    output = workspace.jobs.get_run_output(many["check"].run_id or 0)
    equal("error", output.error, "ValueError: 12 rows")
    true("the trace names the line", "line 3, in <module>" in (output.error_trace or ""))
    true("logs", (output.logs or "").startswith("checking 12\n"))


@suite.check("code that is not there fails the task")
def missing() -> None:
    task = SparkPythonTask(f"{HOME}/{unique('gone')}.py")
    tasks = [SubmitTask("gone", existing_cluster_id=CLUSTER, spark_python_task=task)]
    started = workspace.jobs.submit(tasks=tasks)
    with raises(OperationFailed, "does not exist"):
        started.result(timeout=PATIENCE)
    status = workspace.jobs.get_run(started.run_id).status
    details = status and status.termination_details
    equal("code", details and details.code, TerminationCodeCode.RESOURCE_NOT_FOUND)


@suite.check("workspace files: upload, list, export, download, delete")
def workspace_files() -> None:
    files = workspace.workspace
    folder = fresh_folder()
    upload(f"{folder}/plain.txt", "text")
    upload(f"{folder}/report.py", "# Databricks notebook source\nprint(1)\n")
    kinds = {item.path: item.object_type for item in files.list(folder, recursive=True)}
    equal(
        "listed",
        kinds,
        {f"{folder}/plain.txt": ObjectType.FILE, f"{folder}/report": ObjectType.NOTEBOOK},
    )
    equal("downloaded", files.download(f"{folder}/plain.txt").read(), b"text")
    exported = files.export(f"{folder}/report", format=ExportFormat.SOURCE).content
    true("exported", exported)
    equal("language", files.get_status(f"{folder}/report").language, Language.PYTHON)
    with raises(ResourceAlreadyExists, r"Path \(.*/plain.txt\) already exists"):
        upload(f"{folder}/plain.txt", "other")
    with raises(ResourceDoesNotExist, "parent folder"):
        upload(f"{folder}/no/plain.txt", "text")
    with raises(BadRequest, "is not empty"):
        files.delete(folder)
    files.delete(folder, recursive=True)
    with raises(ResourceDoesNotExist, "doesn't exist"):
        files.get_status(folder)


@suite.check("dbfs and volumes: upload, copy, move, download, delete")
def dbfs() -> None:
    folder = f"/tmp/{unique('code')}"
    content = bytes(range(256)) * 10_000
    workspace.dbfs.upload(f"{folder}/a", io.BytesIO(content))
    workspace.dbfs.copy(f"dbfs:{folder}/a", f"dbfs:{folder}/b")
    workspace.dbfs.move_(f"dbfs:{folder}/b", f"dbfs:{folder}/c")
    names = [file.path for file in workspace.dbfs.list(folder)]
    equal("listed", names, [f"{folder}/a", f"{folder}/c"])
    equal("downloaded", workspace.dbfs.download(f"{folder}/c").read(), content)
    with raises(ResourceAlreadyExists, "already exists at the input path"):
        workspace.dbfs.upload(f"{folder}/a", io.BytesIO(b""))
    workspace.dbfs.delete(folder, recursive=True)
    true("deleted", not workspace.dbfs.exists(f"{folder}/a"))

    path = f"/Volumes/main/default/files/{unique('code')}"
    workspace.files.upload(path, io.BytesIO(content))
    downloaded = workspace.files.download(path).contents
    equal("from the volume", downloaded and downloaded.read(), content)
    copied = path + "-copy"
    workspace.dbfs.copy(path, copied)
    folder = [item.path for item in workspace.files.list_directory_contents(path.rpartition("/")[0])]
    true("listed in the volume", {path, copied} <= set(folder))
    equal("length", workspace.files.get_metadata(path).content_length, len(content))
    workspace.files.delete(path)
    with raises(NotFound, "does not exist"):
        workspace.files.download(path)


if __name__ == "__main__":
    sys.exit(suite.run())
