"""A distrusted archive file as a bounded container of entries; it knows zip files, no messages."""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from fake_comet.errors import RecordingFileError
from fake_comet.recording.records import Content

# Far above any real archive, far below what would hurt the reader.
MOST_ENTRIES: Final = 200_000
MOST_MESSAGES: Final = 20_000_000
LONGEST_LINE: Final = 32 * 2**20
MOST_HEADER: Final = 2**20
# Logged data shrinks five to fifty times, a bomb a thousand times.
BIG: Final = 64 * 2**20
MOST_RATIO: Final = 200
# Contents beyond these bytes are read from the file when they are asked for.
MOST_HELD: Final = 256 * 2**20

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Container:
    """An open archive.

    Raises:
        RecordingFileError: at opening or reading, when the file is damaged or hostile.
        OSError: there is no such file, or it may not be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held = 0
        self._file = path.open("rb")
        try:
            self._zip = self._opened(self._file)
            self._entries = self._checked()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    def __contains__(self, entry: object) -> bool:
        return isinstance(entry, str) and entry in self._entries

    def wrong(self, entry: str, reason: str, line: int | None = None) -> RecordingFileError:
        """The error for something wrong in an entry."""
        where = f"entry {entry!r}" + (f" line {line}" if line is not None else "")
        return RecordingFileError(f"{self.path}: {where}: {reason}")

    def _opened(self, file: BinaryIO) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(file)
        except Exception as error:  # a forged directory makes zipfile raise nearly anything
            raise RecordingFileError(f"{self.path}: not a readable archive: {error}") from error

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MOST_ENTRIES:
            reason = f"{len(infos)} entries, more than {MOST_ENTRIES}"
            raise RecordingFileError(f"{self.path}: {reason}, as no real archive has")
        size = self._file.seek(0, os.SEEK_END)
        if sum(info.compress_size for info in infos) > size:
            raise RecordingFileError(
                f"{self.path}: its entries overlap: they hold more than the file"
            )
        found: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            reason = _objection(info)
            if not reason and info.filename in found:
                reason = "is there twice"
            if reason:
                raise self.wrong(info.filename, reason)
            found[info.filename] = info
        return found

    def read(self, entry: str) -> bytes:
        """The whole of an entry."""
        if entry not in self._entries:
            raise self.wrong(entry, "is missing")
        try:
            return self._zip.read(self._entries[entry])
        except Exception as error:  # zlib.error and whatever a forged entry makes zipfile raise
            raise self.wrong(entry, f"is damaged: {type(error).__name__}: {error}") from error

    def content(self, entry: str) -> Content:
        """The bytes of an entry: read now, or when asked for once very much has been read."""
        info = self._entries[entry]
        if self._held + info.file_size > MOST_HELD:
            return Content(lambda: _read_again(self.path, entry, info.CRC))
        self._held += info.file_size
        return Content(self.read(entry))

    def json(self, entry: str) -> dict[str, Any]:
        """A short entry as one JSON object."""
        if entry in self._entries and self._entries[entry].file_size > MOST_HEADER:
            raise self.wrong(entry, f"longer than {MOST_HEADER} bytes")
        return self._object(entry, None, self.read(entry))

    def json_lines(self, entry: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """An entry's lines as JSON objects, with their numbers from 1; without blank lines."""
        for number, line in enumerate(self._lines(entry), 1):
            if number > MOST_MESSAGES:
                raise self.wrong(entry, f"more than {MOST_MESSAGES} lines", number)
            if len(line) > LONGEST_LINE:
                raise self.wrong(entry, f"longer than {LONGEST_LINE} bytes", number)
            if not line.isspace():
                yield number, self._object(entry, number, line)

    def _lines(self, entry: str) -> Iterator[bytes]:
        if entry not in self._entries:
            raise self.wrong(entry, "is missing")
        number = 0
        try:
            # A buffer of its own, because that of zipfile looks for the ends of lines slowly.
            with io.BufferedReader(self._zip.open(self._entries[entry])) as lines:  # type: ignore[type-var]
                while line := lines.readline(LONGEST_LINE + 1):
                    number += 1
                    yield line
        except Exception as error:  # as in ``read``
            reason = f"is damaged: {type(error).__name__}: {error}"
            raise self.wrong(entry, reason, number + 1) from error

    def _object(self, entry: str, number: int | None, text: bytes) -> dict[str, Any]:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise self.wrong(entry, f"is not JSON: {error}", number) from error
        if not isinstance(found, dict):
            raise self.wrong(entry, f"is not a JSON object but a {type(found).__name__}", number)
        return found


def _objection(info: zipfile.ZipInfo) -> str:
    """What speaks against an entry, by what the directory says of it; empty if nothing does."""
    if "/" in info.filename or "\\" in info.filename or info.filename in ("", ".", ".."):
        return "an archive is flat: no folders, no paths"
    if info.flag_bits & 1:
        return "is encrypted"
    if info.compress_type not in _METHODS:
        return (
            f"is compressed by method {info.compress_type}, and only stored and deflated are read"
        )
    if info.file_size > max(BIG, info.compress_size * MOST_RATIO):
        return f"unpacks {info.compress_size} bytes to {info.file_size}, as no logged data do"
    return ""


def _read_again(path: Path, entry: str, checksum: int) -> bytes:
    with Container(path) as container:
        data = container.read(entry)
        if zlib.crc32(data) != checksum:
            raise container.wrong(entry, "is not what it was when the archive was loaded")
        return data
