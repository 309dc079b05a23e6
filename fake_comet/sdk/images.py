"""Turns arrays into images, as the SDK; it knows no experiment and no file.

Arithmetic runs in the arrays' own types, with everything that goes wrong in them.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.state import state
from fake_comet.sdk.voice import ERROR, note, say

if TYPE_CHECKING:
    from PIL.Image import Image

_CONVERT: Final = "convert_utils"
_STRETCHED: Final = "an array of %s to %s is stretched to 0 to 255: its pixel values change"


class ImageOptions(NamedTuple):
    """The options of ``log_image`` that decide about pixels, without their ``image_``."""

    format: Any = "png"
    scale: Any = 1.0
    shape: Any = None
    colormap: Any = None
    minmax: Any = None
    channels: Any = "last"

    @property
    def plain(self) -> bool:
        """Whether nothing is asked for that could fail with an array of bytes."""
        return (
            self.shape is None
            and self.colormap is None
            and self.minmax is None
            and type(self.scale) in (int, float)
            and self.scale == 1
            and type(self.format) is str
            and self.format == "png"
            and type(self.channels) is str
            and self.channels != "first"
        )


def array_to_image(array: Any, options: ImageOptions, mode: str | None = None) -> Image | None:
    """An array as an image of values 0 to 255; None, with the reason said, if impossible.

    Args:
        mode: a mode of PIL; without one it becomes ``RGB``, or ``RGBA`` if it is that already.
    """
    try:
        import matplotlib  # noqa: F401 - the SDK wants it for every array
        import numpy as np
        import PIL.Image  # noqa: F401
    except ImportError:
        say(
            "missing-package", messages.NEEDS_PIL_NUMPY_MATPLOTLIB,
            level=ERROR, logger=_CONVERT, exc_info=True,
        )  # fmt: skip
        return None
    array = np.array(array)
    if options.minmax is None:
        note_stretching(array)
    return image_of(array, options, mode)


def image_of(array: Any, options: ImageOptions, mode: str | None = None) -> Image | None:
    """The same of a numpy array that nobody else changes."""
    minmax = _own_minmax(array) if options.minmax is None else options.minmax
    array = _shaped(array, options)
    if options.colormap is None:
        image = _from_array(rescaled(array, minmax, (0, 255), "uint8"))
    else:
        colored = _colored(rescaled(array, minmax, (0, 1), "float"), options.colormap)
        image = _from_array(rescaled(colored, (0, 1), (0, 255), "uint8"), "RGBA")
    if image is None:
        return None
    if options.scale != 1.0:
        size = (int(image.size[0] * options.scale), int(image.size[1] * options.scale))
        image = image.resize(size)
    if mode:
        return image.convert(mode)
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def _own_minmax(array: Any) -> tuple[int, int]:
    low, high = array.min(), array.max()
    if low == high:
        low, high = low - 0.5, high + 0.5
    return math.floor(low), math.ceil(high)


def _shaped(array: Any, options: ImageOptions) -> Any:
    if options.shape is not None:
        array = _reshaped(array, options.shape)
    if options.channels == "first" and len(array.shape) == 3:
        import numpy as np

        array = np.moveaxis(array, 0, -1)
    if len(array.shape) == 3:
        rows, columns, channels = array.shape
        if channels == 1:
            return array.reshape((rows, columns))
        return array.reshape((columns, channels)) if rows == 1 else array
    return array[None] if len(array.shape) == 1 else array


def _reshaped(array: Any, shape: Any) -> Any:
    try:
        if len(shape) not in (2, 3):
            raise Exception(messages.IMAGE_SHAPE % shape)
        return array.reshape(shape[1], shape[0], *shape[2:])  # the SDK's shapes are (width, height)
    except Exception:
        _say_ignored(messages.IMAGE_SHAPE_IGNORED)
        return array


def _colored(array: Any, colormap: Any) -> Any:
    try:
        return _colormap(colormap)(array)
    except Exception:
        _say_ignored(messages.IMAGE_COLORMAP_IGNORED)
        return array


def _colormap(name: Any) -> Any:
    import matplotlib

    if hasattr(matplotlib.cm, "get_cmap"):
        return matplotlib.cm.get_cmap(name)
    return matplotlib.colormaps[name]


def _say_ignored(message: str) -> None:
    note("image-option-ignored", message)
    logging.getLogger("comet_ml.convert_utils").info(message, exc_info=True)


def _from_array(array: Any, mode: str | None = None) -> Image | None:
    from PIL import Image

    try:
        return Image.fromarray(array, mode)
    except (TypeError, ValueError) as error:
        shown = messages.IMAGE_NOT_FROM_ARRAY.format(_in_five_lines(array), array.shape, error)
        say("image-lost", shown, level=ERROR, logger=_CONVERT)
        return None


def _in_five_lines(array: Any) -> str:
    lines = str(array).splitlines()
    if len(lines) > 5:
        indent = " " * (len(lines[1]) - len(lines[1].lstrip()))
        lines = [*lines[:2], indent + "...", *lines[-2:]]
    return "\n".join(lines)


def rescaled(array: Any, old: Sequence[Any], new: Sequence[int], dtype: str) -> Any:
    """An array moved from one range into another, cut off at its ends."""
    import numpy as np

    old_min, old_max = old
    if array.min() < old_min or array.max() > old_max:
        array = np.clip(array, old_min, old_max)
    new_min, new_max = new
    old_delta, new_delta = float(old_max - old_min), float(new_max - new_min)
    if old_delta == 0:
        return ((array - old_min) + (new_min + new_max) / 2.0).astype(dtype)
    return (new_min + (array - old_min) * new_delta / old_delta).astype(dtype)


def note_stretching(array: Any) -> None:
    """Note, by the first array of a session, if pixel values are not what Comet shows."""
    looked_at = state().logged_once
    if _STRETCHED in looked_at or array.size == 0 or array.dtype.kind not in "iu":
        return
    looked_at.add(_STRETCHED)
    low, high = array.min(), array.max()
    if 0 <= low < high <= 255 and (low > 0 or high < 255):
        note("pixels-rescaled", _STRETCHED % (low, high))
