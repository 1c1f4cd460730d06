"""An API as a flat table of facts, and the comparison of two such tables.

A fact has a place, such as `operation run_now / parameter only / type`, and a value, such as
`array<string>`. Two descriptions of one API agree if they lead to the same table, so nothing that
only one of them knows can go unnoticed.
"""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[str, ...]
Facts = dict[Place, str]


@dataclass(frozen=True)
class Difference:
    """One place at which two tables of facts disagree."""

    place: Place
    sdk: str | None
    """What the Python SDK says; None if it does not know the place."""
    ours: str | None
    """What our spec says; None if it does not know the place."""

    def __str__(self) -> str:
        if self.ours is None:
            return f"{show(self.place)}: missing in ours, {self.sdk} in the SDK"
        if self.sdk is None:
            return f"{show(self.place)}: {self.ours} in ours, unknown to the SDK"
        return f"{show(self.place)}: {self.ours} in ours, {self.sdk} in the SDK"


def show(place: Place) -> str:
    """The place as text, the form in which it is printed and listed."""
    return " / ".join(place)


def compare(sdk: Facts, ours: Facts) -> list[Difference]:
    """All differences, in order of place; what lies below a missing place is left out."""
    differences: list[Difference] = []
    missing: set[Place] = set()
    for place in sorted(sdk.keys() | ours.keys()):
        if any(place[:length] in missing for length in range(1, len(place))):
            continue
        if sdk.get(place) != ours.get(place):
            differences.append(Difference(place, sdk.get(place), ours.get(place)))
            if place not in sdk or place not in ours:
                missing.add(place)
    return differences


def add_operation(facts: Facts, name: str, method: str, path: str, result: str) -> None:
    """Records an operation; `result` is the name of a schema, or `nothing`."""
    place = ("operation " + name,)
    facts[place] = "an operation"
    facts[*place, "method"] = method.upper()
    facts[*place, "path"] = path
    facts[*place, "result"] = result


def add_parameter(
    facts: Facts, operation: str, name: str, goes: str, type_: str, required: bool
) -> None:
    """Records a parameter; `goes` is path, query or body (a member of the request body)."""
    place = ("operation " + operation, "parameter " + name)
    facts[place] = "a parameter"
    facts[*place, "goes into"] = goes
    facts[*place, "type"] = type_
    facts[*place, "required"] = "yes" if required else "no"


def add_paging(facts: Facts, operation: str, items: str, request: str, response: str) -> None:
    """Records that an operation returns a list in pages."""
    place = ("operation " + operation, "pagination")
    facts[place] = "paged"
    facts[*place, "items"] = items
    facts[*place, "token parameter"] = request
    facts[*place, "token member"] = response


def add_continued(
    facts: Facts, operation: str, arrays: list[str], request: str, response: str
) -> None:
    """Records that arrays inside the answer of an operation continue on further pages."""
    place = ("operation " + operation, "continued")
    facts[place] = "continued"
    facts[*place, "token parameter"] = request
    facts[*place, "token member"] = response
    for array in arrays:
        facts[*place, "array " + array] = "an array"


@dataclass(frozen=True)
class Wait:
    """How to wait for what an operation has started."""

    poll: str
    """Operation to poll."""
    bind: str
    """Which id to poll with, such as `run_id = response.run_id`."""
    field: str
    """Path of the state in the answer to a poll."""
    message: str
    """Path of the message that explains the state."""
    success: frozenset[str]
    failure: frozenset[str]
    minutes: int
    """Longest time to wait."""


def add_wait(facts: Facts, operation: str, wait: Wait) -> None:
    """Records how the end of a long-running operation is found."""
    place = ("operation " + operation, "wait")
    facts[place] = "long-running"
    facts[*place, "poll"] = wait.poll
    facts[*place, "bind"] = wait.bind
    facts[*place, "field"] = wait.field
    facts[*place, "message"] = wait.message
    facts[*place, "success"] = ", ".join(sorted(wait.success))
    facts[*place, "failure"] = ", ".join(sorted(wait.failure))
    facts[*place, "timeout"] = f"{wait.minutes} minutes"


def add_object(facts: Facts, schema: str) -> None:
    """Records a schema of objects."""
    facts["schema " + schema,] = "an object"


def add_field(facts: Facts, schema: str, name: str, type_: str, required: bool) -> None:
    """Records a property of a schema by its name in JSON."""
    place = ("schema " + schema, "property " + name)
    facts[place] = "a property"
    facts[*place, "type"] = type_
    facts[*place, "required"] = "yes" if required else "no"


def add_enum(facts: Facts, schema: str, values: list[str]) -> None:
    """Records an enum with its values as they stand in JSON."""
    facts["schema " + schema,] = "an enum"
    for value in values:
        facts["schema " + schema, "value " + value] = "a value"
