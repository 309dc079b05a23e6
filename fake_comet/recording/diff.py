"""What differs between two recordings: how it is reported, and what may be left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final

from fake_comet.errors import Misuse, nearest
from fake_comet.recording.comparison import compared
from fake_comet.recording.difference import Difference
from fake_comet.recording.recording import Recording

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
    "models",
    "confusion_matrices",
    "curves",
    "histograms",
    "texts",
    "audio",
    "videos",
    "embeddings",
    "assets",
    "artifacts",
    "notifications",
    "environment",
)
_SHOWN: Final = 20  # differences of one kind that the text of a diff shows


class Diff(Sequence[Difference]):
    """The differences between two recordings, falsy if there are none."""

    def __init__(self, differences: Iterable[Difference]) -> None:
        self.differences = tuple(differences)

    def __getitem__(self, index: int) -> Difference:  # type: ignore[override]
        return self.differences[index]

    def __len__(self) -> int:
        return len(self.differences)

    def of_kind(self, kind: str) -> tuple[Difference, ...]:
        """The differences of one kind, as ``metrics``.

        Raises:
            Misuse: there is no such kind.
        """
        return tuple(found for found in self.differences if found.kind == _known(kind))

    def __str__(self) -> str:
        if not self:
            return "the recordings are equal"
        count = len(self)
        lines = [f"{count} difference{'s' if count > 1 else ''} (first | second recording)"]
        for kind in KINDS:
            lines += _lines(kind, self.of_kind(kind))
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Diff: {len(self)} differences>"


def _lines(kind: str, found: tuple[Difference, ...]) -> Iterator[str]:
    if found:
        yield f"{kind}:"
    for difference in found[:_SHOWN]:
        yield f"  {difference.name!r}: {difference.message}"
    if len(found) > _SHOWN:
        yield f"  … and {len(found) - _SHOWN} more"


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
    return _known(kind), name if separator else "*"


def _known(kind: str) -> str:
    if kind not in KINDS:
        close = nearest(kind, KINDS)
        hint = f"did you mean {', '.join(close)}? " if close else ""
        raise Misuse(f"no kind of difference {kind!r}; {hint}there are: {', '.join(KINDS)}")
    return kind
