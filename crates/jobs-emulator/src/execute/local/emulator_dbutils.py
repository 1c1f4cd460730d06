"""The part of `dbutils` that a task needs of the workspace it runs in."""

import json
import os
import re

MAX_TASK_VALUE = 48 * 1024
"""Largest JSON of a task value, in bytes."""

MAX_EXIT_VALUE = 5 * 1024 * 1024
"""Longest value that a notebook exits with, in bytes; the emulator cuts off the rest."""


class NotebookExit(BaseException):
    """Raised to end a notebook; no error, so nothing that catches errors catches it."""

    def __init__(self, value):
        super().__init__(value)
        # One byte more tells that there was more.
        self.value = value[: MAX_EXIT_VALUE + 1]


class NoSpark:
    """Stands in for the Spark session, which the emulator does not have."""

    def __getattr__(self, name):
        raise NotImplementedError(f"jobs-emulator has no Spark: spark.{name} cannot be used.")


class DBUtils:
    def __init__(self, widgets, values, note):
        self.widgets = Widgets(widgets)
        self.notebook = Notebook()
        self.jobs = Jobs(TaskValues(values, note))
        self.secrets = Secrets()
        self.library = Library()

    def __getattr__(self, name):
        raise NotImplementedError(f"jobs-emulator has no dbutils.{name}.")


class Widgets:
    """Parameters of a notebook, over the defaults that it declares."""

    def __init__(self, given):
        self._given = dict(given)
        self._defaults = {}

    def text(self, name, defaultValue="", label=None):
        self._defaults[name] = str(defaultValue)

    def dropdown(self, name, defaultValue, choices, label=None):
        self.text(name, defaultValue)

    combobox = dropdown
    multiselect = dropdown

    def get(self, name):
        values = self.getAll()
        if name not in values:
            raise ValueError(f"InputWidgetNotDefined: No input widget named {name} is defined")
        return values[name]

    def getAll(self):
        return {**self._defaults, **self._given}

    def getArgument(self, name, defaultValue=None):
        values = self.getAll()
        if name not in values and defaultValue is not None:
            return str(defaultValue)
        return self.get(name)

    def remove(self, name):
        self._defaults.pop(name, None)
        self._given.pop(name, None)

    def removeAll(self):
        self._defaults.clear()
        self._given.clear()


class Notebook:
    def exit(self, value=""):
        raise NotebookExit(str(value))

    def run(self, path, timeout_seconds=0, arguments=None):
        raise NotImplementedError(
            "jobs-emulator has no dbutils.notebook.run: use %run, or a task of its own."
        )


class Jobs:
    def __init__(self, task_values):
        self.taskValues = task_values


class TaskValues:
    """Values that tasks leave for those after them."""

    def __init__(self, values, note):
        self._values = values
        self._note = note

    def set(self, key, value):
        text = json.dumps(value)
        if len(text.encode()) > MAX_TASK_VALUE:
            raise ValueError(
                f"The task value {key!r} takes {len(text.encode())} bytes as JSON - it can have no "
                f"more than {MAX_TASK_VALUE}."
            )
        self._note(key=str(key), value=value)

    def get(self, taskKey, key, default=None, debugValue=None):
        values = self._values.get(taskKey, {})
        if key in values:
            return values[key]
        if default is not None:
            return default
        raise ValueError(
            f"The task {taskKey!r} has set no task value {key!r}, and no default was given."
        )


class Secrets:
    """Secrets out of the environment: the emulator stores none."""

    def get(self, scope, key):
        name = self._name(scope, key)
        if name not in os.environ:
            raise ValueError(
                f"Secret does not exist with scope: {scope} and key: {key}. Set {name} in the "
                "environment of jobs-emulator."
            )
        return os.environ[name]

    def getBytes(self, scope, key):
        return self.get(scope, key).encode()

    @staticmethod
    def _name(scope, key):
        plain = [re.sub(r"[^A-Za-z0-9]", "_", part).upper() for part in (scope, key)]
        return "JOBS_EMULATOR_SECRET_" + "_".join(plain)


class Library:
    def restartPython(self):
        """There is nothing to restart: packages are installed before the task begins."""
