"""Reads the facts of the Jobs API out of the installed Python SDK.

Types come from its annotations, everything else (paths, names in JSON, paging, waiting) from the
syntax trees of its methods: what the SDK does, not what it says about itself.
"""

from __future__ import annotations

import ast
import dataclasses
import enum
import inspect
import itertools
import re
import textwrap
import types
import typing
from collections.abc import Callable, Iterator
from datetime import timedelta

from databricks.sdk.errors import overrides
from databricks.sdk.mixins.jobs import JobsExt
from databricks.sdk.service import compute, jobs

import api_facts
from api_facts import Facts, Wait

APIS = (jobs.JobsAPI, jobs.PolicyComplianceForJobsAPI)

OUR_NAMES = {compute.ClusterSpec: "NewCluster"}
"""Classes whose name in our spec differs: the SDK has two named ClusterSpec."""

SCALARS = {str: "string", int: "integer", bool: "boolean", float: "number", typing.Any: "any"}


def read() -> Facts:
    """All facts of the two APIs and of every schema that they reach."""
    facts: Facts = {}
    schemas: list[type] = []
    for name, method in operations():
        schemas += add_operation(facts, name, method)
    for name, method in vars(JobsExt).items():
        add_continued(facts, name, method)
    classes = reachable(schemas)
    assert len({type_name(class_) for class_ in classes}) == len(classes), "add to OUR_NAMES"
    for class_ in classes:
        add_schema(facts, class_)
    return facts


def operations() -> Iterator[tuple[str, Callable]]:
    """The methods that stand for one operation each, by name."""
    for api in APIS:
        for name, method in vars(api).items():
            if not name.startswith(("_", "wait_")) and not name.endswith("_and_wait"):
                yield name, method


def waiters() -> Iterator[str]:
    """Names of the methods that wait for the end of something."""
    for api in APIS:
        for name in vars(api):
            if name.startswith("wait_") or name.endswith("_and_wait"):
                yield name


def not_found_patterns() -> Iterator[tuple[str, str, str]]:
    """Verb, start of the path and message of the errors that the SDK turns into 'not found'."""
    for override in overrides._ALL_OVERRIDES:
        path = override.path_regex.pattern.removeprefix("^").replace(r"2\.\d", "2.2")
        message = override.message_matcher.pattern.removeprefix("(").removesuffix(")")
        yield override.verb, path, message.replace("\\'", "'")


# --- operations ---------------------------------------------------------------------------------


def add_operation(facts: Facts, name: str, method: Callable) -> list[type]:
    """Adds one operation and returns the types it mentions."""
    tree = syntax(method)
    hints = typing.get_type_hints(method)
    verb, path = request_line(tree)
    items = paging(tree)
    result = result_type(tree, hints.get("return"), items)
    api_facts.add_operation(facts, name, verb, path, type_name(result) if result else "nothing")
    goes = destinations(tree, path)
    parameters = list(inspect.signature(method).parameters.values())[1:]
    for parameter in parameters:
        api_facts.add_parameter(
            facts,
            name,
            parameter.name,
            goes.get(parameter.name, "nowhere"),
            type_name(hints[parameter.name]),
            parameter.default is inspect.Parameter.empty,
        )
    if items:
        api_facts.add_paging(facts, name, *items)
    if wait := waiter(tree):
        api_facts.add_wait(facts, name, wait)
    return [hints[parameter.name] for parameter in parameters] + ([result] if result else [])


def syntax(method: Callable) -> ast.AST:
    """The syntax tree of a function or method."""
    return ast.parse(textwrap.dedent(inspect.getsource(method))).body[0]


def calls(tree: ast.AST, method: str) -> list[ast.Call]:
    """All calls `something.method(…)`."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def request_line(tree: ast.AST) -> tuple[str, str]:
    """HTTP method and path template of the request that a method sends."""
    (call,) = calls(tree, "do")
    verb, path = call.args[0], call.args[1]
    assert isinstance(verb, ast.Constant)
    if isinstance(path, ast.Constant):
        return verb.value, path.value
    assert isinstance(path, ast.JoinedStr)
    parts = [
        part.value if isinstance(part, ast.Constant) else "{" + ast.unparse(part.value) + "}"
        for part in path.values
    ]
    return verb.value, "".join(parts)


def destinations(tree: ast.AST, path: str) -> dict[str, str]:
    """Where each parameter goes, by its name on the wire.

    A parameter that travels under another name than its own shows as one that goes nowhere.
    """
    goes: dict[str, str] = {}
    for where, name, value in item_assignments(tree):
        if where in ("body", "query") and mentions(value, name):
            goes[name] = where
    for part in path.split("/"):
        if part.startswith("{"):
            goes[part.strip("{}")] = "path"
    return goes


def item_assignments(tree: ast.AST) -> Iterator[tuple[str, str, ast.expr]]:
    """All `dictionary["key"] = value`, as names of dictionary and key, and value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            target = node.targets[0]
            if isinstance(target.value, ast.Name) and isinstance(target.slice, ast.Constant):
                yield target.value.id, target.slice.value, node.value


