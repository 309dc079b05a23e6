"""Which point of one series belongs to which of another; it looks at steps, not at values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fake_comet.recording.diff.rows import is_numeric, length

if TYPE_CHECKING:
    from fake_comet.recording.diff.rows import Column, Columns
    from fake_comet.recording.snapshot import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Places of two series that belong together, and those that only one has.

    Attributes:
        left: places in the first; None for the first ``count`` of both in order; so is ``right``.
        gone: places that only the first has.
        new: places that only the second has.
    """

    count: int
    left: Array | None = None
    right: Array | None = None
    gone: Array
    new: Array

    @property
    def reordered(self) -> bool:
        """Whether what belongs together comes in another order."""
        return self.left is not None and bool((self.left[1:] < self.left[:-1]).any())

    def left_of(self, column: Column) -> Any:
        """The paired items of a column of the first."""
        return _taken(column, self.left, self.count)

    def right_of(self, column: Column) -> Any:
        """The paired items of a column of the second."""
        return _taken(column, self.right, self.count)

    def place_in_second(self, pair: int) -> int:
        """Where the second has a pair."""
        return pair if self.right is None else int(self.right[pair])


def _taken(column: Any, places: Array | None, count: int) -> Any:
    if places is None:
        return column[:count]
    if hasattr(column, "dtype"):
        return column[places]
    return [column[place] for place in places.tolist()]


def axes_of(columns: Columns) -> list[str]:
    """The columns by which points are told apart: all but their values."""
    return [name for name in columns if name != "value"]


def paired(one: Columns, other: Columns) -> Pairing:
    """Pair the points by the first axis that tells them apart, as their steps, else in order.

    In order go points of which there are equally many, unless most would fit another one better.
    """
    lengths = length(one), length(other)
    for axis in axes_of(one):
        left: Any = one[axis]
        right: Any = other[axis]
        if not (is_numeric(left) and is_numeric(right)):
            continue
        if lengths[0] == lengths[1] and _in_step(left, right):
            break
        if _distinct(left) and _distinct(right):
            found = _by_axis(left, right)
            fits = lengths[0] != lengths[1] or 2 * found.count >= lengths[0]
            if found.count and fits:
                return found
    return _in_order(one, other)


def _in_step(left: Array, right: Array) -> bool:
    """Whether one axis is the other, or shifted by the same everywhere."""
    import numpy as np

    with np.errstate(invalid="ignore"):  # infinite steps are no distance apart
        distances = right - left
    return not len(distances) or bool((distances == distances[0]).all())


def _distinct(axis: Array) -> bool:
    import numpy as np

    with np.errstate(invalid="ignore"):
        distances = np.diff(axis)
    if bool((distances > 0).all()):  # as steps usually come
        return True
    return len(np.unique(axis)) == len(axis)


def _by_axis(left: Array, right: Array) -> Pairing:
    in_left, in_right = _common(left, right)
    return Pairing(
        count=len(in_left),
        left=in_left,
        right=in_right,
        gone=_others(len(left), in_left),
        new=_others(len(right), in_right),
    )


def _common(left: Array, right: Array) -> tuple[Array, Array]:
    """Where two axes, each of distinct numbers, have the same, in the order of the second."""
    import numpy as np

    if not len(left):
        return np.arange(0), np.arange(0)
    order = None if bool((left[1:] > left[:-1]).all()) else np.argsort(left)
    places = np.searchsorted(left, right, sorter=order)
    np.minimum(places, len(left) - 1, out=places)
    if order is not None:
        places = order[places]
    in_right = np.flatnonzero(left[places] == right)
    return places[in_right], in_right


def _others(count: int, places: Array) -> Array:
    import numpy as np

    free = np.ones(count, dtype=bool)
    free[places] = False
    return np.flatnonzero(free)


def _in_order(one: Columns, other: Columns) -> Pairing:
    """Pair from the front; what one has more than the other is missing where it fits best."""
    import numpy as np

    first, second = length(one), length(other)
    common = min(first, second)
    split = common if first == second else _equal_ahead(one["value"], other["value"], common)
    surplus = (np.arange(split, split + first - common), np.arange(split, split + second - common))
    whole = split == common
    return Pairing(
        count=common,
        left=None if whole else _others(first, surplus[0]),
        right=None if whole else _others(second, surplus[1]),
        gone=surplus[0],
        new=surplus[1],
    )


def _equal_ahead(left: Column, right: Column, common: int) -> int:
    """How many values are equal in front, if all others are at the end; else all that there are."""
    import numpy as np

    if not (is_numeric(left) and is_numeric(right)):
        return common
    ahead: Any = left[:common] != right[:common]
    split = int(np.argmax(ahead)) if ahead.any() else common
    rest = common - split
    ends = left[len(left) - rest :], right[len(right) - rest :]
    return split if np.array_equal(*ends) else common
