"""The file of a recording: a zip that ends with its own checksum, written whole or not at all.

It knows nothing of what is in it.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from fake_comet.errors import RecordingFileError

VERSION: Final = 1

_FIRST: Final = (
    "fake-comet-recording"  # the first entry, so that a file can be told by its beginning
)
_BEGINNING: Final = re.compile(rb"PK\x03\x04.{26}" + _FIRST.encode(), re.DOTALL)
_END: Final = re.compile(rb"fake-comet recording (\d{1,9}) sha256 ([0-9a-f]{64})\Z")
_DIGEST: Final = 64  # characters of the checksum, the last of the file
_SAMPLE: Final = 4096  # bytes by which is told whether an entry is worth compressing


class SealedWriter:
    """Takes the entries of a file that is being written; equal entries make equal files."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def add(self, name: str, data: bytes) -> None:
        """Write one entry."""
        entry = zipfile.ZipInfo(name)  # of 1980: the true date would make equal recordings differ
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        sample = data[:_SAMPLE]
        compress = len(zlib.compress(sample, 1)) < 0.9 * len(sample)
        entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        self._archive.writestr(entry, data, compresslevel=1)


@contextmanager
def sealed_file(path: Path) -> Iterator[SealedWriter]:
    """Write a file that takes the place of ``path`` only once it is whole and on the disk."""
    with replacing(path) as file:
        with zipfile.ZipFile(file, "w") as archive:
            writer = SealedWriter(archive)
            writer.add(_FIRST, str(VERSION).encode())
            yield writer
            archive.comment = f"fake-comet recording {VERSION} sha256 {'0' * _DIGEST}".encode()
        _seal(file)


def _seal(file: BinaryIO) -> None:
    """Put the checksum of everything before it at the end."""
    size = file.seek(0, os.SEEK_END) - _DIGEST
    file.seek(0)
    digest = hashlib.sha256()
    while size > 0:
        part = file.read(min(size, 1 << 20))
        digest.update(part)
        size -= len(part)
    file.seek(-_DIGEST, os.SEEK_END)
    file.write(digest.hexdigest().encode())


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` once it is written and on the disk."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with draft.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def is_sealed(file: BinaryIO) -> bool:
    """Whether a file begins or ends like one of these, damaged or not."""
    beginning = file.read(100)
    file.seek(max(file.seek(0, os.SEEK_END) - 200, 0))
    return bool(_BEGINNING.match(beginning) or _END.search(file.read()))


def open_sealed(path: Path) -> zipfile.ZipFile:
    """The entries of a file, checked and in memory, so that the file may go away.

    Raises:
        RecordingFileError: it is damaged, cut off, of a newer version, or something else.
        OSError: there is no such file, or it may not be read.
    """
    data = path.read_bytes()
    wrong = _wrong(data)
    if wrong:
        raise RecordingFileError(f"{path}: {wrong}")
    return zipfile.ZipFile(io.BytesIO(data))


def _wrong(data: bytes) -> str:
    """What is wrong with the bytes of a file, empty if nothing is."""
    end = _END.search(data, max(len(data) - 200, 0))
    if end is None:
        if _BEGINNING.match(data):
            return "damaged: its end is missing or not the one that was written"
        return "not a saved recording"
    if hashlib.sha256(memoryview(data)[:-_DIGEST]).hexdigest().encode() != end[2]:
        return "damaged: its checksum does not fit its content"
    if int(end[1]) != VERSION:
        return (
            f"saved by a newer fake-comet in format {int(end[1])}; this one reads format {VERSION}"
        )
    return ""
