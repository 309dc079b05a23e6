"""The page of recordings that still grow: what a server answers, piece by piece; knows no HTTP."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from fake_comet.recording.problems import Problem
from fake_comet.recording.recording import Recording
from fake_comet.report.contents import Contents
from fake_comet.report.document import document_of
from fake_comet.report.run import run_of


class Live:
    """Makes the data of the page, anew of those recordings to which something has come since.

    Args:
        address: where the page asks for a file; its key comes behind.
    """

    def __init__(self, address: str) -> None:
        self._contents: Final = Contents(address=address)
        self._made: dict[str, tuple[object, dict[str, Any]]] = {}
        self._answer: tuple[str, bytes] = ("", b"")

    def data(
        self, recordings: Sequence[Recording], problems: Sequence[Problem]
    ) -> tuple[str, bytes]:
        """The data as JSON, and before it a tag that stays the same as long as they do."""
        state = repr([[_version(recording) for recording in recordings], problems])
        tag = f'"{hashlib.sha1(state.encode(), usedforsecurity=False).hexdigest()}"'
        if tag != self._answer[0]:
            data = document_of(recordings, self._contents, problems=problems, made=self._run)
            answer = {"data": data, "sources": self._contents.sources()}
            self._answer = (tag, json.dumps(answer, allow_nan=False).encode())
        return self._answer

    def file(self, key: str) -> tuple[str, bytes] | None:
        """The media type and the bytes of a file that the data name."""
        return self._contents.files.get(key)

    def _run(self, recording: Recording, contents: Contents, points: int) -> dict[str, Any]:
        version = (points, _version(recording))
        if self._made.get(recording.key, (None, {}))[0] != version:
            self._made[recording.key] = (version, run_of(recording, contents, points))
        return self._made[recording.key][1]


def _version(recording: Recording) -> tuple[object, ...]:
    recorder = recording.recorder
    counts = (len(recorder.columns), len(recorder.records), recorder.problems())
    return (recording.key, *counts, recorder.header.ended, recorder.header.end_time)
