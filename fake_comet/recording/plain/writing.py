"""Writes a recording as plain text, kind by kind and name by name, so that reviews read well.

What is not compared, as ids, times and the environment, does not stand there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording import records
from fake_comet.recording.columns import Point
from fake_comet.recording.diff.kinds import compared_notification, without_ids
from fake_comet.recording.diff.rules import Rules
from fake_comet.recording.diff.uploads import Side
from fake_comet.recording.environment import is_system_metric
from fake_comet.recording.kinds import shown_in
from fake_comet.recording.parameters import IMPLIED, implied
from fake_comet.recording.plain.contents import ContentWriter
from fake_comet.recording.plain.style import Style
from fake_comet.recording.plain.values import ValueWriter
from fake_comet.recording.plain.words import (
    ARTIFACT,
    FORM,
    METRIC,
    POINT,
    RECORDS,
    UPLOAD,
    UPLOAD_FIELDS,
    VERSION,
    VERSION_FIELDS,
)

if TYPE_CHECKING:
    from fake_comet.recording.recording import Recording

Line = dict[str, Any]

_NOTHING: Final = Rules()


def written(recording: Recording, style: Style | None = None, rules: Rules = _NOTHING) -> str:
    """The whole text; equal recordings give the same.

    Args:
        rules: what they ignore is left out, and contents that they do not compare.
    """
    writer = _Writer(recording, style or Style(), rules)
    return "".join(f"{_json(line)}\n" for line in writer.lines())


def _json(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, allow_nan=False)


class _Writer:
    """Makes the lines of one recording."""

    def __init__(self, recording: Recording, style: Style, rules: Rules) -> None:
        self._recording = recording
        self._style = style
        self._rules = rules
        self._values = ValueWriter(style)
        self._side = Side(recording, environment=False)
        self._contents = ContentWriter(style, self._values, self._side.ids)

    def lines(self) -> Iterator[Line]:
        """All of them."""
        header = self._recording.recorder.header
        yield {FORM: VERSION, "digits": self._style.digits, "offline": header.offline}
        yield from self._metrics()
        yield from self._named("parameters", "parameter", self._parameters())
        yield from self._named("others", "other", self._recording.of_type(records.Other))
        tags = (records.Tag(tag=tag) for tag in sorted(self._recording.tags))
        yield from self._named("tags", "tag", tags)
        yield from self._unnamed("html", self._recording.of_type(records.Html))
        yield from self._unnamed("graph", list(self._recording.of_type(records.Graph))[-1:])
        yield from self._uploads()
        yield from self._models()
        yield from self._artifacts()
        sent = map(compared_notification, self._recording.notifications)
        yield from self._named("notifications", "notification", sent)

    def _metrics(self) -> Iterator[Line]:
        for name, series in sorted(self._recording.metrics.items()):
            if is_system_metric(name) or self._rules.ignores("metrics", name):
                continue
            by_context: dict[str, list[Point]] = {}
            for point in series:
                by_context.setdefault(point.context or "", []).append(point)
            for _, points in sorted(by_context.items()):
                for point in points:
                    yield {METRIC: self._style.text(name), **self._fields(point, POINT)}

    def _parameters(self) -> list[records.Parameter]:
        snapshot = self._recording.snapshot()
        found = list(self._recording.of_type(records.Parameter))
        for name in IMPLIED:
            found += implied(snapshot, name)
        # Sorting is stable: a record that came before the point at its position stays so.
        return sorted(found, key=lambda parameter: parameter.position)

    def _named(self, kind: str, word: str, found: Iterable[records.Record]) -> Iterator[Line]:
        _, key, _ = RECORDS[word]
        known = sorted(found, key=lambda record: str(getattr(record, key)))
        for record in known:
            if not self._rules.ignores(kind, str(getattr(record, key))):
                yield self._record(word, record)

    def _unnamed(self, word: str, found: Iterable[records.Record]) -> Iterator[Line]:
        if not self._rules.ignores(word, word):
            yield from (self._record(word, record) for record in found)

    def _record(self, word: str, record: records.Record) -> Line:
        _, key, fields = RECORDS[word]
        return {word: self._values.plain(getattr(record, key)), **self._fields(record, fields)}

    def _fields(self, record: Any, fields: Mapping[str, Any]) -> Line:
        """The fields that differ from their defaults."""
        given = {name: getattr(record, name) for name in fields}
        return {
            name: self._values.plain(value)
            for name, value in given.items()
            if fields[name] is ... or value != fields[name]
        }

    def _uploads(self) -> Iterator[Line]:
        groups = sorted(
            self._side.uploads.items(), key=lambda group: (shown_in(group[1][0]), *group[0])
        )
        for key, uploads in groups:
            kind = shown_in(uploads[0])
            if self._rules.ignores(kind, key.shown):
                continue
            whole = self._rules.judge(kind, key.shown).tolerance.share < 1
            for upload in uploads:
                yield self._upload(key.name, upload) | (self._content(upload) if whole else {})

    def _upload(self, name: str, upload: records.Upload) -> Line:
        fields = {word: upload.fields.get(word) for word in UPLOAD_FIELDS}
        fields["overwrite"] = fields["overwrite"] in (True, "True", "true") or None
        line = {UPLOAD: name, "kind": upload.kind, "method": upload.method or None, **fields}
        line |= {"link": upload.link, "metadata": upload.metadata or None}
        given = {word: value for word, value in line.items() if value is not None}
        found: Line = self._values.plain(given)
        return found

    def _content(self, upload: records.Upload) -> Line:
        found: Line = {}
        if upload.content is not None:
            found["content"] = self._contents.written(upload, upload.content)
        if upload.items:
            found["items"] = {
                name: self._contents.written(upload, content)
                for name, content in sorted(upload.items.items())
            }
        return found

    def _models(self) -> Iterator[Line]:
        remote = [
            records.RemoteModel(name=found.name, assets=tuple(map(without_ids, found.assets)))
            for found in self._recording.of_type(records.RemoteModel)
        ]
        registered = [
            records.RegisteredModel(name=found.name, fields=without_ids(found.fields))
            for found in self._recording.of_type(records.RegisteredModel)
        ]
        yield from self._named("models", "remote_model", remote)
        yield from self._named("models", "registered_model", registered)

    def _artifacts(self) -> Iterator[Line]:
        for name, versions in sorted(self._recording.artifacts.items()):
            if self._rules.ignores("artifacts", name):
                continue
            for version in versions:
                fields = self._fields(version, VERSION_FIELDS)
                assets = sorted(version.assets, key=lambda asset: asset.logical_path)
                yield {ARTIFACT: name, **fields, "assets": [self._asset(asset) for asset in assets]}

    def _asset(self, asset: records.ArtifactAsset) -> Line:
        fields = {"link": None, "metadata": None, "asset_type": None}
        found = {"logical_path": asset.logical_path, **self._fields(asset, fields)}
        if asset.content is not None:
            plain = records.Upload(kind="", fields={})
            found["content"] = self._contents.written(plain, asset.content)
        return found
