"""Queries over the experiments of a project, and saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet.backend.request import Request
from fake_comet.recording.recording import Recording
from fake_comet.server.columns import Facts, columns, facts
from fake_comet.server.matching import matches
from fake_comet.server.places import Place

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend


def column_names(backend: Backend, request: Request) -> Any:
    """What a project can be asked about."""
    place = Place(request.argument("workspaceName"), request.argument("projectName"))
    backend.server.projects.get(place)
    return columns(_facts(backend, found) for found in backend.server.experiments.at(place))


def _facts(backend: Backend, recording: Recording) -> Facts:
    fate = backend.server.experiments.fate(recording.key)
    return facts(recording, fate, backend.server.metadata(recording))


def query(backend: Backend, request: Request) -> Any:
    """The experiments that match rules, which are grouped by where the values come from."""
    place = Place(request.field("workspaceName"), request.field("projectName"))
    found = [
        recording.key
        for recording in _inside(backend, place, bool(request.json.get("archived")))
        if all(
            matches(group["query"], _facts(backend, recording), group["source"])
            for group in request.field("predicates")
        )
    ]
    return {"experimentKeys": found}


def search(backend: Backend, request: Request) -> Any:
    """The experiments that match a tree of rules, page by page."""
    body = request.json
    place = backend.server.projects.get(project_id=request.field("projectId")).place
    found = [
        recording
        for recording in _inside(backend, place, bool(body.get("deleted")))
        if matches(request.field("rulesTree"), _facts(backend, recording))
    ]
    size = body.get("limit") or 100
    start = ((body.get("page") or 1) - 1) * size
    shown = [backend.server.metadata(recording) for recording in found[start : start + size]]
    return {"experiments": shown, "total": len(found)}


def _inside(backend: Backend, place: Place, archived: bool) -> list[Recording]:
    return backend.server.experiments.at(place, archived=archived)


def views(backend: Backend, request: Request) -> Any:
    """The saved views of a project."""
    return {"views": backend.views.get(request.argument("projectId"), [])}


def chart_templates(backend: Backend, request: Request) -> Any:
    """The saved views of an experiment."""
    return {"views": backend.views.get(request.query.get("experimentKey", ""), [])}


def save_view(backend: Backend, request: Request) -> Any:
    """Keep a view of a project; one of the same name is replaced."""
    return _saved(backend, request, "projectId")


def save_chart_template(backend: Backend, request: Request) -> Any:
    """Keep a view of an experiment."""
    return _saved(backend, request, "experimentKey")


def _saved(backend: Backend, request: Request, owner: str) -> Any:
    known = backend.views.setdefault(str(request.field(owner)), [])
    view = {"templateId": backend.new_key(), **request.json}
    known[:] = [other for other in known if other.get("templateName") != view["templateName"]]
    known.append(view)
    return view
