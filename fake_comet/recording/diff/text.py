"""A diff as plain text, a line for each difference; it colours nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fake_comet.recording.diff.found import counted
from fake_comet.recording.diff.model import Diff, Difference

EQUAL: Final = "the recordings are equal"
SIDES: Final = "first | second recording"
_SHOWN: Final = 20  # differences of one kind that the text of a diff shows


def as_text(diff: Diff, sides: str = SIDES) -> str:
    """All kinds, the first differences of each.

    Args:
        sides: what the two sides are called, the first before the second.
    """
    if not diff:
        return EQUAL
    lines = [heading(diff, sides)]
    for kind, found in diff.sections.items():
        lines += [f"{kind}:", *_lines(found)]
    return "\n".join(lines)


def heading(diff: Diff, sides: str = SIDES) -> str:
    """How many differences there are, and which side is which."""
    return f"{counted(len(diff), 'difference')} ({sides})"


def _lines(found: tuple[Difference, ...]) -> Iterator[str]:
    for difference in found[:_SHOWN]:
        yield f"  {difference.name!r}: {difference.message}"
    if len(found) > _SHOWN:
        yield f"  … and {len(found) - _SHOWN} more"
