"""What is read back of one experiment, out of the server's read models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet.backend.request import Request
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Upload
from fake_comet.server import assets, models, summaries, system
from fake_comet.server.experiments import Fate

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend


def _found(backend: Backend, request: Request) -> tuple[Recording, Fate]:
    key = request.argument("experimentKey")
    return backend.server.experiments.get(key), backend.server.experiments.fate(key)


def metadata(backend: Backend, request: Request) -> Any:
    """Key, name, place, times and state."""
    recording, _ = _found(backend, request)
    throttled = backend.session.backend.throttled
    return {**backend.server.metadata(recording), "throttle": throttled}


def tags(backend: Backend, request: Request) -> Any:
    """The tags."""
    return {"tags": sorted(_found(backend, request)[0].tags)}


def parameters(backend: Backend, request: Request) -> Any:
    """The last value of each parameter, and the extremes."""
    return {"values": summaries.summaries(summaries.parameter_entries(*_found(backend, request)))}


def others(backend: Backend, request: Request) -> Any:
    """The last value of each other."""
    entries = summaries.other_entries(_found(backend, request)[0])
    return {"values": summaries.summaries(entries, steps=False)}


def metrics_summary(backend: Backend, request: Request) -> Any:
    """The last value of each metric, and the extremes."""
    return {"values": summaries.summaries(summaries.metric_entries(_found(backend, request)[0]))}


def metric(backend: Backend, request: Request) -> Any:
    """The points of one metric."""
    recording, _ = _found(backend, request)
    return {"metrics": summaries.metrics(recording, request.argument("metricName"))}


def all_metrics(backend: Backend, request: Request) -> Any:
    """All points."""
    return {"metrics": summaries.metrics(_found(backend, request)[0])}


def chart(backend: Backend, request: Request) -> Any:
    """Some metrics and parameters of several experiments."""
    body, known = request.json, backend.server.experiments
    found = [known.get(key) for key in request.field("targetedExperiments")]
    charts = {
        recording.key: summaries.chart(
            recording, body.get("metrics") or (), body.get("params"), known.fate(recording.key)
        )
        for recording in found
    }
    return {"experiments": charts, "empty": not charts}


def html(backend: Backend, request: Request) -> Any:
    """The html."""
    return {"html": system.html(_found(backend, request)[0])}


def graph(backend: Backend, request: Request) -> Any:
    """The model graph that was set last."""
    return {"graph": _found(backend, request)[0].graph}


def code(backend: Backend, request: Request) -> Any:
    """The code that was set, else that of the script."""
    return {"code": system.code(_found(backend, request)[0])}


def output(backend: Backend, request: Request) -> Any:
    """The standard output."""
    return {"output": system.output(_found(backend, request)[0])}


def details(backend: Backend, request: Request) -> Any:
    """What is known of the machine."""
    return system.details(_found(backend, request)[0])


def git_metadata(backend: Backend, request: Request) -> Any:
    """Where the code comes from."""
    return system.last(_found(backend, request)[0], system.GIT_METADATA)


def git_patch(backend: Backend, request: Request) -> Any:
    """The uncommitted changes."""
    found = system.last(_found(backend, request)[0], system.GIT_PATCH)
    return {"msg": "no patch"} if found is None else bytes(found)


def asset_list(backend: Backend, request: Request) -> Any:
    """The assets, of one type or all."""
    return {"assets": assets.listed(*_found(backend, request), request.query.get("type"))}


def assets_by_name(backend: Backend, request: Request) -> Any:
    """The assets of one name."""
    rows = assets.listed(*_found(backend, request), request.query.get("type"))
    name = request.argument("assetName")
    return {"assets": [row for row in rows if row["fileName"] == name]}


def asset(backend: Backend, request: Request) -> Any:
    """The content of an asset, or of a file of an artifact."""
    query, asset_id = request.query, request.argument("assetId")
    if "artifactVersionId" in query:
        return backend.server.artifacts.content(query["artifactVersionId"], asset_id)
    if "experimentKey" in query:
        return _content(assets.found(*_found(backend, request), asset_id))
    known = backend.server.experiments
    for recording in known.all():
        for upload in assets.uploads(recording, known.fate(recording.key)):
            if upload.asset_id == asset_id:
                return _content(upload)
    raise assets.unknown(asset_id)


def image(backend: Backend, request: Request) -> Any:
    """The content of a picture."""
    found = assets.found(*_found(backend, request), request.argument("imageId"))
    return _content(found)


def _content(upload: Upload) -> bytes:
    return b"" if upload.content is None else upload.content.data


def model_list(backend: Backend, request: Request) -> Any:
    """The models."""
    return {"models": models.listed(_found(backend, request)[0])}


def model_assets(backend: Backend, request: Request) -> Any:
    """The files of a model."""
    recording, _ = _found(backend, request)
    return {"assets": models.assets(recording, request.argument("modelName"))}


def model_download(backend: Backend, request: Request) -> Any:
    """The files of a model in a zip archive."""
    return models.zipped(_found(backend, request)[0], request.argument("modelName"))
