"""All metric points as numpy arrays at one moment; it knows columns, not single metrics."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from fake_comet.recording.columns import MetricColumns, Shape

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

K = TypeVar("K")

SHAPE: Final = 0
VALUE: Final = 1
STEP: Final = 2
EPOCH: Final = 3
TIME: Final = 4
SITE: Final = 5
THREAD: Final = 6

_NUMBERS: Final = frozenset({int, float})


class Snapshot:
    """The points that were there when it was taken; later ones do not show.

    Attributes:
        columns: shape, value, step, epoch, time, site, thread; what no float holds is 0.0.
        odd_rows: by column the rows of what no float holds.
    """

    def __init__(self, source: MetricColumns) -> None:
        self.columns: list[Array] = source.columns()
        self.shapes: list[Shape] = list(source.shapes)
        self._odd = source.odd_values()
        self.odd_rows = {column: self._rows_of_odd(column) for column in (VALUE, STEP, EPOCH)}

    def __len__(self) -> int:
        return len(self.columns[SHAPE])

    def _rows_of_odd(self, column: int) -> Array:
        import numpy as np

        # Points may have come between the reading of the columns and that of the odd values.
        found = [row for row, odd in self._odd if odd == column and row < len(self)]
        return np.array(found, dtype=np.int64)

    @cached_property
    def rows(self) -> dict[str, Array]:
        """The rows of each metric in order, by name in order of appearance."""
        return self.grouped(lambda shape: shape.name)

    def grouped(self, key: Callable[[Shape], K]) -> dict[K, Array]:
        """Rows in order, by what ``key`` says of their shapes."""
        import numpy as np

        numbers: dict[K, int] = {}
        of_shape = [numbers.setdefault(key(shape), len(numbers)) for shape in self.shapes]
        small = np.uint16 if len(numbers) < 2**16 else np.uint32  # numpy sorts 16 bits by radix
        groups = np.array(of_shape, dtype=small)[self.columns[SHAPE]]
        order = np.argsort(groups, kind="stable")
        ends = np.cumsum(np.bincount(groups, minlength=len(numbers)))
        parts = np.split(order, ends[:-1]) if len(numbers) else []
        return {name: part for name, part in zip(numbers, parts, strict=True) if len(part)}

    def flagged(self, flag: int) -> Array:
        """The rows whose shape has that flag."""
        import numpy as np

        marked = np.array([bool(shape.flags & flag) for shape in self.shapes], dtype=bool)
        return np.flatnonzero(marked[self.columns[SHAPE]])

    def types(self, rows: Array, column: int) -> set[type]:
        """How the values came: float, int, None, or ``object`` for what stands beside."""
        import numpy as np

        seen = np.flatnonzero(np.bincount(self.columns[SHAPE][rows], minlength=1))
        found: set[Any] = {self.shapes[number][column + 1] for number in seen.tolist()}
        return found | {object} if self._odd_places(rows, column) else found

    def _odd_places(self, rows: Array, column: int) -> list[int]:
        import numpy as np

        return [int(place) for place in np.flatnonzero(np.isin(rows, self.odd_rows[column]))]

    def are_numbers(self, rows: Array, column: int) -> bool:
        """Whether the column holds all values of these rows exactly."""
        import numpy as np

        if not self.types(rows, column) <= _NUMBERS:
            return False
        return column == VALUE or not np.isnan(self.columns[column][rows]).any()

    def exact(self, rows: Array, column: int) -> list[Any]:
        """The values of a column as they came; a step that is NaN is sent as null."""
        found = self.types(rows, column)
        if found == {type(None)}:
            return [None] * len(rows)
        made: list[Any] = self.columns[column][rows].tolist()
        if found != {float}:
            types = [shape[column + 1] for shape in self.shapes]
            numbers = self.columns[SHAPE][rows].tolist()
            made = [_typed(value, types[n]) for value, n in zip(made, numbers, strict=True)]
        for place in self._odd_places(rows, column):
            made[place] = self._odd[int(rows[place]), column]
        if column != VALUE:
            made = [value if value == value else None for value in made]
        return made

    def value(self, row: int) -> Any:
        """One value as it came."""
        import numpy as np

        return self.exact(np.array([row]), VALUE)[0]

    def array(self, rows: Array, column: int, *, whole: bool = False) -> Array:
        """Floats where all are numbers (int64 if ``whole`` and they are), else objects."""
        if not self.are_numbers(rows, column):
            return numbers_or_objects(self.exact(rows, column), whole=whole)
        found = self.columns[column][rows]
        return found.astype("int64") if whole and self.types(rows, column) == {int} else found

    def contexts(self, rows: Array) -> Array:
        """The context of each row."""
        return objects([shape.context for shape in self.shapes])[self.columns[SHAPE][rows]]


def _typed(value: float, kind: type) -> Any:
    if kind is int:
        return int(value)
    return None if kind is type(None) else value


def numbers_or_objects(values: list[Any], *, whole: bool) -> Array:
    """An array of values of any type, as narrow as they allow."""
    import numpy as np

    if whole and all(type(value) is int and -(2**63) <= value < 2**63 for value in values):
        return np.array(values, dtype=np.int64)
    if all(type(value) in _NUMBERS for value in values):
        try:
            return np.array(values, dtype=np.float64)
        except OverflowError:  # a whole number beyond all floats
            return objects(values)
    return objects(values)


def objects(values: list[Any]) -> Array:
    """An array of the very values."""
    import numpy as np

    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


class Snapshots:
    """The newest snapshot of some columns, taken again only when points have come."""

    def __init__(self, source: MetricColumns) -> None:
        self._source = source
        self._taken: Snapshot | None = None

    def __call__(self) -> Snapshot:
        """A snapshot that holds all points which are there now."""
        taken = self._taken
        if taken is None or len(taken) != len(self._source):
            taken = self._taken = Snapshot(self._source)
        return taken
