"""How the points of one metric differ: which are gone or new, by how much values changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fake_comet.recording.arguments import shown
from fake_comet.recording.diff.found import (
    MOST_DETAILS,
    NAMED,
    Found,
    counted,
    number,
    percent,
    signed,
)
from fake_comet.recording.diff.model import Change, Detail
from fake_comet.recording.diff.model import pair as both
from fake_comet.recording.diff.pairing import Pairing, axes_of, paired
from fake_comet.recording.diff.rows import is_numeric, item, listed, unequal
from fake_comet.recording.diff.rules import STRICT, Judge
from fake_comet.recording.diff.values import apart
from fake_comet.recording.sameness import same

if TYPE_CHECKING:
    from fake_comet.recording.diff.rows import Columns
    from fake_comet.recording.snapshot import Array


def points_differ(one: Columns, other: Columns, judge: Judge) -> Found | None:
    """How two series differ, None if they do not.

    Args:
        one: ``value`` and the axes, as ``step`` and ``epoch``, of equal length; so is ``other``.
    """
    pairing = paired(one, other)
    comparison = _Comparison(one, other, pairing, judge)
    return comparison.found() if comparison else None


_BLOCK: Final = 1 << 16  # pairs that are looked at at once, so that millions need little memory


@dataclass(frozen=True, slots=True)
class _Extreme:
    """The pair of values that are furthest apart: its number among the pairs, and how far."""

    pair: int
    distance: float


class _Comparison:
    """Two series whose points are paired."""

    def __init__(self, one: Columns, other: Columns, pairing: Pairing, judge: Judge) -> None:
        self.one, self.other, self.pairing = one, other, pairing
        self.axes = axes_of(one)
        self.left = {name: pairing.left_of(column) for name, column in one.items()}
        self.right = {name: pairing.right_of(column) for name, column in other.items()}
        for name, wanted in judge.expected.items():
            self.left[name] = [wanted] * pairing.count
        self.changed = {name: self._unequal(name, judge) for name in one}

    def __bool__(self) -> bool:
        missing = (self.pairing.gone, self.pairing.new)
        return self.pairing.reordered or any(map(len, (*self.changed.values(), *missing)))

    def _unequal(self, name: str, judge: Judge) -> Array:
        import numpy as np

        left, right = self.left[name], self.right[name]
        if name in judge.expected:
            wanted = judge.expected[name]
            found = [place for place, value in enumerate(listed(right)) if wanted != value]
        elif is_numeric(left) and is_numeric(right):
            return unequal(left, right, STRICT if name in self.axes else judge)
        else:
            exact = STRICT if name in self.axes else judge
            pairs = zip(listed(left), listed(right), strict=True)
            found = [
                place
                for place, (old, new) in enumerate(pairs)
                if old is not new and not same(old, new, exact.tolerance)
            ]
        return np.array(found, dtype=np.int64)

    def found(self) -> Found:
        """All of it."""
        largest = self._extremes()
        shifts = {name: self._shift(name) for name in self.axes}
        parts = [*self._of_values(largest), *self._of_axes(shifts), *self._of_missing()]
        details = [*self._extreme_details(largest), *self._details(shifts), *self._gone_and_new()]
        unique = {(detail.what, detail.change, detail.index): detail for detail in details}
        return Found(
            message="; ".join(parts),
            details=tuple(unique.values())[:MOST_DETAILS],
            numbers=self._numbers(largest, shifts),
        )

    # -- numbers ----------------------------------------------------------------------------------

    def _extremes(self) -> dict[str, _Extreme]:
        left, right = self.left["value"], self.right["value"]
        pairs = self.changed["value"]
        if not (len(pairs) and is_numeric(left) and is_numeric(right)):
            return {}
        largest: dict[str, _Extreme] = {}
        for start in range(0, len(pairs), _BLOCK):
            block = pairs[start : start + _BLOCK]
            for name, distances in _distances(left[block], right[block]).items():
                found = _largest(block, distances)
                if found and (name not in largest or found.distance > largest[name].distance):
                    largest[name] = found
        return largest

    def _shift(self, name: str) -> float | None:
        """By how much an axis is shifted, if by the same at every point."""
        left, right = self.left[name], self.right[name]
        all_differ = len(self.changed[name]) == len(left) > 0
        if not (all_differ and is_numeric(left) and is_numeric(right)):
            return None
        distances = right - left
        return float(distances[0]) if bool((distances == distances[0]).all()) else None

    def _numbers(
        self, largest: dict[str, _Extreme], shifts: dict[str, float | None]
    ) -> dict[str, float]:
        return {
            "points": len(self.one["value"]),
            "points_second": len(self.other["value"]),
            "changed": len(self.changed["value"]),
            "removed": len(self.pairing.gone),
            "added": len(self.pairing.new),
            **{f"largest_{name}": extreme.distance for name, extreme in largest.items()},
            **{f"{name}_shift": by for name, by in shifts.items() if by is not None},
        }

    # -- words ------------------------------------------------------------------------------------

    def _of_values(self, largest: dict[str, _Extreme]) -> Iterator[str]:
        pairs = self.changed["value"]
        if not len(pairs):
            return
        head = f"{len(pairs)} of {counted(len(self.left['value']), 'point')} changed"
        if len(pairs) > 1 and largest:
            yield ", ".join([head, *self._said(largest)])
        else:
            relative = largest.get("relative")
            share = f" ({percent(relative.distance)})" if relative else ""
            yield f"{head}, {self._first(pairs)}{share}"

    def _said(self, largest: dict[str, _Extreme]) -> Iterator[str]:
        absolute, relative = largest["absolute"], largest.get("relative")
        said = f"at most {number(absolute.distance)} at {self._where(absolute.pair)}"
        yield f"{said} ({self._pair('value', absolute.pair)})"
        if relative and relative.pair == absolute.pair:
            yield f"which is {percent(relative.distance)}"
        elif relative:
            said = f"relatively {percent(relative.distance)} at {self._where(relative.pair)}"
            yield f"{said} ({self._pair('value', relative.pair)})"

    def _first(self, pairs: Array) -> str:
        told = [
            f"{self._where(pair)}: {self._pair('value', pair)}" for pair in pairs[:NAMED].tolist()
        ]
        return "; ".join(told + (["…"] if len(pairs) > NAMED else []))

    def _of_axes(self, shifts: dict[str, float | None]) -> Iterator[str]:
        for name in self.axes:
            pairs, by = self.changed[name], shifts[name]
            if by is not None:
                yield f"{name} shifted by {signed(by)}"
            elif len(pairs):
                head = f"{name} changed at {counted(len(pairs), 'point')}"
                yield f"{head}, first point {self._place(int(pairs[0]))}: " + self._pair(
                    name, int(pairs[0])
                )

    def _of_missing(self) -> Iterator[str]:
        sides = (("first", self.one, self.pairing.gone), ("second", self.other, self.pairing.new))
        for side, columns, places in sides:
            if len(places):
                told = ", ".join(_label(columns, place) for place in places[:NAMED].tolist())
                more = ", …" if len(places) > NAMED else ""
                yield f"{counted(len(places), 'point')} only in the {side} ({told}{more})"
        if self.pairing.reordered:
            yield "the points come in another order"

    def _pair(self, name: str, pair: int) -> str:
        old, new = item(self.left[name], pair), item(self.right[name], pair)
        return both(old, new)

    def _where(self, pair: int) -> str:
        return _label(self.other, self._place(pair))

    def _place(self, pair: int) -> int:
        return self.pairing.place_in_second(pair)

    # -- details ----------------------------------------------------------------------------------

    def _extreme_details(self, largest: dict[str, _Extreme]) -> Iterator[Detail]:
        for extreme in largest.values():
            yield self._detail("value", extreme.pair)

    def _details(self, shifts: dict[str, float | None]) -> Iterator[Detail]:
        for name, pairs in self.changed.items():
            shown_ones = pairs[: 1 if shifts.get(name) is not None else MOST_DETAILS]
            for pair in shown_ones.tolist():
                yield self._detail(name, pair)

    def _detail(self, name: str, pair: int) -> Detail:
        old, new = item(self.left[name], pair), item(self.right[name], pair)
        return Detail(
            where=self._where(pair),
            what=name,
            old=old,
            new=new,
            by=apart(old, new),
            index=self._place(pair),
        )

    def _gone_and_new(self) -> Iterator[Detail]:
        sides = (
            (Change.REMOVED, self.one, self.pairing.gone),
            (Change.ADDED, self.other, self.pairing.new),
        )
        for change, columns, places in sides:
            for place in places[:MOST_DETAILS].tolist():
                value, where = item(columns["value"], place), _label(columns, place)
                yield Detail.of_one_side(change, value, where=where, what="value", index=place)


def _distances(old: Array, new: Array) -> dict[str, Array]:
    import numpy as np

    old, new = old.astype(np.float64), new.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        distance = np.abs(new - old)
        return {"absolute": distance, "relative": distance / np.abs(old)}


def _largest(pairs: Array, distances: Array) -> _Extreme | None:
    import numpy as np

    finite = np.where(np.isfinite(distances), distances, -1.0)
    best = int(np.argmax(finite))
    return _Extreme(int(pairs[best]), float(finite[best])) if finite[best] >= 0 else None


def _label(columns: Columns, place: int) -> str:
    """What a person calls a point."""
    for name in axes_of(columns):
        found = item(columns[name], place)
        if found is not None:
            return f"{name} {shown(found)}"
    return f"point {place}"
