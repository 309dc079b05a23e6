"""Calls from Comet's pages to functions of a running experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet.backend.request import Request
from fake_comet.recording.records import Details

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend


def register(backend: Backend, request: Request) -> Any:
    """Take note of a function that can be called."""
    return _kept(backend, request, "registered_rpc")


def pending(backend: Backend, request: Request) -> Any:
    """The calls that wait, once."""
    return {"remoteProcedureCalls": backend.calls.pop(request.argument("experimentKey"), [])}


def result(backend: Backend, request: Request) -> Any:
    """Take what a call gave."""
    return _kept(backend, request, "rpc_result")


def _kept(backend: Backend, request: Request, kind: str) -> Any:
    given = {name: value for name, value in request.json.items() if name != "apiKey"}
    backend.recorder(given.pop("experimentKey", None)).add(Details, type=kind, value=given)
    return backend.done()
