"""Turns what ``log_image`` takes into picture files, as the SDK; it knows no experiment.

What decides about errors happens at once. Only the encoding of what is known to encode is left for
the first reader: of a plain array of bytes nothing but a copy is made.
"""

from __future__ import annotations

import importlib.util
import io
import logging
import sys
from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from fake_comet.recording.records import Content
from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.images import ImageOptions, array_to_image, image_of, note_stretching
from fake_comet.sdk.values import tensor_to_numpy
from fake_comet.sdk.voice import ERROR, say

if TYPE_CHECKING:
    from PIL.Image import Image

_CONVERT: Final = "convert_utils"
_LARGE: Final = 64 * 1024 * 1024  # what may come near the upload limit is encoded at once
_ENCODES: Final = {"PNG": frozenset({"RGB", "RGBA", "L"}), "JPEG": frozenset({"RGB"})}
_LONGEST_SIDE: Final = 65500  # of a JPEG; PNG takes more
_PLAIN: Final = ImageOptions()

Picture = bytes | Content


def picture(image_data: Any, options: ImageOptions) -> Picture | None:
    """The picture file of an array, a tensor, a list or a PIL image, perhaps encoded already.

    None, with the reason said, where there is none.
    """
    try:
        found = _converted(image_data, options)
    except Exception as error:
        say(
            "image-lost", messages.IMAGE_FAILED, error,
            level=ERROR, logger="file_uploader", exc_info=True,
        )  # fmt: skip
        return None
    if found is None:  # the reason has been noted
        logging.getLogger("comet_ml.file_uploader").error(messages.IMAGE_NOT_MADE)
    return found


def _converted(image_data: Any, options: ImageOptions) -> Picture | None:
    if hasattr(image_data, "numpy"):
        if getattr(image_data, "is_cuda", False):
            say("image-lost", messages.IMAGE_ON_GPU, level=ERROR, logger=_CONVERT)
            return None
        return _array_content(tensor_to_numpy(image_data), options)
    if hasattr(image_data, "eval"):
        return _array_content(image_data.eval(), options)
    if _is_pil_image(image_data):
        # The SDK means to go by the name's extension, but never finds it among those with a dot.
        return _content_of(image_data, options.format, shared=True)
    if image_data.__class__.__name__ == "ndarray":
        return _array_content(image_data, options)
    if isinstance(image_data, tuple | list):
        return _list_content(image_data, options)
    say("image-lost", messages.IMAGE_TYPE, type(image_data), level=ERROR, logger=_CONVERT)
    if not _installed("PIL"):
        say("missing-package", messages.NEEDS_PIL, level=ERROR, logger=_CONVERT)
    return None


def _is_pil_image(image_data: Any) -> bool:
    # Nothing can be a PIL image as long as nobody has imported PIL.
    pil = sys.modules.get("PIL.Image")
    return pil is not None and isinstance(image_data, pil.Image)


def _list_content(values: Sequence[Any], options: ImageOptions) -> Picture | None:
    if not _installed("numpy"):
        say("missing-package", messages.NEEDS_NUMPY, level=ERROR, logger=_CONVERT)
        return None
    import numpy as np

    return _array_content(np.array(values), options)


def _array_content(array: Any, options: ImageOptions) -> Picture | None:
    if _is_plain(array) and options.plain and _installed("PIL") and _installed("matplotlib"):
        note_stretching(array)
        return Content(partial(_array_as_png, array.copy()))
    image = array_to_image(array, options)
    if image is None:
        return None
    return _content_of(image, options.format)


def _is_plain(array: Any) -> bool:
    """Whether nothing can go wrong with an array: bytes, gray or with three or four channels.

    Nothing but zeros does go wrong: they become an error in numpy 2, and the SDK loses the image.
    """
    kind = type(array)
    return (
        kind.__name__ == "ndarray"
        and kind.__module__ == "numpy"
        and array.dtype.char == "B"
        and (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4)))
        and 0 < array.nbytes < _LARGE
        and bool(array.item(array.size // 2) or array.any())
    )


def _installed(module: str) -> bool:
    return sys.modules[module] is not None if module in sys.modules else _can_be_found(module)


@cache  # looking through the path takes longer than all the rest of a call
def _can_be_found(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _array_as_png(array: Any) -> bytes:
    image = image_of(array, _PLAIN)
    assert image is not None
    return encoded(image, "PNG")


def _content_of(image: Image, format: Any, *, shared: bool = False) -> Picture:
    """An image encoded, later where nothing can go wrong; ``shared`` if others may change it."""
    kind = "JPEG" if format.upper() == "JPG" else format
    safe = image.mode in _ENCODES.get(kind.upper(), ())
    width, height = image.size
    if not safe or not 0 < width * height * 4 < _LARGE or max(width, height) > _LONGEST_SIDE:
        return encoded(image, kind)
    return Content(partial(encoded, image.copy() if shared else image, kind))


def encoded(image: Image, format: str) -> bytes:
    """The bytes of an image file."""
    file = io.BytesIO()
    image.save(file, format=format)
    return file.getvalue()
