"""What describes an experiment: others, tags, html, names, the machine, mails, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from fake_comet.backend.request import Malformed, Request
from fake_comet.recording.records import (
    Dependency,
    Details,
    FileName,
    Graph,
    Html,
    Notification,
    Other,
    Symlink,
    SystemInfo,
    Tag,
)
from fake_comet.server import system

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend

# Parts of a message about the machine that the SDK sends for themselves.
_WHOLE: Final = {
    "installedPackages": "installed_packages",
    "osPackages": "os_packages",
    "gpuStaticInfoList": "gpu_static_info",
}
_INFOS: Final = "logAdditionalSystemInfoList"


def other(backend: Backend, request: Request) -> Any:
    """Record one key and value of the Other tab."""
    key, value = request.field("key"), request.json.get("value")
    backend.recorder(request.field("experimentKey")).add(Other, key=key, value=value)
    return backend.done()


def add_tags(backend: Backend, request: Request) -> Any:
    """Record tags."""
    return _tags(backend, request, "addedTags", removed=False)


def delete_tags(backend: Backend, request: Request) -> Any:
    """Take tags away."""
    return _tags(backend, request, "tags", removed=True)


def _tags(backend: Backend, request: Request, field: str, *, removed: bool) -> Any:
    tags = request.field(field)
    if not isinstance(tags, list):
        raise Malformed(f"{field} is {tags!r}, expected a list")
    recorder = backend.recorder(request.field("experimentKey"))
    for tag in tags:
        recorder.add(Tag, tag=tag, removed=removed)
    return backend.done()


def html(backend: Backend, request: Request) -> Any:
    """Record a piece of html."""
    recorder = backend.recorder(request.field("experimentKey"))
    recorder.add(Html, html=request.field("html"), override=bool(request.json.get("override")))
    return backend.done()


def graph(backend: Backend, request: Request) -> Any:
    """Record the model graph."""
    recorder = backend.recorder(request.field("experimentKey"))
    recorder.add(Graph, graph=request.field("graph"))
    return backend.done()


def file_path(backend: Backend, request: Request) -> Any:
    """Record the name of the script."""
    recorder = backend.recorder(request.field("experimentKey"))
    recorder.add(FileName, file_name=request.field("filePath"))
    return backend.done()


def dependencies(backend: Backend, request: Request) -> Any:
    """Record packages that were logged one by one."""
    recorder = backend.recorder(request.field("experimentKey"))
    for line in request.field("logDependencies"):
        recorder.add(Dependency, name=line.get("name"), version=line.get("version"))
    return backend.done()


def system_details(backend: Backend, request: Request) -> Any:
    """Record what was found out about the machine, by the SDK's type of message."""
    given = {name: value for name, value in request.json.items() if value is not None}
    recorder = backend.recorder(given.pop("experimentKey", None))
    for info in given.pop(_INFOS, ()):
        recorder.add(SystemInfo, key=info.get("key"), value=info.get("value"))
    for name, kind in _WHOLE.items():
        if name in given:
            recorder.add(Details, type=kind, value=given.pop(name))
    if given:
        recorder.add(Details, type=system.DETAILS, value=given)
    return backend.done()


def git_metadata(backend: Backend, request: Request) -> Any:
    """Record where the code comes from."""
    return _details(backend, request, system.GIT_METADATA)


def cloud_details(backend: Backend, request: Request) -> Any:
    """Record which cloud the machine is in."""
    return _details(backend, request, "cloud_details")


def _details(backend: Backend, request: Request, kind: str) -> Any:
    given = dict(request.json)
    backend.recorder(given.pop("experimentKey", None)).add(Details, type=kind, value=given)
    return backend.done()


def code(backend: Backend, request: Request) -> Any:
    """Record code given as text."""
    recorder = backend.recorder(request.field("experimentKey"))
    recorder.add(Details, type=system.CODE, value=request.field("code"))
    return backend.done()


def git_patch(backend: Backend, request: Request) -> Any:
    """Record uncommitted changes that came through the API."""
    recorder = backend.recorder(request.argument("experimentKey"))
    recorder.add(Details, type=system.GIT_PATCH, value=request.part("file"))
    return backend.done()


def output(backend: Backend, request: Request) -> Any:
    """Record lines of standard output."""
    recorder = backend.recorder(request.field("experimentKey"))
    for value in _lines(request.json):
        recorder.add(Details, type=system.OUTPUT, value=value)
    return backend.done()


def _lines(body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for line in body["outputLines"]:
        yield {
            "output": line.get("output"),
            "stderr": line.get("stderr", False),
            "context": body.get("runContext"),
        }


def notification(backend: Backend, request: Request) -> Any:
    """Record a mail to the user."""
    fields = {name: request.json.get(name) for name in ("title", "status", "additional_data")}
    backend.recorder(request.field("experiment_key")).add(Notification, **fields)
    return backend.done()


def new_symlink(backend: Backend, request: Request) -> Any:
    """Record that the experiment is shown in another project too."""
    recorder = backend.recorder(request.argument("experimentKey"))
    recorder.add(Symlink, project_name=request.query.get("projectName"))
    return backend.done()
