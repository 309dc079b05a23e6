"""The models of an experiment as the server lists them, and their files in one archive."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from fake_comet.recording.models import Model
from fake_comet.recording.recording import Recording
from fake_comet.server import assets as on_server
from fake_comet.server.places import millis
from fake_comet.server.response import not_found


def listed(recording: Recording) -> list[dict[str, Any]]:
    """What the server tells of the models of an experiment."""
    return [
        {
            "experimentModelId": model_id(recording, name),
            "modelName": name,
            "experimentKey": recording.key,
        }
        for name, model in recording.models.items()
        if model.files or model.remote_assets
    ]


def model_id(recording: Recording, name: str) -> str:
    """The identifier of a model, which the server makes up."""
    return uuid5(NAMESPACE_URL, f"{recording.key}/{name}").hex


def assets(recording: Recording, name: str) -> list[dict[str, Any]]:
    """The files of a model; none if there is no such model."""
    model: Model | None = recording.models.get(name)
    if model is None:
        return []
    rows = [on_server.row(recording, asset.upload) for asset in model.files]
    return rows + [_remote_row(recording, dict(asset)) for asset in model.remote_assets]


def _remote_row(recording: Recording, asset: dict[str, Any]) -> dict[str, Any]:
    return {
        "fileName": asset.get("fileName"),
        "fileSize": 0,
        "runContext": None,
        "step": None,
        "remote": True,
        "link": asset.get("remoteUrl"),
        "createdAt": millis(recording.recorder.header.start_time),
        "type": "model-element",
        "metadata": asset.get("metadata"),
        "assetId": asset.get("assetId"),
        "experimentKey": recording.key,
    }


def zipped(recording: Recording, name: str) -> bytes:
    """All files of a model in one zip archive.

    Raises:
        NotFound: there is no such model.
    """
    model: Model | None = recording.models.get(name)
    if model is None:
        raise not_found(f"No such model: {name}", "experiment/model/download")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for asset in model.files:
            archive.writestr(asset.name, asset.content)
    return out.getvalue()
