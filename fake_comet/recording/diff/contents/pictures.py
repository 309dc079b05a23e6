"""How two pictures differ: their size, which share of the pixels, and a picture of where."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.diff.found import Found, counted, number, percent
from fake_comet.recording.diff.model import Detail
from fake_comet.recording.records import Content
from fake_comet.recording.tolerance import Tolerance

if TYPE_CHECKING:
    from fake_comet.recording.pictures import Image
    from fake_comet.recording.snapshot import Array

_RED: Final = (220, 30, 30)
_FADED: Final = 0.35  # of the brightness range, for what is the same
_FORMS: Final = {1: "gray", 2: "gray with alpha", 3: "colours", 4: "colours with alpha"}


def pictures_differ(old: Image, new: Image, tolerance: Tolerance) -> Found | None:
    """How their pixels differ, None if they do not.

    Raises:
        UnreadableContent: one is no picture that can be decoded, as an svg.
    """
    one, other = _with_channels(old.pixels), _with_channels(new.pixels)
    if one.shape[:2] != other.shape[:2]:
        return _resized(one, other)
    if one.shape != other.shape:
        forms = [_FORMS.get(side.shape[2], f"{side.shape[2]} channels") for side in (one, other)]
        detail = Detail(where="", what="form", old=forms[0], new=forms[1])
        return Found(message=f"form {forms[0]} | {forms[1]}", details=(detail,))
    return _recoloured(one, other, tolerance)


def _with_channels(pixels: Array) -> Array:
    return pixels if pixels.ndim == 3 else pixels[:, :, None]


def _resized(one: Array, other: Array) -> Found:
    old, new = (f"{side.shape[1]}x{side.shape[0]}" for side in (one, other))
    detail = Detail(where="", what="size", old=old, new=new)
    return Found(message=f"size {old} | {new}", details=(detail,))


def _recoloured(one: Array, other: Array, tolerance: Tolerance) -> Found | None:
    import numpy as np

    distance = np.abs(one.astype(np.float64) - other.astype(np.float64)).max(axis=2)
    changed = distance > tolerance.atol
    share = float(changed.mean())
    if not share or share <= tolerance.share:
        return None
    most, count = float(distance.max()), int(changed.sum())
    detail = Detail(
        where="",
        what="pixels",
        new=f"{percent(share)} changed",
        by=share,
        picture=Content(lambda: marked(other, changed)),
    )
    return Found(
        message=f"{percent(share)} of the pixels changed "
        f"({counted(count, 'pixel')}, by at most {number(most)}{_box(changed)})",
        details=(detail,),
        numbers={"changed_share": share, "changed_pixels": count, "largest_absolute": most},
    )


def _box(changed: Array) -> str:
    import numpy as np

    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    return f", within x {columns[0]} to {columns[-1]}, y {rows[0]} to {rows[-1]}"


def marked(pixels: Array, changed: Array) -> bytes:
    """A png in which the changed pixels are red and all others a faded gray."""
    import numpy as np
    import PIL.Image as pillow

    colours = pixels[:, :, :3] if pixels.shape[2] >= 3 else pixels[:, :, :1]
    gray: Any = colours.astype(np.float64).mean(axis=2)
    if pixels.dtype != np.uint8:
        gray = gray * 255 / max(float(gray.max()), 1.0)
    faded = 255 - _FADED * (255 - gray)
    made = np.repeat(faded.astype(np.uint8)[:, :, None], 3, axis=2)
    made[changed] = _RED
    buffer = io.BytesIO()
    pillow.fromarray(made).save(buffer, "PNG")
    return buffer.getvalue()
