"""A diff as workflow commands of GitHub, which shows each at the line that logged it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fake_comet.recording.diff.model import Diff, Difference
from fake_comet.recording.sites import UNKNOWN_SITE


def as_annotations(diff: Diff, root: Path) -> Iterator[str]:
    """A line for each difference.

    Args:
        root: the folder of the repository; files below it are named relative to it.
    """
    for difference in diff:
        title = f"Comet: {difference.kind} {difference.name!r}"
        properties = [*_place(difference, root), ("title", title)]
        told = ",".join(f"{name}={_property(value)}" for name, value in properties)
        yield f"::error {told}::{_data(difference.message)}"


def _place(difference: Difference, root: Path) -> Iterator[tuple[str, str]]:
    site = difference.site
    if site is None or site == UNKNOWN_SITE:
        return
    path = Path(site.file)
    inside = path.is_absolute() and path.is_relative_to(root)
    yield "file", (path.relative_to(root) if inside else path).as_posix()
    yield "line", str(site.line)


def _data(text: str) -> str:
    """A text in which nothing ends the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