def mentions(value: ast.expr, name: str) -> bool:
    """Whether an expression uses the variable `name`."""
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(value))


def paging(tree: ast.AST) -> tuple[str, str, str] | None:
    """Member with the items, token parameter and token member, if a method follows pages."""
    tokens = [
        (name, value.slice.value)
        for where, name, value in item_assignments(tree)
        if where == "query" and isinstance(value, ast.Subscript)
    ]
    if not tokens:
        return None
    (items,) = [
        node.iter.slice.value
        for node in ast.walk(tree)
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Subscript)
    ]
    ((request, response),) = tokens
    return items, request, response


def result_type(
    tree: ast.AST, returns: typing.Any, items: tuple[str, str, str] | None
) -> type | None:
    """The class of the answer itself, before the SDK takes items or a waiter out of it."""
    if items:
        (item,) = typing.get_args(returns)
        return page_type(item, items[0], items[2])
    if typing.get_origin(returns) is not jobs.Wait:
        return returns
    for keyword in wait_keywords(tree):
        if keyword.arg == "response":
            assert isinstance(keyword.value, ast.Call)
            name = ast.unparse(keyword.value.func).removesuffix(".from_dict")
            return getattr(jobs, name)
    return None


def page_type(item: type, items: str, token: str) -> type:
    """The class of one page: the one with a token and a list of the items under their name."""
    (page,) = [
        class_
        for class_ in vars(jobs).values()
        if dataclasses.is_dataclass(class_)
        and token in (hints := typing.get_type_hints(class_))
        and type_name(hints.get(items, str)) == f"array<{type_name(item)}>"
    ]
    return page


