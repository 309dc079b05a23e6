"""Metric points by column: 42 bytes each, appended without ever copying what is there.

What repeats (name, context, types) is a *shape* kept once; call sites and threads are kept once
too. Points first land in a short tail of tuples and move into arrays a chunk at a time. Values
that a float column cannot hold exactly (strings, booleans, huge whole numbers) stand beside them.
"""

from __future__ import annotations

import struct
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fake_comet.recording.records import Parameter

CHUNK: Final = 1024
EXACT: Final = 2**53  # whole numbers up to here are exact in a float column

# What the SDK sends for a float that JSON cannot hold; kept as the float it stands for.
SPECIAL: Final = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}

# Flags of a shape: what this call did besides adding the point.
STEP_CHANGED: Final = 1  # a curr_step parameter was sent with it
EPOCH_CHANGED: Final = 2  # a curr_epoch parameter was sent with it
STEP_GIVEN: Final = 4
EPOCH_GIVEN: Final = 8
NO_CONTEXT: Final = 16  # include_context=False
INSIDE_CALL: Final = 32  # part of a call that the journal holds itself
BATCH_START: Final = 64  # first point of a log_metrics call
IN_BATCH: Final = 128  # a further point of the log_metrics call that this thread is in


class Shape(NamedTuple):
    """What one ``log_metric`` line has in common from call to call.

    The types are float, int, ``NoneType``, or ``object`` for a value kept aside.
    """

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
_PLAIN: Final = frozenset({float, int, type(None)})


