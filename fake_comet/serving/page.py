"""What a server has received so far, as a page and as JSON; called while nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from fake_comet.recording.outline import counts_of
from fake_comet.recording.recording import Recording
from fake_comet.session import Session

LONGEST: Final = 100  # characters of a name that the page shows
_COLUMNS: Final = (
    "name", "key", "workspace", "project", "state", "metrics", "parameters", "uploads", "problems"
)  # fmt: skip
_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>fake-comet</title><style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2em }}
table {{ border-collapse: collapse }}
td, th {{ padding: .3em .8em; text-align: left; border-bottom: 1px solid #ccc }}
</style></head><body><h1>fake-comet</h1>
<p>{total}</p>
<table><thead><tr>{head}</tr></thead><tbody>
{rows}
</tbody></table>
<p><a href="/?format=json">JSON</a></p></body></html>
"""


def as_json(session: Session) -> dict[str, Any]:
    """Everything that the page shows, and the last values."""
    return {
        "experiments": [_experiment(recording) for recording in session.experiments],
        "problems": [str(problem) for problem in session.problems],
    }


def _experiment(recording: Recording) -> dict[str, Any]:
    return {
        "key": recording.key,
        "name": recording.name,
        "workspace": recording.workspace,
        "project": recording.project_name,
        "ended": recording.ended,
        "metrics": {
            name: {"points": len(series), "last": _plain(series.last)}
            for name, series in recording.metrics.items()
        },
        "parameters": {name: _plain(value) for name, value in recording.parameters.items()},
        "tags": sorted(recording.tags),
        "uploads": len(recording.assets.all),
        "problems": len(recording.problems),
    }


def _plain(value: Any) -> Any:
    """A value that every reader of JSON understands."""
    finite = isinstance(value, bool | int | str) or (
        isinstance(value, float) and value - value == 0
    )
    return value if value is None or finite else str(value)


def as_html(session: Session) -> str:
    """The page."""
    return _PAGE.format(
        total=counts_of(session.experiments, len(session.failures)),
        head="".join(f"<th>{name}</th>" for name in _COLUMNS),
        rows="\n".join(map(_row, session.experiments)),
    )


def _row(recording: Recording) -> str:
    return "<tr>" + "".join(f"<td>{_shown(cell)}</td>" for cell in _cells(recording)) + "</tr>"


def _cells(recording: Recording) -> Iterator[Any]:
    yield from (recording.name, recording.key, recording.workspace, recording.project_name)
    yield "ended" if recording.ended else "not ended"
    yield f"{len(recording.metrics)} ({len(recording.recorder.columns)} points)"
    yield len(recording.parameters)
    yield len(recording.assets.all)
    yield len(recording.problems)


def _shown(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return escape(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
