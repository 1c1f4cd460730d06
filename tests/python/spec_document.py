"""Our spec, loaded from its files and put together into one document."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Node = dict[str, typing.Any]


class Spec:
    """The OpenAPI document with the schemas of all its files under `components`."""

    def __init__(self, folder: Path) -> None:
        """Reads `openapi.yaml` of a folder and every file in its `schemas/`.

        Raises ValueError if two files define a schema of one name.
        """
        self.document: Node = load(folder / "openapi.yaml")
        self.schemas: dict[str, Node] = {}
        self.files: dict[str, str] = {}
        for file in sorted((folder / "schemas").glob("*.yaml")):
            for name, schema in load(file).items():
                if name in self.schemas:
                    raise ValueError(f"{name} is defined in {self.files[name]} and {file.name}")
                self.schemas[name] = schema
                self.files[name] = file.name
        self.document.setdefault("components", {})["schemas"] = self.schemas
        self._point_inwards(self.document, None)

    def _point_inwards(self, node: typing.Any, file: str | None) -> None:
        """Turns each reference to a schema of a file into one within this document."""
        if node is self.schemas:
            for name, schema in self.schemas.items():
                self._point_inwards(schema, self.files[name])
        elif isinstance(node, dict):
            if isinstance(target := node.get("$ref"), str):
                node["$ref"] = self._inward(target, file)
            for child in node.values():
                self._point_inwards(child, file)
        elif isinstance(node, list):
            for child in node:
                self._point_inwards(child, file)

    def _inward(self, target: str, file: str | None) -> str:
        path, _, pointer = target.partition("#/")
        name = pointer.rpartition("/")[2]
        if file is None and not path:
            return target
        wanted = Path(path).name or file
        if self.files.get(name) != wanted:
            raise ValueError(f"no schema {name} in {wanted}, to which {target} refers")
        return "#/components/schemas/" + name

    def operations(self) -> Iterator[tuple[str, str, Node]]:
        """Method, path and description of each operation."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield method, path, item[method]

    def resolve(self, node: Node) -> Node:
        """What a reference refers to, or the node itself."""
        while "$ref" in node:
            target: typing.Any = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node

    def members(self, node: Node) -> tuple[dict[str, Node], set[str]]:
        """Properties of an object, those of `allOf` included, and the names of the required."""
        node = self.resolve(node)
        properties: dict[str, Node] = {}
        required: set[str] = set()
        for part in node.get("allOf", []):
            more, needed = self.members(part)
            properties |= more
            required |= needed
        return properties | node.get("properties", {}), required | set(node.get("required", []))

    def request_body(self, operation: Node) -> Node | None:
        """Schema of the JSON body that an operation takes, if it takes one."""
        body = operation.get("requestBody")
        return self.resolve(body)["content"]["application/json"]["schema"] if body else None

    def answer(self, operation: Node) -> Node | None:
        """Schema of the answer to a successful call, if it has one."""
        response = self.resolve(operation["responses"]["200"])
        content = response.get("content", {})
        return content["application/json"]["schema"] if content else None

    def type_name(self, node: Node) -> str:
        """A schema in words: `array<string>`, `map<integer>`, or the name of an object or enum.

        A schema that only names an integer or a string (an id) counts as that.
        """
        target = self.resolve(node)
        named = node["$ref"].rpartition("/")[2] if "$ref" in node else None
        if named and ("enum" in target or target.get("type") == "object"):
            return named
        match target.get("type"):
            case "array":
                return f"array<{self.type_name(target['items'])}>"
            case "object" if isinstance(values := target.get("additionalProperties"), dict):
                return f"map<{self.type_name(values)}>"
            case "object":
                return "inline object" if "properties" in target else "map<any>"
            case str(scalar):
                return scalar
            case None:
                return "any"
            case other:
                return repr(other)


def load(file: Path) -> typing.Any:
    """A YAML file as Python values."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, where PyYAML was built with it
    return yaml.load(file.read_text(encoding="utf-8"), loader)
