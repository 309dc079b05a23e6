"""Metrics, parameters and others as the server tells of them: values as text, with extremes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from fake_comet.recording.columns import Point
from fake_comet.recording.recording import Recording
from fake_comet.server.experiments import Fate
from fake_comet.server.places import millis, number, shown


class Entry(NamedTuple):
    """One value that was logged."""

    value: Any
    step: Any
    time: float


def metric_name(point: Point) -> str:
    """The name that Comet shows: that of the context is in front."""
    return point.name if point.context is None else f"{point.context}_{point.name}"


def metrics(recording: Recording, name: str | None = None) -> list[dict[str, Any]]:
    """Every metric point, or those of one metric."""
    return [
        {
            "metricName": metric_name(point),
            "metricValue": shown(point.value),
            "timestamp": millis(point.time),
            "step": point.step,
            "epoch": point.epoch,
            "runContext": point.context,
            "offset": place,
        }
        for place, point in enumerate(recording.recorder.columns.points())
        if name in (None, metric_name(point))
    ]


def metric_entries(recording: Recording) -> dict[str, list[Entry]]:
    """The values of each metric in order."""
    found: dict[str, list[Entry]] = {}
    for point in recording.recorder.columns.points():
        found.setdefault(metric_name(point), []).append(Entry(point.value, point.step, point.time))
    return found


def parameter_entries(recording: Recording, fate: Fate) -> dict[str, list[Entry]]:
    """The values of each parameter in order; those that were deleted are gone."""
    found: dict[str, list[Entry]] = {}
    for name in recording.parameters:
        history = recording.parameters.history(name)[fate.deleted_parameters.get(name, 0) :]
        if history:
            found[name] = [Entry(record.value, record.step, record.time) for record in history]
    return found


def other_entries(recording: Recording) -> dict[str, list[Entry]]:
    """The values of each key of the Other tab in order."""
    return {
        key: [Entry(record.value, None, record.time) for record in recording.others.history(key)]
        for key in recording.others
    }


def summaries(entries: dict[str, list[Entry]], *, steps: bool = True) -> list[dict[str, Any]]:
    """The last value of each name, and the extremes."""
    return [_summary(name, entries[name], steps) for name in sorted(entries)]


def _summary(name: str, entries: list[Entry], steps: bool) -> dict[str, Any]:
    chosen = {
        "Max": max(entries, key=lambda e: _rank(e, -math.inf)),
        "Min": min(entries, key=lambda e: _rank(e, math.inf)),
        "Current": entries[-1],
    }
    found: dict[str, Any] = {"name": name}
    for which, entry in chosen.items():
        found[f"value{which}"] = shown(entry.value)
        found[f"timestamp{which}"] = millis(entry.time)
        if steps:
            found[f"step{which}"] = entry.step
    return {**found, "editable": False}


def _rank(entry: Entry, of_nan: float) -> tuple[float, str]:
    """Numbers in their order, NaN out of the way, texts in theirs behind them."""
    value = number(entry.value)
    if value is None:
        return (of_nan, str(shown(entry.value)))
    return (of_nan if math.isnan(value) else value, "")


def chart(
    recording: Recording, names: Iterable[str], parameters: Iterable[str] | None, fate: Fate
) -> dict[str, Any]:
    """Some metrics and parameters of one experiment, column by column."""
    start = recording.recorder.header.start_time
    points = [(metric_name(point), point) for point in recording.recorder.columns.points()]
    columns = []
    for name in names:
        own = [point for known, point in points if known == name]
        if own:
            columns.append(
                {
                    "metricName": name,
                    "values": [_plain(point.value) for point in own],
                    "steps": [point.step for point in own],
                    "epochs": [point.epoch for point in own],
                    "timestamps": [millis(point.time) for point in own],
                    "durations": [millis(point.time - start) for point in own],
                }
            )
    known = parameter_entries(recording, fate)
    return {
        "experimentKey": recording.key,
        "experimentName": recording.name,
        "steps": None,
        "epochs": None,
        "metrics": columns,
        "params": None
        if parameters is None
        else {name: shown(known[name][-1].value) for name in parameters if name in known},
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float) and math.isfinite(value) else shown(value)
