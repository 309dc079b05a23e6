"""Workspaces, projects and lists of experiments, and what is changed of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fake_comet.backend.request import Request
from fake_comet.recording.records import Symlink
from fake_comet.server.places import Place, place_of
from fake_comet.server.projects import Project

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend


def workspaces(backend: Backend, request: Request) -> Any:
    """The names of all workspaces, the default one first."""
    return {"workspaceNames": backend.server.projects.workspaces()}


def listed(backend: Backend, request: Request) -> Any:
    """The projects of a workspace."""
    workspace, known = request.argument("workspaceName"), backend.server.projects
    inside = [project for project in known.all() if project.place.workspace == workspace]
    return {"projects": [known.as_json(project) for project in inside]}


def details(backend: Backend, request: Request) -> Any:
    """What is known of a project."""
    return backend.server.projects.as_json(_project(backend, request.query))


def _project(backend: Backend, given: Mapping[str, Any]) -> Project:
    workspace, name = given.get("workspaceName"), given.get("projectName")
    place = None if workspace is None or name is None else Place(workspace, name)
    return backend.server.projects.get(place, given.get("projectId"))


def create(backend: Backend, request: Request) -> Any:
    """Make a project."""
    body = request.json
    place = Place(request.field("workspaceName"), request.field("projectName"))
    description, public = body.get("projectDescription"), bool(body.get("isPublic"))
    made = backend.server.projects.create(place, description, public)
    return {**backend.done(), "projectId": made.id}


def update(backend: Backend, request: Request) -> Any:
    """Change name, description or publicity of a project."""
    body, project = request.json, _project(backend, request.json)
    if body.get("newProjectName") is not None:
        backend.server.projects.rename(project, body["newProjectName"])
    project.description = body.get("newProjectDescription", project.description)
    project.public = body.get("isPublic", project.public)
    return backend.done()


def delete(backend: Backend, request: Request) -> Any:
    """Remove a project."""
    with_experiments = bool(request.json.get("deleteAllExperiments"))
    found = _project(backend, request.json)
    backend.server.projects.delete(found, with_experiments=with_experiments)
    return backend.done()


def set_owner(backend: Backend, request: Request) -> Any:
    """Give a project another owner."""
    _project(backend, request.json).owner = request.field("userName")
    return backend.done()


def get_notes(backend: Backend, request: Request) -> Any:
    """The notes of a project."""
    return {"notes": _project(backend, request.query).notes}


def set_notes(backend: Backend, request: Request) -> Any:
    """Write the notes of a project."""
    _project(backend, request.json).notes = request.field("notes")
    return backend.done()


def share_keys(backend: Backend, request: Request) -> Any:
    """The keys under which others see a project."""
    return {"shareCodes": list(_project(backend, request.query).share_keys)}


def add_share_key(backend: Backend, request: Request) -> Any:
    """Make such a key."""
    key = backend.new_key()
    _project(backend, request.query).share_keys.append(key)
    return {"shareCode": key}


def delete_share_key(backend: Backend, request: Request) -> Any:
    """Remove such a key."""
    keys = _project(backend, request.query).share_keys
    keys[:] = [key for key in keys if key != request.argument("shareCode")]
    return backend.done()


def experiments(backend: Backend, request: Request) -> Any:
    """The experiments of a project, page by page if asked."""
    query, known = request.query, backend.server.experiments
    place = _project(backend, query).place
    inside = known.at(place, archived=query.get("archived", "").lower() == "true")
    page, size = (int(query[name]) if name in query else None for name in ("page", "size"))
    found = known.page(inside, page, size, query.get("sortBy"), query.get("sortOrder"))
    return {"experiments": [backend.server.metadata(recording) for recording in found]}


def create_experiment(backend: Backend, request: Request) -> Any:
    """Make an experiment without running one."""
    place = Place(request.field("workspaceName"), request.field("projectName"))
    made = backend.server.experiments.create(place, request.json.get("experimentName"))
    return {"experimentKey": made.key}


def move(backend: Backend, request: Request) -> Any:
    """Put experiments into another project, or link them there."""
    place = Place(request.field("targetWorkspaceName"), request.field("targetProjectName"))
    link = bool(request.json.get("symlink"))
    backend.server.experiments.move(list(request.field("experimentKeys")), place, link=link)
    return backend.done()


def link(backend: Backend, request: Request) -> Any:
    """Show an experiment in another project too; tells its address there."""
    key, project = request.argument("experimentKey"), request.argument("projectName")
    recorder = backend.recorder(key)
    recorder.add(Symlink, project_name=project)
    return {"link": f"{backend.root}/{place_of(recorder.header).workspace}/{project}/{key}"}


def archive(backend: Backend, request: Request) -> Any:
    """Put an experiment into the archive."""
    return _fate(backend, request, archived=True)


def restore(backend: Backend, request: Request) -> Any:
    """Take it out again."""
    return _fate(backend, request, archived=False)


def delete_experiment(backend: Backend, request: Request) -> Any:
    """Remove an experiment; its recording stays."""
    return _fate(backend, request, deleted=True)


def stop(backend: Backend, request: Request) -> Any:
    """Let an experiment no longer run."""
    return _fate(backend, request, running=False)


def _fate(backend: Backend, request: Request, **changed: bool) -> Any:
    key = backend.server.experiments.get(request.argument("experimentKey")).key
    for name, value in changed.items():
        setattr(backend.server.experiments.fate(key), name, value)
    return backend.done()


def heartbeat(backend: Backend, request: Request) -> Any:
    """Say how often an experiment shall say that it is alive."""
    backend.server.experiments.get(request.argument("experimentKey"))
    return {
        "isAliveBeatDurationMillis": 10_000,
        "gpuMonitorIntervalMillis": 60_000,
        "cpuMonitorIntervalMillis": 68_000,
    }


def set_times(backend: Backend, request: Request) -> Any:
    """Set when an experiment started and ended."""
    header = backend.recorder(request.field("experimentKey")).header
    if request.json.get("startTimeMillis") is not None:
        header.start_time = request.json["startTimeMillis"] / 1000
    if request.json.get("endTimeMillis") is not None:
        header.end_time = request.json["endTimeMillis"] / 1000
    return backend.done()


def unthrottle(backend: Backend, request: Request, experiment_key: str) -> Any:
    """Take the throttling of an experiment off."""
    backend.session.backend.throttled = False
    return backend.done()
