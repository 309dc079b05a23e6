"""Reads a recording that was written as plain text."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from fake_comet.errors import RecordingFileError
from fake_comet.recording.columns import Point
from fake_comet.recording.diff.rules import Rules
from fake_comet.recording.kinds import PICTURE
from fake_comet.recording.plain.contents import read_content
from fake_comet.recording.plain.style import Style
from fake_comet.recording.plain.values import read_value
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
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import ArtifactAsset, ArtifactVersion, Upload

_BEGINNING: Final = f'{{"{FORM}":'.encode()
_KEY: Final = "golden"  # has no id of its own


def is_plain(file: BinaryIO) -> bool:
    """Whether a file begins like one of these."""
    file.seek(0)
    return file.read(len(_BEGINNING)) == _BEGINNING


def load(path: str | os.PathLike[str]) -> Recording:
    """Read a file.

    Raises:
        RecordingFileError: it is of a newer version, or a line is not what is written there.
        OSError: there is no such file, or it may not be read.
    """
    try:
        return read(Path(path).read_text("utf-8"))
    except (RecordingFileError, UnicodeDecodeError) as error:
        raise RecordingFileError(f"{os.fspath(path)}: {error}") from None


def rounding_of(path: str | os.PathLike[str]) -> Rules:
    """How far floats may be from those of a file, because it has rounded ones; of others, not."""
    with open(path, "rb") as file:
        if not is_plain(file):
            return Rules()
        file.seek(0)
        digits = json.loads(file.readline()).get("digits")
    return Rules() if digits is None else Style(digits=digits).rules


def read(text: str) -> Recording:
    """The recording that a text holds.

    Raises:
        RecordingFileError: it is of a newer version, or a line is not what is written there.
    """
    lines = text.split("\n")
    recorder = Recorder(Header(key=_KEY, ended=True))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            word = next(iter(found))
            _readers(word)(recorder, word, found)
        except RecordingFileError:
            raise
        except Exception as error:  # whatever a hand wrote into it
            reason = f"{type(error).__name__}: {error}"
            raise RecordingFileError(f"line {number} is not what a golden has: {reason}") from None
    return Recording(recorder)


Reader = Callable[[Recorder, str, Mapping[str, Any]], None]


def _readers(word: str) -> Reader:
    special: dict[str, Reader] = {
        FORM: _header,
        METRIC: _point,
        UPLOAD: _upload,
        ARTIFACT: _artifact,
    }
    return special.get(word, _record)


def _header(recorder: Recorder, word: str, line: Mapping[str, Any]) -> None:
    if line[word] != VERSION:
        raise RecordingFileError(
            f"written by a newer fake-comet in form {line[word]!r}; this one reads form {VERSION}"
        )
    recorder.header.offline = bool(line.get("offline"))


def _point(recorder: Recorder, word: str, line: Mapping[str, Any]) -> None:
    fields = {name: read_value(line.get(name)) for name in POINT}
    recorder.columns.add(Point(name=line[word], time=0.0, **fields))


def _record(recorder: Recorder, word: str, line: Mapping[str, Any]) -> None:
    made, key, defaults = RECORDS[word]
    rest = {name: read_value(value) for name, value in line.items() if name != word}
    if unknown := set(rest) - set(defaults):
        raise KeyError(*sorted(unknown))
    given = {name: value for name, value in defaults.items() if value is not ...} | rest
    recorder.add(made, **{key: read_value(line[word]), **given}, time=0.0)


def _upload(recorder: Recorder, word: str, line: Mapping[str, Any]) -> None:
    named = "figName" if line["kind"] == PICTURE else "fileName"
    fields = {name: read_value(line[name]) for name in UPLOAD_FIELDS if name in line}
    content = line.get("content")
    items = line.get("items", {})
    recorder.add(
        Upload,
        kind=line["kind"],
        fields={named: line[word], **fields},
        content=None if content is None else read_content(content),
        link=line.get("link"),
        metadata=read_value(line.get("metadata")),
        items={name: read_content(found) for name, found in items.items()},
        method=line.get("method", ""),
        time=0.0,
    )


def _artifact(recorder: Recorder, word: str, line: Mapping[str, Any]) -> None:
    fields = {name: read_value(line[name]) for name in VERSION_FIELDS if name in line}
    for name in ("aliases", "version_tags"):
        fields[name] = tuple(fields.get(name, ()))
    assets = tuple(map(_asset, line["assets"]))
    recorder.add(ArtifactVersion, name=line[word], **fields, assets=assets, time=0.0)


def _asset(found: Mapping[str, Any]) -> ArtifactAsset:
    content = found.get("content")
    return ArtifactAsset(
        logical_path=found["logical_path"],
        content=None if content is None else read_content(content),
        link=found.get("link"),
        metadata=read_value(found.get("metadata")),
        asset_type=found.get("asset_type"),
    )
