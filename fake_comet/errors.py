"""Every error that fake-comet itself raises, and how a name that does not exist is answered.

Errors of the Comet SDK are not here: the stand-in raises the SDK's own
(``fake_comet.sdk.exceptions``).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class FakeCometError(Exception):
    """Base of all errors of fake-comet."""


class NoSession(FakeCometError, RuntimeError):
    """The stand-in was used while no session is active; use ``--comet-fake`` or ``activate()``."""


class NoSingleExperiment(FakeCometError, LookupError):
    """``session.experiment`` was asked for while there are none or several; name one instead."""


class MissingName(FakeCometError, KeyError):
    """A recording holds nothing under that name; the message lists the nearest names."""

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would show the repr of the message


class RecordingFileError(FakeCometError, ValueError):
    """A saved recording cannot be read: damaged, truncated, newer, or not a recording at all."""


class UnreadableContent(FakeCometError, ValueError):
    """The content of an upload is not what its view reads (an svg has no pixels); read
    ``.content``.
    """


class MissingLibrary(FakeCometError, ImportError):
    """Reading this view needs a library that is not installed; the message says which."""


class Misuse(FakeCometError, ValueError):
    """An argument or option of fake-comet has a value that it cannot have."""


class ProblemsFound(FakeCometError, AssertionError):
    """A strict session saw problems; the message shows each with its place and what to do."""


class ProblemNotFound(FakeCometError, AssertionError):
    """A block that expected a problem ended without one."""


class GoldenDiffers(FakeCometError, AssertionError):
    """A recording differs from its golden, or has none; the message tells how to accept it."""


def nearest(name: object, names: Iterable[str], count: int = 3) -> list[str]:
    """The names most like ``name``, best first, case ignored."""
    by_lower: dict[str, str] = {}
    for candidate in names:
        by_lower.setdefault(candidate.lower(), candidate)
    close = difflib.get_close_matches(str(name).lower(), by_lower, n=count, cutoff=0.55)
    return [by_lower[match] for match in close]


def missing_name(kind: str, name: object, names: Iterable[str]) -> MissingName:
    """The error for a recording that has no ``kind`` called ``name``."""
    known = sorted(names)
    if not known:
        return MissingName(f"no {kind} {name!r}: none was recorded")
    close = nearest(name, known) or known[:5]
    shown = ", ".join(repr(candidate) for candidate in close)
    return MissingName(f"no {kind} {name!r} among the {len(known)} recorded; nearest: {shown}")
