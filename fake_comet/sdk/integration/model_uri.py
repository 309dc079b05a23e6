"""Where the files of a logged model are, by its address: on disk, or in the active session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fake_comet.recording.recording import Recording
from fake_comet.recording.records import RegisteredModel, Upload
from fake_comet.sdk.exceptions import (
    ExperimentNotFound,
    ModelNotFound,
    RemoteModelDownloadException,
)
from fake_comet.sdk.experiment.assets import MODEL_ELEMENT
from fake_comet.sdk.integration import pytorch_messages as messages
from fake_comet.session import current


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a model; ``read`` takes a name and raises FileNotFoundError if it is unknown."""

    read: Callable[[str], bytes]


def files_at(uri: str) -> Files:
    """The files at an address.

    Raises:
        ValueError: it is no address of a model.
        ExperimentNotFound: the session has no such experiment.
        ModelNotFound: the experiment has no such model.
        RemoteModelDownloadException: the registry has no such model.
    """
    scheme, _, path = uri.partition("://")
    parts = path.split("/")
    if scheme == "file" and "://" in uri:
        folder = Path(path)
        return Files(lambda name: (folder / name).read_bytes())
    if scheme == "registry" and len(parts) == 2 and _is_registry(parts):
        return _registered(*parts)
    if scheme == "experiment" and all(parts):
        if len(parts) == 2:
            return _by_key(*parts)
        if len(parts) == 4:
            return _by_name(*parts)
    raise ValueError(messages.INVALID_URI.format(uri))


def _is_registry(parts: list[str]) -> bool:
    _, colon, version = parts[1].partition(":")
    return all(parts) and (not colon or version.rpartition(":")[2] != "")


def _by_key(key: str, model: str) -> Files:
    for recording in current().experiments:
        if recording.key == key:
            return _files(recording, model, messages.NO_MODEL_WITH_KEY.format(model, key))
    raise ExperimentNotFound(messages.NO_EXPERIMENT_WITH_KEY.format(key))


def _by_name(workspace: str, project: str, name: str, model: str) -> Files:
    place = (workspace, project, name)
    for recording in current().experiments:
        found = (recording.workspace, recording.project_name)
        if place in ((*found, recording.name), (*found, recording.key)):
            return _files(recording, model, messages.NO_MODEL_AT.format(model, *place))
    raise ExperimentNotFound(messages.NO_EXPERIMENT_AT.format(*place))


def _files(recording: Recording, model: str, missing: str) -> Files:
    found = _uploads(recording, model)
    if not found:
        raise ModelNotFound(missing)
    return _in_memory(found)


def _registered(workspace: str, named: str) -> Files:
    name, _, version = named.partition(":")
    for recording in reversed(current().experiments):
        for model in reversed(list(recording.of_type(RegisteredModel))):
            fits = version in ("", model.fields.get("version") or "1.0.0")
            if fits and (model.name, recording.workspace) == (name, workspace):
                return _in_memory(_uploads(recording, model.fields["experimentModelName"]))
    model_shown = f"Model({workspace!r}, {name!r})"
    raise RemoteModelDownloadException(messages.NOT_REGISTERED.replace("%r", model_shown))


def _uploads(recording: Recording, model: str) -> dict[str, Upload]:
    """The uploads of a model by name; of one name, the last."""
    return {
        str(upload.name): upload
        for upload in recording.of_type(Upload)
        if upload.kind == MODEL_ELEMENT and upload.fields.get("groupingName") == model
    }


def _in_memory(uploads: dict[str, Upload]) -> Files:
    def read(name: str) -> bytes:
        upload = uploads.get(name)
        if upload is None or upload.content is None:
            raise FileNotFoundError(f"the model has no file {name!r}")
        return upload.content.data

    return Files(read)
