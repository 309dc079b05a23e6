"""Metric series: the points of one metric as numpy arrays, and all series by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fake_comet.errors import missing_name
from fake_comet.recording.arguments import shown
from fake_comet.recording.columns import Point
from fake_comet.recording.snapshot import EPOCH, STEP, TIME, VALUE, Snapshot

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array


class Series:
    """The points of one metric in the order in which they came, of all contexts together.

    Iterating gives ``Point``s; the arrays all have the same length.
    """

    def __init__(self, name: str, snapshot: Snapshot, rows: Array) -> None:
        self.name = name
        self._snapshot = snapshot
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Point]:
        for start in range(0, len(self), 1024):
            yield from self._points(self._rows[start : start + 1024])

    def _points(self, rows: Array) -> Iterator[Point]:
        columns = (self._snapshot.exact(rows, column) for column in (VALUE, STEP, EPOCH))
        contexts = self._snapshot.contexts(rows).tolist()
        times = self._snapshot.columns[TIME][rows].tolist()
        for context, value, step, epoch, time in zip(contexts, *columns, times, strict=True):
            yield Point(self.name, context, value, step, epoch, time)

    @property
    def last(self) -> Any:
        """The newest value."""
        return self._snapshot.exact(self._rows[-1:], VALUE)[0]

    @property
    def values(self) -> Array:
        """The values: float64 where all are numbers, else objects."""
        return self._snapshot.array(self._rows, VALUE)

    @property
    def steps(self) -> Array:
        """The steps: int64 where all are whole, float64 where all are numbers, else objects."""
        return self._snapshot.array(self._rows, STEP, whole=True)

    @property
    def epochs(self) -> Array:
        """The epochs, typed like ``steps``."""
        return self._snapshot.array(self._rows, EPOCH, whole=True)

    @property
    def contexts(self) -> Array:
        """The context of each point, a string or None."""
        return self._snapshot.contexts(self._rows)

    @property
    def timestamps(self) -> Array:
        """When each point was logged: whole milliseconds since 1970, as the SDK sends them."""
        return (self._snapshot.columns[TIME][self._rows] * 1000).astype("int64")

    def __repr__(self) -> str:
        return f"<Series {self.name!r}: {len(self)} points, last {shown(self.last)}>"


class MetricsView(Mapping[str, Series]):
    """All metric series by name."""

    def __init__(self, snapshots: Callable[[], Snapshot]) -> None:
        self._snapshots = snapshots

    def __getitem__(self, name: str) -> Series:
        snapshot = self._snapshots()
        rows = snapshot.rows.get(name)
        if rows is None:
            raise missing_name("metric", name, snapshot.rows)
        return Series(name, snapshot, rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshots().rows)

    def __len__(self) -> int:
        return len(self._snapshots().rows)

    def __repr__(self) -> str:
        return f"<{len(self)} metrics: {', '.join(self)}>"
