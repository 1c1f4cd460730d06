"""Breaks copies of our spec, one thing each, and expects the checker to name it.

`python test_check_spec.py SPEC_FOLDER`
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

import check_spec
import sdk_facts
from spec_document import METHODS, Node, Spec, load


@dataclass(frozen=True)
class Break:
    """One way to break the spec."""

    file: str
    harm: Callable[[Node], object]
    """Changes the content of the file."""
    named: str
    """Start of the line with which the checker must name it."""
    part: str = "content"
    """The part of the checks that must see it; those of the form are slow."""


def operation(document: Node, name: str) -> Node:
    """The operation of a document with a given operationId."""
    for item in document["paths"].values():
        for method in METHODS:
            if item.get(method, {}).get("operationId") == name:
                return item[method]
    raise LookupError(name)


def parameter(document: Node, of: str, name: str) -> Node:
    """The parameter of an operation with a given name."""
    for entry in operation(document, of)["parameters"]:
        if entry["name"] == name:
            return entry
    raise LookupError(name)


def move_path(document: Node) -> None:
    """Puts an operation under another path."""
    paths = document["paths"]
    paths["/api/2.2/jobs/runs/cancel-run"] = paths.pop("/api/2.2/jobs/runs/cancel")


def rename_enum_value(schemas: Node) -> None:
    """Renames a value together with its description."""
    schema = schemas["RunLifeCycleState"]
    schema["enum"][schema["enum"].index("BLOCKED")] = "HELD_UP"
    schema["x-enum-descriptions"]["HELD_UP"] = schema["x-enum-descriptions"].pop("BLOCKED")


def copy_text(schemas: Node) -> None:
    """Takes a description from the SDK, in capitals and wrapped anew."""
    copy = next(text for text in sdk_facts.docstrings() if len(text) > 200)
    schemas["JobSettings"]["description"] = "\n".join(copy.upper().split())


BREAKS = {
    "a property is missing": Break(
        "schemas/run.yaml",
        lambda schemas: schemas["Run"]["properties"].pop("queue_duration"),
        "schema Run / property queue_duration: missing in ours",
    ),
    "a property that the SDK does not know": Break(
        "schemas/run.yaml",
        lambda schemas: schemas["Run"]["properties"].update(mood={"type": "string"}),
        "schema Run / property mood: a property in ours, unknown to the SDK",
    ),
    "another type": Break(
        "schemas/run.yaml",
        lambda schemas: schemas["Run"]["properties"]["run_name"].update(type="integer"),
        "schema Run / property run_name / type: integer in ours, string in the SDK",
    ),
    "required, but not in the SDK": Break(
        "schemas/run.yaml",
        lambda schemas: schemas["Run"].update(required=["run_id"]),
        "schema Run / property run_id / required: yes in ours, no in the SDK",
    ),
    "an enum value renamed: the old one": Break(
        "schemas/run.yaml",
        rename_enum_value,
        "schema RunLifeCycleState / value BLOCKED: missing in ours",
    ),
    "an enum value renamed: the new one": Break(
        "schemas/run.yaml",
        rename_enum_value,
        "schema RunLifeCycleState / value HELD_UP: a value in ours, unknown to the SDK",
    ),
    "a schema is missing": Break(
        "schemas/error.yaml",
        lambda schemas: schemas.pop("ErrorResponse"),
        "no schema ErrorResponse in error.yaml",
        "form",
    ),
    "another path": Break(
        "openapi.yaml",
        move_path,
        "operation cancel_run / path: /api/2.2/jobs/runs/cancel-run in ours",
    ),
    "a parameter in the wrong place": Break(
        "openapi.yaml",
        lambda document: parameter(document, "get_run", "include_history").update({"in": "header"}),
        "operation get_run / parameter include_history / goes into: header in ours, query",
    ),
    "another page token": Break(
        "openapi.yaml",
        lambda document: operation(document, "list")["x-databricks-pagination"]["token"].update(
            response="prev_page_token"
        ),
        "operation list / pagination / token member: prev_page_token in ours",
    ),
    "an array that no longer continues": Break(
        "openapi.yaml",
        lambda document: operation(document, "get")["x-jobs-pages"]["arrays"].pop(0),
        "operation get / continued / array settings.tasks: missing in ours",
    ),
    "a wait that ends too early": Break(
        "openapi.yaml",
        lambda document: operation(document, "run_now")["x-databricks-wait"].update(
            success=["TERMINATED", "TERMINATING"]
        ),
        "operation run_now / wait / success: TERMINATED, TERMINATING in ours",
    ),
    "a wait for the id of the request": Break(
        "openapi.yaml",
        lambda document: operation(document, "submit")["x-databricks-wait"].pop("bindResponse"),
        "operation submit / wait / bind: run_id = request.run_id in ours",
    ),
    "a wait that does not say where the state is": Break(
        "openapi.yaml",
        lambda document: operation(document, "run_now")["x-databricks-wait"].pop("field"),
        "post /api/2.2/jobs/run-now has no 'field'",
    ),
    "another retry class": Break(
        "openapi.yaml",
        lambda document: operation(document, "create").update({"x-jobs-retry": "idempotent"}),
        "operation create / x-jobs-retry: idempotent, not unsafe",
    ),
    "no retry class": Break(
        "openapi.yaml",
        lambda document: operation(document, "get").pop("x-jobs-retry"),
        "operation get / x-jobs-retry: nothing, not safe",
    ),
    "another message for what does not exist": Break(
        "openapi.yaml",
        lambda document: operation(document, "get").update({"x-jobs-not-found": "No job .*"}),
        "operation get / x-jobs-not-found: No job .*, not Job .* does not exist",
    ),
    "no description": Break(
        "schemas/job.yaml",
        lambda schemas: schemas["Job"]["properties"]["created_time"].pop("description"),
        "schema Job / property created_time has no description",
    ),
    "an enum value without a description": Break(
        "schemas/job.yaml",
        lambda schemas: schemas["JobEditMode"]["x-enum-descriptions"].pop("EDITABLE"),
        "schema JobEditMode / value EDITABLE has no description",
    ),
    "a description that only repeats the name": Break(
        "schemas/job.yaml",
        lambda schemas: schemas["Job"]["properties"]["created_time"].update(
            description="The created time."
        ),
        "schema Job / property created_time says no more than the name",
    ),
    "deprecated without a way out": Break(
        "openapi.yaml",
        lambda document: parameter(document, "list", "offset").update(
            description="How many of the newest jobs to skip."
        ),
        "operation list / parameter offset is deprecated, but",
    ),
    "deprecated, but not marked": Break(
        "openapi.yaml",
        lambda document: parameter(document, "list", "offset").pop("deprecated"),
        "operation list / parameter offset is deprecated in the SDK",
    ),
    "a copied description": Break(
        "schemas/job.yaml", copy_text, "schema JobSettings has words of the SDK"
    ),
    "not OpenAPI": Break(
        "openapi.yaml",
        lambda document: operation(document, "create").update(responses=[]),
        "openapi.yaml: paths//api/2.2/jobs/create/post",
        "form",
    ),
    "a schema that is no JSON schema": Break(
        "schemas/trigger.yaml",
        lambda schemas: schemas["CronSchedule"].update(required="all"),
        "schema CronSchedule: required: 'all' is not of type 'array'",
        "form",
    ),
    "an intended difference that is none": Break(
        "schemas/job.yaml",
        lambda schemas: schemas["CreateResponse"].pop("required"),
        "schema CreateResponse / property job_id / required: listed as intended",
    ),
}


def problems_after(harm: Break, spec: Path, sdk: check_spec.Sdk) -> list[str]:
    """What the checker finds in a copy of the spec with one thing broken."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "spec"
        shutil.copytree(spec, copy)
        content = load(copy / harm.file)
        harm.harm(content)
        (copy / harm.file).write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
        if harm.part == "form":
            results = check_spec.check(copy, sdk)
        else:
            results = check_spec.check_content(Spec(copy), sdk)
    return [problem for problems in results.values() for problem in problems]


def main() -> int:
    """Prints what each break led to, and the sum."""
    if len(sys.argv) != 2:
        print("usage: test_check_spec.py SPEC_FOLDER", file=sys.stderr)
        return 2
    sdk = check_spec.Sdk()
    failed = 0
    for name, harm in BREAKS.items():
        found = problems_after(harm, Path(sys.argv[1]), sdk)
        named = any(problem.startswith(harm.named) for problem in found)
        print("ok    " if named else "FAILED", name)
        if not named:
            failed += 1
            print(f"        expected: {harm.named} …")
            print("".join(f"        found:    {problem}\n" for problem in found), end="")
    print(f"{len(BREAKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
