"""The metric points of a recording as the series of a page: a line for each name and context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.environment import is_system_metric
from fake_comet.recording.recording import Recording
from fake_comet.recording.snapshot import EPOCH, STEP, TIME, VALUE, Snapshot
from fake_comet.report.packed import packed
from fake_comet.report.thinning import shares, thinned

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

POINTS: Final = 200_000  # kept of all series of a recording together
LEAST: Final = 50  # kept of a series even so


def metrics_of(recording: Recording, points: int = POINTS) -> dict[str, list[dict[str, Any]]]:
    """Every series, those that the SDK measures by itself apart.

    A series has name, context, figures of all its points, and the points that are drawn.
    """
    snapshot = recording.snapshot()
    groups = snapshot.grouped(lambda shape: (shape.name, shape.context))
    granted = shares([len(rows) for rows in groups.values()], points, LEAST)
    start = _start(recording, snapshot)
    made: dict[str, list[dict[str, Any]]] = {"metrics": [], "system_metrics": []}
    for ((name, context), rows), most in zip(groups.items(), granted, strict=True):
        kind = "system_metrics" if is_system_metric(str(name)) else "metrics"
        named = {"name": str(name), "context": None if context is None else str(context)}
        made[kind].append({**named, **_series(snapshot, rows, most, start)})
    return made


def _start(recording: Recording, snapshot: Snapshot) -> float:
    """When the experiment began; its first point, if that is not known."""
    times = snapshot.columns[TIME]
    return recording.recorder.header.start_time or (float(times.min()) if len(times) else 0.0)


def _series(snapshot: Snapshot, rows: Array, most: int, start: float) -> dict[str, Any]:
    values = _floats(snapshot, rows, VALUE)
    kept = thinned(values, most)
    times = snapshot.columns[TIME][rows[kept]]
    made = {
        "count": len(rows),
        **_figures(values),
        "value": packed(values[kept]),
        "step": packed(_floats(snapshot, rows[kept], STEP)),
        "epoch": packed(_floats(snapshot, rows[kept], EPOCH)),
        "order": packed(kept),
    }
    # A recording that was saved without times has none.
    return {**made, "time": packed((times - start).round(3))} if times.any() else made


def _floats(snapshot: Snapshot, rows: Array, column: int) -> Array:
    """A column as floats; NaN for what is none, or no number at all."""
    import numpy as np

    if snapshot.are_numbers(rows, column):
        return snapshot.columns[column][rows].astype(np.float64)
    return np.array([_float(value) for value in snapshot.exact(rows, column)], dtype=np.float64)


def _float(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def _figures(values: Array) -> dict[str, Any]:
    """What a table says of a series, of all its points."""
    import numpy as np

    finite = values[np.isfinite(values)]
    odd = len(values) - len(finite)
    if not len(finite):
        return {"odd": odd}
    return {
        "odd": odd,
        "first": float(finite[0]),
        "last": float(finite[-1]),
        "least": float(finite.min()),
        "most": float(finite.max()),
    }
