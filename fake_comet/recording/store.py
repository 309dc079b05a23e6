"""Saves and loads recordings: what entries their file has; not how it is written and checked.

They are ``recording.json``, the metric columns and, once each, the contents of uploads.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fake_comet.errors import RecordingFileError
from fake_comet.recording.columns import TYPECODES, MetricColumns, Shape
from fake_comet.recording.encoding import Decoder, Encoder
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Content
from fake_comet.recording.sealed import open_sealed, sealed_file
from fake_comet.recording.snapshot import TIME

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

_MAIN: Final = "recording.json"
_COLUMNS: Final = ("shape", "value", "step", "epoch", "time", "site", "thread")
_TYPES: Final = {"float": float, "int": int, "none": type(None), "other": object}
_TYPE_NAMES: Final = {kind: name for name, kind in _TYPES.items()}


def save(recording: Recording, path: str | os.PathLike[str], *, timestamps: bool = False) -> None:
    """Write a recording to one file; the file is there whole or as it was before."""
    encoder = Encoder(timestamps=timestamps)
    main, columns = _main(recording.recorder, encoder, timestamps=timestamps)
    with sealed_file(Path(path)) as file:
        file.add(_MAIN, _json(main))
        for name, data in columns.items():
            file.add(f"columns/{name}", data)
        for digest, data in encoder.contents.items():
            file.add(f"contents/{digest}", data)


def _main(
    recorder: Recorder, encoder: Encoder, *, timestamps: bool
) -> tuple[dict[str, Any], dict[str, bytes]]:
    arrays = recorder.columns.columns()
    odd = sorted(recorder.columns.odd_values().items())
    count = len(arrays[0])
    main = {
        "header": encoder.encoded(recorder.header),
        "points": count,
        "shapes": [_shape_fields(shape) for shape in recorder.columns.shapes],
        "threads": [encoder.thread(ident) for ident in recorder.columns.threads],
        "sites": [list(site) for site in recorder.sites.known],
        "odd": [[*place, encoder.encoded(value)] for place, value in odd if place[0] < count],
        "records": [encoder.encoded(record) for record in list(recorder.records)],
        "calls": [encoder.encoded(call) for call in recorder.journal.explicit()],
        "problems": [encoder.encoded(problem) for problem in recorder.problems()],
    }
    columns = {
        name: _column_bytes(array)
        for place, (name, array) in enumerate(zip(_COLUMNS, arrays, strict=True))
        if count and (timestamps or place != TIME)
    }
    return main, columns


def _shape_fields(shape: Shape) -> list[Any]:
    return [*shape[:2], *(_TYPE_NAMES[kind] for kind in shape[2:5]), shape.flags]


def _column_bytes(array: Array) -> bytes:
    """A column with all first bytes first, then all second ones …: that compresses better."""
    import numpy as np

    little = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<")))
    shuffled: bytes = little.view(np.uint8).reshape(len(array), -1).T.tobytes()
    return shuffled


def _column(data: bytes, code: str, count: int) -> Array:
    import numpy as np

    kind = np.dtype(code)
    bytewise = np.frombuffer(data, dtype=np.uint8).reshape(kind.itemsize, count).T
    little = np.ascontiguousarray(bytewise).view(kind.newbyteorder("<")).reshape(count)
    found: Array = little.astype(kind)
    return found


def _json(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=False, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")


def load(path: str | os.PathLike[str]) -> Recording:
    """Read a saved recording; contents are unpacked when they are asked for.

    Raises:
        RecordingFileError: it is damaged, cut off, of a newer version, or something else.
        OSError: there is no such file, or it may not be read.
    """
    archive = open_sealed(Path(path))
    try:
        return Recording(_recorder(archive))
    except Exception as error:  # the checksum is right, so whoever wrote the file got it wrong
        reason = f"{type(error).__name__}: {error}"
        raise RecordingFileError(
            f"{os.fspath(path)}: not what fake-comet writes: {reason}"
        ) from error


def _recorder(archive: zipfile.ZipFile) -> Recorder:
    main = json.loads(archive.read(_MAIN))
    names = frozenset(archive.namelist())

    def content(digest: str) -> Content:
        name = f"contents/{digest}"
        if name not in names:
            raise KeyError(name)
        return Content(lambda: archive.read(name))

    decoder = Decoder(content)
    recorder = Recorder(decoder.decoded(main["header"]))
    recorder.sites.restore(main["sites"])
    _restore_columns(recorder.columns, archive, main, decoder)
    recorder.records.extend(decoder.decoded(main["records"]))
    recorder.journal.restore(decoder.decoded(main["calls"]))
    for problem in decoder.decoded(main["problems"]):
        recorder.restore_problem(problem)
    return recorder


def _restore_columns(
    columns: MetricColumns, archive: zipfile.ZipFile, main: Mapping[str, Any], decoder: Decoder
) -> None:
    import numpy as np

    count, names = main["points"], frozenset(archive.namelist())
    arrays = [
        _column(archive.read(f"columns/{name}"), code, count)
        if f"columns/{name}" in names
        else np.zeros(count, dtype=code)
        for name, code in zip(_COLUMNS, TYPECODES, strict=True)
    ]
    columns.restore(
        shapes=[
            Shape._make([name, context, *(_TYPES[kind] for kind in kinds), flags])
            for name, context, *kinds, flags in main["shapes"]
        ],
        threads=main["threads"],
        columns=arrays,
        odd={(row, column): decoder.decoded(value) for row, column, value in main["odd"]},
    )
