"""What the real ``comet upload`` does not bring to Comet of an archive: the whole list, by design.

What no valid message says is known to the writer alone, which counts it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from fake_comet.offline import words
from fake_comet.recording import records
from fake_comet.recording.models import model_name
from fake_comet.recording.parameters import IMPLIED, full_name
from fake_comet.recording.recording import Recording
from fake_comet.recording.snapshot import STEP

SAMPLES: Final = (
    15_000  # points of one metric that are sent; first, last, least and most among them
)


def lost_on_upload(recording: Recording) -> Iterator[str]:
    """What gets lost, each in a few words; nothing for most recordings."""
    for losses in _LOSSES:
        yield from losses(recording)


def _points(recording: Recording) -> Iterator[str]:
    for name, series in recording.metrics.items():
        if len(series) > SAMPLES:
            yield f"{len(series) - SAMPLES} of {len(series)} points of metric {name!r}"


def _order(recording: Recording) -> Iterator[str]:
    """Points are sent by step if each has one, else by time: then order is kept."""
    import numpy as np

    snapshot = recording.snapshot()
    if not all(snapshot.are_numbers(rows, STEP) for rows in snapshot.rows.values()):
        return
    series = snapshot.grouped(lambda shape: (shape.name, shape.context))
    for (name, _), rows in series.items():
        if (np.diff(snapshot.array(rows, STEP)) <= 0).any():
            yield f"the order of the points of metric {name!r}, whose steps repeat or go back"


def _earlier_values(recording: Recording) -> Iterator[str]:
    """Of each name, context and source the last value is sent."""
    found = Counter(
        (full_name(parameter), parameter.source)
        for parameter in recording.of_type(records.Parameter)
        if parameter.name not in IMPLIED
    )
    for (name, _), count in found.items():
        if count > 1:
            yield f"all values but the last of parameter {name!r}"


def _steps_of_scenes(recording: Recording) -> Iterator[str]:
    for upload in recording.of_type(records.Upload):
        if upload.kind == words.POINTS_3D and upload.step is not None:
            yield f"step {upload.step} of scene {upload.name!r}"


def _versions_without_files(recording: Recording) -> Iterator[str]:
    uploads = recording.of_type(records.Upload)
    have_files = {model_name(upload) for upload in uploads if upload.content is not None}
    for version in recording.of_type(records.RegisteredModel):
        model = version.fields.get("experimentModelName", version.name)
        if model not in have_files:
            yield f"the registered version of model {model!r}, which has no files here"


_LOSSES: Final[tuple[Callable[[Recording], Iterator[str]], ...]] = (
    _points,
    _order,
    _earlier_values,
    _steps_of_scenes,
    _versions_without_files,
)
