"""An archive file as a bounded, distrusted container of entries; it knows zip files, not what messages mean."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fake_comet.errors import RecordingFileError
from fake_comet.recording.records import Content

# Far above any real archive, far below what would hurt the reader.
MOST_ENTRIES: Final = 200_000
MOST_BYTES: Final = 16 * 2**30
MOST_RATIO: Final = 2_000  # deflate cannot do more than about 1030; more is a forged header
LONGEST_LINE: Final = 64 * 2**20
MOST_MESSAGES: Final = 20_000_000


class Container:
    """An open archive.

    Raises:
        RecordingFileError: at opening or reading, when the file is damaged or hostile.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise RecordingFileError(f"{path}: not a readable archive: {error}") from error
        self._entries = {info.filename: info for info in self._zip.infolist()}
        self._check()

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, entry: str) -> bool:
        return entry in self._entries

    def wrong(self, entry: str, reason: str, line: int | None = None) -> RecordingFileError:
        """The error for something wrong in an entry."""
        where = f"entry {entry!r}" + (f" line {line}" if line is not None else "")
        return RecordingFileError(f"{self.path}: {where}: {reason}")

    def _check(self) -> None:
        infos = list(self._entries.values())
        if len(infos) > MOST_ENTRIES:
            raise RecordingFileError(
                f"{self.path}: {len(infos)} entries, more than the {MOST_ENTRIES} of any real archive"
            )
        total = 0
        for info in infos:
            total += info.file_size
            if "/" in info.filename or "\\" in info.filename or info.filename in ("", ".", ".."):
                raise self.wrong(info.filename, "an archive is flat: no folders, no paths")
            if info.file_size > max(info.compress_size, 1) * MOST_RATIO:
                raise self.wrong(info.filename, "unpacks to far more than it can hold")
        if total > MOST_BYTES:
            raise RecordingFileError(f"{self.path}: unpacks to {total} bytes, more than {MOST_BYTES}")

    def read(self, entry: str) -> bytes:
        """The whole of an entry."""
        if entry not in self._entries:
            raise self.wrong(entry, "is missing")
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError) as error:
            raise self.wrong(entry, f"cannot be read: {error}") from error
        except Exception as error:  # zlib.error and whatever a forged method makes zipfile raise
            raise self.wrong(entry, f"is damaged: {type(error).__name__}: {error}") from error

    def content(self, entry: Any, line: int) -> Content:
        """The bytes of an upload's entry, which must be there."""
        if not isinstance(entry, str) or entry not in self._entries:
            raise self.wrong("messages.json", f"names an entry that is not there: {entry!r}", line)
        return Content(self.read(entry))

    def json(self, entry: str) -> Any:
        """An entry as one JSON value."""
        try:
            return json.loads(self.read(entry))
        except (ValueError, RecursionError) as error:
            raise self.wrong(entry, f"is not JSON: {error}") from error

    def json_lines(self, entry: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """An entry's lines as JSON objects, with their numbers from 1; blank lines are passed over."""
        if entry not in self._entries:
            raise self.wrong(entry, "is missing")
        number = 0
        try:
            with self._zip.open(entry) as lines:
                while line := lines.readline(LONGEST_LINE + 1):
                    number += 1
                    if number > MOST_MESSAGES:
                        raise self.wrong(entry, f"more than {MOST_MESSAGES} messages", number)
                    if len(line) > LONGEST_LINE:
                        raise self.wrong(entry, f"longer than {LONGEST_LINE} bytes", number)
                    if line.strip():
                        yield number, self._object(entry, number, line)
        except RecordingFileError:
            raise
        except Exception as error:  # as in read
            raise self.wrong(entry, f"is damaged: {type(error).__name__}: {error}", number) from error

    def _object(self, entry: str, number: int, line: bytes) -> dict[str, Any]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self.wrong(entry, f"is not JSON: {error}", number) from error
        if not isinstance(found, dict):
            raise self.wrong(entry, f"is not a JSON object but {type(found).__name__}", number)
        return found
