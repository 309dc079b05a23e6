"""Metrics and parameters: batches of an experiment, and single ones from the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fake_comet.backend.request import Malformed, Request
from fake_comet.recording.columns import INSIDE_CALL, Point
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.records import Details, Parameter

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend


def metric_batch(backend: Backend, request: Request) -> None:
    """Record the points of a batch."""
    recorder = backend.recorder(request.field("experimentKey"))
    points = [_point(recorder, value) for value in _values(request)]
    for point in points:
        recorder.columns.add(point, flags=INSIDE_CALL if backend.watched else 0)


def metric(backend: Backend, request: Request) -> Any:
    """Record one point."""
    recorder = backend.recorder(request.field("experimentKey"))
    recorder.columns.add(
        _point(recorder, request.json), flags=INSIDE_CALL if backend.watched else 0
    )
    return backend.done()


def parameter_batch(backend: Backend, request: Request) -> None:
    """Record the parameters of a batch."""
    recorder = backend.recorder(request.field("experimentKey"))
    for fields in [_parameter(recorder, value) for value in _values(request)]:
        recorder.add(Parameter, **fields)


def parameter(backend: Backend, request: Request) -> Any:
    """Record one parameter."""
    recorder = backend.recorder(request.field("experimentKey"))
    recorder.add(Parameter, **_parameter(recorder, request.json))
    return backend.done()


def delete_parameters(backend: Backend, request: Request) -> Any:
    """Let parameters be gone; the recording keeps them."""
    found = request.any_json
    for one in found if isinstance(found, list) else [found]:
        recording = backend.server.experiments.get(one["experimentKey"])
        name = one["parameterName"]
        if name in recording.parameters:
            fate = backend.server.experiments.fate(recording.key)
            fate.deleted_parameters[name] = len(recording.parameters.history(name))
    return backend.done()


def measured(backend: Backend, request: Request, *, kind: str) -> Any:
    """Keep what was measured of the machine (``cpu-metrics`` …)."""
    given = dict(request.json)
    recorder = backend.recorder(given.pop("experimentKey", None))
    recorder.add(Details, type=f"{kind}-metrics", value=given)
    return backend.done()


def _values(request: Request) -> list[Mapping[str, Any]]:
    values = request.field("values")
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise Malformed("values is not a list of objects")
    return values


def _point(recorder: Recorder, value: Mapping[str, Any]) -> Point:
    return Point(
        name=_named(value, "metricName"),
        context=value.get("context"),
        value=value.get("metricValue"),
        step=value.get("step"),
        epoch=value.get("epoch"),
        time=_time(recorder, value),
    )


def _parameter(recorder: Recorder, value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": _named(value, "parameterName"),
        "value": value.get("parameterValue"),
        "step": value.get("step"),
        "source": value.get("source", "manual"),
        "context": value.get("context"),
        "time": _time(recorder, value),
    }


def _named(value: Mapping[str, Any], field: str) -> str:
    name = value.get(field)
    if not isinstance(name, str):
        raise Malformed(f"{field} is {name!r}, expected text")
    return name


def _time(recorder: Recorder, value: Mapping[str, Any]) -> float:
    stamp = value.get("timestamp")
    return stamp / 1000 if isinstance(stamp, int | float) else recorder.clock()
