"""Tells by its content what a file is, a recording, a golden or a real archive, and loads it."""

from __future__ import annotations

import os
import zipfile

from fake_comet.errors import RecordingFileError
from fake_comet.offline.reader import read_archive
from fake_comet.recording import plain, store
from fake_comet.recording.recording import Recording
from fake_comet.recording.sealed import is_sealed


def load(path: str | os.PathLike[str]) -> Recording:
    """Read a saved recording, a golden or a real offline archive, whatever its name.

    Raises:
        RecordingFileError: it is damaged, cut off, hostile, of a newer version, or something else.
        OSError: there is no such file, or it may not be read.
    """
    with open(path, "rb") as file:
        if is_sealed(file):
            return store.load(path)
        if plain.is_plain(file):
            return plain.load(path)
        if not zipfile.is_zipfile(file):
            reason = "neither a saved recording nor a golden nor an offline archive"
            raise RecordingFileError(f"{os.fspath(path)}: {reason}")
    return read_archive(path)
