"""Reads a real offline archive into a recording, in one pass; nothing is unpacked to disk."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from fake_comet.errors import RecordingFileError
from fake_comet.offline import words
from fake_comet.offline.aside import AsideReader
from fake_comet.offline.container import Container
from fake_comet.offline.header import header_of, tags_of
from fake_comet.offline.payload import Payload, WrongPayload
from fake_comet.offline.wrapped import unwrapped
from fake_comet.recording import records
from fake_comet.recording.columns import Point
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.recording import Recording
from fake_comet.recording.sites import UNKNOWN_SITE


def read_archive(path: str | os.PathLike[str]) -> Recording:
    """The recording of a real offline archive.

    Raises:
        RecordingFileError: the file is not an archive, is damaged, or is hostile; the
            message names the file, the entry and the line.
        OSError: there is no such file, or it may not be read.
    """
    with Container(Path(path)) as container:
        if words.EXPERIMENT not in container or words.MESSAGES not in container:
            reason = f"no {words.EXPERIMENT} and {words.MESSAGES}"
            raise RecordingFileError(f"{container.path}: not an offline archive: {reason}")
        return Recording(_recorder(container))


def _recorder(container: Container) -> Recorder:
    aside = AsideReader(container)
    about = {**container.json(words.EXPERIMENT), **aside.experiment}
    try:
        reader = _Reader(container, Recorder(header_of(about)))
        reader.add_tags(tags_of(about))
    except WrongPayload as error:
        raise container.wrong(words.EXPERIMENT, str(error)) from None
    number = 0
    for number, (line, message) in enumerate(container.json_lines(words.MESSAGES), 1):
        for place, missing in aside.before(number):
            reader.take(words.ASIDE, place, missing)
        exact = aside.instead_of(number)
        if exact is None:
            reader.take(words.MESSAGES, line, message)
        else:
            reader.take(words.ASIDE, *exact)
    for place, missing in aside.before(number + 1):
        reader.take(words.ASIDE, place, missing)
    aside.check_all_taken()
    return reader.recorder


class _Reader:
    """Turns the messages of one archive into records."""

    def __init__(self, container: Container, recorder: Recorder) -> None:
        self._container = container
        self.recorder = recorder
        self._time = recorder.header.start_time

    def add_tags(self, tags: list[str]) -> None:
        """Take the tags, which are no messages."""
        for tag in tags:
            self._add(records.Tag, tag=tag)

    def take(self, entry: str, line: int, message: Mapping[str, Any]) -> None:
        """Read one message."""
        try:
            said = Payload(message, "the line")
            self._take(said.text("type"), said.object("payload"))
        except WrongPayload as error:
            kind = message.get("type")
            where = f"message {kind!r}: " if isinstance(kind, str) else ""
            raise self._container.wrong(entry, f"{where}{error}", line) from None

    def _take(self, kind: str, payload: Payload) -> None:
        if kind == words.WRAPPED:
            kind, fields = unwrapped(payload)
            payload = Payload(fields)
        if payload.fields.get("local_timestamp") is not None:
            self._time = payload.seconds("local_timestamp") or 0.0
        reader = _READERS.get(kind)
        if reader is None:
            self._details(kind, payload)
        else:
            reader(self, payload)

    def _add(self, record: type[records.Record], **fields: Any) -> None:
        position = len(self.recorder.columns)
        self.recorder.records.append(record(position=position, time=self._time, **fields))

    def _metric(self, payload: Payload) -> None:
        metric = payload.object("metric")
        self.recorder.columns.add(
            Point(
                name=metric.text("metricName"),
                context=payload.scalar("context"),
                value=metric.scalar("metricValue"),
                step=metric.scalar("step"),
                epoch=metric.scalar("epoch"),
                time=self._time,
            )
        )

    def _parameter(self, payload: Payload) -> None:
        found = payload.object("param" if payload.fields.get("params") is None else "params")
        self._add(
            records.Parameter,
            name=found.text("paramName"),
            value=found.any("paramValue"),
            step=found.scalar("step"),
            source=found.text_or_none("source") or "auto-logged",
            context=payload.scalar("context"),
        )

    def _other(self, payload: Payload) -> None:
        self._add(records.Other, key=payload.text("key"), value=payload.any("value"))

    def _html(self, payload: Payload) -> None:
        self._add(records.Html, html=payload.any("html"))

    def _html_override(self, payload: Payload) -> None:
        self._add(records.Html, html=payload.any("htmlOverride"), override=True)

    def _graph(self, payload: Payload) -> None:
        self._add(records.Graph, graph=payload.text("graph"))

    def _file_name(self, payload: Payload) -> None:
        self._add(records.FileName, file_name=payload.fields.get("file_name"))

    def _dependency(self, payload: Payload) -> None:
        name, version = payload.any("name"), payload.fields.get("version")
        self._add(records.Dependency, name=name, version=version)

    def _system_info(self, payload: Payload) -> None:
        info = payload.object("system_info")
        self._add(records.SystemInfo, key=info.any("key"), value=info.any("value"))

    def _file_upload(self, payload: Payload) -> None:
        self._upload(payload, content=self._content(payload, "file_path"))

    def _remote_file(self, payload: Payload) -> None:
        self._upload(payload, link=payload.fields.get("remote_uri"))

    def _upload(self, payload: Payload, **where: Any) -> None:
        given = payload.given("additional_params", scalars=words.SCALARS)
        self._add(
            records.Upload,
            kind=str(payload.fields.get("upload_type") or "asset"),
            fields={k: v for k, v in given.items() if k not in words.ADDRESSES},
            metadata=payload.mapping("metadata") or None,
            asset_id=str(given.get("assetId") or given.get("imageId") or ""),
            method=payload.text_or_none("method") or "",
            **where,
        )

    def _content(self, payload: Payload, field: str) -> records.Content:
        entry = payload.text(field)
        if entry not in self._container:
            raise WrongPayload(f"{field} names an entry that is not there: {entry!r}")
        return self._container.content(entry)

    def _points_3d(self, payload: Payload) -> None:
        name = _name(payload.any("name"))
        items = {item.text("file_name"): (item, "file_path") for item in payload.objects("items")}
        if payload.text_or_none("thumbnail_path"):
            items = {words.THUMBNAIL: (payload, "thumbnail_path"), **items}
        fields = {"fileName": name, "step": payload.scalar("step")}
        self._add(
            records.Upload,
            kind=words.POINTS_3D,
            fields={name: value for name, value in fields.items() if value is not None},
            metadata=payload.mapping("metadata") or None,
            asset_id=payload.text_or_none("asset_id") or "",
            items={
                word: self._content(*place)
                for word, place in items.items()
                if self._is_inside(name, *place)
            },
        )

    def _is_inside(self, name: Any, payload: Payload, field: str) -> bool:
        """Whether the archive has a file of a scene; some SDKs left it where it was made."""
        path = payload.text(field)
        if path in self._container or not path.startswith("/"):
            return True
        message = (
            f"the archive names {path!r} of {name!r}, but the SDK that wrote it did not pack it"
        )
        self.recorder.problem("missing-file", message, site=UNKNOWN_SITE)
        return False

    def _remote_model(self, payload: Payload) -> None:
        assets = tuple(map(_remote_file, payload.objects("remote_assets")))
        self._add(records.RemoteModel, name=_name(payload.any("model_name")), assets=assets)

    def _register_model(self, payload: Payload) -> None:
        given = {field: payload.fields.get(ours) for field, ours in words.REGISTERED.items()}
        payload.list_of("tags", lambda tag: tag)
        self._add(
            records.RegisteredModel,
            name=payload.text("registry_name"),
            fields={field: value for field, value in given.items() if value is not None},
        )

    def _details(self, kind: str, payload: Payload) -> None:
        unsaid = ("message_id", "local_timestamp")
        kept = {name: value for name, value in payload.fields.items() if name not in unsaid}
        self._add(records.Details, type=kind, value=kept.get(kind, kept))

    def _any_details(self, payload: Payload) -> None:
        self._add(records.Details, type=payload.text("type"), value=payload.any("value"))

    def _notification(self, payload: Payload) -> None:
        self._add(
            records.Notification,
            title=payload.text("title"),
            status=payload.text_or_none("status"),
            additional_data=payload.any("additional_data"),
        )

    def _symlink(self, payload: Payload) -> None:
        self._add(records.Symlink, project_name=payload.any("project_name"))

    def _artifact(self, payload: Payload) -> None:
        self._add(
            records.ArtifactVersion,
            **{word: payload.text(word) for word in words.ARTIFACT_TEXTS},
            requested_version=payload.text_or_none("requested_version"),
            aliases=tuple(payload.texts("aliases")),
            version_tags=tuple(payload.texts("version_tags")),
            metadata=payload.mapping("metadata") or None,
            assets=tuple(map(self._artifact_asset, payload.objects("assets"))),
        )

    def _artifact_asset(self, asset: Payload) -> records.ArtifactAsset:
        has_content = asset.text_or_none("file_path") is not None
        return records.ArtifactAsset(
            logical_path=asset.text("logical_path"),
            content=self._content(asset, "file_path") if has_content else None,
            link=asset.text_or_none("link"),
            metadata=asset.mapping("metadata") or None,
            asset_type=asset.text_or_none("asset_type"),
            asset_id=asset.text_or_none("asset_id") or "",
            extension=asset.text_or_none("extension"),
            overwrite=bool(asset.scalar("overwrite")),
        )


def _name(given: Any) -> Any:
    """A name as the SDK archives it, by which things can be found."""
    return str(given) if isinstance(given, list | dict) else given


def _remote_file(asset: Payload) -> dict[str, Any]:
    found = dict(asset.fields)
    if isinstance(found.get("metadata"), str):  # the SDK archives it as text
        try:
            found["metadata"] = json.loads(found["metadata"])
        except ValueError:
            raise WrongPayload("metadata is not JSON") from None
    return found


_READERS: Final[Mapping[str, Callable[[_Reader, Payload], None]]] = {
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
    words.POINTS_3D: _Reader._points_3d,
    "remote_model": _Reader._remote_model,
    "register_model": _Reader._register_model,
    # Beside the messages of the SDK: what no archive of it says.
    "details": _Reader._any_details,
    "notification": _Reader._notification,
    "symlink": _Reader._symlink,
    "artifact_version": _Reader._artifact,
}
