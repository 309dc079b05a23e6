"""Carries the requests of the real SDK to the fake server in process; nothing is passed through."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from fake_comet.backend.backend import ROOT, Backend, Dropped
from fake_comet.backend.request import Request

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests.adapters import BaseAdapter

METHODS: Final = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")


class FirstMatch:
    """A registry of `responses` that answers with the first match; the library's uses them up."""

    def __init__(self) -> None:
        self.registered: list[Any] = []

    def add(self, response: Any) -> Any:
        """Register a response."""
        self.registered.append(response)
        return response

    def reset(self) -> None:
        """Forget all."""
        self.registered.clear()

    def find(self, request: PreparedRequest) -> tuple[Any, list[str]]:
        """The first response that matches, and why those before it did not."""
        reasons: list[str] = []
        for response in self.registered:
            fits, reason = response.matches(request)
            if fits:
                return response, reasons
            reasons.append(reason)
        return None, reasons


class BackendMock:
    """A mock of our own, which no mock of the tested code meets.

    Args:
        backend: gives the server that a request is for.
    """

    def __init__(self, backend: Callable[[Request], Backend]) -> None:
        import responses

        self._backend = backend
        self._process = os.getpid()
        self._mock = responses.RequestsMock(
            assert_all_requests_are_fired=False,
            registry=FirstMatch,  # type: ignore[arg-type] # it is duck-typed
        )
        for method in METHODS:
            self._mock.add_callback(method, re.compile(".*"), callback=self._answer)
        self._send: Any = self._mock.unbound_on_send()

    def is_elsewhere(self, request: PreparedRequest) -> bool:
        """Whether this process was forked from the server's, which also listens on a port."""
        if os.getpid() == self._process:
            return False
        url = str(request.url)
        root = self._backend(Request.to(str(request.method), url)).root
        return root != ROOT and url.startswith(root)

    def send(self, adapter: BaseAdapter, request: PreparedRequest, **options: Any) -> Response:
        """What an adapter of `requests` does, retries included.

        Raises:
            requests.ConnectionError: a fault breaks the connection.
        """
        sent: Response = self._send(adapter, request, **options)
        self._mock.calls.reset()  # else every body would be kept
        for response in self._mock.registered():
            response.calls.reset()
        return sent

    def _answer(self, prepared: PreparedRequest) -> tuple[int, dict[str, str], bytes]:
        from requests import ConnectionError

        method, url = str(prepared.method), str(prepared.url)
        request = Request.to(method, url, dict(prepared.headers), _bytes(prepared.body))
        try:
            answer = self._backend(request).answer(request)
        except Dropped as error:
            raise ConnectionError(str(error), request=prepared) from error
        return answer.status, {"Content-Type": answer.content_type, **answer.headers}, answer.body


def _bytes(body: Any) -> bytes:
    if hasattr(body, "read"):
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body or b"")
