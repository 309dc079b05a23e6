"""What is recorded as messages of an archive: exact, whether or not the SDK's schemas admit it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from fake_comet.offline import words
from fake_comet.offline.header import milliseconds
from fake_comet.recording import records
from fake_comet.recording.columns import Point
from fake_comet.recording.kinds import is_figure
from fake_comet.recording.recorder import Header

Fields: TypeAlias = Mapping[str, Any]
Message: TypeAlias = tuple[str, Fields]  # its type and its fields
_PARTS_3D: Final = "asset-item"
_LISTED: Final = (list, tuple)


class Messages:
    """Makes the message of each record.

    Args:
        header: whose records they are.
        keep: puts the bytes of an upload into the archive and gives the name of their entry.
    """

    def __init__(self, header: Header, keep: Callable[[records.Content], str]) -> None:
        self._header = header
        self._keep = keep
        self._stamps: dict[str, int] = {}

    def of(self, found: records.Record | Point) -> Message | None:
        """The message; None for a tag, which is none."""
        if isinstance(found, Point):
            return "metric_msg", self._point_fields(found)
        if isinstance(found, records.Upload):
            return self._upload(found)
        if isinstance(found, records.RegisteredModel):
            return "register_model", self._register_fields(found)
        if isinstance(found, records.ArtifactVersion):
            return "artifact_version", self._artifact_fields(found)
        return None if isinstance(found, records.Tag) else _SIMPLE[type(found)](found)

    def _point_fields(self, point: Point) -> Fields:
        value = point.value
        # An upload puts points in order of time, so those of one metric must not share one.
        stamp = max(milliseconds(point.time), self._stamps.get(point.name, -1) + 1)
        self._stamps[point.name] = stamp
        metric = {
            "metricName": point.name,
            "metricValue": _SPECIAL.get(repr(value), value) if type(value) is float else value,
            "step": point.step,
            "epoch": point.epoch,
        }
        return {"context": point.context, "local_timestamp": stamp, "metric": metric}

    def _upload(self, upload: records.Upload) -> Message:
        if upload.kind == words.POINTS_3D and upload.content is None:
            return words.POINTS_3D, self._points_3d_fields(upload)
        given = {
            name: value for name, value in upload.fields.items() if name not in words.ADDRESSES
        }
        word = "imageId" if upload.kind == words.PICTURE else "assetId"
        addresses = {"runId": None, word: upload.asset_id or None}
        fields = {
            "additional_params": {"context": None, "step": None, **given, **addresses},
            "metadata": upload.metadata,
            "upload_type": upload.kind,
        }
        if upload.kind == words.PICTURE and is_figure(upload) != is_figure(
            replace(upload, method="")
        ):
            fields["method"] = upload.method  # the SDK does not say it, and lets others say more
        if upload.content is None:
            return "remote_file", {**fields, "remote_uri": upload.link}
        stamp = milliseconds(upload.time)
        entry = self._keep(upload.content)
        return "file_upload", {
            **fields,
            "clean": True,
            "file_path": entry,
            "local_timestamp": stamp,
        }

    def _points_3d_fields(self, upload: records.Upload) -> Fields:
        paths = {name: self._keep(content) for name, content in upload.items.items()}
        return {
            "asset_id": upload.asset_id or None,
            "metadata": upload.metadata,
            "name": upload.name,
            "step": upload.step,
            "thumbnail_path": paths.pop(words.THUMBNAIL, ""),
            "upload_type": _PARTS_3D,
            "items": [
                {"file_name": name, "file_path": path, "type": name.split(".")[0]}
                for name, path in paths.items()
            ],
        }

    def _register_fields(self, model: records.RegisteredModel) -> Fields:
        given = {ours: model.fields.get(field) for field, ours in words.REGISTERED.items()}
        addresses = {"experiment_id": self._header.key, "workspace": self._header.workspace}
        return {**given, **addresses, "registry_name": model.name}

    def _artifact_fields(self, version: records.ArtifactVersion) -> Fields:
        return {
            **{word: getattr(version, word) for word in words.ARTIFACT_TEXTS},
            "requested_version": version.requested_version,
            "aliases": list(version.aliases),
            "version_tags": list(version.version_tags),
            "metadata": version.metadata,
            "assets": [
                {
                    "logical_path": asset.logical_path,
                    "file_path": None if asset.content is None else self._keep(asset.content),
                    "link": asset.link,
                    "metadata": asset.metadata,
                    "asset_type": asset.asset_type,
                    "asset_id": asset.asset_id,
                    "extension": asset.extension,
                    "overwrite": asset.overwrite,
                }
                for asset in version.assets
            ],
        }


def _parameter(parameter: records.Parameter) -> Message:
    word = "params" if isinstance(parameter.value, _LISTED) else "param"
    said = {
        "paramName": parameter.name,
        "paramValue": parameter.value,
        "step": parameter.step,
        "source": parameter.source,
    }
    stamp = milliseconds(parameter.time)
    return "parameter_msg", {"context": parameter.context, "local_timestamp": stamp, word: said}


def _html(html: records.Html) -> Message:
    word = "htmlOverride" if html.override else "html"
    return word, {word: html.html}


def _dependency(line: records.Dependency) -> Message:
    stamp = milliseconds(line.time)
    return "log_dependency", {"name": line.name, "version": line.version, "local_timestamp": stamp}


def _details(details: records.Details) -> Message:
    if details.type in _WHOLE:
        return details.type, {details.type: details.value}
    if details.type in _BY_FIELD and isinstance(details.value, Mapping):
        stamp = {"local_timestamp": milliseconds(details.time)} if details.type == _OUTPUT else {}
        return details.type, {**stamp, **details.value}
    return "details", {"type": details.type, "value": details.value}


def _remote_file(asset: Mapping[str, Any]) -> Fields:
    if not isinstance(asset.get("metadata"), Mapping):
        return asset
    text = json.dumps(asset["metadata"], separators=(",", ":"), sort_keys=True)
    return {**asset, "metadata": text}  # as the SDK archives it


def _fields(*words: str) -> Callable[[Any], Fields]:
    return lambda found: {word: getattr(found, word) for word in words}


def _plain(kind: str, fields: Callable[[Any], Fields]) -> Callable[[Any], Message]:
    return lambda found: (kind, fields(found))


_OUTPUT: Final = "standard_output"
_WHOLE: Final = frozenset({"installed_packages", "os_packages", "git_metadata", "gpu_static_info"})
_BY_FIELD: Final = frozenset({_OUTPUT, "system_details", "cloud_details"})
_SPECIAL: Final = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
_SIMPLE: Final[Mapping[type, Callable[[Any], Message]]] = {
    records.Parameter: _parameter,
    records.Other: _plain("log_other", _fields("key", "value")),
    records.Html: _html,
    records.Graph: _plain("graph", _fields("graph")),
    records.FileName: _plain("file_name", _fields("file_name")),
    records.Dependency: _dependency,
    records.SystemInfo: _plain(
        "system_info", lambda info: {"system_info": {"key": info.key, "value": info.value}}
    ),
    records.Details: _details,
    records.Notification: _plain("notification", _fields("title", "status", "additional_data")),
    records.Symlink: _plain("symlink", _fields("project_name")),
    records.RemoteModel: _plain(
        "remote_model",
        lambda model: {
            "model_name": model.name,
            "remote_assets": [_remote_file(asset) for asset in model.assets],
        },
    ),
}
