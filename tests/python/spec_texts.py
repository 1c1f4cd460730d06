"""What the descriptions of our spec must be: there, helpful, and our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spec_document import Node, Spec

SHARED_RUN = 60
"""A run of this many characters that the SDK has too is taken for a copy."""

LEAST_WORDS = 3
"""How many words a description must have besides those of the name."""

WAY_OUT = re.compile(
    r"\b(instead|superseded|replaced by|no longer|any more|because|always the same)\b|\buse `", re.I
)
"""By which a description says what to use instead of a deprecated thing, or why it is that."""


@dataclass(frozen=True)
class Text:
    """A description and the thing that it describes."""

    place: str
    name: str
    """Name of the thing, which the text must say more than; empty where any text will do."""
    text: str | None
    deprecated: bool = False


def texts(spec: Spec) -> Iterator[Text]:
    """Everything that must have a description, with the one it has."""
    for _, _, operation in spec.operations():
        yield from operation_texts(spec, operation)
    for name, schema in spec.schemas.items():
        yield from schema_texts(spec, name, schema)
    for name, response in spec.document["components"].get("responses", {}).items():
        yield Text(f"response {name}", name, response.get("description"))


def operation_texts(spec: Spec, operation: Node) -> Iterator[Text]:
    """An operation, its parameters and the members of its body."""
    name = operation["operationId"]
    place = f"operation {name}"
    deprecated = operation.get("deprecated", False)
    yield Text(place, name, operation.get("description"), deprecated)
    yield Text(f"{place} / summary", "", operation.get("summary"))
    for parameter in map(spec.resolve, operation.get("parameters", [])):
        yield described(f"{place} / parameter {parameter['name']}", parameter["name"], parameter)
    body = spec.request_body(operation)
    request = operation.get("x-jobs-request", {}).get("description")
    if body is not None:
        request = request or spec.resolve(body).get("description")
        own = [part for part in [body, *body.get("allOf", [])] if "$ref" not in part]
        for part in own:
            for member, schema in part.get("properties", {}).items():
                yield described(f"{place} / parameter {member}", member, schema)
    yield Text(f"{place} / request", "", request)


def schema_texts(spec: Spec, name: str, schema: Node) -> Iterator[Text]:
    """A schema, its properties (inline objects included) and its enum values."""
    place = f"schema {name}"
    yield described(place, name, schema)
    yield from property_texts(place, schema)
    values = schema.get("enum", [])
    says = schema.get("x-enum-descriptions", {})
    for value in values:
        yield Text(f"{place} / value {value}", value, says.get(value))
    for value in says:
        if value not in values:
            yield Text(f"{place} / x-enum-descriptions {value}, which is no value", value, None)


def property_texts(place: str, schema: Node) -> Iterator[Text]:
    """The properties of a schema and of the schemas written inside it."""
    for member, property_ in schema.get("properties", {}).items():
        below = f"{place} / property {member}"
        yield described(below, member, property_)
        yield from property_texts(below, property_)
    for key in ("items", "additionalProperties"):
        if isinstance(inner := schema.get(key), dict):
            yield from property_texts(place, inner)
    for part in schema.get("allOf", []):
        yield from property_texts(place, part)


def described(place: str, name: str, node: Node) -> Text:
    """The text of a node that carries `description` and `deprecated` itself."""
    return Text(place, name, node.get("description"), node.get("deprecated", False))


def poor(text: Text) -> str | None:
    """What is wrong with a description as such, if anything is."""
    if not text.text:
        return "has no description"
    if text.name and len(set(words(text.text)) - set(words(text.name))) < LEAST_WORDS:
        return f"says no more than the name: {text.text!r}"
    if text.deprecated and not WAY_OUT.search(text.text):
        return "is deprecated, but the description says neither why nor what to use instead"
    return None


def words(text: str) -> list[str]:
    """Words in lower case; `taskKey`, `task_key` and `TaskKey` are two each."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return re.findall(r"[a-z0-9]+", split.replace("_", " ").lower())


def runs_of(docstrings: Iterable[str]) -> frozenset[str]:
    """Every run of `SHARED_RUN` characters that the texts of the SDK contain."""
    return frozenset(run for text in docstrings for run in runs_in(text))


def copied(text: Text, runs: frozenset[str]) -> str | None:
    """The first run of characters that a description shares with the texts of the SDK."""
    return next((run for run in runs_in(text.text or "") if run in runs), None)


def runs_in(text: str) -> Iterator[str]:
    """The runs of `SHARED_RUN` characters in a text.

    Capitals, white space and markup do not count, so re-wrapping a copy does not hide it.
    """
    plain = re.sub(r"\s+", " ", re.sub(r"[`*_\"']", "", text)).strip().lower()
    for start in range(len(plain) - SHARED_RUN + 1):
        yield plain[start : start + SHARED_RUN]
