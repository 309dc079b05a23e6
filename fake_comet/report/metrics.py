"""The metric points of a recording as the series of a page: a line for each name and context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.environment import is_system_metric
from fake_comet.recording.recording import Recording
from fake_comet.recording.snapshot import EPOCH, SHAPE, STEP, TIME, VALUE, Snapshot
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
    import numpy as np

    values = _floats(snapshot, rows, VALUE)
    kept = thinned(values, most)
    drawn = rows[kept]
    axes = {
        "step": _floats(snapshot, drawn, STEP),
        "epoch": _floats(snapshot, drawn, EPOCH),
        "milliseconds": _milliseconds(snapshot, drawn, start),
        "order": kept,
    }
    return {
        "count": len(rows),
        **_figures(values),
        "value": packed(values[kept]),
        **{name: packed(axis) for name, axis in axes.items() if not np.isnan(axis).all()},
    }


def _milliseconds(snapshot: Snapshot, rows: Array, start: float) -> Array:
    """When points came, since the start; NaN in a recording that was saved without times."""
    import numpy as np

    times: Array = snapshot.columns[TIME][rows]
    return ((times - start) * 1000).round() if times.any() else np.full(len(rows), np.nan)


def _floats(snapshot: Snapshot, rows: Array, column: int) -> Array:
    """A column as floats; NaN for what is none, or no number at all."""
    import numpy as np

    found: Array = snapshot.columns[column][rows].astype(np.float64)
    nothing = np.array([shape[column + 1] is type(None) for shape in snapshot.shapes], dtype=bool)
    found[nothing[snapshot.columns[SHAPE][rows]]] = np.nan
    odd = np.flatnonzero(np.isin(rows, snapshot.odd_rows[column]))
    found[odd] = [_float(value) for value in snapshot.exact(rows[odd], column)]
    return found


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
