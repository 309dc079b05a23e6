"""Compares two recordings kind by kind; what is compared, and what never is, is told here.

Not compared are ids, times, made-up names, project and workspace, and, unless asked for, the
environment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from fake_comet.recording import records
from fake_comet.recording.diff.model import Difference
from fake_comet.recording.diff.rows import columns_differ
from fake_comet.recording.diff.uploads import artifact_columns, uploads_differ
from fake_comet.recording.environment import is_system_metric
from fake_comet.recording.parameters import IMPLIED, IMPLIED_SOURCE, implied
from fake_comet.recording.snapshot import EPOCH, STEP, VALUE, Snapshot

if TYPE_CHECKING:
    from fake_comet.recording.diff.rows import Columns
    from fake_comet.recording.recording import Recording
    from fake_comet.recording.snapshot import Array

R = TypeVar("R", bound=records.Record)
Found: TypeAlias = tuple[str, str]  # which one differs, and how
Named: TypeAlias = "Mapping[str, Columns]"

# What an online and an offline experiment hold differently although the same was logged.
ONLINE_OR_OFFLINE: Final = (
    ("others", "offline_experiment"),  # set by the offline classes only
    ("notifications", "*"),  # sent by the online classes only
)
_SUMMARY: Final = "Experiment summary"  # how the title of the SDK's closing notification ends
_IDS: Final = frozenset({"assetId", "experimentId", "experimentKey", "experiment_id", "workspace"})


def compared(
    first: Recording, second: Recording, *, environment: bool = False
) -> Iterator[Difference]:
    """Every difference between two recordings, kind by kind."""
    by_design = (
        ONLINE_OR_OFFLINE if first.recorder.header.offline != second.recorder.header.offline else ()
    )
    comparers = {**_COMPARERS, "environment": _environment} if environment else _COMPARERS
    for kind, comparer in comparers.items():
        for name, message in comparer(first, second):
            if not any(kind == one and fnmatchcase(name, pattern) for one, pattern in by_design):
                yield Difference(kind=kind, name=name, message=message)
    yield from uploads_differ(first, second, environment=environment)


def _metrics(first: Recording, second: Recording) -> Iterator[Found]:
    return _points(first, second, system=False)


def _points(first: Recording, second: Recording, *, system: bool) -> Iterator[Found]:
    one, other = (_series(recording, system=system) for recording in (first, second))
    for name, context in sorted({*one, *other}, key=repr):
        place = "" if context is None else f"in context {context!r} "
        key = (name, context)
        message = columns_differ(one.get(key), other.get(key), "point")
        if message:
            yield name, place + message


def _series(recording: Recording, *, system: bool) -> dict[tuple[str, str | None], Columns]:
    snapshot = recording.snapshot()
    found = snapshot.grouped(lambda shape: (shape.name, shape.context))
    return {
        key: {
            "value": _column(snapshot, rows, VALUE),
            "step": _column(snapshot, rows, STEP),
            "epoch": _column(snapshot, rows, EPOCH),
        }
        for key, rows in found.items()
        if is_system_metric(key[0]) == system
    }


def _column(snapshot: Snapshot, rows: Array, column: int) -> Any:
    if snapshot.are_numbers(rows, column):
        return snapshot.array(rows, column, whole=True)
    return snapshot.exact(rows, column)


def _parameters(first: Recording, second: Recording) -> Iterator[Found]:
    return _by_name(_parameter_columns(first), _parameter_columns(second), "message")


def _parameter_columns(recording: Recording) -> Named:
    found = _grouped(recording.of_type(records.Parameter), "name")
    beside_points: dict[str, Columns] = {}
    for name in IMPLIED:
        if name in found:
            merged = found[name] + implied(recording.snapshot(), name)
            found[name] = sorted(merged, key=lambda parameter: parameter.position)
        else:
            beside_points[name] = _implied_columns(recording.snapshot(), name)
    of_points = {name: columns for name, columns in beside_points.items() if len(columns["value"])}
    return {**_columns(found, "context", "value", "step", "source"), **of_points}


def _implied_columns(snapshot: Snapshot, name: str) -> Columns:
    flag, column = IMPLIED[name]
    rows = snapshot.flagged(flag)
    return {
        "context": [None] * len(rows),
        "value": _column(snapshot, rows, column),
        "step": _column(snapshot, rows, STEP),
        "source": [IMPLIED_SOURCE] * len(rows),
    }


def _others(first: Recording, second: Recording) -> Iterator[Found]:
    one, other = (
        _columns(_grouped(recording.of_type(records.Other), "key"), "value")
        for recording in (first, second)
    )
    return _by_name(one, other, "value")


def _tags(first: Recording, second: Recording) -> Iterator[Found]:
    for tag in sorted(first.tags ^ second.tags):
        yield tag, "only in the first" if tag in first.tags else "only in the second"


def _html(first: Recording, second: Recording) -> Iterator[Found]:
    one, other = (
        _columns({"html": list(recording.of_type(records.Html))}, "html", "override")
        for recording in (first, second)
    )
    return _by_name(one, other, "piece")


def _graph(first: Recording, second: Recording) -> Iterator[Found]:
    one, other = ({"graph": {"graph": [recording.graph]}} for recording in (first, second))
    return _by_name(one, other, "graph")


def _notifications(first: Recording, second: Recording) -> Iterator[Found]:
    return _by_name(_notification_columns(first), _notification_columns(second), "notification")


def _notification_columns(recording: Recording) -> Named:
    found: dict[str, Columns] = {}
    for sent in recording.notifications:
        # Title and data of the closing notification hold user, address and made-up name.
        closing = sent.status == "finished" and sent.title.endswith(_SUMMARY)
        columns: Any = found.setdefault(
            _SUMMARY if closing else str(sent.title), {"status": [], "additional_data": []}
        )
        columns["status"].append(sent.status)
        columns["additional_data"].append(None if closing else sent.additional_data)
    return found


def _models(first: Recording, second: Recording) -> Iterator[Found]:
    return _by_name(_model_columns(first), _model_columns(second), "entry")


def _model_columns(recording: Recording) -> Named:
    """Remote files and registered versions by model; files are compared as uploads."""
    found: dict[str, Any] = {}
    for remote in recording.of_type(records.RemoteModel):
        for asset in remote.assets:
            found.setdefault(remote.name, []).append(_without_ids(asset))
    for version in recording.of_type(records.RegisteredModel):
        found.setdefault(version.name, []).append(_without_ids(version.fields))
    return {name: {"entry": entries} for name, entries in found.items()}


def _without_ids(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in _IDS and value is not None}


def _artifacts(first: Recording, second: Recording) -> Iterator[Found]:
    one, other = (
        {name: artifact_columns(versions) for name, versions in recording.artifacts.items()}
        for recording in (first, second)
    )
    return _by_name(one, other, "version")


def _environment(first: Recording, second: Recording) -> Iterator[Found]:
    yield from _points(first, second, system=True)
    one, other = (_environment_columns(recording) for recording in (first, second))
    yield from _by_name(one, other, "value")


def _environment_columns(recording: Recording) -> Named:
    kept = recording.environment
    named = chain(
        [("file name", [kept.file_name])],
        ((f"package {name}", [version]) for name, version in kept.dependencies.items()),
        ((f"system info {key}", [value]) for key, value in kept.system_info.items()),
        ((kind, list(values)) for kind, values in kept.details.items()),
    )
    return {name: {"value": values} for name, values in named}


def _grouped(found: Iterable[R], name: str) -> dict[str, list[R]]:
    groups: dict[str, list[R]] = {}
    for record in found:
        groups.setdefault(str(getattr(record, name)), []).append(record)
    return groups


def _columns(groups: Mapping[str, list[Any]], *fields: str) -> Named:
    return {
        name: {field: [getattr(record, field) for record in group] for field in fields}
        for name, group in groups.items()
        if group
    }


def _by_name(one: Named, other: Named, row: str) -> Iterator[Found]:
    for name in sorted({*one, *other}):
        message = columns_differ(one.get(name), other.get(name), row)
        if message:
            yield name, message


_COMPARERS: Final[Mapping[str, Callable[[Recording, Recording], Iterator[Found]]]] = {
    "metrics": _metrics,
    "parameters": _parameters,
    "others": _others,
    "tags": _tags,
    "html": _html,
    "graph": _graph,
    "notifications": _notifications,
    "models": _models,
    "artifacts": _artifacts,
}
