"""Metric points by column: 42 bytes each, appended without ever copying what is there.

What repeats (name, context, types) is a *shape* kept once; call sites and threads are kept once too. Points first
land in a short tail of tuples and move into fixed arrays a chunk at a time. Values that a float column cannot hold
exactly (strings, booleans, huge whole numbers) stand beside the columns.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from fake_comet.recording.records import Parameter

CHUNK: Final = 1024
EXACT: Final = 2**53  # whole numbers up to here are exact in a float column

# Flags of a shape: what this call did besides adding the point.
STEP_CHANGED: Final = 1  # a curr_step parameter was sent with it
EPOCH_CHANGED: Final = 2  # a curr_epoch parameter was sent with it
STEP_GIVEN: Final = 4
EPOCH_GIVEN: Final = 8
NO_CONTEXT: Final = 16  # include_context=False
INSIDE_CALL: Final = 32  # part of a call that the journal holds itself


class Shape(NamedTuple):
    """What one ``log_metric`` line has in common from call to call; ``object`` marks a value kept aside."""

    name: str
    context: str | None
    value_type: type
    step_type: type
    epoch_type: type
    flags: int


class Point(NamedTuple):
    """One metric point as it was sent; ``time`` in seconds since 1970."""

    name: str
    context: str | None
    value: Any
    step: Any
    epoch: Any
    time: float


Tail = tuple[int, Any, Any, Any, float, int, int]  # shape, value, step, epoch, time, site, thread
TYPECODES: Final = "IddddIH"


class MetricColumns:
    """All metric points of one experiment, in the order in which they came.

    ``append`` may be called from any thread without a lock; everything else takes the lock.
    """

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.threads: list[int] = []
        self._shape_numbers: dict[tuple[Any, ...], int] = {}
        self._thread_numbers: dict[int, int] = {}
        self._odd_shapes: set[int] = set()
        self._odd: dict[tuple[int, int], Any] = {}  # (row, column) -> what the float column cannot hold
        self._chunks: list[tuple[array[Any], ...]] = []
        self._tail: list[Tail] = []
        self._lock = threading.Lock()
        self.append = self._tail.append

    def __len__(self) -> int:
        with self._lock:
            return len(self._chunks) * CHUNK + len(self._tail)

    @property
    def tail(self) -> list[Tail]:
        """The newest points; whoever appends calls ``pack`` once it holds ``CHUNK`` of them."""
        return self._tail

    @property
    def shape_numbers(self) -> dict[tuple[Any, ...], int]:
        """Number of each known shape, for a look-up without a call."""
        return self._shape_numbers

    @property
    def thread_numbers(self) -> dict[int, int]:
        """Number of each known thread identifier."""
        return self._thread_numbers

    def add_shape(self, shape: tuple[Any, ...]) -> int:
        """The number of a shape, new or known."""
        with self._lock:
            number = self._shape_numbers.get(shape)
            if number is None:
                number = len(self.shapes)
                self.shapes.append(Shape(*shape))
                if object in shape[2:5]:
                    self._odd_shapes.add(number)
                self._shape_numbers[shape] = number
            return number

    def add_thread(self, ident: int) -> int:
        """The number of a thread, new or known."""
        with self._lock:
            number = self._thread_numbers.get(ident)
            if number is None:
                number = self._thread_numbers[ident] = len(self.threads)
                self.threads.append(ident)
            return number

    def pack(self) -> None:
        """Move a full tail into arrays."""
        with self._lock:
            while len(self._tail) >= CHUNK:
                rows = self._tail[:CHUNK]
                self._chunks.append(self._packed(rows, len(self._chunks) * CHUNK))
                del self._tail[:CHUNK]

    def _packed(self, rows: list[Tail], start: int) -> tuple[array[Any], ...]:
        columns: list[Any] = list(zip(*rows, strict=True))
        if not self._odd_shapes.isdisjoint(columns[0]):
            columns = self._without_odd(rows, start)
        return tuple(array(code, column) for code, column in zip(TYPECODES, columns, strict=True))

    def _without_odd(self, rows: list[Tail], start: int) -> list[Any]:
        plain: list[list[Any]] = [list(row) for row in rows]
        for offset, row in enumerate(rows):
            for column, kept_as in enumerate(self.shapes[row[0]][2:5], start=1):
                if kept_as is object:
                    self._odd[start + offset, column] = row[column]
                    plain[offset][column] = 0.0
        return list(zip(*plain, strict=True))

    def rows(self) -> Iterator[tuple[int, Tail]]:
        """Every point as (index, raw row); a snapshot, so that others may go on appending."""
        with self._lock:
            chunks, tail = list(self._chunks), list(self._tail)
        index = 0
        for chunk in chunks:
            for raw in zip(*chunk, strict=True):
                yield index, self._with_odd(index, raw)
                index += 1
        for raw in tail:
            yield index, raw
            index += 1

    def _with_odd(self, index: int, raw: Tail) -> Tail:
        if raw[0] not in self._odd_shapes:
            return raw
        whole: list[Any] = list(raw)
        for column in (1, 2, 3):
            whole[column] = self._odd.get((index, column), raw[column])
        return tuple(whole)  # type: ignore[return-value]

    def point(self, raw: Tail) -> Point:
        """A raw row as a point, each value in the type in which it came."""
        shape = self.shapes[raw[0]]
        return Point(
            shape.name,
            shape.context,
            _typed(raw[1], shape.value_type),
            _typed(raw[2], shape.step_type),
            _typed(raw[3], shape.epoch_type),
            raw[4],
        )

    def points(self) -> Iterator[Point]:
        """Every point in order."""
        for _, raw in self.rows():
            yield self.point(raw)

    def columns(self) -> list[Any]:
        """The seven columns as numpy arrays over all points (a copy); odd values stand as 0.0.

        Returns:
            shape, value, step, epoch, time, site, thread: arrays of one length.
        """
        import numpy as np

        with self._lock:
            parts = [*self._chunks]
            if self._tail:
                parts.append(self._packed(list(self._tail), len(self._chunks) * CHUNK))
        return [
            np.concatenate([np.frombuffer(part[i], dtype=code) for part in parts])
            if parts
            else np.empty(0, dtype=code)
            for i, code in enumerate(TYPECODES)
        ]

    def odd_values(self) -> dict[tuple[int, int], Any]:
        """What stands beside the columns, by (row, column: 1 value, 2 step, 3 epoch)."""
        with self._lock:
            if self._tail:
                self._packed(list(self._tail), len(self._chunks) * CHUNK)
            return dict(self._odd)

    def implied_parameters(self) -> Iterator[Parameter]:
        """The ``curr_step`` and ``curr_epoch`` parameters that came with points."""
        for index, raw in self.rows():
            flags = self.shapes[raw[0]].flags
            if flags & (STEP_CHANGED | EPOCH_CHANGED):
                point = self.point(raw)
                for flag, name, value in (
                    (STEP_CHANGED, "curr_step", point.step),
                    (EPOCH_CHANGED, "curr_epoch", point.epoch),
                ):
                    if flags & flag:
                        yield Parameter(
                            position=index,
                            time=point.time,
                            name=name,
                            value=value,
                            step=point.step,
                            source="auto-logged",
                        )


def _typed(value: Any, kind: type) -> Any:
    if kind is float or kind is object:
        return value
    return None if kind is type(None) else int(value)


def kept_as(value: Any) -> type:
    """How a value goes into a column: as float, as int, as None, or aside (``object``)."""
    kind = type(value)
    if kind is int:
        return int if -EXACT <= value <= EXACT else object
    return kind if kind is float or value is None else object
