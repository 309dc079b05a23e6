"""Makes recordings for tests without any SDK: what an engine would write, in a few words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from fake_comet.determinism import Determinism
from fake_comet.recording import records
from fake_comet.recording.columns import EPOCH_GIVEN, STEP_GIVEN, Point
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.recording import Recording
from fake_comet.recording.sites import Site

KEY = "0123456789abcdef" * 2
SITE = Site("train.py", 7, "fit")


def new_recording(key: str = KEY, **header: Any) -> Recording:
    """An empty recording whose clock ticks in whole seconds from 1000 on."""
    ticks = iter(range(1000, 1_000_000))
    clock = Determinism(clock=lambda: float(next(ticks)), new_key=lambda: key)
    return Recording(Recorder(Header(key=key, **header), clock))


def log_point(
    recording: Recording,
    name: str,
    value: Any,
    *,
    step: Any = None,
    epoch: Any = None,
    context: str | None = None,
    flags: int | None = None,
    thread: int = 1,
) -> None:
    """One metric point as ``log_metric`` with these arguments leaves it, at ``SITE``."""
    if flags is None:
        flags = STEP_GIVEN * (step is not None) | EPOCH_GIVEN * (epoch is not None)
    recorder = recording.recorder
    site = recorder.sites.add(SITE)
    point = Point(name, context, value, step, epoch, recorder.clock())
    recorder.columns.add(point, flags=flags, site=site, thread=thread)


def log_parameter(recording: Recording, name: str, value: Any, **fields: Any) -> None:
    """One parameter message."""
    recording.recorder.add(records.Parameter, name=name, value=value, **fields)


def log_other(recording: Recording, key: str, value: Any) -> None:
    """One key and value of the Other tab."""
    recording.recorder.add(records.Other, key=key, value=value)


def log_upload(
    recording: Recording,
    kind: str,
    content: bytes | None,
    *,
    name: str = "x",
    metadata: Mapping[str, Any] | None = None,
    **fields: Any,
) -> records.Upload:
    """One upload; what is no field of the record goes into the fields of its request."""
    own = {
        word: fields.pop(word) for word in ("asset_id", "link", "items", "method") if word in fields
    }
    word = "figName" if kind == "visualization" else "fileName"
    return recording.recorder.add(
        records.Upload,
        kind=kind,
        fields={word: name, "overwrite": False, **fields},
        content=None if content is None else records.Content(content),
        metadata=metadata,
        **own,
    )


def png(pixels: Any, kind: str = "PNG", **options: Any) -> bytes:
    """Pixels encoded by pillow."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **options)
    return buffer.getvalue()
