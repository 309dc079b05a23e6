"""What a server has received so far, as a page that follows it and as JSON.

Everything here is called while nothing is recorded.
"""

from __future__ import annotations

from typing import Any, Final

from fake_comet.backend.request import Request, Response
from fake_comet.recording.recording import Recording
from fake_comet.report import Live, live_page
from fake_comet.session import Session

_DATA: Final = "/?format=report"
_FILE: Final = "/?file="
_GUARDED: Final = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
# A picture may be an svg that somebody opens by itself.
_INERT: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class Pages:
    """What a browser gets at the server's own address."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._live = Live(_FILE)

    def answer(self, request: Request) -> Response:
        """The page, its data, a file of it, or JSON for programs."""
        if "file" in request.query:
            return self._file(request.query["file"])
        asked = request.query.get("format")
        if asked == "json":
            return Response.of(as_json(self._session))
        return self._data(request) if asked == "report" else _page()

    def _data(self, request: Request) -> Response:
        recorded = self._session.experiments
        theirs = {problem for recording in recorded for problem in recording.problems}
        others = [problem for problem in self._session.problems if problem not in theirs]
        tag, body = self._live.data(recorded, others)
        headers = {"ETag": tag, **_GUARDED}
        if request.headers.get("if-none-match") == tag:
            return Response(status=304, headers=headers)
        return Response(body=body, headers=headers)

    def _file(self, key: str) -> Response:
        found = self._live.file(key)
        if found is None:
            return Response.refusal(404, "no such file on the page")
        headers = {**_GUARDED, "Content-Security-Policy": _INERT}
        return Response(content_type=found[0], body=found[1], headers=headers)


def _page() -> Response:
    text, policy = live_page(_DATA)
    # Names come from clients: nothing in them may run, load or be framed.
    headers = {**_GUARDED, "Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return Response(body=text.encode(), content_type="text/html; charset=utf-8", headers=headers)


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
