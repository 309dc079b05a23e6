"""Reads a real offline archive into a recording, in one pass and without unpacking anything to disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from fake_comet.errors import RecordingFileError
from fake_comet.offline.container import Container
from fake_comet.recording import records
from fake_comet.recording.columns import Point
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.recording import Recording

Payload = Mapping[str, Any]
_HEADER: Final = "experiment.json"
_MESSAGES: Final = "messages.json"
# Fields of an upload that say where it went, not what it is.
_ADDRESSES: Final = frozenset({"assetId", "imageId", "runId", "experimentId", "projectId"})


def read_archive(path: str | Path) -> Recording:
    """The recording of a real offline archive.

    Raises:
        RecordingFileError: the file is not an archive, is damaged, or is hostile; the message names the
            file, the entry and the line.
    """
    with Container(Path(path)) as container:
        if _HEADER not in container or _MESSAGES not in container:
            raise RecordingFileError(f"{path}: not an offline archive: no {_HEADER} and {_MESSAGES}")
        reader = _Reader(container)
        for line, message in container.json_lines(_MESSAGES):
            reader.take(line, message)
        return Recording(reader.recorder)


class _Reader:
    """Turns the messages of one archive into records."""

    def __init__(self, container: Container) -> None:
        self._container = container
        about = container.json(_HEADER)
        if not isinstance(about, dict) or not isinstance(about.get("offline_id"), str):
            raise container.wrong(_HEADER, "has no offline_id")
        self.recorder = Recorder(_header(about))
        self._line = 0
        self._time = self.recorder.header.start_time
        for tag in about.get("tags") or ():
            self._add(records.Tag, tag=tag)

    def take(self, line: int, message: dict[str, Any]) -> None:
        """Read one message."""
        self._line = line
        kind, payload = message.get("type"), message.get("payload")
        if not isinstance(kind, str) or not isinstance(payload, dict):
            raise self._container.wrong(_MESSAGES, "has no type and payload", line)
        if kind == "ws_msg":
            self._take_wrapped(payload)
            return
        stamp = payload.get("local_timestamp")
        if isinstance(stamp, int | float):
            self._time = stamp / 1000
        try:
            _READERS.get(kind, _Reader._details)(self, {"type": kind, **payload})
        except (KeyError, TypeError, AttributeError) as error:
            reason = f"message {kind!r} lacks what it needs: {type(error).__name__}: {error}"
            raise self._container.wrong(_MESSAGES, reason, line) from error

    def _take_wrapped(self, payload: dict[str, Any]) -> None:
        """Archives up to SDK 3.41 put several kinds into one message, told apart by the field that is set."""
        for field, kind in _WRAPPED.items():
            if payload.get(field) is not None:
                self.take(self._line, {"type": kind, "payload": payload})
                return
        self._details({"type": "ws_msg", **payload})

    def _add(self, record: type[records.Record], **fields: Any) -> None:
        self.recorder.records.append(
            record(position=len(self.recorder.columns), time=self._time, **fields)
        )

    def _metric(self, payload: Payload) -> None:
        metric = payload["metric"]
        self.recorder.columns.add(
            Point(
                name=metric["metricName"],
                context=payload.get("context"),
                value=metric.get("metricValue"),
                step=metric.get("step"),
                epoch=metric.get("epoch"),
                time=self._time,
            )
        )

    def _parameter(self, payload: Payload) -> None:
        found = payload.get("param") or payload["params"]
        self._add(
            records.Parameter,
            name=found["paramName"],
            value=found.get("paramValue"),
            step=found.get("step"),
            source=found.get("source", "auto-logged"),
            context=payload.get("context"),
        )

    def _other(self, payload: Payload) -> None:
        self._add(records.Other, key=payload["key"], value=payload.get("value"))

    def _html(self, payload: Payload) -> None:
        self._add(records.Html, html=payload["html"])

    def _html_override(self, payload: Payload) -> None:
        self._add(records.Html, html=payload["htmlOverride"], override=True)

    def _graph(self, payload: Payload) -> None:
        self._add(records.Graph, graph=payload["graph"])

    def _file_name(self, payload: Payload) -> None:
        # The wrapped form up to 3.41 has another name for the field.
        self._add(records.FileName, file_name=payload.get("file_name", payload.get("fileName")))

    def _dependency(self, payload: Payload) -> None:
        self._add(records.Dependency, name=payload.get("name"), version=payload.get("version"))

    def _system_info(self, payload: Payload) -> None:
        info = payload["system_info"]
        self._add(records.SystemInfo, key=info.get("key"), value=info.get("value"))

    def _file_upload(self, payload: Payload) -> None:
        self._upload(payload, content=self._container.content(payload["file_path"], self._line))

    def _remote_file(self, payload: Payload) -> None:
        self._upload(payload, link=payload.get("remote_uri"))

    def _upload(self, payload: Payload, **where: Any) -> None:
        given = payload.get("additional_params") or {}
        self._add(
            records.Upload,
            kind=payload.get("upload_type") or "asset",
            fields={k: v for k, v in given.items() if v is not None and k not in _ADDRESSES},
            metadata=payload.get("metadata") or None,
            asset_id=str(given.get("assetId") or given.get("imageId") or ""),
            **where,
        )

    def _points_3d(self, payload: Payload) -> None:
        items = {
            item["file_name"]: self._container.content(item["file_path"], self._line)
            for item in payload.get("items") or ()
        }
        if payload.get("thumbnail_path"):
            thumbnail = self._container.content(payload["thumbnail_path"], self._line)
            items = {"thumbnail": thumbnail, **items}
        fields = {"fileName": payload.get("name"), "step": payload.get("step")}
        self._add(
            records.Upload,
            kind="3d-image",
            fields={name: value for name, value in fields.items() if value is not None},
            metadata=payload.get("metadata"),
            asset_id=str(payload.get("asset_id") or ""),
            items=items,
        )

    def _remote_model(self, payload: Payload) -> None:
        assets = tuple(
            {name: value for name, value in asset.items() if name not in _ADDRESSES}
            for asset in payload.get("remote_assets") or ()
        )
        self._add(records.RemoteModel, name=payload["model_name"], assets=assets)

    def _register_model(self, payload: Payload) -> None:
        self._add(
            records.RegisteredModel,
            name=payload["registry_name"],
            fields={field: payload.get(ours) for field, ours in _REGISTER_FIELDS.items()},
        )

    def _details(self, payload: Payload) -> None:
        kept = {name: value for name, value in payload.items() if name not in ("type", "message_id")}
        self._add(records.Details, type=payload["type"], value=kept)


def _header(about: Payload) -> Header:
    return Header(
        key=about["offline_id"],
        project_name=about.get("project_name"),
        workspace=about.get("workspace"),
        experiment_class="OfflineExperiment",
        offline=True,
        ended=about.get("stop_time") is not None,
        start_time=(about.get("start_time") or 0) / 1000,
        end_time=None if about.get("stop_time") is None else about["stop_time"] / 1000,
    )


_REGISTER_FIELDS: Final = {
    "experimentModelName": "model_name",
    "publicModel": "public",
    "registryModelDescription": "description",
    "registryModelName": "registry_name",
    "stages": "stages",
    "status": "status",
    "tags": "tags",
    "version": "version",
    "versionComment": "comment",
}
_READERS: Final[dict[str, Callable[[_Reader, Payload], None]]] = {
    "metric_msg": _Reader._metric,
    "parameter_msg": _Reader._parameter,
    "log_other": _Reader._other,
    "html": _Reader._html,
    "htmlOverride": _Reader._html_override,
    "graph": _Reader._graph,
    "file_name": _Reader._file_name,
    "log_dependency": _Reader._dependency,
    "system_info": _Reader._system_info,
    "file_upload": _Reader._file_upload,
    "remote_file": _Reader._remote_file,
    "3d-image": _Reader._points_3d,
    "remote_model": _Reader._remote_model,
    "register_model": _Reader._register_model,
}
_WRAPPED: Final = {
    "metric": "metric_msg",
    "param": "parameter_msg",
    "params": "parameter_msg",
    "graph": "graph",
    "fileName": "file_name",
    "htmlOverride": "htmlOverride",
    "html": "html",
    "log_other": "log_other",
}
