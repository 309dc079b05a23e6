"""One recording as the data of a page: its head, its problems and what each section shows."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Final

from fake_comet.recording.problems import Problem
from fake_comet.recording.recording import Recording
from fake_comet.report.charts import curves_of, histograms_of
from fake_comet.report.contents import Contents
from fake_comet.report.metrics import metrics_of
from fake_comet.report.pictures import pictures_of
from fake_comet.report.plain import site_text, text_of
from fake_comet.report.tabular import matrices_of, tables_of
from fake_comet.report.timeline import timeline_of
from fake_comet.report.uploads import files_of, media_of, size_of

PROBLEMS: Final = 500  # shown of one recording
_SHORT: Final = 8  # characters of a key that tell runs apart


def run_of(recording: Recording, contents: Contents, points: int) -> dict[str, Any]:
    """Everything that the page shows of it."""
    return {
        "key": recording.key,
        "name": recording.name or recording.key[:_SHORT],
        "head": _head(recording),
        "ended": recording.ended,
        "tags": sorted(map(text_of, recording.tags)),
        "problems": problems_of(recording.problems),
        **metrics_of(recording, points),
        "parameters": _pairs(recording.parameters.items()),
        "others": _pairs(recording.others.items()),
        **pictures_of(recording, contents),
        "tables": tables_of(recording),
        "confusion_matrices": matrices_of(recording),
        "curves": curves_of(recording),
        "histograms": histograms_of(recording),
        **media_of(recording, contents),
        **files_of(recording),
        "html": text_of(recording.html) if recording.html else None,
        "graph": text_of(recording.graph) if recording.graph else None,
        "notifications": [
            {"title": text_of(sent.title), "text": text_of(sent.additional_data)}
            for sent in recording.notifications
        ],
        "environment": _environment(recording),
        "calls": timeline_of(recording),
    }


def _head(recording: Recording) -> list[list[str]]:
    header = recording.recorder.header
    found = {
        "name": recording.name,
        "key": recording.key,
        "project": recording.project_name,
        "workspace": recording.workspace,
        "class": header.experiment_class,
        "created at": site_text(recording.created_at),
        "started": _moment(header.start_time),
        "lasted": _lasted(recording),
        "state": "ended" if recording.ended else "not ended",
        "metric points": f"{len(recording.recorder.columns):,}",
    }
    return [[name, value] for name, value in found.items() if value is not None]


def _moment(seconds: float) -> str | None:
    if not seconds:
        return None
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))
    except (ValueError, OverflowError, OSError):  # a time that no calendar has
        return None


def _lasted(recording: Recording) -> str | None:
    header = recording.recorder.header
    if not header.start_time or not header.end_time:
        return None
    return f"{header.end_time - header.start_time:.1f} s"


def problems_of(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems with their call sites, and what to do."""
    return [
        {
            "level": problem.level.value,
            "kind": problem.kind,
            "site": site_text(problem.site),
            "call": f"{problem.call}({problem.passed})" if problem.call else "",
            "message": problem.message.strip(),
            "advice": problem.advice,
            "times": problem.times,
        }
        for problem in list(problems)[:PROBLEMS]
    ]


def _pairs(items: Iterable[tuple[Any, Any]]) -> list[list[str]]:
    return [[text_of(name), text_of(value)] for name, value in items]


def _environment(recording: Recording) -> list[list[str]]:
    found = recording.environment
    pairs: list[tuple[str, Any]] = [("file name", found.file_name)]
    pairs += [(f"package {name}", version) for name, version in found.dependencies.items()]
    pairs += list(found.system_info.items())
    pairs += [
        (kind, values[0] if len(values) == 1 else _joined(values))
        for kind, values in found.details.items()
    ]
    pairs += [
        (f"code {code.name}", f"{size_of(code.upload.content) or 0:,} bytes")
        for code in found.source_code
    ]
    return _pairs((name, value) for name, value in pairs if value is not None)


def _joined(values: tuple[Any, ...]) -> Any:
    """Pieces of output as one text."""
    texts = [value.get("output") for value in values if isinstance(value, dict)]
    if len(texts) == len(values) and all(isinstance(text, str) for text in texts):
        return "".join(map(str, texts))
    return list(values)
