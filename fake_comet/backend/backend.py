"""The fake server itself: finds handlers, applies faults, and keeps what is under way."""

from __future__ import annotations

import threading
import time
from typing import Any, Final

from fake_comet.backend.artifacts import Draft
from fake_comet.backend.request import Malformed, Request, Response
from fake_comet.backend.routes import Route, find, near
from fake_comet.backend.s3 import Pending
from fake_comet.faults import HALF, Fault
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.records import Content
from fake_comet.recording.sites import UNKNOWN_SITE
from fake_comet.server.exceptions import CometRestApiException
from fake_comet.server.response import done
from fake_comet.server.server import Server, server_of
from fake_comet.session import Session

ROOT: Final = "https://www.comet.com"


class Dropped(Exception):
    """The connection breaks; whatever carries the requests turns this into its own error."""


class Backend:
    """Comet's server for one session: records what comes, and reads what is asked from recordings.

    Args:
        root: the address under which it is found.
        watched: whether somebody else takes note of the SDK's calls and of what it logs.

    Attributes:
        scenes: the files of each 3-D scene by its identifier.
        pending: large files of which not all parts are there.
        drafts: artifact versions that are not closed.
        registered: the recorded fields of model versions, which get metadata in a further request.
        calls: calls from Comet's pages that wait, by experiment.
        views: saved views, by the project or experiment that they belong to.
        runs: what clients have begun and not ended, by experiment.
        lock: held while a request is answered.
    """

    def __init__(self, session: Session, root: str = ROOT, *, watched: bool = False) -> None:
        self.session = session
        self.watched = watched
        self.root = root.rstrip("/")
        self.server: Server = server_of(session)
        self.scenes: dict[str, dict[str, Content]] = {}
        self.pending: dict[str, Pending] = {}
        self.drafts: dict[str, Draft] = {}
        self.registered: dict[str, dict[str, Any]] = {}
        self.calls: dict[str, list[dict[str, Any]]] = {}
        self.views: dict[str, list[dict[str, Any]]] = {}
        self.runs: dict[str, set[str]] = {}
        # The line that sent a request is only known if it was in this process.
        self._site = None if watched else UNKNOWN_SITE
        self.lock = threading.RLock()

    def answer(self, request: Request) -> Response:
        """Do what is asked.

        Raises:
            Dropped: a fault breaks the connection.
        """
        found = find(request.method, request.path)
        if found is None:
            return self._unknown(request)
        route, names = found
        fault = self.session.backend.due(route.endpoint)
        if fault is None:
            return self._handled(route, request, names)
        return self._faulty(fault, route, request, names)

    def _faulty(
        self, fault: Fault, route: Route, request: Request, names: dict[str, str]
    ) -> Response:
        time.sleep(fault.delay)
        if fault.drop:
            raise Dropped(f"fake-comet was told to drop {route}")
        if fault.status is not None:
            return Response(status=fault.status, body=fault.answer)
        answer = self._handled(route, request, names)
        return Response(body=HALF) if fault.bad_json else answer

    def _handled(self, route: Route, request: Request, names: dict[str, str]) -> Response:
        try:
            with self.lock:  # what comes first is recorded first
                return Response.of(route.handler(self, request, **names))
        except CometRestApiException as refusal:
            told = refusal.response
            return Response(status=told.status_code, body=told.content)
        except Malformed as error:
            return self._malformed(route, str(error))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return self._malformed(route, f"{type(error).__name__}: {error}")

    def _malformed(self, route: Route, reason: str) -> Response:
        self.session.problem("malformed-request", f"{route}: {reason}", site=self._site)
        return Response.refusal(400, f"Malformed request: {reason}")

    def _unknown(self, request: Request) -> Response:
        address = f"{request.method} {request.path}"
        listed = "".join(f"\n  {route}" for route in near(request.method, request.path))
        closest = f"; the nearest that it answers:{listed}" if listed else ""
        self.session.problem(
            "unknown-request",
            f"the fake server has no {address}{closest}",
            passed=dict(request.query),
            site=self._site,
        )
        return Response.refusal(404, f"No such address: {address}")

    def recorder(self, key: Any) -> Recorder:
        """The write side of an experiment.

        Raises:
            Malformed: there is no such experiment.
        """
        recorder = self.session.recorder(key) if isinstance(key, str) else None
        if recorder is None:
            raise Malformed(f"there is no experiment {key!r}")
        return recorder

    def new_key(self) -> str:
        """A fresh identifier."""
        return self.session.determinism.new_key()

    def done(self) -> dict[str, Any]:
        """The answer when there is nothing to tell."""
        return done()
