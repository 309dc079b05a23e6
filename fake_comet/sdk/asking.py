"""Requests whose answer a call waits for: what the SDK raises when a test wants one to fail."""

from __future__ import annotations

import functools
import inspect
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final, ParamSpec, TypeVar

from fake_comet.faults import HALF, Fault
from fake_comet.sdk.exceptions import CometRestApiException, NotFound
from fake_comet.server.response import Response
from fake_comet.session import Session, current

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K", bound=type)

ROOT: Final = "https://www.comet.com"
_API: Final = "/api/rest/v2/"
_OPTIMIZER: Final = "/optimizer"
_DROPPED: Final = "fake-comet was told to drop"  # as the server words it


@contextmanager
def asking(request: str, *, unread: bool = False) -> Iterator[None]:
    """A block that is one request of the SDK, done unless a test wants it to fail.

    Args:
        request: endpoint, method and address, ``read GET workspaces``; the address may leave out
            where the REST API begins.
        unread: whether the SDK never looks at the answer.

    Raises:
        CometRestApiException: the server refuses; ``NotFound`` for a 404 of what is read. The
            optimizer raises ``requests.HTTPError``.
        ConnectionError: the connection breaks.
        ValueError: the answer is no JSON.
    """
    endpoint, method, address = request.split()
    fault = current().backend.due(endpoint)
    if fault is None:
        yield
        return
    time.sleep(fault.delay)
    path = address if address.startswith("/") else _API + address
    if fault.refuses:
        raise _refusal(fault, method, path)
    spoilt = fault.bad_json and not unread
    try:
        yield
    except CometRestApiException:
        if not spoilt:
            raise
    if spoilt:
        raise no_json()


def no_json() -> ValueError:
    """What comes of reading the wrong answer."""
    try:
        json.loads(HALF)
    except ValueError as error:
        return error
    raise AssertionError(f"{HALF!r} is JSON")


def _refusal(fault: Fault, method: str, path: str) -> Exception:
    if fault.status is None:
        return _of_requests("ConnectionError", ConnectionError)(f"{_DROPPED} {method} {path}")
    if path.startswith(_OPTIMIZER):
        side = "Client" if fault.status < 500 else "Server"
        phrase = f"{side} Error: {HTTPStatus(fault.status).phrase} for url: {ROOT}{path}"
        return _of_requests("HTTPError", OSError)(f"{fault.status} {phrase}")
    answer = Response(fault.answer, fault.status)
    answer.url = ROOT + path
    kind = NotFound if method == "GET" and fault.status == HTTPStatus.NOT_FOUND else None
    return (kind or CometRestApiException)(method, answer)


def _of_requests(name: str, otherwise: type[Exception]) -> type[Exception]:
    """An error of `requests`, which is there wherever the real SDK is; else what it is made of."""
    try:
        import requests
    except ImportError:
        return otherwise
    found: type[Exception] = getattr(requests, name)
    return found


class _Inside:
    """Threads of a session that are in a request, whose parts are none of their own."""

    def __init__(self, session: Session) -> None:
        self.threads: set[int] = set()


@contextmanager
def _outermost(request: str) -> Iterator[None]:
    threads, ident = current().kept(_Inside).threads, threading.get_ident()
    if ident in threads:
        yield
        return
    threads.add(ident)
    try:
        with asking(request):
            yield
    finally:
        threads.discard(ident)


def is_asking(request: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a call, or a generator when it begins, one request."""

    def decorate(method: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(method)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            with _outermost(request):
                return method(*args, **kwargs)

        @functools.wraps(method)
        def generate(*args: P.args, **kwargs: P.kwargs) -> Iterator[Any]:
            with _outermost(request):
                made: Any = method(*args, **kwargs)
            yield from made

        made: Any = generate if inspect.isgeneratorfunction(method) else call
        found: Callable[P, T] = made
        return found

    return decorate


def asks(requests: Mapping[str, str]) -> Callable[[K], K]:
    """Make methods of a class requests.

    Args:
        requests: request -> the names of the methods that are one, with spaces between.
    """

    def decorate(owner: K) -> K:
        for request, names in requests.items():
            for name in names.split():
                setattr(owner, name, is_asking(request)(getattr(owner, name)))
        return owner

    return decorate
