"""Metric series: the points of one metric as numpy arrays, and all series by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fake_comet.errors import missing_name
from fake_comet.recording.columns import MetricColumns, Point

if TYPE_CHECKING:
    import numpy as np


class Series:
    """The points of one metric in the order in which they came, of all contexts together.

    Iterating gives ``Point``s; the arrays all have the same length.
    """

    def __init__(self, name: str, points: tuple[Point, ...]) -> None:
        self.name = name
        self._points = points

    def __len__(self) -> int:
        return len(self._points)

    def __iter__(self) -> Iterator[Point]:
        return iter(self._points)

    @property
    def last(self) -> Any:
        """The newest value."""
        return self._points[-1].value

    @property
    def values(self) -> np.ndarray[Any, Any]:
        """The values: float64 where all are numbers, else objects."""
        return _column([point.value for point in self._points])

    @property
    def steps(self) -> np.ndarray[Any, Any]:
        """The steps: int64 where all are whole, float64 where all are numbers, else objects."""
        return _whole_column([point.step for point in self._points])

    @property
    def epochs(self) -> np.ndarray[Any, Any]:
        """The epochs, typed like ``steps``."""
        return _whole_column([point.epoch for point in self._points])

    @property
    def contexts(self) -> np.ndarray[Any, Any]:
        """The context of each point, a string or None."""
        return _objects([point.context for point in self._points])

    @property
    def timestamps(self) -> np.ndarray[Any, Any]:
        """When each point was logged, whole milliseconds since 1970 as the SDK sends them (int64)."""
        import numpy as np

        return np.array([int(point.time * 1000) for point in self._points], dtype=np.int64)

    def __repr__(self) -> str:
        return f"<Series {self.name!r}: {len(self)} points, last {self.last!r}>"


class MetricsView(Mapping[str, Series]):
    """All metric series by name."""

    def __init__(self, columns: MetricColumns) -> None:
        self._columns = columns
        self._found: tuple[int, dict[str, Series]] = (-1, {})

    def _series(self) -> dict[str, Series]:
        count = len(self._columns)
        if self._found[0] != count:
            by_name: dict[str, list[Point]] = {}
            for point in self._columns.points():
                by_name.setdefault(point.name, []).append(point)
            self._found = (count, {n: Series(n, tuple(p)) for n, p in by_name.items()})
        return self._found[1]

    def __getitem__(self, name: str) -> Series:
        try:
            return self._series()[name]
        except KeyError:
            raise missing_name("metric", name, self._series()) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._series())

    def __len__(self) -> int:
        return len(self._series())


def _column(values: list[Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    if all(type(value) in (float, int) for value in values):
        return np.array(values, dtype=np.float64)
    return _objects(values)


def _whole_column(values: list[Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    if all(type(value) is int and -(2**63) <= value < 2**63 for value in values):
        return np.array(values, dtype=np.int64)
    return _column(values)


def _objects(values: list[Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made
