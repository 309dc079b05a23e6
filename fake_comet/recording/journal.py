"""The call journal: every SDK call with arguments, place, thread and order.

Calls of ``log_metric`` and ``log_metrics`` with plain arguments are not stored here: they are read
off the metric columns.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fake_comet.recording.arguments import frozen, shown
from fake_comet.recording.columns import (
    BATCH_START,
    EPOCH_GIVEN,
    IN_BATCH,
    INSIDE_CALL,
    NO_CONTEXT,
    STEP_GIVEN,
    MetricColumns,
    Tail,
)
from fake_comet.recording.sites import Site, Sites


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of an SDK method.

    Attributes:
        method: its name, as ``log_image``.
        args: positional arguments, copied, or digests of what is large.
        kwargs: keyword arguments, likewise.
        position: metric points received before it.
        thread: identifier of the calling thread.
        raised: the exception it ended with, as text, or None.
    """

    method: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    site: Site
    thread: int = 0
    time: float = 0.0
    position: int = 0
    raised: str | None = None

    @property
    def arguments(self) -> str:
        """The arguments as they would be written in a call, each shortened."""
        shown_ones = [shown(arg) for arg in self.args]
        shown_ones += [f"{name}={shown(value)}" for name, value in self.kwargs.items()]
        return ", ".join(shown_ones)

    def __str__(self) -> str:
        return f"{self.method}({self.arguments})"


class Journal:
    """Collects calls; ``calls()`` gives them in order, with those read off the metric columns."""

    def __init__(self, columns: MetricColumns, sites: Sites) -> None:
        self._columns = columns
        self._sites = sites
        self._calls: list[Call] = []
        self._raised: dict[int, str] = {}
        self.inside: dict[int, Call] = {}  # thread -> the call that it is in
        self._lock = threading.Lock()

    def restore(self, calls: Iterable[Call]) -> None:
        """Take the calls of a saved journal."""
        self._calls.extend(calls)

    def enter(self, call: Call) -> int:
        """Note a call that starts now; the number is what ``fail`` wants."""
        with self._lock:
            self._calls.append(call)
            return len(self._calls) - 1

    def fail(self, number: int, error: BaseException) -> None:
        """Note that the call ended with an exception."""
        self._raised[number] = f"{type(error).__name__}: {error}"

    def calls(self) -> Iterator[Call]:
        """All calls in order."""
        explicit = self.explicit()
        following = next(explicit, None)
        for call in self._metric_calls():
            while following is not None and following.position <= call.position:
                yield following
                following = next(explicit, None)
            yield call
        while following is not None:
            yield following
            following = next(explicit, None)

    def _metric_calls(self) -> Iterator[Call]:
        """The calls that are not stored, read off the columns in order."""
        found: list[Call] = []
        batches: dict[int, dict[str, Any]] = {}  # thread -> values of its log_metrics call
        for index, raw in self._columns.rows():
            flags = self._columns.shapes[raw[0]].flags
            if flags & IN_BATCH:
                point = self._columns.point(raw)
                batches[raw[6]][point.name] = point.value
            elif not flags & INSIDE_CALL:
                found.append(self.metric_call(index, raw))
                if flags & BATCH_START:
                    batches[raw[6]] = found[-1].args[0]
        return iter(found)

    def explicit(self) -> Iterator[Call]:
        """The calls that are stored here, in order: all but the plain ones of ``log_metric``."""
        for number, call in enumerate(list(self._calls)):
            raised = self._raised.get(number)
            yield call if raised is None else replace(call, raised=raised)

    def metric_call(self, index: int, raw: Tail) -> Call:
        """The call of ``log_metric`` that a row of the columns stands for."""
        point, flags = self._columns.point(raw), self._columns.shapes[raw[0]].flags
        kwargs: dict[str, Any] = {}
        if flags & STEP_GIVEN:
            kwargs["step"] = point.step
        if flags & EPOCH_GIVEN:
            kwargs["epoch"] = point.epoch
        if flags & NO_CONTEXT:
            kwargs["include_context"] = False
        batch = bool(flags & BATCH_START)
        return Call(
            method="log_metrics" if batch else "log_metric",
            args=({point.name: point.value},) if batch else (point.name, point.value),
            kwargs=kwargs,
            site=self._sites[raw[5]],
            thread=self._columns.threads[raw[6]],
            time=point.time,
            position=index,
        )


def frozen_arguments(
    args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Copies of a call's arguments that later changes cannot reach."""
    return tuple(frozen(arg) for arg in args), {k: frozen(v) for k, v in kwargs.items()}
