"""The registry of models: what experiments put in, and what is changed there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from fake_comet.backend.request import Request
from fake_comet.recording.records import RegisteredModel
from fake_comet.server import models
from fake_comet.server.places import place_of
from fake_comet.server.registry import (
    STATUSES,
    StoredItem,
    StoredModel,
    item_as_json,
    model_as_json,
)

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend

# What is sent of a status configuration, in the words of the argument that the user gave.
_STATUS_WORDS: Final = {
    "status": "status",
    "isReviewRequired": "is_review_required",
    "statusConfiguration": "status_configuration_items",
    "comment": "comment",
}


def create(backend: Backend, request: Request) -> Any:
    """Record a new version of a model."""
    fields = {name: value for name, value in request.json.items() if value is not None}
    recorder = backend.recorder(fields.pop("experimentKey", None))
    name = request.field("registryModelName")
    record = recorder.add(RegisteredModel, name=name, fields=fields)
    backend.server.models.all(place_of(recorder.header).workspace)
    item = backend.server.models.item_of(record)
    backend.registered[item.id] = fields
    return {"registryModelItemId": item.id}


def create_old(backend: Backend, request: Request) -> Any:
    """The same in the words of older SDKs, which name the model by its identifier."""
    body = request.json
    key, name = backend.server.models.model_of(request.field("experimentModelId"))
    fields = {
        "experimentModelName": name,
        "registryModelName": body.get("registryModelName"),
        "registryModelDescription": body.get("description"),
        "version": body.get("version"),
        "versionComment": body.get("comment"),
        "publicModel": body.get("isPublic"),
        "stages": body.get("stages"),
    }
    sent = {word: value for word, value in fields.items() if value is not None}
    backend.recorder(key).add(RegisteredModel, name=request.field("registryModelName"), fields=sent)
    return backend.done()


def set_metadata(backend: Backend, request: Request, item_id: str) -> Any:
    """Give a version metadata; what comes right after its registration belongs to that."""
    item, given = backend.server.models.by_id(item_id), request.field("metadata")
    values = {entity["key"]: entity["value"] for entity in given}
    known = {entity["key"]: entity["value"] for entity in item.metadata} | values
    item.metadata = [{"key": key, "value": value} for key, value in known.items()]
    if item_id in backend.registered:
        backend.registered[item_id].setdefault("metadata", values)
    return backend.done()


def get_metadata(backend: Backend, request: Request, item_id: str) -> Any:
    """The metadata of a version."""
    return {"metadata": backend.server.models.by_id(item_id).metadata}


def configure_status(backend: Backend, request: Request, item_id: str) -> Any:
    """Give a version a status with what belongs to it."""
    item, given = backend.server.models.by_id(item_id), request.json
    item.status = given.get("status")
    item.status_configuration = {
        ours: given[word] for word, ours in _STATUS_WORDS.items() if given.get(word)
    }
    if item_id in backend.registered:
        known = backend.registered[item_id]
        known.setdefault("statusConfiguration", item.status_configuration)
    return backend.done()


def get_status(backend: Backend, request: Request, item_id: str) -> Any:
    """The status of a version with what belongs to it."""
    known = backend.server.models.by_id(item_id).status_configuration
    return {word: known[ours] for word, ours in _STATUS_WORDS.items() if ours in known}


def set_status(backend: Backend, request: Request) -> Any:
    """Give a version a status."""
    item = backend.server.models.by_id(request.field("modelItemId"))
    item.status = request.json.get("status")
    item.history.append({"action": "status", "value": item.status})
    return backend.done()


def add_stage(backend: Backend, request: Request) -> Any:
    """Tag a version."""
    item, tag = _tagged(backend, request)
    item.tags = list(dict.fromkeys([*item.tags, tag]))
    item.history.append({"action": "tag added", "value": tag})
    return backend.done()


def delete_stage(backend: Backend, request: Request) -> Any:
    """Take a tag off a version."""
    item, tag = _tagged(backend, request)
    item.tags = [known for known in item.tags if known != tag]
    item.history.append({"action": "tag removed", "value": tag})
    return backend.done()


def _tagged(backend: Backend, request: Request) -> tuple[StoredItem, str]:
    item = backend.server.models.by_id(request.argument("modelItemId"))
    return item, request.argument("stage")


def update_item(backend: Backend, request: Request) -> Any:
    """Change comment or tags of a version."""
    item = backend.server.models.by_id(request.field("registryModelItemId"))
    item.comment = request.json.get("comment", item.comment)
    item.tags = list(request.json.get("stages", item.tags))
    return backend.done()


def update(backend: Backend, request: Request) -> Any:
    """Change name, description or publicity of a model."""
    model = backend.server.models.model_by_id(request.field("registryModelId"))
    model.name = request.json.get("registryModelName", model.name)
    model.description = request.json.get("description", model.description)
    model.public = request.json.get("isPublic", model.public)
    return backend.done()


def delete(backend: Backend, request: Request) -> Any:
    """Remove a model."""
    backend.server.models.delete(_model(backend, request.query))
    return backend.done()


def delete_item(backend: Backend, request: Request) -> Any:
    """Remove a version."""
    backend.server.models.delete_item(request.argument("modelItemId"))
    return backend.done()


def listed(backend: Backend, request: Request) -> Any:
    """The models of a workspace."""
    found = backend.server.models.all(request.argument("workspaceName"))
    return {"registryModels": [model_as_json(model) for model in found]}


def count(backend: Backend, request: Request) -> Any:
    """How many models a workspace has."""
    return {"registryModelCount": len(backend.server.models.all(request.argument("workspaceName")))}


def details(backend: Backend, request: Request) -> Any:
    """What is known of a model."""
    return model_as_json(_model(backend, request.query))


def statuses(backend: Backend, request: Request) -> Any:
    """What a status can be."""
    return {"allowedStatus": list(STATUSES)}


def items(backend: Backend, request: Request) -> Any:
    """The versions of a model, the newest first."""
    query = request.query
    tag, status = query.get("tag"), query.get("status")
    found = [
        item
        for item in reversed(_model(backend, query).items)
        if item.version.startswith(query.get("versionPrefix", ""))
        and status in (None, item.status)
        and (tag is None or tag in item.tags)
    ]
    return {"items": [item_as_json(item) for item in found]}


def item_details(backend: Backend, request: Request) -> Any:
    """What is known of a version."""
    return item_as_json(_item(backend, request.query))


def latest(backend: Backend, request: Request) -> Any:
    """What is known of a model, with its newest version only."""
    query = request.query
    parts = [query[part] for part in ("versionMajor", "versionMinor") if part in query]
    model, stage = _model(backend, query), query.get("stage")
    for item in reversed(model.items):
        if item.version.split(".")[: len(parts)] == parts and (stage is None or stage in item.tags):
            return {**model_as_json(model), "versions": [item_as_json(item)]}
    return item_as_json(_item(backend, {**query, "version": ".".join(parts)}))


def instructions(backend: Backend, request: Request) -> Any:
    """The files of a version."""
    item = _item(backend, request.query)
    whole = model_as_json(_model(backend, request.query))
    return {**whole, "s3DownloadEnabled": False, "versions": [item_as_json(item)]}


def download(backend: Backend, request: Request) -> Any:
    """The files of a version in a zip archive."""
    item = _item(backend, request.query)
    return models.zipped(item.recording, item.model_name)


def history(backend: Backend, request: Request) -> Any:
    """What was changed of a version."""
    item = backend.server.models.by_id(request.field("registryModelItemId"))
    return {"history": list(item.history)}


def get_notes(backend: Backend, request: Request) -> Any:
    """The notes of a model."""
    return {"notes": _model(backend, request.query).notes}


def set_notes(backend: Backend, request: Request) -> Any:
    """Write the notes of a model."""
    known = backend.server.models
    model = known.get(request.field("workspaceName"), request.field("registryModelName"))
    model.notes = request.field("notes")
    return backend.done()


def _model(backend: Backend, query: Mapping[str, str]) -> StoredModel:
    return backend.server.models.get(query.get("workspaceName", ""), query.get("modelName", ""))


def _item(backend: Backend, query: Mapping[str, str]) -> StoredItem:
    workspace, name = query.get("workspaceName", ""), query.get("modelName", "")
    return backend.server.models.item(workspace, name, query.get("version"), query.get("stage"))
