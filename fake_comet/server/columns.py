"""What a project can be asked about, and the values that each experiment has for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from fake_comet.recording.recording import Recording
from fake_comet.server.experiments import Fate
from fake_comet.server.places import number, shown
from fake_comet.server.projects import USER
from fake_comet.server.summaries import metric_entries, other_entries, parameter_entries
from fake_comet.server.system import details

Facts = Mapping[tuple[str, str], Any]  # (source, name) -> the value as Comet shows it

# The server's words for where a value comes from.
METADATA: Final = "metadata"
METRIC: Final = "metrics"
OTHER: Final = "log_other"
PARAMETER: Final = "params"
ENVIRONMENT: Final = "env_details"
TAG: Final = "tag"

_ENVIRONMENT = ("user", "pythonVersion", "osType", "os", "machine", "hostname", "ip", "command")
_TIMES = ("start_server_timestamp", "end_server_timestamp")


def facts(recording: Recording, fate: Fate, metadata: dict[str, Any]) -> Facts:
    """Everything that a query can compare of one experiment."""
    found: dict[tuple[str, str], Any] = {
        (METADATA, "experiment_key"): recording.key,
        (METADATA, "experiment_name"): recording.name,
        (METADATA, "user_name"): USER,
        (METADATA, "file_name"): metadata["fileName"],
        (METADATA, "start_server_timestamp"): _moment(metadata["startTimeMillis"]),
        (METADATA, "end_server_timestamp"): _moment(metadata["endTimeMillis"]),
        (METADATA, "duration_millis"): metadata["durationMillis"],
    }
    entries = {
        METRIC: metric_entries(recording),
        PARAMETER: parameter_entries(recording, fate),
        OTHER: other_entries(recording),
    }
    for source, by_name in entries.items():
        found.update(
            {(source, name): shown(history[-1].value) for name, history in by_name.items()}
        )
    known = details(recording)
    found.update({(ENVIRONMENT, name): known[name] for name in _ENVIRONMENT})
    found.update({(TAG, tag): tag for tag in recording.tags})
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
    if source == METRIC or (given and all(number(value) is not None for value in given)):
        return "double"
    return "string"
