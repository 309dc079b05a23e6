"""The optimizer: searches that the server hands out one assignment at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet.backend.request import Request, Response
from fake_comet.server.search import SPECS, VERSION, Search, fault

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend


def spec(backend: Backend, request: Request) -> Any:
    """What can be set of an algorithm."""
    name = request.argument("algorithmName")
    if name not in SPECS:
        message = f"algorithm {name!r} runs on Comet's servers; fake-comet has {', '.join(SPECS)}"
        return {"code": 404, "message": message}
    return [{"name": word, "default": value} for word, value in SPECS[name].items()]


def create(backend: Backend, request: Request) -> Any:
    """Begin a search."""
    refused = fault(request.field("parameters"))
    if refused is not None:
        return {"code": 400, "message": refused}
    identifier = backend.new_key()
    backend.server.searches[identifier] = Search(backend.session, identifier, request.json)
    return {"code": 200, "id": identifier}


def following(backend: Backend, request: Request) -> Any:
    """The next values to try."""
    search = _search(backend, request.argument("id"))
    if isinstance(search, Response):
        return search
    found = search.next()
    return {"code": 404 if found is None else 200, "parameters": found}


def status(backend: Backend, request: Request) -> Any:
    """What is known of a search, or of the optimizer."""
    if "id" not in request.query:
        return {"status": "ready", "version": VERSION}
    search = _search(backend, request.query["id"])
    return search if isinstance(search, Response) else search.status()


def algorithms(backend: Backend, request: Request) -> Any:
    """The algorithms."""
    return {"algorithms": list(SPECS)}


def update(backend: Backend, request: Request) -> Any:
    """Take note of how an assignment goes."""
    search = _search(backend, request.field("id"))
    if isinstance(search, Response):
        return search
    words = ("status", "score", "epoch", "metadata")
    known = {word: request.json[word] for word in words if request.json.get(word) is not None}
    search.update(request.field("pid"), request.field("trial"), **known)
    return {"code": 200}


def insert(backend: Backend, request: Request) -> Any:
    """Take a result that was found elsewhere."""
    return update(backend, request)


def _search(backend: Backend, identifier: str) -> Search | Response:
    known = backend.server.searches.get(identifier)
    if known is None:
        return Response.of({"code": 404, "message": f"no optimizer {identifier!r} in this session"})
    return known
