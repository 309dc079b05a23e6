"""What stands in for an answer over HTTP; nothing is sent anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from fake_comet.server.exceptions import CometRestApiException, NotFound

API_URL: Final = "https://www.comet.com/api/rest/v2/"


class Response:
    """The part of ``requests.Response`` that users of the SDK read."""

    def __init__(self, content: bytes, status_code: int = 200, endpoint: str = "") -> None:
        self.content = content
        self.status_code = status_code
        self.url = API_URL + endpoint
        self.headers = {"content-type": "application/json"}

    @property
    def ok(self) -> bool:
        """Whether the server did what it was asked."""
        return self.status_code < 400

    def __bool__(self) -> bool:
        return self.ok

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode("utf-8", errors="replace")

    def json(self) -> Any:
        """The content, parsed."""
        return json.loads(self.content)

    def iter_content(self, chunk_size: int = 1) -> Iterator[bytes]:
        """The content in pieces."""
        for start in range(0, len(self.content), chunk_size):
            yield self.content[start : start + chunk_size]

    def raise_for_status(self) -> None:
        """Nothing: a refusal is raised before anybody sees its answer."""

    def close(self) -> None:
        """Nothing: there is no connection."""


def answer(value: Any, endpoint: str = "") -> Response:
    """An answer with JSON in it."""
    return Response(json.dumps(value).encode(), endpoint=endpoint)


def done() -> dict[str, Any]:
    """What the server says when it did something and has nothing to tell; the words are ours."""
    return {"msg": "success", "code": 200, "data": None, "sdk_error_code": 0}


def not_found(message: str, endpoint: str, code: int = 0) -> NotFound:
    """The error for something that the server does not have; the words are ours."""
    return NotFound("GET", _refusal(404, message, endpoint, code))


def refused(message: str, endpoint: str, code: int = 0) -> CometRestApiException:
    """The error for something that the server does not do; the words are ours."""
    return CometRestApiException("POST", _refusal(400, message, endpoint, code))


def _refusal(status: int, message: str, endpoint: str, code: int) -> Response:
    body = {"msg": message, "code": status, "data": None, "sdk_error_code": code}
    return Response(json.dumps(body).encode(), status, endpoint)
