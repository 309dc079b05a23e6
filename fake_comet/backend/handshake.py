"""Life of an experiment: begin, heartbeat, end, and what the SDK reports of its own troubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.backend.request import Malformed, Request, Response
from fake_comet.faults import BAD_KEY, EXISTS
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Other, Record
from fake_comet.recording.sites import UNKNOWN_SITE
from fake_comet.server.places import place_of
from fake_comet.server.projects import USER

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend

VERSION: Final = "4.99.0"  # new enough for everything that the SDK asks a server for
_NO_ACCESS: Final = 90210
_MEBIBYTES: Final = 200
_ASSET_MEBIBYTES: Final = 100 * 1024
_MILLIS: Final = 600_000  # between heartbeats and measurements: a test is over before


def alive(backend: Backend, request: Request) -> Any:
    """Whether the server is there."""
    return {"msg": "pong"}


def version(backend: Backend, request: Request) -> Any:
    """The version of the server."""
    return {"version": VERSION}


def add_run(backend: Backend, request: Request) -> Any:
    """Begin a new experiment, or go on with a known one where the SDK allows it."""
    body = request.json
    if not body.get("apiKey"):
        return Response.refusal(400, "API key missing", BAD_KEY)
    key = request.field("experimentKey")
    known = backend.session.recorder(key)
    if known is not None and known.header.on_server and not body.get("getOrCreateEnabled"):
        return Response.refusal(400, f"Experiment {key} already exists", EXISTS)
    recorder = known or _new(backend, key, offline=bool(body.get("offline")))
    header = recorder.header
    header.project_name = header.project_name or body.get("projectName")
    header.workspace = header.workspace or body.get("teamName")
    return _greeting(backend, recorder)


def _new(backend: Backend, key: str, *, offline: bool = False) -> Recorder:
    if not (key.isascii() and key.isalnum() and 32 <= len(key) <= 50):
        raise Malformed(f"an experiment key is 32 to 50 letters and digits, got {key[:60]!r}")
    header = Header(
        key=key,
        experiment_class="OfflineExperiment" if offline else "Experiment",
        offline=offline,
        start_time=backend.session.determinism.clock(),
    )
    return backend.session.record(header)


def get_run(backend: Backend, request: Request) -> Any:
    """Go on with an experiment that is there."""
    key = request.field("previousExperiment")
    recorder = backend.session.recorder(key)
    if recorder is None or not recorder.header.on_server:
        return Response.refusal(400, f"No such experiment: {key}", _NO_ACCESS)
    return _greeting(backend, recorder)


def copy_run(backend: Backend, request: Request) -> Any:
    """Begin a new experiment with what a known one has up to a step."""
    copied, step = request.field("copiedExperimentKey"), request.json.get("stepToCopyTo")
    source = backend.session.recorder(copied)
    if source is None or not source.header.on_server:
        return Response.refusal(400, f"No such experiment: {copied}", _NO_ACCESS)
    key = request.field("newExperimentKey")
    recorder = backend.session.recorder(key) or _new(backend, key)
    recorder.header.project_name = source.header.project_name
    recorder.header.workspace = source.header.workspace
    _copy(source, recorder, step if isinstance(step, int) else None)
    return _greeting(backend, recorder)


def _copy(source: Recorder, target: Recorder, step: int | None) -> None:
    for point in source.columns.points():
        if _is_before(point.step, step):
            target.columns.add(point)
    for record in list(source.records):
        if _is_before(getattr(record, "step", None), step) and not _is_name(record):
            target.records.append(record)


def _is_before(step: Any, last: int | None) -> bool:
    return last is None or not isinstance(step, int | float) or step <= last


def _is_name(record: Record) -> bool:
    return isinstance(record, Other) and record.key == "Name"


def _greeting(backend: Backend, recorder: Recorder) -> dict[str, Any]:
    """What the SDK learns of its experiment."""
    header, root = recorder.header, backend.root
    header.on_server, header.ended, header.end_time = True, False, None
    if header.generated_name is None:
        header.generated_name = f"fake_name_{len(backend.session.created)}"
    place, run = place_of(header), backend.new_key()
    backend.runs.setdefault(header.key, set()).add(run)
    return {
        "runId": run,
        "project_id": backend.server.projects.at(place).id,
        "focusUrl": f"{root}/{place.workspace}/{place.project}/",
        "name": Recording(recorder).name,
        "cometWebAssetUrl": f"{root}/api/asset/download",
        "cometWebImageUrl": f"{root}/api/image/download",
        "cometRestApiAssetUrl": f"{root}/api/rest/v2/experiment/asset/get-asset",
        "cometRestApiImageUrl": f"{root}/api/rest/v2/image/get-image",
        "lastOffset": 0,
        "upload_file_size_limit_in_mb": _MEBIBYTES,
        "uploadVideoMaxSizeMB": _MEBIBYTES,
        "asset_upload_file_size_limit_in_mb": _ASSET_MEBIBYTES,
        "s3DirectAccessEnabled": True,
        "featureToggles": [],
    }


def status(backend: Backend, request: Request) -> Any:
    """Take a heartbeat; the last one ends the experiment."""
    recorder = backend.recorder(request.field("experimentKey"))
    if not request.json.get("is_alive"):
        backend.runs.get(recorder.header.key, set()).discard(request.json.get("runId", ""))
        header = recorder.header
        header.ended, header.end_time = True, recorder.clock()
    return {
        "is_alive_beat_duration_millis": _MILLIS,
        "gpu_monitor_interval_millis": _MILLIS,
        "cpu_monitor_interval_millis": _MILLIS,
        "parameter_update_interval_millis": 0,  # else repeated parameters are lost
        "pending_rpcs": bool(backend.calls.get(recorder.header.key)),
    }


def offline_times(backend: Backend, request: Request) -> Any:
    """Take the times of an experiment that ran offline."""
    header = backend.recorder(request.field("experimentKey")).header
    if request.json.get("startTimestamp") is not None:
        header.start_time = request.json["startTimestamp"] / 1000
    if request.json.get("endTimestamp") is not None:
        header.ended, header.end_time = True, request.json["endTimestamp"] / 1000
    return backend.done()


def update_status(backend: Backend, request: Request) -> Any:
    """Take the state of an experiment; an error in it is the SDK's own, which its log tells too."""
    recorder = backend.recorder(request.field("experimentKey"))
    fate = backend.server.experiments.fate(recorder.header.key)
    fate.crashed = bool(request.json.get("hasCrashed"))
    error = request.json.get("error")
    if not error:  # an error is told while it runs; that it runs no longer, a heartbeat tells
        fate.running = bool(request.json.get("isAlive"))
    elif not backend.watched:
        message = f"the SDK reports to the server: {error}"
        recorder.problem("sdk-error", message, site=UNKNOWN_SITE)
    return backend.done()


def event(backend: Backend, request: Request) -> Any:
    """Take what the SDK tells of its own use; nobody reads it."""
    return backend.done()


def account(backend: Backend, request: Request) -> Any:
    """Whom the API key belongs to."""
    from fake_comet.server.places import DEFAULT_WORKSPACE

    return {"userName": USER, "defaultWorkspaceName": DEFAULT_WORKSPACE}
