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
            return _of_experiment(_by_key(parts[0]), parts[1], f"Experiment with key {parts[0]}")
        if len(parts) == 4:
            place = "/".join(parts[:3])
            return _of_experiment(_by_name(*parts[:3]), parts[3], f"Experiment '{place}'")
    raise ValueError(f"Invalid model_uri: '{uri}'")


def _is_registry(parts: list[str]) -> bool:
    _, colon, version = parts[1].partition(":")
    return all(parts) and (not colon or version.rpartition(":")[2] != "")


def _by_key(key: str) -> Recording:
    for recording in current().experiments:
        if recording.key == key:
            return recording
    raise ExperimentNotFound(
        f"Couldn't find Experiment by key '{key}', double-check the Experiment key "
        "and that you have the right API Key configured."
    )


def _by_name(workspace: str, project: str, name: str) -> Recording:
    wanted = (workspace, project, name)
    for recording in current().experiments:
        named = (recording.workspace, recording.project_name)
        if wanted in ((*named, recording.name), (*named, recording.key)):
            return recording
    raise ExperimentNotFound(
        f"Couldn't find Experiment by URI '{workspace}/{project}/{name}', double-check "
        "the Experiment URI and that you have the right API Key configured."
    )


def _of_experiment(recording: Recording, model: str, where: str) -> Files:
    found = _uploads(recording, model)
    if not found:
        raise ModelNotFound(
            f"Experiment model {model} cannot be found in {where}, "
            "double-check the model name and experiment URI"
        )
    return _in_memory(found)


def _registered(workspace: str, named: str) -> Files:
    name, _, version = named.partition(":")
    for recording in reversed(current().experiments):
        for model in reversed(list(recording.of_type(RegisteredModel))):
            fits = version in ("", model.fields.get("version") or "1.0.0")
            if fits and (model.name, recording.workspace) == (name, workspace):
                return _in_memory(_uploads(recording, model.fields["experimentModelName"]))
    raise RemoteModelDownloadException(
        f"Cannot get asset list for Model Model({workspace!r}, {name!r})"
    )


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
