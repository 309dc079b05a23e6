"""The fake server as a WSGI application: requests within bounds go to it, pages to browsers.

It knows no sockets and no server software, which refuses what is too large before it comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from fake_comet.backend.backend import Backend, Dropped
from fake_comet.backend.request import Request, Response
from fake_comet.recording.sites import UNKNOWN_SITE
from fake_comet.serving.page import Pages

LARGEST_BODY: Final = 1024**3  # bytes, also when unpacked; the SDK sends large files in parts
LARGEST_HEAD: Final = 64 * 1024  # bytes of address and headers together
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class App:
    """Answers requests in any thread.

    Args:
        largest_body: bytes that a body may become when unpacked; as sent it is bounded before.
    """

    def __init__(self, backend: Backend, *, largest_body: int = LARGEST_BODY) -> None:
        self.backend = backend
        self.largest_body = largest_body
        self._pages = Pages(backend.session)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request.

        Raises:
            Dropped: a fault breaks the connection.
        """
        answer = self._answered(environ)
        headers = {
            "Content-Type": answer.content_type,
            "Content-Length": str(len(answer.body)),
            **answer.headers,
        }
        start_response(f"{answer.status} {_phrase(answer.status)}", list(headers.items()))
        return [answer.body]

    def _answered(self, environ: dict[str, Any]) -> Response:
        method, address = environ["REQUEST_METHOD"], environ["REQUEST_URI"]
        request = Request.to(method, address, _headers(environ), environ["wsgi.input"].read())
        page = self._page(request)
        return page or self._asked(replace(request, largest=self.largest_body))

    def _asked(self, request: Request) -> Response:
        try:
            return self.backend.answer(request)
        except Dropped:
            raise
        except Exception as error:  # else the SDK would swallow it, and nobody would know
            told = f"{request.method} {request.path}: {type(error).__name__}: {error}"
            return self.refused(400, told)

    def _page(self, request: Request) -> Response | None:
        """What a browser gets; None if the request is of an SDK."""
        if request.method != "GET":
            return None
        if request.path == "/":
            with self.backend.lock:
                return self._pages.answer(request)
        if request.path == "/favicon.ico" or "text/html" in request.headers.get("accept", ""):
            return Response(status=302, headers={"Location": "/"})
        return None

    def refused(self, status: int, message: str) -> Response:
        """A refusal that is a problem of the session too."""
        self.backend.session.problem("malformed-request", message, site=UNKNOWN_SITE)
        return Response.refusal(status, message)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    headers = {
        name[5:].replace("_", "-"): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    return {**headers, "content-type": environ.get("CONTENT_TYPE", "")}