class MetricColumns:
    """All metric points of one experiment, in the order in which they came.

    ``tail.append`` may be called from any thread without a lock; everything else takes the lock.
    """

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.threads: list[int] = []
        self._odd_shapes: set[int] = set()
        self._odd: dict[
            tuple[int, int], Any
        ] = {}  # (row, column) -> what the float column cannot hold
        self._odd_rows: set[int] = set()
        self._chunks: list[tuple[array[Any], ...]] = []
        self._lock = threading.Lock()
        self.tail: list[
            Tail
        ] = []  # the newest points; whoever appends calls pack once it holds CHUNK
        self.shape_numbers: dict[
            tuple[Any, ...], int
        ] = {}  # by the fields of a shape, types as they came
        self.thread_numbers: dict[int, int] = {}

    def __len__(self) -> int:
        with self._lock:
            return len(self._chunks) * CHUNK + len(self.tail)

    def add_shape(self, shape: tuple[Any, ...]) -> int:
        """The number of a shape, new or known."""
        with self._lock:
            number = self.shape_numbers.get(shape)
            if number is None:
                # No value, which the SDK does send for an epoch of None, is no number either.
                plain = (_PLAIN - {type(None)}, _PLAIN, _PLAIN)
                types = (
                    kind if kind in known else object
                    for kind, known in zip(shape[2:5], plain, strict=True)
                )
                number = self._keep_shape(Shape._make([*shape[:2], *types, shape[5]]))
                self.shape_numbers[shape] = number
            return number

    def _keep_shape(self, shape: Shape) -> int:
        self.shapes.append(shape)
        number = len(self.shapes) - 1
        if object in shape:
            self._odd_shapes.add(number)
        return number

    def add_thread(self, ident: int) -> int:
        """The number of a thread, new or known."""
        with self._lock:
            number = self.thread_numbers.get(ident)
            if number is None:
                number = self.thread_numbers[ident] = len(self.threads)
                self.threads.append(ident)
            return number

    def add(self, point: Point, *, flags: int = 0, site: int = 0, thread: int = 0) -> None:
        """Append one point that was read from somewhere, with its own time."""
        value = (
            SPECIAL.get(point.value, point.value) if isinstance(point.value, str) else point.value
        )
        kinds = (type(value), type(point.step), type(point.epoch))
        shape = (point.name, point.context, *kinds, flags)
        number = self.shape_numbers.get(shape)
        if number is None:
            number = self.add_shape(shape)
        step = 0.0 if point.step is None else point.step
        epoch = 0.0 if point.epoch is None else point.epoch
        self.tail.append((number, value, step, epoch, point.time, site, self.add_thread(thread)))
        if len(self.tail) >= CHUNK:
            self.pack()

    def restore(
        self,
        shapes: Iterable[Shape],
        threads: Iterable[int],
        columns: Sequence[Any],
        odd: Mapping[tuple[int, int], Any],
    ) -> None:
        """Take the points of saved columns, numpy arrays in the order of ``TYPECODES``."""
        for shape in shapes:
            self._keep_shape(shape)
        for ident in threads:
            self.add_thread(ident)
        packed = len(columns[0]) // CHUNK * CHUNK
        for start in range(0, packed, CHUNK):
            parts = [column[start : start + CHUNK].tobytes() for column in columns]
            self._chunks.append(
                tuple(array(code, part) for code, part in zip(TYPECODES, parts, strict=True))
            )
        self._odd = {place: value for place, value in odd.items() if place[0] < packed}
        self._odd_rows = {row for row, _ in self._odd}
        rest = [column[packed:].tolist() for column in columns]
        for (row, column), value in odd.items():
            if row >= packed:
                rest[column][row - packed] = value
        self.tail.extend(zip(*rest, strict=True))

    def pack(self) -> None:
        """Move a full tail into arrays."""
        with self._lock:
            while len(self.tail) >= CHUNK:
                rows = self.tail[:CHUNK]
                self._chunks.append(self._packed(rows, len(self._chunks) * CHUNK))
                del self.tail[:CHUNK]

    def _packed(self, rows: list[Tail], start: int) -> tuple[array[Any], ...]:
        columns: list[Any] = list(zip(*rows, strict=True))
        if not self._fits([self.shapes[number] for number in set(columns[0])], columns):
            columns = self._without_odd(rows, start)
        return tuple(_array(code, column) for code, column in zip(TYPECODES, columns, strict=True))

    @staticmethod
    def _fits(shapes: list[Shape], columns: list[Any]) -> bool:
        """Whether floats hold every value, step and epoch; whole numbers need a look at each."""
        if any(object in shape[2:5] for shape in shapes):
            return False
        whole = [n for n in (1, 2, 3) if any(shape[n + 1] is int for shape in shapes)]
        return all(max(columns[n]) <= EXACT and min(columns[n]) >= -EXACT for n in whole)

    def _without_odd(self, rows: list[Tail], start: int) -> list[Any]:
        plain: list[list[Any]] = [list(row) for row in rows]
        for offset, row in enumerate(rows):
            for column in (1, 2, 3):
                if type(row[column]) is not float and not _exact_int(row[column]):
                    self._odd[start + offset, column] = row[column]
                    self._odd_rows.add(start + offset)
                    plain[offset][column] = 0.0
        return list(zip(*plain, strict=True))

    def rows(self) -> Iterator[tuple[int, Tail]]:
        """Every point as (index, raw row); a snapshot, so that others may go on appending."""
        with self._lock:
            chunks, tail = list(self._chunks), list(self.tail)
        index = 0
        for chunk in chunks:
            for raw in zip(*chunk, strict=True):
                yield index, self._with_odd(index, raw)
                index += 1
        for raw in tail:
            yield index, raw
            index += 1

    def _with_odd(self, index: int, raw: Tail) -> Tail:
        if index not in self._odd_rows:
            return raw
        whole: list[Any] = list(raw)
        for column in (1, 2, 3):
            whole[column] = self._odd.get((index, column), raw[column])
        return tuple(whole)

    def point(self, raw: Tail) -> Point:
        """A raw row as a point, each value in the type in which it came."""
        shape = self.shapes[raw[0]]
        return Point(
            shape.name,
            shape.context,
            _typed(raw[1], shape.value_type),
            _typed(_not_nan(raw[2]), shape.step_type),
            _typed(_not_nan(raw[3]), shape.epoch_type),
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
            if self.tail:
                parts.append(self._packed(list(self.tail), len(self._chunks) * CHUNK))
        return [
            np.concatenate([np.frombuffer(part[i], dtype=code) for part in parts])
            if parts
            else np.empty(0, dtype=code)
            for i, code in enumerate(TYPECODES)
        ]

    def odd_values(self) -> dict[tuple[int, int], Any]:
        """What stands beside the columns, by (row, column: 1 value, 2 step, 3 epoch)."""
        with self._lock:
            if self.tail:
                self._packed(list(self.tail), len(self._chunks) * CHUNK)
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
    if kind is int and value is not None:
        return int(value)
    return None if kind is type(None) else value


def _not_nan(step: Any) -> Any:
    return step if step == step else None  # a step that is NaN is sent as null


def _exact_int(value: Any) -> bool:
    return type(value) is int and -EXACT <= value <= EXACT


def _array(code: str, column: tuple[float, ...]) -> array[Any]:
    """A column as an array, by way of ``struct``, which takes a quarter of the time."""
    made = array(code)
    made.frombytes(struct.pack(f"{len(column)}{code}", *column))
    return made
