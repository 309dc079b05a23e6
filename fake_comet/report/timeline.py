"""The calls of a recording in order: those that only log metrics are one entry between others.

A long run has a million of those; they are counted off the metric columns and never made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.columns import BATCH_START, IN_BATCH, INSIDE_CALL
from fake_comet.recording.journal import Call
from fake_comet.recording.recording import Recording
from fake_comet.recording.snapshot import SHAPE, SITE, STEP, TIME, Snapshot
from fake_comet.report.packed import packed
from fake_comet.report.plain import plain, site_text

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

ENTRIES: Final = 4_000  # listed; of more, the first and the last ones
_MARKS: Final = 1_000  # places that the drawing of one method tells apart
_NAMES: Final = 4  # metrics named by one entry
_LONGEST: Final = 300  # characters of arguments


def timeline_of(recording: Recording) -> dict[str, Any]:
    """Entries in order, how many there are of each method, and when."""
    metric_calls = _MetricCalls(recording)
    calls = list(recording.recorder.journal.explicit())
    entries = list(_entries(metric_calls, calls))
    start = recording.recorder.header.start_time
    half = ENTRIES // 2
    shown = entries if len(entries) <= ENTRIES else entries[:half] + entries[-half:]
    return {
        "entries": [{**entry, "time": _since(entry["time"], start)} for entry in shown],
        "left_out": len(entries) - len(shown),
        "methods": _methods(metric_calls, calls, start),
    }


def _since(time: float, start: float) -> float | None:
    return round(time - start, 3) if time and start else None


class _MetricCalls:
    """The calls of ``log_metric`` and ``log_metrics`` that only the columns know."""

    def __init__(self, recording: Recording) -> None:
        import numpy as np

        self.snapshot: Snapshot = recording.snapshot()
        self.sites = recording.recorder.sites
        flags = np.array([shape.flags for shape in self.snapshot.shapes], dtype=np.int64)
        of_rows = flags[self.snapshot.columns[SHAPE]] if len(flags) else flags
        self.rows = np.flatnonzero((of_rows & (INSIDE_CALL | IN_BATCH)) == 0)
        self.batches = (of_rows[self.rows] & BATCH_START) != 0

    def times(self, *, batches: bool) -> Array:
        """When ``log_metrics`` was called, or ``log_metric``."""
        times: Array = self.snapshot.columns[TIME][self.rows[self.batches == batches]]
        return times

    def between(self, first: int, last: int) -> dict[str, Any] | None:
        """One entry for all calls whose points lie in that range, None if there are none."""
        import numpy as np

        low, high = np.searchsorted(self.rows, [first, last])
        if low == high:
            return None
        rows = self.rows[low:high]
        batch = bool(self.batches[low])
        names = self._names(np.arange(rows[0], last))
        sites = _distinct(self.snapshot.columns[SITE][rows])
        site = site_text(self.sites[int(self.snapshot.columns[SITE][rows[0]])])
        more = f" and {len(sites) - 1} more places" if len(sites) > 1 else ""
        columns = self.snapshot.columns
        return {
            "method": "log_metrics" if batch else "log_metric",
            "arguments": ", ".join(names) + self._steps(rows),
            "site": None if site is None else site + more,
            "time": float(columns[TIME][rows[0]]),
            "count": len(rows),
            "raised": None,
        }

    def _names(self, rows: Array) -> list[str]:
        numbers = _distinct(self.snapshot.columns[SHAPE][rows]).tolist()
        names = list(dict.fromkeys(self.snapshot.shapes[number].name for number in numbers))
        more = [f"{len(names) - _NAMES} more"] if len(names) > _NAMES else []
        return [str(name)[:_LONGEST] for name in names[:_NAMES]] + more

    def _steps(self, rows: Array) -> str:
        ends = [step for step in self.snapshot.exact(rows[[0, -1]], STEP) if step is not None]
        if not ends:
            return ""
        first, last = plain(ends[0]), plain(ends[-1])
        return f"; step {first}" if first == last else f"; steps {first} to {last}"


def _entries(metric_calls: _MetricCalls, calls: list[Call]) -> Iterator[dict[str, Any]]:
    before = 0
    for call in calls:
        found = metric_calls.between(before, call.position) if call.position > before else None
        if found is not None:
            yield found
        before = max(before, call.position)
        yield _entry(call)
    found = metric_calls.between(before, len(metric_calls.snapshot))
    if found is not None:
        yield found


def _entry(call: Call) -> dict[str, Any]:
    return {
        "method": call.method,
        "arguments": call.arguments[:_LONGEST],
        "site": site_text(call.site),
        "time": call.time,
        "count": 1,
        "raised": call.raised,
    }


def _methods(metric_calls: _MetricCalls, calls: list[Call], start: float) -> list[dict[str, Any]]:
    """By method how many calls there were, and when, in seconds since the start."""
    import numpy as np

    times = {
        "log_metric": metric_calls.times(batches=False),
        "log_metrics": metric_calls.times(batches=True),
    }
    by_method: dict[str, list[float]] = {}
    for call in calls:
        by_method.setdefault(call.method, []).append(call.time)
    for name, found in by_method.items():
        times[name] = np.concatenate([times.get(name, []), np.array(found)])
    every = np.concatenate(list(times.values()))
    known = bool(start and len(every) and every.all())
    width = max(float(every.max() - start), 1e-3) / _MARKS if known else 1.0
    return [
        {
            "name": name,
            "count": len(found),
            "times": packed(_marks(found - start, width)) if known else None,
        }
        for name, found in sorted(times.items(), key=lambda item: -len(item[1]))
        if len(found)
    ]


def _marks(times: Array, width: float) -> Array:
    return (_distinct((times / width).round().clip(0).astype("int64")) * width).round(4)


def _distinct(numbers: Array) -> Array:
    """Every small whole number that occurs, in order; counting takes a tenth of sorting."""
    import numpy as np

    return np.flatnonzero(np.bincount(numbers))
