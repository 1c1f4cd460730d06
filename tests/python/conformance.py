"""Calls every operation of the official Python SDK's Jobs API and checks the typed answers.

Wants a running emulator in DATABRICKS_HOST and a token for it in DATABRICKS_TOKEN. The SDK polls
every other second, so the checks run at the same time; each works with jobs of its own.
"""

from __future__ import annotations

import sys

import conformance_jobs  # noqa: F401, its checks add themselves to the suite
import conformance_neighbours  # noqa: F401, likewise
import conformance_runs  # noqa: F401, likewise
from checks import equal
from sdk_facts import operations
from service import Recorder, suite


def every_operation() -> None:
    """Fails unless the checks have called every operation there is."""
    missed = {name for name, _ in operations()} - Recorder.called
    equal("operations not called", missed, set())


if __name__ == "__main__":
    sys.exit(suite.run(last={"every operation of the SDK was called": every_operation}))
