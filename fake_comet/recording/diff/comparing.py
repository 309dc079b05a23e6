"""What differs between two recordings, and what may be left out of it."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from fake_comet.errors import Misuse
from fake_comet.recording.diff.kinds import compared
from fake_comet.recording.diff.model import Diff, known_kind
from fake_comet.recording.recording import Recording


def diff(
    first: Recording,
    second: Recording,
    *,
    ignore: str | Iterable[str] = (),
    environment: bool = False,
) -> Diff:
    """What differs between two recordings.

    Args:
        ignore: kinds, as ``metrics``, or kind and name, as ``metrics:loss*``.
        environment: compare packages, host, git, code and system metrics too.

    Raises:
        Misuse: one is not a recording, or ``ignore`` names a kind that does not exist.
    """
    for place, given in (("first", first), ("second", second)):
        if not isinstance(given, Recording):
            raise Misuse(
                f"diff compares two recordings, but the {place} is a {type(given).__qualname__}; "
                "read a saved one with fake_comet.load(path)"
            )
    patterns = [_pattern(text) for text in ([ignore] if isinstance(ignore, str) else ignore)]
    return Diff(
        found
        for found in compared(first, second, environment=environment)
        if not any(found.kind == kind and fnmatchcase(found.name, name) for kind, name in patterns)
    )


def _pattern(text: str) -> tuple[str, str]:
    if not isinstance(text, str):
        raise Misuse(f"ignore takes texts as 'metrics' or 'metrics:loss*', not {text!r}")
    kind, separator, name = text.partition(":")
    return known_kind(kind), name if separator else "*"
