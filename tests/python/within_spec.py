"""Sends what schemathesis makes of our spec to the emulator, and checks the answers by that spec.

Wants a running emulator in DATABRICKS_HOST and a token for it in DATABRICKS_TOKEN. Nothing may be
an error of the server, and every answer has a status, a type and a schema that the spec knows.
What is sent is the same each time, but for ids; `--seed` and `--examples` make other and more.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from databricks.sdk.errors import OperationFailed
from databricks.sdk.service.jobs import BaseRun, ForEachTask, JobParameterDefinition, Run, Task

from service import new_job, notebook, one_time, outcome, unique, workspace
from spec_document import Node, Spec

SPEC = Path(__file__).parents[2] / "spec"

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)

SETTINGS = "[phases.coverage]\nunexpected-methods = []\n"
"""What the command line has no option for. Other methods are not in the spec, nor what they get."""

EXAMPLES = 15
"""How many requests each operation gets, right ones and wrong ones."""


@dataclass(frozen=True)
class Ids:
    """What there is, so that requests are not all about things that do not exist."""

    jobs: list[int]
    runs: list[int]
    """Runs of jobs and of tasks."""
    spare_jobs: list[int] = field(default_factory=list)
    """Those that may be deleted."""
    spare_runs: list[int] = field(default_factory=list)

    def of(self, member: str, path: str) -> list[int] | None:
        """What a member of the requests to a path can name."""
        spare = path.endswith("/delete")
        match member:
            case "job_id":
                return self.spare_jobs if spare else self.jobs
            case "run_id":
                return self.spare_runs if spare else self.runs
        return None


def some_jobs() -> Ids:
    """Jobs and runs of several kinds, that have ended."""
    name = unique("fuzzed")
    outcome(name, task_key="fails", result="failed", error="boom", error_trace="Traceback\nboom")
    nested = ForEachTask(inputs="[1, 2, 3]", task=notebook("one"), concurrency=2)
    tasks = [
        notebook("first", max_retries=1),
        notebook("fails", "first"),
        notebook("last", "fails"),
        Task("each", for_each_task=nested),
    ]
    parameters = [JobParameterDefinition("date", "never")]
    jobs = [new_job(name, *tasks, parameters=parameters), new_job(unique("fuzzed"))]
    spare_jobs = [new_job(unique("spare")) for _ in range(5)]
    runs, spare_runs = ([run_now(job_id) for job_id in some] for some in (jobs, spare_jobs))
    submitted = workspace.jobs.submit(run_name=name, tasks=[one_time("only")]).run_id
    assert submitted is not None
    runs.append(submitted)
    for run_id in [*runs, *spare_runs]:
        with contextlib.suppress(OperationFailed):  # one of them fails
            workspace.jobs.wait_get_run_job_terminated_or_skipped(run_id)
    all_runs = [workspace.jobs.get_run(run_id) for run_id in runs]
    return Ids(jobs, with_tasks(all_runs), spare_jobs, spare_runs)


def run_now(job_id: int) -> int:
    """Starts a run of a job and returns its id."""
    run_id = workspace.jobs.run_now(job_id).run_id
    assert run_id is not None
    return run_id


def with_tasks(runs: Iterable[Run | BaseRun]) -> list[int]:
    """Ids of runs and of their task runs."""
    return [one.run_id for run in runs for one in (run, *(run.tasks or [])) if one.run_id]


def everything() -> Ids:
    """All jobs and runs that there are."""
    jobs = [job.job_id for job in workspace.jobs.list(limit=100) if job.job_id]
    return Ids(jobs, with_tasks(workspace.jobs.list_runs(expand_tasks=True, limit=25)))


def document(ids: Ids, methods: Iterable[str]) -> Node:
    """Our spec with the operations of these methods alone, and with ids that there are."""
    spec = Spec(SPEC)
    for method, path, operation in list(spec.operations()):
        if method not in methods:
            del spec.document["paths"][path][method]
        for parameter in operation.get("parameters", []):
            if known := ids.of(parameter["name"], path):
                parameter["schema"] = known_id(known)
        body = spec.request_body(operation) or {}
        for part in [body, *body.get("allOf", [])]:
            for name in part.get("properties", {}):
                if known := ids.of(name, path):
                    part["properties"][name] = known_id(known)
    return spec.document


def known_id(known: list[int]) -> Node:
    """A schema for one of these ids."""
    return {"type": "integer", "enum": known}


def schemathesis(file: Path, mode: str, phases: str, seed: int, examples: int) -> bool:
    """Runs schemathesis over a document, and tells whether all was well."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(file)]
    command += ["--url", os.environ["DATABRICKS_HOST"]]
    command += ["--header", f"Authorization: Bearer {os.environ['DATABRICKS_TOKEN']}"]
    command += ["--mode", mode, "--phases", phases, "--checks", ",".join(CHECKS)]
    command += ["--seed", str(seed), "--max-examples", str(examples), "--warnings", "off"]
    command += ["--suppress-health-check", "all", "--generation-database", "none"]
    # What it finds is told whole, as a command to send again.
    command += ["--continue-on-failure", "--output-truncate", "false"]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "schemathesis.toml").write_text(SETTINGS, encoding="utf-8")
        return subprocess.run(command, cwd=folder, check=False).returncode == 0


def main() -> int:
    """Sends right and wrong requests that change things, then reads everything there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="requests of an operation")
    options = parser.parse_args()
    writes, reads = ("post", "put", "patch"), ("get",)
    passes = (
        (some_jobs, writes, "positive", "fuzzing"),
        (everything, reads, "all", "coverage,fuzzing"),
        (some_jobs, writes, "negative", "fuzzing"),
        (everything, reads, "positive", "fuzzing"),
    )
    well = True
    with tempfile.TemporaryDirectory() as folder:
        for number, (ids, methods, mode, phases) in enumerate(passes):
            file = Path(folder) / f"{number}.json"
            file.write_text(json.dumps(document(ids(), methods)), encoding="utf-8")
            print(f"--- {mode} requests: {', '.join(methods)}", flush=True)
            well &= schemathesis(file, mode, phases, options.seed, options.examples)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
