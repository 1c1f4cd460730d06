"""Checks our spec: `python check_spec.py SPEC_FOLDER`.

An independent validator accepts it; it says of the API exactly what the installed Python SDK does,
but for a short list of intended differences; everything is described, in our own words; and every
operation says whether it may be repeated.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jsonschema import Draft202012Validator, ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.readers import read_from_filename

import api_facts
import sdk_facts
import spec_facts
import spec_texts
from spec_document import Spec

ID_IN_PATH = "a job has one kind of id; here the SDK makes callers turn it into a string"
ALWAYS_ANSWERED = "an answer without the id of what was made is an error, and should read as one"

INTENDED = {
    "operation get_permission_levels / parameter job_id / type": ID_IN_PATH,
    "operation get_permissions / parameter job_id / type": ID_IN_PATH,
    "operation set_permissions / parameter job_id / type": ID_IN_PATH,
    "operation update_permissions / parameter job_id / type": ID_IN_PATH,
    "schema CreateResponse / property job_id / required": ALWAYS_ANSWERED,
    "schema RepairRunResponse / property repair_id / required": ALWAYS_ANSWERED,
    "schema RunNowResponse / property run_id / required": ALWAYS_ANSWERED,
    "schema SubmitRunResponse / property run_id / required": ALWAYS_ANSWERED,
    "schema ErrorResponse": "the SDK reads errors by hand, without a class for their shape",
}
"""Differences from the SDK that we want, by place, each with the reason."""

IDEMPOTENT = (
    "update reset delete delete_run cancel_run cancel_all_runs set_permissions update_permissions "
    "enforce_compliance"
)
RETRY: dict[str, object] = {
    **dict.fromkeys(IDEMPOTENT.split(), "idempotent"),
    "run_now": {"keyed": "idempotency_token"},
    "submit": {"keyed": "idempotency_token"},
    "create": "unsafe",
    "repair_run": "unsafe",
}
"""Retry class of each operation that is not a GET; every GET is safe."""

Problems = list[str]


class Sdk:
    """What there is to know of the installed SDK, read once."""

    def __init__(self) -> None:
        self.facts = sdk_facts.read()
        self.deprecated = list(sdk_facts.deprecated(self.facts))
        self.runs = spec_texts.runs_of(sdk_facts.docstrings())


def openapi(folder: Path) -> Problems:
    """What the validator says of the document as its files have it."""
    document, address = read_from_filename(str(folder / "openapi.yaml"))
    errors = OpenAPIV31SpecValidator(document, address).iter_errors()
    return [located("openapi.yaml", error) for error in errors]


def json_schemas(spec: Spec) -> Problems:
    """Whether each named schema is one; the validator takes those in other files on trust."""
    validator = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    return [
        located(f"schema {name}", error)
        for name, schema in spec.schemas.items()
        for error in validator.iter_errors(schema)
    ]


def located(what: str, error: ValidationError) -> str:
    """An error of a validator with its place."""
    return f"{what}: {'/'.join(str(step) for step in error.absolute_path)}: {error.message}"


def against_sdk(sdk: Sdk, spec: Spec) -> Problems:
    """Differences from the SDK that are not intended, and intentions that no longer apply."""
    try:
        ours = spec_facts.read(spec)
    except ValueError as error:
        return [str(error)]
    differences = api_facts.compare(sdk.facts, ours)
    found = {api_facts.show(difference.place) for difference in differences}
    unwanted = [
        str(difference)
        for difference in differences
        if api_facts.show(difference.place) not in INTENDED
    ]
    unused = [f"{place}: listed as intended, but there is no difference" for place in INTENDED]
    return unwanted + [line for line in unused if line.partition(":")[0] not in found]


def not_found(spec: Spec) -> Problems:
    """The messages that the SDK takes for 'does not exist' are the ones we take for it."""
    problems: Problems = []
    for verb, start, pattern in sdk_facts.not_found_patterns():
        for method, path, operation in spec.operations():
            ours = operation.get("x-jobs-not-found")
            if method.upper() == verb and path.startswith(start) and ours != pattern:
                name = operation["operationId"]
                problems.append(f"operation {name} / x-jobs-not-found: {ours}, not {pattern}")
    return problems


def retry_classes(spec: Spec) -> Problems:
    """Each operation says whether it may be repeated, and says it right."""
    problems: Problems = []
    for method, _, operation in spec.operations():
        name = operation["operationId"]
        ours = operation.get("x-jobs-retry", "nothing")
        wanted = "safe" if method == "get" else RETRY.get(name, "a class in the table RETRY")
        if ours != wanted:
            problems.append(f"operation {name} / x-jobs-retry: {ours}, not {wanted}")
    return problems


def limits(spec: Spec) -> Problems:
    """The page size of a paged operation is one of its numeric parameters."""
    problems: Problems = []
    for _, _, operation in spec.operations():
        name = operation["operationId"]
        pagination = operation.get("x-databricks-pagination", {})
        types = {
            parameter["name"]: spec.type_name(parameter["schema"])
            for parameter in operation.get("parameters", [])
        }
        if pagination and types.get(limit := pagination.get("limit")) != "integer":
            problems.append(f"operation {name} / pagination / limit: {limit} is no such parameter")
    return problems


def descriptions(spec: Spec) -> Problems:
    """Everything has a description that says more than its name."""
    checked = ((text.place, spec_texts.poor(text)) for text in spec_texts.texts(spec))
    return [f"{place} {problem}" for place, problem in checked if problem]


def deprecations(sdk: Sdk, spec: Spec) -> Problems:
    """What the SDK calls deprecated is marked so in ours."""
    marked = {text.place for text in spec_texts.texts(spec) if text.deprecated}
    return [
        f"{place} is deprecated in the SDK, not in ours"
        for place in sdk.deprecated
        if place not in marked
    ]


def own_words(sdk: Sdk, spec: Spec) -> Problems:
    """No description is taken from the SDK."""
    checked = ((text.place, spec_texts.copied(text, sdk.runs)) for text in spec_texts.texts(spec))
    return [f"{place} has words of the SDK: {run!r}" for place, run in checked if run]


def check(folder: Path, sdk: Sdk) -> dict[str, Problems]:
    """All checks of a spec by name, each with what it found wrong."""
    try:
        spec = Spec(folder)
    except (OSError, ValueError) as error:
        return {"the spec can be read": [str(error)]}
    form = check_form(folder, spec)
    # The content of something that is no OpenAPI document cannot be read.
    return form if any(form.values()) else form | check_content(spec, sdk)


def check_form(folder: Path, spec: Spec) -> dict[str, Problems]:
    """Whether the spec is an OpenAPI document."""
    return {
        "openapi-spec-validator accepts the spec": openapi(folder),
        "every schema is a JSON schema": json_schemas(spec),
    }


def check_content(spec: Spec, sdk: Sdk) -> dict[str, Problems]:
    """Whether a valid spec says the right things, all of them, in our own words."""
    return {
        "it agrees with the Python SDK, both ways": against_sdk(sdk, spec),
        "it knows the SDK's messages for what does not exist": not_found(spec),
        "every operation has its retry class": retry_classes(spec),
        "every page size is a parameter": limits(spec),
        "what is deprecated is marked": deprecations(sdk, spec),
        "everything is described": descriptions(spec),
        "every description is in our own words": own_words(sdk, spec),
    }


def main() -> int:
    """Prints each check, what is wrong, and the sum."""
    if len(sys.argv) != 2:
        print("usage: check_spec.py SPEC_FOLDER", file=sys.stderr)
        return 2
    sdk = Sdk()
    results = check(Path(sys.argv[1]), sdk)
    for name, problems in results.items():
        print("FAILED" if problems else "ok    ", name)
        for problem in problems:
            print("       ", problem)
    print(f"{len(sdk.facts)} facts of the SDK compared, {len(INTENDED)} intended differences")
    failed = sum(1 for problems in results.values() if problems)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
