"""What a project can be asked about, and the values that each experiment has for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from fake_comet.recording.recording import Recording
from fake_comet.sdk.query import (
    Environment,
    Facts,
    Metadata,
    Metric,
    Other,
    Parameter,
    QueryVariable,
    Tag,
)
from fake_comet.sdk.server.experiments import Fate
from fake_comet.sdk.server.places import number, shown
from fake_comet.sdk.server.projects import USER
from fake_comet.sdk.server.summaries import metric_entries, other_entries, parameter_entries
from fake_comet.sdk.server.system import details

_ENVIRONMENT = ("user", "pythonVersion", "osType", "os", "machine", "hostname", "ip", "command")
_TIMES = ("start_server_timestamp", "end_server_timestamp")
_KINDS: dict[str, type[QueryVariable]] = {
    kind.source: kind for kind in (Metadata, Metric, Other, Parameter, Environment)
}


def facts(recording: Recording, fate: Fate, metadata: dict[str, Any]) -> Facts:
    """Everything that a query can compare of one experiment."""
    found: dict[tuple[str, str], Any] = {
        (Metadata.source, "experiment_key"): recording.key,
        (Metadata.source, "experiment_name"): recording.name,
        (Metadata.source, "user_name"): USER,
        (Metadata.source, "file_name"): metadata["fileName"],
        (Metadata.source, "start_server_timestamp"): _moment(metadata["startTimeMillis"]),
        (Metadata.source, "end_server_timestamp"): _moment(metadata["endTimeMillis"]),
        (Metadata.source, "duration_millis"): metadata["durationMillis"],
    }
    entries = {
        Metric.source: metric_entries(recording),
        Parameter.source: parameter_entries(recording, fate),
        Other.source: other_entries(recording),
    }
    for source, by_name in entries.items():
        found.update(
            {(source, name): shown(history[-1].value) for name, history in by_name.items()}
        )
    known = details(recording)
    found.update({(Environment.source, name): known[name] for name in _ENVIRONMENT})
    found.update({("tag", tag): tag for tag in recording.tags})
    return found


def _moment(milliseconds: int | None) -> str | None:
    """A time as queries write it."""
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000).isoformat(" ")


def columns(all_facts: Iterable[Facts]) -> dict[str, Any]:
    """The columns of a project, each with its source and type."""
    values: dict[tuple[str, str], list[Any]] = {}
    for one in all_facts:
        for name, value in one.items():
            values.setdefault(name, []).append(value)
    found = [
        {"name": name, "source": source, "type": _type(source, name, known)}
        for (source, name), known in values.items()
    ]
    return {"columns": found}


def _type(source: str, name: str, values: list[Any]) -> str:
    if name in _TIMES:
        return "datetime"
    if name == "duration_millis":
        return "timenumber"
    given = [value for value in values if value is not None]
    if source == Metric.source or (given and all(number(value) is not None for value in given)):
        return "double"
    return "string"


def variables(found: dict[str, Any]) -> list[Any]:
    """The columns as what queries are built from."""
    return [
        Tag(column["name"])
        if column["source"] == "tag"
        else _KINDS[column["source"]](column["name"], qtype=column["type"])
        for column in found["columns"]
    ]
