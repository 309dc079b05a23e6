"""The differences between two recordings as data; how they are found and shown is not told here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from fake_comet.errors import Misuse, nearest
from fake_comet.recording.arguments import shown
from fake_comet.recording.records import Content
from fake_comet.recording.sites import Site

KINDS: Final = (
    "metrics",
    "parameters",
    "others",
    "tags",
    "html",
    "graph",
    "images",
    "figures",
    "tables",
    "confusion_matrices",
    "curves",
    "histograms",
    "texts",
    "audio",
    "videos",
    "embeddings",
    "models",
    "assets",
    "artifacts",
    "notifications",
    "calls",
    "problems",
    "environment",
)


class Change(Enum):
    """What became of something from the first recording to the second."""

    REMOVED = "only in the first"
    ADDED = "only in the second"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One place in which two things of the same name differ.

    Attributes:
        where: the place in words, as ``step 20`` or ``row 3, column 'loss'``; may be empty.
        what: what differs there, as ``value``, ``step``, ``label``, ``box``, ``size``, ``pixels``.
        old: what the first recording has there, None if the place was added.
        new: what the second has there, None if it was removed.
        by: how far apart they are, where that is a number: ``new - old``, pixels, a share.
        index: which of the points or uploads of that name it is, counted from 0 in the second
            recording, or in the first if it was removed.
        picture: for pixels, a picture (png) of where they differ, made when first read.
    """

    where: str
    what: str
    old: Any = None
    new: Any = None
    change: Change = Change.CHANGED
    by: float | None = None
    index: int | None = None
    picture: Content | None = None

    @classmethod
    def of_one_side(
        cls, change: Change, value: Any, *, where: str, what: str, index: int | None = None
    ) -> Detail:
        """A place that only one of the recordings has, with what is there."""
        removed = change is Change.REMOVED
        return cls(
            where=where,
            what=what,
            old=value if removed else None,
            new=None if removed else value,
            change=change,
            index=index,
        )

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        if self.change is Change.ADDED:
            return f"{head} {shown(self.new)} only in the second"
        if self.change is Change.REMOVED:
            return f"{head} {shown(self.old)} only in the first"
        return f"{head} {pair(self.old, self.new)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing, a metric, an image …, that is not the same in two recordings.

    Attributes:
        kind: what differs, as ``metrics``; one of ``KINDS``.
        name: which one, as ``train/loss``; of what was renamed, the name in the first recording.
        message: all of it in one line, the first recording before the second.
        new_name: the name in the second recording of what was renamed.
        context: the context of a metric, in the first recording if it has one there.
        numbers: how much differs, as ``{"points": 120, "changed": 3, "largest_absolute": 0.002}``.
        details: where it differs, most telling first; of many only the first ones.
        site: the line that logged it, in the second recording if it is there.
    """

    kind: str
    name: str
    message: str
    change: Change = Change.CHANGED
    new_name: str | None = None
    context: str | None = None
    numbers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    details: tuple[Detail, ...] = ()
    site: Site | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.name!r}: {self.message}"


class Diff(Sequence[Difference]):
    """The differences between two recordings by kind, most telling first; falsy if there are none.

    Attributes:
        differences: all of them.
        sections: the differences of each kind that has any, in the order of ``KINDS``.
    """

    def __init__(self, differences: Iterable[Difference]) -> None:
        found: dict[str, list[Difference]] = {kind: [] for kind in KINDS}
        for difference in differences:
            found[difference.kind].append(difference)
        self.sections: Mapping[str, tuple[Difference, ...]] = MappingProxyType(
            {kind: tuple(ones) for kind, ones in found.items() if ones}
        )
        self.differences = tuple(one for ones in self.sections.values() for one in ones)

    def __getitem__(self, index: int) -> Difference:  # type: ignore[override]
        return self.differences[index]

    def __len__(self) -> int:
        return len(self.differences)

    def of_kind(self, kind: str) -> tuple[Difference, ...]:
        """The differences of one kind, as ``metrics``.

        Raises:
            Misuse: there is no such kind.
        """
        return self.sections.get(known_kind(kind), ())

    def __str__(self) -> str:
        from fake_comet.recording.diff.text import as_text

        return as_text(self)

    def __repr__(self) -> str:
        return f"<Diff: {len(self)} differences>"


def pair(old: Any, new: Any) -> str:
    """Both sides, as ``0.5 | 0.25``: floats as short as tells them apart."""
    short = [float(f"{side:.6g}") if isinstance(side, float) else side for side in (old, new)]
    same = repr(short[0]) == repr(short[1])
    return " | ".join(map(shown, (old, new) if same else short))


def known_kind(kind: str) -> str:
    """The kind itself.

    Raises:
        Misuse: there is none of that name; the message lists the nearest.
    """
    if kind not in KINDS:
        close = nearest(kind, KINDS)
        hint = f"did you mean {', '.join(close)}? " if close else ""
        raise Misuse(f"no kind of difference {kind!r}; {hint}there are: {', '.join(KINDS)}")
    return kind
