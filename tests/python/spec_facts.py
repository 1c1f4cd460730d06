"""Reads the facts of the API out of our spec."""

from __future__ import annotations

import api_facts
from api_facts import Facts, Wait
from spec_document import Node, Spec


def read(spec: Spec) -> Facts:
    """All facts of the operations and of every schema, whether an operation needs it or not.

    Raises ValueError if an operation or one of its extensions lacks something.
    """
    facts: Facts = {}
    for method, path, operation in spec.operations():
        try:
            add_operation(facts, spec, method, path, operation)
        except KeyError as missing:
            raise ValueError(f"{method} {path} has no {missing}") from missing
    for name, schema in spec.schemas.items():
        add_schema(facts, spec, name, schema)
    return facts


def add_operation(facts: Facts, spec: Spec, method: str, path: str, operation: Node) -> None:
    """Adds one operation with its parameters, paging and waiting."""
    name = operation["operationId"]
    answer = spec.answer(operation)
    result = spec.type_name(answer) if answer else "nothing"
    api_facts.add_operation(facts, name, method, path, result)
    for parameter in map(spec.resolve, operation.get("parameters", [])):
        type_ = spec.type_name(parameter["schema"])
        required = parameter.get("required", False)
        api_facts.add_parameter(facts, name, parameter["name"], parameter["in"], type_, required)
    if body := spec.request_body(operation):
        properties, needed = spec.members(body)
        for member, schema in properties.items():
            type_ = spec.type_name(schema)
            api_facts.add_parameter(facts, name, member, "body", type_, member in needed)
    if pagination := operation.get("x-databricks-pagination"):
        token = pagination["token"]
        api_facts.add_paging(
            facts, name, pagination["results"], token["request"], token["response"]
        )
    if pages := operation.get("x-jobs-pages"):
        arrays = [array["path"] for array in pages["arrays"]]
        token = pages["token"]
        api_facts.add_continued(facts, name, arrays, token["request"], token["response"])
    if wait := operation.get("x-databricks-wait"):
        api_facts.add_wait(facts, name, read_wait(wait))


def read_wait(wait: Node) -> Wait:
    """What `x-databricks-wait` says; the id comes from the answer if `bindResponse` names it."""
    response = wait.get("bindResponse")
    source = f"response.{response}" if response else f"request.{wait['bind']}"
    return Wait(
        poll=wait["poll"],
        bind=f"{wait['bind']} = {source}",
        field=".".join(wait["field"]),
        message=".".join(wait["message"]),
        success=frozenset(wait["success"]),
        failure=frozenset(wait["failure"]),
        minutes=wait["timeout"],
    )


def add_schema(facts: Facts, spec: Spec, name: str, schema: Node) -> None:
    """Adds a schema; one that only names a number or a string is none of its own."""
    if "enum" in schema:
        api_facts.add_enum(facts, name, schema["enum"])
        return
    properties, required = spec.members(schema)
    if schema.get("type") != "object" and not properties:
        return
    api_facts.add_object(facts, name)
    for member, property_ in properties.items():
        type_ = spec.type_name(property_)
        api_facts.add_field(facts, name, member, type_, member in required)
