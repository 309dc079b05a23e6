"""Writes an archive that ``comet upload`` accepts; equal recordings make equal files."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from fake_comet.offline import words
from fake_comet.offline.aside import AsideWriter
from fake_comet.offline.header import experiment_json, unsaid_facts
from fake_comet.offline.losses import lost_on_upload
from fake_comet.offline.messages import Messages
from fake_comet.offline.validity import line, nearest
from fake_comet.recording.columns import Point
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Content, Record
from fake_comet.recording.sealed import replacing

_IN_MEMORY: Final = 16 * 2**20
_ENCODE: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode  # as the SDK


def export_offline(recording: Recording, path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Write a real offline archive; the file is there whole or as it was before.

    What the SDK's archives cannot say (artifacts, notifications, values that its schemas refuse) is
    kept in an entry of its own: ``fake_comet.load`` reads it, ``comet upload`` passes over it.

    Returns:
        What ``comet upload`` will not bring to Comet, each in a few words.
    """
    with (
        replacing(Path(path)) as file,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as lines,
        zipfile.ZipFile(file, "w") as archive,
    ):
        writer = _Writer(archive, recording, lines)
        for found in in_order(recording):
            writer.add(found)
        writer.finish()
    return (*lost_on_upload(recording), *writer.losses())


def in_order(recording: Recording) -> Iterator[Record | Point]:
    """All that was recorded in its order, with the parameters that the SDK sends with points."""
    recorder = recording.recorder
    records = _Queue(iter(list(recorder.records)))
    implied = _Queue(recorder.columns.implied_parameters())
    for place, point in enumerate(recorder.columns.points()):
        yield from records.until(place)
        yield from implied.until(place)
        yield point
    yield from records.rest()


class _Queue:
    """Records in order of their positions."""

    def __init__(self, records: Iterator[Any]) -> None:
        self._records = records
        self._next: Record | None = next(records, None)

    def until(self, place: int) -> Iterator[Record]:
        """Those that come before the point at that place."""
        while self._next is not None and self._next.position <= place:
            yield self._next
            self._next = next(self._records, None)

    def rest(self) -> Iterator[Record]:
        """All that are left."""
        if self._next is not None:
            yield self._next
        yield from self._records


class _Writer:
    """Puts messages into an archive; lines are collected, as a zip takes one entry at a time."""

    def __init__(self, archive: zipfile.ZipFile, recording: Recording, lines: IO[bytes]) -> None:
        self._archive = archive
        self._recording = recording
        self._lines = lines
        self._messages = Messages(recording.recorder.header, self._keep)
        self._aside = AsideWriter()
        self._written = 0
        self._kept = 0
        self._unsent: Counter[str] = Counter()
        self._altered: Counter[str] = Counter()
        self._tags = sorted(recording.tags)
        self._valid_tags = [line(tag) for tag in self._tags]
        tags = {} if self._tags == self._valid_tags else {"tags": self._tags}
        self._aside.about({**unsaid_facts(recording.recorder.header), **tags})

    def add(self, found: Record | Point) -> None:
        """Write the message of one record, exactly beside it where it cannot be exact."""
        message = self._messages.of(found)
        if message is None:
            return
        kind, exact = message
        valid = nearest(kind, exact)
        if valid is None:
            self._aside.before(self._written + 1, kind, exact)
            self._unsent[kind] += 1
            return
        self._written += 1
        self._lines.write(_json({"type": kind, "payload": {**valid, "message_id": self._written}}))
        self._lines.write(b"\n")
        if valid is not exact:
            self._aside.instead_of(self._written, kind, exact)
            self._altered[kind] += 1

    def finish(self) -> None:
        """Write what was collected."""
        self._lines.seek(0)
        with self._archive.open(_entry(words.MESSAGES), "w", force_zip64=True) as entry:
            shutil.copyfileobj(self._lines, entry)
        about = experiment_json(self._recording.recorder.header, self._valid_tags)
        self._archive.writestr(_entry(words.EXPERIMENT), json.dumps(about))
        if self._aside.lines:
            self._archive.writestr(_entry(words.ASIDE), "\n".join([*self._aside.lines, ""]))

    def losses(self) -> Iterator[str]:
        """What no valid message said, or not exactly."""
        for kind, count in self._unsent.items():
            yield _counted(count, kind)
        for kind, count in self._altered.items():
            yield f"the exact form of {_counted(count, kind)}, which the SDK's schemas refuse"

    def _keep(self, content: Content) -> str:
        # Equal bytes have entries of their own: the SDK deletes the file of each upload it sent.
        name = f"tmp{self._kept:08d}"
        self._kept += 1
        self._archive.writestr(_entry(name), content.data)
        return name


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind} message" + ("s" if count > 1 else "")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of 1980: the true date would make equal recordings differ
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry


def _json(message: Mapping[str, Any]) -> bytes:
    return _ENCODE(message).encode("ascii")
