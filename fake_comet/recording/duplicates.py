"""Points that contradict each other, found by comparing columns when problems are read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.columns import (
    BATCH_START,
    EPOCH_GIVEN,
    IN_BATCH,
    INSIDE_CALL,
    STEP_GIVEN,
    Shape,
)
from fake_comet.recording.journal import Call
from fake_comet.recording.problems import KINDS, Problem
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.snapshot import EPOCH, SHAPE, SITE, STEP, THREAD, VALUE, Snapshot

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

_KIND: Final = "duplicate-point"
_STEP_PLACE: Final = (
    2  # of ``step`` among the arguments of log_metric and log_metrics; ``epoch`` is next
)
_METHODS: Final = frozenset({"log_metric", "log_metrics"})


def duplicate_points(recorder: Recorder, snapshot: Snapshot) -> tuple[Problem, ...]:
    """A problem for each line of code that gave a metric another value at the same step and epoch.

    Only calls that name a step or an epoch claim the place of their point; values that follow each
    other under a step set earlier are as the SDK means them.
    """
    first, second = _contradictions(snapshot)
    if not len(second):
        return ()
    claims = _Claims(recorder, snapshot)
    found: dict[object, tuple[int, int]] = {}
    times: dict[object, int] = {}
    for before, row in zip(first.tolist(), second.tolist(), strict=True):
        place = claims.place(row)
        if place is not None:
            found.setdefault(place, (before, row))
            times[place] = times.get(place, 0) + 1
    return tuple(
        _problem(snapshot, pair, claims.call(pair[1]), recorder.header.key, times[place])
        for place, pair in found.items()
    )


def _problem(
    snapshot: Snapshot, pair: tuple[int, int], call: Call, key: str, times: int
) -> Problem:
    import numpy as np

    rows = np.array(pair)
    (before, value), (_, step), (_, epoch) = (
        snapshot.exact(rows, column) for column in (VALUE, STEP, EPOCH)
    )
    shape = snapshot.shapes[snapshot.columns[SHAPE][pair[1]]]
    context = f" in context {shape.context!r}" if shape.context is not None else ""
    named = (("step", step), ("epoch", epoch))
    place = " and ".join(f"{word} {number}" for word, number in named if number is not None)
    known = KINDS[_KIND]
    return Problem(
        kind=_KIND,
        level=known.level,
        message=f"metric {shape.name!r}{context} at {place} was {before!r} before, now {value!r}",
        advice=known.advice,
        passed=call.arguments,
        call=call.method,
        site=call.site,
        experiment_key=key,
        times=times,
    )


def _contradictions(snapshot: Snapshot) -> tuple[Array, Array]:
    """Pairs of rows of equal name, context, step and epoch, next to each other, of other values."""
    import numpy as np

    groups = _groups(snapshot)
    columns = snapshot.columns
    usable = np.flatnonzero(groups >= 0)
    keys = [columns[EPOCH][usable], columns[STEP][usable], groups[usable]]
    order = np.lexsort(keys)
    equal = np.ones(max(len(order) - 1, 0), dtype=bool)
    for key in keys:
        ordered = key[order]
        equal &= ordered[1:] == ordered[:-1]
    order = usable[order]
    first, second = order[:-1][equal], order[1:][equal]
    differ = _differ(snapshot, first, second)
    first, second = first[differ], second[differ]
    in_time = np.argsort(second)
    return first[in_time], second[in_time]


def _groups(snapshot: Snapshot) -> Array:
    """A number for each row, equal where name, context and the presence of step and epoch are.

    Rows whose step or epoch no float holds have -1: they are not looked at.
    """
    import numpy as np

    numbers: dict[object, int] = {}

    def number(shape: Shape) -> int:
        absent = (shape.step_type is type(None), shape.epoch_type is type(None))
        return numbers.setdefault((shape.name, shape.context, absent), len(numbers))

    of_shape = np.array([number(shape) for shape in snapshot.shapes], dtype=np.int64)
    found: Array = of_shape[snapshot.columns[SHAPE]]
    for column in (STEP, EPOCH):
        found[snapshot.odd_rows[column]] = -1
    return found


def _differ(snapshot: Snapshot, first: Array, second: Array) -> Array:
    import numpy as np

    if snapshot.are_numbers(first, VALUE) and snapshot.are_numbers(second, VALUE):
        values = snapshot.columns[VALUE]
        one, other = values[first], values[second]
        both_nan = np.isnan(one) & np.isnan(other)
        found: Array = (one != other) & ~both_nan
        return found
    pairs = zip(snapshot.exact(first, VALUE), snapshot.exact(second, VALUE), strict=True)
    return np.array([repr(one) != repr(other) for one, other in pairs], dtype=bool)


class _Claims:
    """Finds the call that logged a point, if that call gave it its step or epoch."""

    def __init__(self, recorder: Recorder, snapshot: Snapshot) -> None:
        self._recorder = recorder
        self._snapshot = snapshot
        self._calls: dict[int, list[Call]] = {}
        for call in recorder.journal.explicit():
            self._calls.setdefault(call.thread, []).append(call)
        self._positions = {
            thread: [call.position for call in calls] for thread, calls in self._calls.items()
        }

    def place(self, row: int) -> object:
        """Where the point in ``row`` was logged, if the call named its step or epoch; else None."""
        columns = self._snapshot.columns
        start = self._start(row)
        flags = self._flags(start)
        shape = self._snapshot.shapes[columns[SHAPE][row]]
        if not flags & INSIDE_CALL:
            claimed = flags & (STEP_GIVEN | EPOCH_GIVEN)
            return (shape.name, shape.context, int(columns[SITE][start])) if claimed else None
        call = self._journalled(row)
        if call is None or not _names_a_place(call):
            return None
        return (shape.name, shape.context, call.site)

    def call(self, row: int) -> Call:
        """The call that logged the point in ``row``."""
        start = self._start(row)
        if self._flags(start) & INSIDE_CALL:
            call = self._journalled(row)
            assert call is not None  # ``place`` found it
            return call
        raw: Any = tuple(column[start].item() for column in self._snapshot.columns)
        call = self._recorder.journal.metric_call(start, raw)
        if self._flags(start) & BATCH_START:
            call.args[0].update(self._rest_of_batch(start))
        return call

    def _rest_of_batch(self, start: int) -> Iterator[tuple[str, Any]]:
        columns = self._snapshot.columns
        for row in range(start + 1, len(self._snapshot)):
            if columns[THREAD][row] == columns[THREAD][start]:
                if not self._flags(row) & IN_BATCH:
                    return
                name = self._snapshot.shapes[columns[SHAPE][row]].name
                yield name, self._snapshot.value(row)

    def _start(self, row: int) -> int:
        """The first row of the call that ``row`` belongs to."""
        thread = self._snapshot.columns[THREAD]
        start = row
        while self._flags(start) & IN_BATCH or thread[start] != thread[row]:
            start -= 1
        return start

    def _flags(self, row: int) -> int:
        shape: Shape = self._snapshot.shapes[self._snapshot.columns[SHAPE][row]]
        return shape.flags

    def _journalled(self, row: int) -> Call | None:
        thread = self._recorder.columns.threads[self._snapshot.columns[THREAD][row]]
        found = bisect_right(self._positions.get(thread, []), row)
        return self._calls[thread][found - 1] if found else None


def _names_a_place(call: Call) -> bool:
    if call.method not in _METHODS:
        return False
    by_place = call.args[_STEP_PLACE : _STEP_PLACE + 2]
    return any(
        given is not None
        for given in (*by_place, call.kwargs.get("step"), call.kwargs.get("epoch"))
    )
