"""Calls every operation of the official Python SDK's Jobs API and checks the typed answers.

Wants a running emulator in DATABRICKS_HOST and a token for it in DATABRICKS_TOKEN. The SDK polls
every other second, so the checks run at the same time; each works with jobs of its own.
"""

from __future__ import annotations

import sys

import conformance_acceptance  # noqa: F401, its checks add themselves to the suite
import conformance_jobs  # noqa: F401, likewise
import conformance_neighbours  # noqa: F401, likewise
import conformance_runs  # noqa: F401, likewise
from checks import equal
from sdk_facts import operations, waiters
from service import Recorder, suite


def every_operation() -> None:
    """Fails unless the checks have called every operation there is."""
    missed = {name for name, _ in operations()} - Recorder.called
    equal("operations not called", missed, set())


def every_waiter() -> None:
    """Fails unless the checks have waited in every way there is."""
    equal("waiters not called", set(waiters()) - Recorder.called, set())


if __name__ == "__main__":
    last = {
        "every operation of the SDK was called": every_operation,
        "every waiter of the SDK was called": every_waiter,
    }
    sys.exit(suite.run(last=last))
