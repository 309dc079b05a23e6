"""What recordings hold, in a few lines of plain text and in numbers; it judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from fake_comet.recording.arguments import shown
from fake_comet.recording.recording import Recording

MOST: Final = 20  # names on one line; the rest is counted
_KINDS: Final = (
    "images",
    "figures",
    "tables",
    "confusion_matrices",
    "curves",
    "histograms",
    "audio",
    "videos",
    "models",
    "artifacts",
)


class Counts(NamedTuple):
    """How much was recorded; ``assets`` are all uploads but images."""

    experiments: int = 0
    metrics: int = 0
    images: int = 0
    assets: int = 0
    problems: int = 0

    def __str__(self) -> str:
        return ", ".join(
            f"{count} {name if count != 1 else name.removesuffix('s')}"
            for name, count in zip(self._fields, self, strict=True)
        )

    def plus(self, other: Counts) -> Counts:
        """The counts of both together."""
        return Counts(*map(sum, zip(self, other, strict=True)))


def counts_of(recordings: Iterable[Recording], problems: int) -> Counts:
    """How much is in all of them."""
    total = Counts(problems=problems)
    for recording in recordings:
        images = len(recording.images.all)
        points = len(recording.recorder.columns)
        total = total.plus(Counts(1, points, images, len(recording.assets.all) - images))
    return total


def outline(recording: Recording) -> Iterator[str]:
    """A recording line by line: what it is called, and which names it holds how often."""
    state = "ended" if recording.ended else "not ended"
    if recording.recorder.header.disabled:
        state = f"DISABLED, so nothing is recorded, {state}"
    name = recording.name or recording.key
    yield f"experiment {name!r}, created at {recording.created_at}, {state}"
    if recording.metrics:
        yield _line("metrics", (f"{n} ({len(s)})" for n, s in recording.metrics.items()))
    for mapping in ("parameters", "others"):
        found = getattr(recording, mapping)
        if found:
            yield _line(mapping, (f"{key}={shown(value)}" for key, value in found.items()))
    if recording.tags:
        yield _line("tags", sorted(recording.tags))
    for kind in _KINDS:
        by_name: Any = getattr(recording, kind)
        if by_name:
            yield _line(kind.replace("_", " "), (_counted(n, len(by_name[n])) for n in by_name))


def _counted(name: str, count: int) -> str:
    return name if count == 1 else f"{name} ({count})"


def _line(title: str, parts: Iterable[str]) -> str:
    found = list(parts)
    more = f" … and {len(found) - MOST} more" if len(found) > MOST else ""
    return f"  {title}: {', '.join(found[:MOST])}{more}"
