"""Compares two recordings kind by kind; what is compared, and what never is, is told here.

Not compared are ids, times, made-up names, project and workspace, and, unless asked for, the
environment.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

from fake_comet.recording import records
from fake_comet.recording.diff.artifacts import artifact_columns
from fake_comet.recording.diff.journals import calls_differ, problems_differ
from fake_comet.recording.diff.metrics import column_of, metrics_differ
from fake_comet.recording.diff.model import Change, Difference
from fake_comet.recording.diff.named import named_differ
from fake_comet.recording.diff.uploads import uploads_differ
from fake_comet.recording.parameters import IMPLIED, IMPLIED_SOURCE, implied
from fake_comet.recording.snapshot import STEP

if TYPE_CHECKING:
    from fake_comet.recording.diff.named import Named
    from fake_comet.recording.diff.rows import Columns
    from fake_comet.recording.diff.rules import Rules
    from fake_comet.recording.recording import Recording
    from fake_comet.recording.snapshot import Snapshot

R = TypeVar("R", bound=records.Record)

# What an online and an offline experiment hold differently although the same was logged.
ONLINE_OR_OFFLINE: Final = (
    ("others", "offline_experiment"),  # set by the offline classes only
    ("notifications", "*"),  # sent by the online classes only
)
_SUMMARY: Final = "Experiment summary"  # how the title of the SDK's closing notification ends
_IDS: Final = frozenset({"assetId", "experimentId", "experimentKey", "experiment_id", "workspace"})


def compared(
    first: Recording, second: Recording, rules: Rules, asked: Collection[str] = ()
) -> Iterator[Difference]:
    """Every difference between two recordings, kind by kind.

    Args:
        asked: kinds that are compared only if asked for: ``environment``, ``calls``, ``problems``.
    """
    for kind, (row, columns) in _NAMED.items():
        yield from named_differ(kind, row, columns(first), columns(second), rules)
    yield from metrics_differ(first, second, rules)
    yield from _tags(first, second)
    yield from uploads_differ(first, second, rules, environment="environment" in asked)
    if "environment" in asked:
        yield from metrics_differ(first, second, rules, kind="environment")
        sides = _environment(first), _environment(second)
        yield from named_differ("environment", "value", *sides, rules)
    if "calls" in asked:
        yield from calls_differ(first, second)
    if "problems" in asked:
        yield from problems_differ(first, second)


def by_design(first: Recording, second: Recording, difference: Difference) -> bool:
    """Whether a difference is one of an online and an offline experiment, whatever was logged."""
    if first.recorder.header.offline == second.recorder.header.offline:
        return False
    return any(
        difference.kind == kind and fnmatchcase(difference.name, pattern)
        for kind, pattern in ONLINE_OR_OFFLINE
    )


def _parameters(recording: Recording) -> Named:
    found = _grouped(recording.of_type(records.Parameter), "name")
    beside_points: dict[str, Columns] = {}
    for name in IMPLIED:
        if name in found:
            merged = found[name] + implied(recording.snapshot(), name)
            found[name] = sorted(merged, key=lambda parameter: parameter.position)
        else:
            beside_points[name] = _implied_columns(recording.snapshot(), name)
    of_points = {name: columns for name, columns in beside_points.items() if len(columns["value"])}
    return {**_columns(found, "value", "context", "step", "source"), **of_points}


def _implied_columns(snapshot: Snapshot, name: str) -> Columns:
    flag, column = IMPLIED[name]
    rows = snapshot.flagged(flag)
    return {
        "value": column_of(snapshot, rows, column),
        "context": [None] * len(rows),
        "step": column_of(snapshot, rows, STEP),
        "source": [IMPLIED_SOURCE] * len(rows),
    }


def _others(recording: Recording) -> Named:
    return _columns(_grouped(recording.of_type(records.Other), "key"), "value")


def _tags(first: Recording, second: Recording) -> Iterator[Difference]:
    for tag in sorted(first.tags ^ second.tags):
        change = Change.REMOVED if tag in first.tags else Change.ADDED
        yield Difference(kind="tags", name=tag, message=change.value, change=change)


def _html(recording: Recording) -> Named:
    return _columns({"html": list(recording.of_type(records.Html))}, "html", "override")


def _graph(recording: Recording) -> Named:
    return {} if recording.graph is None else {"graph": {"graph": [recording.graph]}}


def _notifications(recording: Recording) -> Named:
    found: dict[str, Columns] = {}
    for sent in map(compared_notification, recording.notifications):
        columns: Any = found.setdefault(str(sent.title), {"status": [], "additional_data": []})
        columns["status"].append(sent.status)
        columns["additional_data"].append(sent.additional_data)
    return found


def compared_notification(sent: records.Notification) -> records.Notification:
    """What is compared of a notification.

    Title and data of the closing one of the SDK hold user, address and made-up name.
    """
    if sent.status == "finished" and sent.title.endswith(_SUMMARY):
        return dataclasses.replace(sent, title=_SUMMARY, additional_data=None)
    return sent


def _models(recording: Recording) -> Named:
    """Remote files and registered versions by model; files are compared as uploads."""
    found: dict[str, Any] = {}
    for remote in recording.of_type(records.RemoteModel):
        for asset in remote.assets:
            found.setdefault(remote.name, []).append(without_ids(asset))
    for version in recording.of_type(records.RegisteredModel):
        found.setdefault(version.name, []).append(without_ids(version.fields))
    return {name: {"entry": entries} for name, entries in found.items()}


def without_ids(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a model without those that differ from run to run."""
    return {name: value for name, value in fields.items() if name not in _IDS and value is not None}


def _artifacts(recording: Recording) -> Named:
    return {name: artifact_columns(versions) for name, versions in recording.artifacts.items()}


def _environment(recording: Recording) -> Named:
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


_NAMED: Final[Mapping[str, tuple[str, Callable[[Recording], Named]]]] = {
    "parameters": ("value", _parameters),
    "others": ("value", _others),
    "html": ("piece", _html),
    "graph": ("graph", _graph),
    "notifications": ("notification", _notifications),
    "models": ("entry", _models),
    "artifacts": ("version", _artifacts),
}
