"""What has to be called to log a recording again: its calls, with what was too large put back.

The journal keeps only a digest of arrays, figures and files. Their place is taken by what was made
of them: the bytes of the upload as a file, the values of points and parameters.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from fake_comet.recording import records
from fake_comet.recording.arguments import Digest, Named
from fake_comet.recording.journal import Call
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Upload

_CLASSES: Final = frozenset(
    {"Experiment", "OfflineExperiment", "ExistingExperiment", "ExistingOfflineExperiment"}
)
# The argument for which a file can stand: its place and its name.
_FILES: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        "log_image": (0, "image_data"),
        "log_asset": (0, "file_data"),
        "log_audio": (0, "audio_data"),
        "log_video": (0, "file"),
        "log_model": (1, "file_or_folder"),
        "log_asset_folder": (0, "folder"),
    }
)
_JSON: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "log_confusion_matrix": MappingProxyType(
            {
                "matrix": "matrix",
                "labels": "labels",
                "title": "title",
                "row_label": "rowLabel",
                "column_label": "columnLabel",
            }
        ),
        "log_curve": MappingProxyType({"name": "name", "x": "x", "y": "y"}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call to be made.

    Attributes:
        context: the context in which it was made.
        uploads: what was uploaded by it.
        skipped: why it cannot be made, else empty.
    """

    call: Call
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    context: str | None = None
    uploads: tuple[Upload, ...] = ()
    skipped: str = ""


def creation(recording: Recording) -> str:
    """The class of the experiment, as ``OfflineExperiment``."""
    name = recording.recorder.header.experiment_class
    offline = recording.recorder.header.offline
    return name if name in _CLASSES else "OfflineExperiment" if offline else "Experiment"


def steps(recording: Recording, folder: Path) -> Iterator[Step]:
    """Every call in order but that of the constructor.

    Args:
        folder: where files are put that calls need.
    """
    rebuilder = _Rebuilder(recording, folder)
    for call in recording.calls:
        if call.method not in _CLASSES:
            yield rebuilder.step(call)


class _Rebuilder:
    """Puts back what digests stand for."""

    def __init__(self, recording: Recording, folder: Path) -> None:
        self._points = list(recording.recorder.columns.points())
        self._parameters = list(recording.of_type(records.Parameter))
        self._uploads: dict[tuple[str, int], list[Upload]] = {}
        for upload in recording.of_type(Upload):
            self._uploads.setdefault((upload.method, upload.position), []).append(upload)
        self._folder = folder
        self._numbers = itertools.count(1)

    def step(self, call: Call) -> Step:
        """The call as it can be made again."""
        uploads = self._taken(call)
        context = self._context(call, uploads)
        made = self._rebuilt(call, uploads)
        if made is None:
            why = "its arguments were too large to be kept"
            return Step(call=call, uploads=tuple(uploads), skipped=why)
        args, kwargs = made
        return Step(call=call, args=args, kwargs=kwargs, context=context)

    def _taken(self, call: Call) -> list[Upload]:
        """The uploads that the call made: of several calls in one place, one each in order."""
        found = self._uploads.get((call.method, call.position), [])
        if call.method in ("log_model", "log_asset_folder", "log_artifact"):
            self._uploads.pop((call.method, call.position), None)
            return found
        return [found.pop(0)] if found else []

    def _context(self, call: Call, uploads: list[Upload]) -> str | None:
        if uploads:
            return uploads[0].context
        if call.method in ("log_metric", "log_metrics") and call.position < len(self._points):
            return self._points[call.position].context
        of_call = (one for one in self._parameters if one.position == call.position)
        if call.method in ("log_parameter", "log_parameters"):
            return next((one.context for one in of_call), None)
        return None

    def _rebuilt(
        self, call: Call, uploads: list[Upload]
    ) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
        kwargs = dict(call.kwargs)
        if call.method in _FILES and uploads:
            return self._with_file(call, uploads)
        if not _is_cut((*call.args, *kwargs.values())):
            return call.args, kwargs
        if call.method == "log_table" and uploads and uploads[0].kind == "asset":
            return (self._file(uploads[0]),), {}
        if call.method in _JSON and uploads:
            return self._from_json(call, uploads[0])
        if call.method == "log_metric" and call.position < len(self._points):
            return (call.args[0], self._points[call.position].value), kwargs
        return None

    def _with_file(
        self, call: Call, uploads: list[Upload]
    ) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
        place, name = _FILES[call.method]
        args, kwargs = list(call.args), dict(call.kwargs)
        if name not in kwargs and place >= len(args):
            return None
        path = self._files(uploads)
        if name in kwargs:
            kwargs[name] = path
        else:
            args[place] = path
        if call.method == "log_image" and len(args) < 2:
            kwargs["name"] = uploads[0].name
        return None if _is_cut((*args, *kwargs.values())) else (tuple(args), kwargs)

    def _from_json(
        self, call: Call, upload: Upload
    ) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
        data = json.loads(upload.content.data if upload.content else b"{}")
        words = _JSON[call.method]
        given = {name: value for name, value in call.kwargs.items() if not _is_cut([value])}
        found = {name: data[word] for name, word in words.items() if word in data}
        if call.method == "log_confusion_matrix":
            found["file_name"] = upload.name
        return (), {**given, **found}

    def _files(self, uploads: list[Upload]) -> str:
        if len(uploads) == 1:
            return self._file(uploads[0])
        folder = self._new_folder()
        for upload in uploads:
            self._write(folder / (upload.name or "file"), upload)
        return str(folder)

    def _file(self, upload: Upload) -> str:
        name = Path(upload.name or "file").name
        extension = str(upload.fields.get("extension") or "")
        if extension and "." not in name:
            name = f"{name}.{extension}"
        path = self._new_folder() / name
        self._write(path, upload)
        return str(path)

    def _new_folder(self) -> Path:
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        return folder

    @staticmethod
    def _write(path: Path, upload: Upload) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(upload.content.data if upload.content else b"")


def _is_cut(values: Any) -> bool:
    """Whether something in arguments is no longer what it was."""
    if isinstance(values, Digest | Named):
        return True
    if isinstance(values, str):
        return values.endswith("…")
    if isinstance(values, Mapping):
        return _is_cut([*values, *values.values()])
    return isinstance(values, list | tuple | set | frozenset) and any(map(_is_cut, values))
