"""The summary of an experiment that the SDK shows and mails at its end, read off its recording."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from fake_comet.recording import records
from fake_comet.recording.recorder import Recorder
from fake_comet.sdk.voice import mention

_RULE: Final = "-" * 87
_SHOW_ALL: Final = 2  # the level that also shows what the SDK logged of its own accord
_INFINITY: Final = float("inf")
_SECTIONS: Final = {"video": "videos", "3d-image": "3d point cloud"}
_UNSIZED: Final = frozenset(
    [
        "audio",
        "video",
        "visualization",
        "3d-image",
        "curve",
        "confusion-matrix",
        "text-sample",
        "histogram3d",
        "embeddings",
    ]
)
_UNSIZED_CALLS: Final = frozenset({"log_asset_data", "set_code"})
_DETAILS: Final = {"os_packages": "os packages", "installed_packages": "installed packages"}


@dataclass(slots=True)
class Line:
    """What the summary knows of one name."""

    value: Any = None
    least: Any = _INFINITY
    most: Any = -_INFINITY
    count: int = 0
    size: int = 0
    by_sdk: bool = False

    def add(self, value: Any, framework: str | None = None) -> None:
        """Count one value of a name that keeps its last."""
        self.value = value
        self.count += 1
        self.by_sdk = self.by_sdk or framework == "comet"

    def add_metric(self, value: Any) -> None:
        """Count one value of a metric, text having neither least nor most."""
        self.add(value)
        try:
            self.least = min(self.least, value)
            self.most = max(self.most, value)
        except TypeError:
            return

    @property
    def ranges(self) -> bool:
        """Whether there are different numbers."""
        return bool(_INFINITY != self.least != self.most != -_INFINITY)


@dataclass(slots=True)
class Topic:
    """One heading of the summary."""

    name: str
    counts: bool = False
    lines: dict[str, Line] = field(default_factory=dict)

    def line(self, name: str) -> Line:
        """The line of a name, new or known."""
        return self.lines.setdefault(name, Line())

    def shown(self, level: int) -> tuple[str, dict[str, Any]] | None:
        """Heading and lines at that level of detail; None if there is nothing to show."""
        lines = {n: line for n, line in self.lines.items() if level >= _SHOW_ALL or not line.by_sdk}
        if not lines:
            return None
        several = any(line.ranges and line.count > 1 for line in lines.values())
        heading = f"{self.name} [count] (min, max)" if several else self.name
        return heading, dict(self._shown_line(name, line) for name, line in lines.items())

    def _shown_line(self, name: str, line: Line) -> tuple[str, Any]:
        if line.ranges:
            return (f"{name} [{line.count}]" if line.count > 1 else name), (line.least, line.most)
        if not self.counts:
            return name, line.value
        return name, f"{line.count} ({format_bytes(line.size)})" if line.size else line.count


def summary_title(name: str | None) -> str:
    """The title of the mail at the end."""
    try:
        user = getpass.getuser()
    except Exception:  # as in a container whose user has no name
        user = "unknown"
    return f"{user} Experiment summary" if name is None else f"{user} - {name} Experiment summary"


def summarise(
    kind: str, data: dict[str, Any], recorder: Recorder, level: int
) -> dict[str, dict[str, Any]]:
    """The summary of what was recorded, which is also logged unless the level is 0.

    Args:
        kind: the class of the experiment.
        data: its address, name and level.
    """
    topics = _topics(data, recorder)
    summary = dict(found for topic in topics if (found := topic.shown(level)) is not None)
    if level > 0:
        _display(kind, summary)
    return summary


def _topics(data: dict[str, Any], recorder: Recorder) -> list[Topic]:
    topics = {
        "data": Topic("Data"),
        "uploads": Topic("Uploads", counts=True),
        "others": Topic("Others"),
        "parameters": Topic("Parameters"),
        "metrics": Topic("Metrics"),
        "system-info": Topic("System Information"),
    }
    for name, value in data.items():
        topics["data"].line(name).add(value)
    _add_metrics(topics["metrics"], recorder)
    for implied in recorder.columns.implied_parameters():
        topics["parameters"].line(implied.name).add(implied.value, "comet")
    for record in list(recorder.records):
        _add_record(topics, record)
    return list(topics.values())


def _add_metrics(topic: Topic, recorder: Recorder) -> None:
    columns = recorder.columns
    lines: dict[int, tuple[Line, bool]] = {}
    for _, raw in columns.rows():
        found = lines.get(raw[0])
        if found is None:
            shape = columns.shapes[raw[0]]
            full_name = _full_name(shape.context, shape.name)
            found = lines[raw[0]] = (topic.line(full_name), shape.value_type is int)
        line, whole = found
        line.add_metric(int(raw[1]) if whole else raw[1])


def _add_record(topics: dict[str, Topic], record: records.Record) -> None:
    match record:
        case records.Other(key=name) | records.Parameter(name=name):
            topic = "others" if isinstance(record, records.Other) else "parameters"
            full_name = _full_name(record.context, name)
            topics[topic].line(full_name).add(record.value, record.framework)
        case records.SystemInfo():
            topics["system-info"].line(record.key).add(record.value)
        case _:
            for section, size in _uploaded(record):
                line = topics["uploads"].line(section)
                line.count += 1
                line.size += size


def _full_name(context: str | None, name: str) -> str:
    return name if context is None else f"{context}_{name}"


def _uploaded(record: records.Record) -> Iterator[tuple[str, int]]:
    match record:
        case records.Upload(kind="visualization"):
            yield ("figures" if record.method == "log_figure" else "images"), 0
        case records.Upload():
            yield _SECTIONS.get(record.kind, record.kind), _size(record)
        case records.Details() if record.type in _DETAILS:
            yield _DETAILS[record.type], 0
        case records.Dependency():
            yield "dependency", 0
        case records.ArtifactVersion():
            yield from (("artifact assets", _asset_size(asset)) for asset in record.assets)
            yield "artifacts", 0
        case records.Html():
            yield "html", 0
        case records.Graph():
            yield "model graph", 0
        case records.FileName():
            yield "filename", 0


def _size(upload: records.Upload) -> int:
    if upload.link is None and (upload.kind in _UNSIZED or upload.method in _UNSIZED_CALLS):
        return 0
    return len(upload.content) if upload.content is not None else len(str(upload.link or ""))


def _asset_size(asset: records.ArtifactAsset) -> int:
    return len(asset.content) if asset.content is not None else len(str(asset.link or ""))


def _display(kind: str, summary: dict[str, dict[str, Any]]) -> None:
    for line in (_RULE, f"Comet.ml {kind} Summary", _RULE):
        mention(line, logger="summary")
    for heading in sorted(summary):
        mention("  %s:", heading, logger="summary")
        width = max(len(str(name)) + 1 for name in summary[heading])
        for name in sorted(summary[heading]):
            template = f"    %-{width}s: %s"
            mention(template, name, summary[heading][name], logger="summary")
    mention("", logger="summary")


def format_bytes(size: float) -> str:
    """A size in bytes as the SDK shows it."""
    for unit, name in ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB")):
        if size >= unit:
            return f"{size / unit:.2f} {name}"
    return f"{size:d} bytes"
