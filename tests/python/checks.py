"""Named checks, run at the same time: nearly all of their time is waiting for runs."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

AT_ONCE = 40
"""How many checks run at the same time."""


@dataclass(frozen=True)
class Result:
    """How a check went."""

    seconds: float
    error: str | None
    """What was wrong; None if nothing was."""


class Suite:
    """A list of checks under their names."""

    def __init__(self) -> None:
        self._checks: dict[str, Callable[[], object]] = {}

    def add(self, name: str, run: Callable[[], object]) -> None:
        """Adds a check that fails by raising an exception."""
        assert name not in self._checks, f"two checks are named {name!r}"
        self._checks[name] = run

    def check(self, name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
        """Decorates a function that is a check."""

        def decorate(run: Callable[[], object]) -> Callable[[], object]:
            self.add(name, run)
            return run

        return decorate

    def run(self, last: dict[str, Callable[[], object]] | None = None) -> int:
        """Runs all checks, prints each with its result and the sum; returns the exit code.

        The checks in `last` run when all others are done.
        """
        last = last or {}
        failed = 0
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running = {name: pool.submit(attempt, run) for name, run in self._checks.items()}
            for name, future in running.items():
                failed += report(name, future.result())
        for name, run in last.items():
            failed += report(name, attempt(run))
        print(f"{len(self._checks) + len(last) - failed} passed, {failed} failed")
        return 1 if failed else 0


def report(name: str, result: Result) -> bool:
    """Prints how a check went, and returns whether it failed."""
    print(f"{'FAILED' if result.error else 'ok    '} {result.seconds:5.1f} s  {name}", flush=True)
    if result.error:
        print("        " + result.error.replace("\n", "\n        "), flush=True)
    return result.error is not None


def attempt(run: Callable[[], object]) -> Result:
    """Runs one check."""
    start = time.monotonic()
    try:
        run()
        error = None
    except Exception:  # whatever it is, the other checks go on
        error = traceback.format_exc(limit=-4).strip()
    return Result(time.monotonic() - start, error)


def equal(what: str, got: object, wanted: object) -> None:
    """Fails unless two values are the same."""
    if got != wanted:
        raise AssertionError(f"{what}: {got!r}, not {wanted!r}")


def true(what: str, holds: object) -> None:
    """Fails unless something holds."""
    if not holds:
        raise AssertionError(f"{what}: {holds!r}")


@contextmanager
def raises(error: type[Exception], message: str) -> Iterator[None]:
    """Fails unless the block raises exactly this class of error with this message (a regex)."""
    try:
        yield
    except Exception as raised:
        if type(raised) is not error or not re.search(message, str(raised)):
            wrong = f"{type(raised).__name__} ({raised}), not {error.__name__} ({message})"
            raise AssertionError(wrong) from raised
    else:
        raise AssertionError(f"no error, but {error.__name__} ({message}) was due")
