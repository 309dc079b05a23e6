"""A fake server of its own for each test, and short ways to ask it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from requests_toolbelt import MultipartEncoder

from fake_comet.backend.backend import Backend
from fake_comet.backend.request import Request, Response
from fake_comet.recording.recording import Recording
from fake_comet.session import Session

OWN = "/clientlib"
API = "/api/rest/v2"
BOTH = "/clientlib/rest/v2"
KEY = "e" * 32

Ask = Callable[..., Any]


@pytest.fixture
def session() -> Session:
    """A session that no engine works for."""
    return Session(engine="sdk")


@pytest.fixture
def backend(session: Session) -> Backend:
    """The fake server of the session."""
    return Backend(session)


def posted(path: str, body: Any, *, packed: bool = False, method: str = "POST") -> Request:
    """A request with JSON in it."""
    content = json.dumps(body).encode()
    headers = {"Content-Type": "application/json;charset=utf-8"}
    if packed:
        content, headers["Content-Encoding"] = gzip.compress(content), "gzip"
    return Request.to(method, path, headers, content)


def uploaded(path: str, query: str, method: str = "POST", **parts: Any) -> Request:
    """A request with files in it, as the SDK encodes it."""
    encoder = MultipartEncoder(fields=parts)
    headers = {"Content-Type": encoder.content_type}
    return Request.to(method, f"{path}?{query}", headers, encoder.to_string())


def told(response: Response) -> Any:
    """What an answer says."""
    return json.loads(response.body)


@pytest.fixture
def post(backend: Backend) -> Ask:
    """Posts JSON and gives what is answered."""

    def ask(path: str, body: Any, **options: Any) -> Any:
        response = backend.answer(posted(path, body, **options))
        assert response.status == 200, response.body
        return told(response)

    return ask


@pytest.fixture
def get(backend: Backend) -> Ask:
    """Asks and gives what is answered."""

    def ask(path: str, **query: str) -> Any:
        text = "&".join(f"{name}={value}" for name, value in query.items())
        response = backend.answer(Request.to("GET", f"{path}?{text}"))
        assert response.status == 200, response.body
        return told(response)

    return ask


def birth(key: str = KEY, **more: Any) -> dict[str, Any]:
    """What the SDK sends to begin an experiment."""
    return {"apiKey": "k", "experimentKey": key, "projectName": "p", "teamName": "w", **more}


@pytest.fixture
def recording(post: Ask, session: Session) -> Recording:
    """The recording of an experiment that has just begun."""
    post(f"{OWN}/logger/add/run", birth())
    return session.experiment


def kinds(session: Session) -> list[str]:
    """The kinds of the problems that were noted."""
    return [problem.kind for problem in session.problems]


def of_experiment(**fields: Any) -> Mapping[str, Any]:
    """A body that belongs to the experiment."""
    return {"experimentKey": KEY, **fields}
