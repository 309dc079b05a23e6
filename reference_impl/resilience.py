"""Lets a training go on when something cannot be logged, and says why once per run.

It knows nothing of what is logged.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Final, ParamSpec

LOGGER: Final = logging.getLogger("reference_impl")

P = ParamSpec("P")


class Complaints:
    """Warnings of one run, each given once however often its reason returns."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def forget(self) -> None:
        """Begin a new run."""
        self._given.clear()

    def add(self, headline: str, reason: str) -> None:
        """Warn, unless the run was warned of the same reason before."""
        if reason not in self._given:
            self._given.add(reason)
            LOGGER.warning("%s: %s", headline, reason)


complaints: Final = (
    Complaints()
)  # of the training in this process; Comet too knows one run at a time


def reason_of(error: Exception) -> str:
    """What went wrong in words, with the kind of error where its message alone says little."""
    named = isinstance(error, (OSError, ValueError)) and str(error)
    return str(error) if named else f"{type(error).__name__}: {error}"


def goes_on(part: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Make a function that warns where it would fail, so that a training is never lost to it.

    Args:
        part: what the function logs, for the warning.
    """

    def decorate(function: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                function(*args, **kwargs)
            except Exception as error:
                complaints.add(f"Not logged to Comet: {part}", reason_of(error))

        return guarded

    return decorate


def logs(part: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """The same for a function whose first argument is the experiment, which may be None."""

    def decorate(function: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> None:
            if (args[0] if args else kwargs.get("experiment")) is None:
                raise ValueError("no Comet experiment is running")
            function(*args, **kwargs)

        return goes_on(part)(checked)

    return decorate