def wait_keywords(tree: ast.AST) -> list[ast.keyword]:
    """The keyword arguments of the `Wait(…)` that a method returns, if it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Wait":
            return node.keywords
    return []


def waiter(tree: ast.AST) -> Wait | None:
    """How the waiter that a method returns works, read from the waiter's own code."""
    if not (keywords := wait_keywords(tree)):
        return None
    (bind,) = [keyword for keyword in keywords if keyword.arg != "response"]
    if isinstance(bind.value, ast.Subscript):
        source = "response." + bind.value.slice.value
    else:
        source = "request." + ast.unparse(bind.value)
    (helper,) = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr.startswith("wait_")
    ]
    method = getattr(jobs.JobsAPI, helper)
    code = syntax(method)
    values = {
        node.targets[0].id: node.value
        for node in ast.walk(code)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    timeout: timedelta = inspect.signature(method).parameters["timeout"].default
    return Wait(
        poll=values["poll"].func.attr,
        bind=f"{bind.arg} = {source}",
        field=path_below(values["status"]),
        message=path_below(values["status_message"]),
        success=states(values["target_states"]),
        failure=states(values["failure_states"]),
        minutes=int(timeout.total_seconds() // 60),
    )


def path_below(node: ast.expr) -> str:
    """`poll.state.state_message` as `state.state_message`."""
    return ast.unparse(node).partition(".")[2]


def states(node: ast.expr) -> frozenset[str]:
    """The values of a tuple such as `(RunLifeCycleState.TERMINATED,)`."""
    assert isinstance(node, ast.Tuple)
    names = [ast.unparse(element).split(".") for element in node.elts]
    return frozenset(getattr(jobs, class_)[member].value for class_, member in names)


def add_continued(facts: Facts, name: str, method: Callable) -> None:
    """Adds the arrays that the SDK's convenience layer collects over the pages of one object."""
    if not isinstance(method, types.FunctionType):
        return
    tree = syntax(method)
    arrays = {path_below(call.func.value) for call in calls(tree, "extend")}
    if not arrays:
        return
    ((request, response),) = {
        (keyword.arg, path_below(keyword.value))
        for call in calls(tree, name)
        for keyword in call.keywords
        if isinstance(keyword.value, ast.Attribute)
    }
    api_facts.add_continued(facts, name, sorted(arrays), request, response)


# --- schemas ------------------------------------------------------------------------------------


def type_name(hint: typing.Any) -> str:
    """A Python type in the words of the spec: `Optional[List[int]]` is `array<integer>`."""
    if hint in SCALARS:
        return SCALARS[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Union:
        (inner,) = [argument for argument in arguments if argument is not type(None)]
        return type_name(inner)
    if origin is list:
        return f"array<{type_name(arguments[0])}>"
    if origin is dict:
        return f"map<{type_name(arguments[1])}>"
    return OUR_NAMES.get(hint, hint.__name__)


def classes_in(hint: typing.Any) -> Iterator[type]:
    """The dataclasses and enums that a type mentions."""
    if arguments := typing.get_args(hint):
        for argument in arguments:
            yield from classes_in(argument)
    elif is_schema(hint):
        yield hint


def is_schema(value: object) -> bool:
    """Whether something is a class that stands for a schema."""
    return isinstance(value, type) and (
        dataclasses.is_dataclass(value) or issubclass(value, enum.Enum)
    )


def reachable(roots: list[typing.Any]) -> list[type]:
    """All schemas that types lead to, directly or through properties."""
    found: dict[type, None] = {}
    pending = list(roots)
    while pending:
        for class_ in classes_in(pending.pop()):
            if class_ not in found:
                found[class_] = None
                if dataclasses.is_dataclass(class_):
                    pending += typing.get_type_hints(class_).values()
    return list(found)


def add_schema(facts: Facts, class_: type) -> None:
    """Adds a dataclass or an enum."""
    name = type_name(class_)
    if issubclass(class_, enum.Enum):
        api_facts.add_enum(facts, name, [member.value for member in class_])
        return
    api_facts.add_object(facts, name)
    hints = typing.get_type_hints(class_)
    wire_names = names_in_json(class_)
    for field in dataclasses.fields(class_):
        required = field.default is dataclasses.MISSING
        wire_name = wire_names.get(field.name, f"{field.name} (never sent)")
        api_facts.add_field(facts, name, wire_name, type_name(hints[field.name]), required)


def names_in_json(class_: type) -> dict[str, str]:
    """Name in JSON of each field of a dataclass, from the code that writes it."""
    return {
        node.attr: key
        for where, key, value in item_assignments(syntax(class_.as_dict))
        if where == "body"
        for node in ast.walk(value)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self"
    }


# --- texts --------------------------------------------------------------------------------------


def docstrings() -> Iterator[str]:
    """Every docstring of the modules that describe the API, of classes, methods and fields."""
    for module in (jobs, compute, inspect.getmodule(JobsExt)):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if text := bare_string(node):
                yield text


def deprecated(facts: Facts) -> Iterator[str]:
    """Places of the schemas, properties and parameters that the SDK's texts call deprecated.

    Enums are left out: their texts tell of single values, which a spec has no mark for.
    """
    for module in (jobs, compute):
        for class_ in ast.parse(inspect.getsource(module)).body:
            if isinstance(class_, ast.ClassDef):
                for place, text in texts_of(class_):
                    if facts.get(place, "an enum") != "an enum" and DEPRECATED.search(text):
                        yield api_facts.show(place)


DEPRECATED = re.compile(r"(?<!the )\bdeprecated\b", re.IGNORECASE)
"""A thing that replaces "the deprecated …" is not deprecated itself."""


def texts_of(class_: ast.ClassDef) -> Iterator[tuple[api_facts.Place, str]]:
    """The docstrings inside a class, with the places that they tell of."""
    schema = "schema " + class_.name
    yield (schema,), ast.get_docstring(class_) or ""
    for before, after in itertools.pairwise(class_.body):
        if isinstance(before, ast.AnnAssign) and (text := bare_string(after)):
            yield (schema, "property " + ast.unparse(before.target)), text
    for method in class_.body:
        if isinstance(method, ast.FunctionDef):
            parameters = (ast.get_docstring(method) or "").split(":param ")[1:]
            for name, _, text in (parameter.partition(":") for parameter in parameters):
                yield ("operation " + method.name, "parameter " + name), text


def bare_string(node: ast.AST) -> str | None:
    """The text of a statement that is nothing but a string."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return node.value.value if isinstance(node.value.value, str) else None
    return None
